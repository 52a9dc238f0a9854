#include <math.h>
#include <stdlib.h>

#include "render/canvas/private.h"

static bool is_finite(bm_px point)
{
    return isfinite(point.x) && isfinite(point.y);
}

static int path_length(const bm_canvas *canvas)
{
    cairo_path_t *path = cairo_copy_path(canvas->cairo);
    int length = path->num_data;
    cairo_path_destroy(path);
    return length;
}

void bm_canvas_add_circle(bm_canvas *canvas, bm_px center, double radius_px)
{
    if (!is_finite(center) || !isfinite(radius_px) || radius_px <= 0)
        return;
    bool is_svg = canvas->format == BM_MAP_SVG, is_first = is_svg && !path_length(canvas);
    cairo_new_sub_path(canvas->cairo);
    cairo_arc(canvas->cairo, center.x, center.y, radius_px, 0, 2 * G_PI);
    cairo_close_path(canvas->cairo);
    if (is_first) {
        canvas->circle.center = center;
        canvas->circle.radius_px = radius_px;
        canvas->circle.data_count = path_length(canvas);
    }
}

void bm_canvas_add_box(bm_canvas *canvas, bm_px_box box)
{
    bm_px corners[] = {{box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}};
    bm_canvas_add_points(canvas, corners, 4, true);
}

void bm_canvas_add_points(bm_canvas *canvas, const bm_px *points, size_t count, bool closed)
{
    cairo_t *cairo = canvas->cairo;
    bool started = false;
    for (size_t i = 0; i < count; i++) {
        if (!is_finite(points[i]))
            continue;
        if (started)
            cairo_line_to(cairo, points[i].x, points[i].y);
        else
            cairo_move_to(cairo, points[i].x, points[i].y);
        started = true;
    }
    if (started && closed)
        cairo_close_path(cairo);
}

double bm_canvas_line_width_px(const bm_canvas *canvas, const bm_line_style *line)
{
    return bm_canvas_px(canvas, line->width_pt);
}

/* True when a line of this style shows. */
static bool is_visible(const bm_line_style *line)
{
    return line && line->width_pt > 0 && line->color.alpha > 0;
}

static void set_color(cairo_t *cairo, bm_color color)
{
    cairo_set_source_rgba(cairo, color.red, color.green, color.blue, color.alpha);
}

int bm_canvas_dashes(const bm_canvas *canvas, const bm_line_style *line, double dashes[4])
{
    int count = 0;
    for (; count < 4 && line->dash_pt[count] > 0; count++)
        dashes[count] = bm_canvas_px(canvas, line->dash_pt[count]);
    return count;
}

static void set_line(bm_canvas *canvas, const bm_line_style *line)
{
    double dashes[4];
    int count = bm_canvas_dashes(canvas, line, dashes);
    cairo_set_dash(canvas->cairo, dashes, count, 0);
    cairo_set_line_cap(canvas->cairo, count ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(canvas->cairo, bm_canvas_line_width_px(canvas, line));
    set_color(canvas->cairo, line->color);
}

static void paint(bm_canvas *canvas, const bm_color *fill, const bm_line_style *line)
{
    if (fill && fill->alpha <= 0)
        fill = NULL;
    if (!is_visible(line))
        line = NULL;
    if (canvas->format == BM_MAP_SVG) {
        /* A circle is smaller, and easier to edit, than its curves. */
        int circle = canvas->circle.data_count;
        if (circle && (fill || line) && circle == path_length(canvas))
            bm_svg_circle(canvas, canvas->circle.center, canvas->circle.radius_px, fill, line);
        else
            bm_svg_path(canvas, fill, line);
        canvas->circle.data_count = 0;
    } else if (canvas->batch) {
        bm_canvas_note(canvas, fill, line);
    } else {
        if (fill) {
            set_color(canvas->cairo, *fill);
            cairo_fill_preserve(canvas->cairo);
        }
        if (line) {
            set_line(canvas, line);
            cairo_stroke_preserve(canvas->cairo);
        }
    }
    cairo_new_path(canvas->cairo);
}

void bm_canvas_fill(bm_canvas *canvas, bm_color color)
{
    paint(canvas, &color, NULL);
}

void bm_canvas_stroke(bm_canvas *canvas, const bm_line_style *line)
{
    paint(canvas, NULL, line);
}

void bm_canvas_fill_stroke(bm_canvas *canvas, bm_color fill, const bm_line_style *line)
{
    paint(canvas, &fill, line);
}
