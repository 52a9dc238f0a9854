#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/ground/parts.h"

/** Positions along a line: on the page it is a curve. */
#define SAMPLES 64
/** Lines of an automatic graticule are at least so far apart. */
#define GAP_MIN_PT 110
#define METRES_PER_DEG 111200
/** From the map's edge to a label. */
#define LABEL_GAP_PT 2.5

/* The step in degrees of an automatic graticule on a map of this scale. */
static double automatic_step(const bm_frame *frame)
{
    static const double minutes[] = {1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1200, 1800, 2700};
    size_t count = sizeof minutes / sizeof *minutes;
    double least = bm_frame_px(frame, GAP_MIN_PT) / (frame->px_per_m * METRES_PER_DEG) * 60;
    for (size_t i = 0; i < count; i++)
        if (minutes[i] >= least)
            return minutes[i] / 60;
    return minutes[count - 1] / 60;
}

void bm_ground_format_degrees(double deg, bool is_parallel, char text[BM_GROUND_GRID_TEXT_SIZE])
{
    static const char letters[2][3] = {"EW", "NS"};
    long minutes = lround(fabs(deg) * 60);
    const char *separator = minutes ? " " : "";
    char letter[2] = {minutes ? letters[is_parallel][deg < 0] : '\0', '\0'};
    if (minutes % 60)
        snprintf(text, BM_GROUND_GRID_TEXT_SIZE, "%ld°%02ld′%s%s", minutes / 60, minutes % 60,
                 separator, letter);
    else
        snprintf(text, BM_GROUND_GRID_TEXT_SIZE, "%ld°%s%s", minutes / 60, separator, letter);
}

static void add_line(bm_ground_builder *state, double deg, bool is_parallel)
{
    bm_base *base = state->base;
    bm_lonlat_box shown = base->frame.lonlat;
    bm_lonlat points[SAMPLES + 1];
    if (base->grid_count == BM_GROUND_GRID_MAX) {
        state->is_grid_too_fine = true;
        return;
    }
    for (int i = 0; i <= SAMPLES; i++) {
        double part = (double)i / SAMPLES;
        points[i] = is_parallel
                        ? (bm_lonlat){shown.west + part * (shown.east - shown.west), deg}
                        : (bm_lonlat){deg, shown.south + part * (shown.north - shown.south)};
    }
    bm_ground_shape *made = bm_ground_begin_shape(state);
    bm_ground_add_line(state, points, SAMPLES + 1);
    bm_ground_end_shape(state, made, BM_GROUND_GRATICULE);
    if (made && made->first)
        base->grid[base->grid_count++] = (bm_ground_grid_line){made->first, deg, is_parallel};
}

void bm_ground_add_graticule(bm_ground_builder *state)
{
    bm_base *base = state->base;
    double step = base->options.graticule_deg;
    bm_lonlat_box shown = base->frame.lonlat;
    if (step == 0 || state->failed)
        return;
    if (step < 0)
        step = automatic_step(&base->frame);
    base->grid_step_deg = step;
    base->grid = bm_arena_array(&base->arena, BM_GROUND_GRID_MAX, sizeof *base->grid);
    if (!base->grid) {
        state->failed = true;
        return;
    }
    for (double k = ceil(shown.west / step);
         k * step <= shown.east && !state->failed && !state->is_grid_too_fine; k++)
        add_line(state, k * step, false);
    for (double k = ceil(shown.south / step);
         k * step <= shown.north && !state->failed && !state->is_grid_too_fine; k++)
        if (fabs(k * step) < 90)
            add_line(state, k * step, true);
}

/* Where a line crosses one side of the map; false when it does not. */
static bool find_crossing(const bm_ground_path *path, bool is_level, double at, bm_px *crossing)
{
    for (; path; path = path->next)
        for (size_t i = 1; i < path->count; i++) {
            bm_px a = path->points[i - 1], b = path->points[i];
            double from = is_level ? a.y : a.x, to = is_level ? b.y : b.x;
            if ((from > at) == (to > at))
                continue;
            double part = (at - from) / (to - from);
            *crossing = (bm_px){a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)};
            return true;
        }
    return false;
}

static bool overlaps(bm_px_box a, bm_px_box b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

static bool is_free(const bm_base *base, bm_px_box box, const bm_px_box *taken, size_t count)
{
    bm_px_box map = base->frame.map;
    if (box.x0 < map.x0 || box.x1 > map.x1 || box.y0 < map.y0 || box.y1 > map.y1)
        return false;
    for (size_t i = 0; i < count; i++)
        if (overlaps(box, taken[i]))
            return false;
    for (size_t i = 0; i < base->grid_label_count; i++)
        if (overlaps(box, base->grid_boxes[i]))
            return false;
    return true;
}

/* A label on the line where it meets a side of the map: meridians above or below, parallels left or
 * right. */
static bool place_label(bm_base *base, const bm_ground_grid_line *line, bool is_far,
                        const bm_text_style *type, const bm_px_box *taken, size_t count,
                        bm_canvas *canvas)
{
    bm_px_box map = base->frame.map;
    bm_ground_grid_label label;
    bm_ground_format_degrees(line->deg, line->is_parallel, label.text);
    bm_text_size size = bm_canvas_measure(canvas, type, label.text);
    double gap = bm_canvas_px(canvas, LABEL_GAP_PT), halo = bm_canvas_px(canvas, type->halo_pt);
    double width = size.width, height = size.ascent + size.descent;
    /* The label's middle lies this far from the side. */
    double inset = gap + halo + (line->is_parallel ? width : height) / 2;
    double side = line->is_parallel ? (is_far ? map.x1 - inset : map.x0 + inset)
                                    : (is_far ? map.y1 - inset : map.y0 + inset);
    bm_px at;
    if (!find_crossing(line->path, !line->is_parallel, side, &at))
        return false;
    bm_px_box box = {at.x - width / 2 - halo, at.y - height / 2 - halo, at.x + width / 2 + halo,
                     at.y + height / 2 + halo};
    if (!is_free(base, box, taken, count))
        return false;
    label.baseline = (bm_px){at.x - width / 2, at.y - height / 2 + size.ascent};
    base->grid_boxes[base->grid_label_count] = box;
    base->grid_labels[base->grid_label_count++] = label;
    return true;
}

bool bm_base_place_labels(bm_base *base, const bm_style *style, const bm_px_box *taken,
                          size_t count, bm_canvas *canvas)
{
    base->grid_label_count = 0;
    if (!base->grid_count)
        return true;
    base->grid_labels =
        bm_arena_array(&base->label_arena, base->grid_count, sizeof *base->grid_labels);
    base->grid_boxes =
        bm_arena_array(&base->label_arena, base->grid_count, sizeof *base->grid_boxes);
    if (!base->grid_labels || !base->grid_boxes)
        return false;
    for (size_t i = 0; i < base->grid_count; i++)
        if (!place_label(base, &base->grid[i], false, &style->graticule_label, taken, count,
                         canvas))
            (void)place_label(base, &base->grid[i], true, &style->graticule_label, taken, count,
                              canvas);
    return true;
}

const bm_px_box *bm_base_label_boxes(const bm_base *base, size_t *count)
{
    *count = base->grid_label_count;
    return base->grid_boxes;
}

void bm_ground_draw_graticule(const bm_base *base, const bm_style *style, bm_canvas *canvas)
{
    if (!base->grid_count)
        return;
    bm_canvas_begin_group(canvas, "graticule", NULL);
    for (const bm_ground_shape *at = base->first[BM_GROUND_GRATICULE]; at; at = at->next)
        for (const bm_ground_path *part = at->first; part; part = part->next)
            bm_canvas_add_points(canvas, part->points, part->count, false);
    bm_canvas_stroke(canvas, &style->graticule_line);
    bm_canvas_end_group(canvas);
}

void bm_base_draw_labels(const bm_base *base, const bm_style *style, bm_canvas *canvas)
{
    if (!base->grid_label_count)
        return;
    bm_canvas_begin_group(canvas, "graticule-labels", NULL);
    for (size_t i = 0; i < base->grid_label_count; i++)
        bm_canvas_text(canvas, &style->graticule_label, base->grid_labels[i].baseline, 0,
                       base->grid_labels[i].text);
    bm_canvas_end_group(canvas);
}
