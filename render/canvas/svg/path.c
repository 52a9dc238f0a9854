#include <math.h>

#include "render/canvas/private.h"
#include "render/canvas/svg/svg.h"

/** Where the pen is, as a reader of the file will know it: in whole steps of a tenth or a hundredth
 *  of a pixel. */
typedef struct pen {
    bm_strbuf *out;
    int decimals;
    double steps; /**< of a pixel */
    long x, y;
    long start_x, start_y;
    char command;   /**< that a further pair of numbers would continue */
    bool has_point; /**< the number before has a decimal point, so that the next may begin with one
                     */
    bool needs_blank;
    bool is_drawn; /**< the subpath has something to see */
} pen;

/* Without a leading zero, and with a blank only where one is needed. */
static void append_step(pen *at, long value)
{
    unsigned long magnitude = value < 0 ? 0UL - (unsigned long)value : (unsigned long)value;
    unsigned long unit = at->decimals == 1 ? 10 : 100, whole = magnitude / unit;
    unsigned long rest = magnitude % unit;
    char text[32];
    if (value < 0)
        bm_strbuf_append_char(at->out, '-');
    else if (at->needs_blank && !(whole == 0 && rest && at->has_point))
        bm_strbuf_append_char(at->out, ' ');
    at->has_point = rest > 0;
    if (!rest)
        g_snprintf(text, sizeof text, "%lu", whole);
    else if (at->decimals == 2 && rest % 10)
        g_snprintf(text, sizeof text, whole ? "%lu.%02lu" : "%.0lu.%02lu", whole, rest);
    else
        g_snprintf(text, sizeof text, whole ? "%lu.%lu" : "%.0lu.%lu", whole,
                   at->decimals == 2 ? rest / 10 : rest);
    bm_strbuf_append(at->out, text);
    at->needs_blank = true;
}

static void begin_command(pen *at, char command)
{
    /* After a move, further pairs are lines. */
    if (at->command == command)
        return;
    bm_strbuf_append_char(at->out, command);
    at->command = command;
    at->needs_blank = false;
    at->has_point = false;
}

static void move_to(pen *at, cairo_path_data_t to)
{
    long x = lround(to.point.x * at->steps), y = lround(to.point.y * at->steps);
    at->command = '\0';
    begin_command(at, 'm');
    append_step(at, x - at->x);
    append_step(at, y - at->y);
    at->x = at->start_x = x;
    at->y = at->start_y = y;
    at->command = 'l';
    at->is_drawn = false;
}

/* Relative coordinates are a third shorter; each is taken from the rounded point before, so that
 * roundings do not add up. */
static void line_to(pen *at, cairo_path_data_t to, bool is_last)
{
    long x = lround(to.point.x * at->steps), y = lround(to.point.y * at->steps);
    long dx = x - at->x, dy = y - at->y;
    /* A dot is a line to where the pen is. */
    if (dx == 0 && dy == 0 && (at->is_drawn || !is_last))
        return;
    begin_command(at, dy == 0 ? 'h' : dx == 0 ? 'v' : 'l');
    if (dx != 0 || dy == 0)
        append_step(at, dx);
    if (dy != 0)
        append_step(at, dy);
    at->x = x;
    at->y = y;
    at->is_drawn = true;
}

static void curve_to(pen *at, const cairo_path_data_t *points)
{
    long x = at->x, y = at->y;
    begin_command(at, 'c');
    for (int i = 0; i < 3; i++) {
        x = lround(points[i].point.x * at->steps);
        y = lround(points[i].point.y * at->steps);
        append_step(at, x - at->x);
        append_step(at, y - at->y);
    }
    at->x = x;
    at->y = y;
    at->is_drawn = true;
}

static void append_path(pen *at, const cairo_path_t *path)
{
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];
        int next = i + data->header.length;
        bool is_last = next >= path->num_data ||
                       path->data[next].header.type == CAIRO_PATH_MOVE_TO ||
                       path->data[next].header.type == CAIRO_PATH_CLOSE_PATH;
        switch (data->header.type) {
        case CAIRO_PATH_MOVE_TO:
            /* cairo ends a closed path with a move that nothing follows. */
            if (next < path->num_data && path->data[next].header.type != CAIRO_PATH_MOVE_TO)
                move_to(at, data[1]);
            break;
        case CAIRO_PATH_LINE_TO:
            line_to(at, data[1], is_last);
            break;
        case CAIRO_PATH_CURVE_TO:
            curve_to(at, data + 1);
            break;
        case CAIRO_PATH_CLOSE_PATH:
            bm_strbuf_append_char(at->out, 'z');
            at->command = 'z';
            at->x = at->start_x;
            at->y = at->start_y;
            break;
        }
    }
}

static bool has_subpaths(const cairo_path_t *path)
{
    int drawn = 0;
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        int next = i + path->data[i].header.length;
        drawn += path->data[i].header.type == CAIRO_PATH_MOVE_TO && next < path->num_data &&
                 path->data[next].header.type != CAIRO_PATH_MOVE_TO;
    }
    return drawn > 1;
}

bool bm_svg_append_path(bm_canvas *canvas, bm_strbuf *out, int decimals, bool *is_compound)
{
    cairo_path_t *path = cairo_copy_path(canvas->cairo);
    bool drawn = path->status == CAIRO_STATUS_SUCCESS && path->num_data > 0;
    if (path->status)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "cannot draw: %s",
                       cairo_status_to_string(path->status));
    if (drawn) {
        pen at = {.out = out, .decimals = decimals, .steps = decimals == 1 ? 10 : 100};
        append_path(&at, path);
        *is_compound = has_subpaths(path);
    }
    cairo_path_destroy(path);
    return drawn;
}

static void append_stroke(bm_canvas *canvas, const bm_line_style *line, bm_strbuf *look)
{
    bm_svg_append_color(look, "stroke", line->color);
    bm_svg_append_number(look, "stroke-width", bm_canvas_line_width_px(canvas, line), 2);
    if (line->dash_pt[0] <= 0)
        return;
    bm_strbuf_append(look, " stroke-linecap=\"butt\" stroke-dasharray=\"");
    for (int i = 0; i < 4 && line->dash_pt[i] > 0; i++) {
        char text[64];
        bm_format_number(bm_canvas_px(canvas, line->dash_pt[i]), 2, text);
        bm_strbuf_printf(look, "%s%s", i ? " " : "", text);
    }
    bm_strbuf_append(look, "\"");
}

/* Joins and ends are round in the whole document. */
static void append_look(bm_canvas *canvas, const bm_color *fill, const bm_line_style *line,
                        bm_strbuf *look)
{
    if (fill)
        bm_svg_append_color(look, "fill", *fill);
    else
        bm_strbuf_append(look, " fill=\"none\"");
    if (line)
        append_stroke(canvas, line, look);
}

void bm_svg_path(bm_canvas *canvas, const bm_color *fill, const bm_line_style *line)
{
    bm_strbuf own = {0}, look = {0};
    bool is_compound = false;
    if (!fill && !line)
        return;
    bm_strbuf_append(&own, " d=\"");
    if (bm_svg_append_path(canvas, &own, 1, &is_compound)) {
        bm_strbuf_append(&own, "\"");
        if (fill && is_compound)
            bm_strbuf_append(&own, " fill-rule=\"evenodd\"");
        append_look(canvas, fill, line, &look);
        bm_svg_add(canvas->svg, "path", bm_strbuf_text(&own), bm_strbuf_text(&look), NULL);
    }
    if (own.failed || look.failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    bm_strbuf_finish(&own);
    bm_strbuf_finish(&look);
}

void bm_svg_circle(bm_canvas *canvas, bm_px center, double radius_px, const bm_color *fill,
                   const bm_line_style *line)
{
    bm_strbuf own = {0}, look = {0};
    bm_svg_append_number(&own, "cx", center.x, 1);
    bm_svg_append_number(&own, "cy", center.y, 1);
    bm_svg_append_number(&own, "r", radius_px, 2);
    append_look(canvas, fill, line, &look);
    bm_svg_add(canvas->svg, "circle", bm_strbuf_text(&own), bm_strbuf_text(&look), NULL);
    if (own.failed || look.failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    bm_strbuf_finish(&own);
    bm_strbuf_finish(&look);
}
