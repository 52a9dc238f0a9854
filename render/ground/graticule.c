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

/** A label while its place is looked for. */
typedef struct placing {
    bm_base *base;
    const bm_ground_grid_line *line;
    const bm_px_box *taken;
    size_t count;
    bm_text_size size;
    double gap, halo;
    char text[BM_GROUND_GRID_TEXT_SIZE];
} placing;

/* Where a stretch of `length` begins so that its middle is at `at`, or as near to it as `low` and
 * `high` allow. */
static double begin_of(double at, double length, double low, double high)
{
    return fmax(fmin(at - length / 2, high - length), low);
}

/* A label on the line, so far from the side of the map that it meets: meridians above or below,
 * parallels left or right. At a corner it stands aside of the line. */
static bool place_at(const placing *in, bool is_far, double from_side)
{
    bm_base *base = in->base;
    bool is_parallel = in->line->is_parallel;
    bm_px_box map = base->frame.map;
    double width = in->size.width + 2 * in->halo;
    double height = in->size.ascent + in->size.descent + 2 * in->halo;
    double inset = in->gap + from_side + (is_parallel ? width : height) / 2;
    double side = is_parallel ? (is_far ? map.x1 - inset : map.x0 + inset)
                              : (is_far ? map.y1 - inset : map.y0 + inset);
    bm_px at;
    if (!find_crossing(in->line->path, !is_parallel, side, &at))
        return false;
    bm_px_box box = {.x0 = begin_of(at.x, width, map.x0 + in->gap, map.x1 - in->gap),
                     .y0 = begin_of(at.y, height, map.y0 + in->gap, map.y1 - in->gap)};
    box.x1 = box.x0 + width;
    box.y1 = box.y0 + height;
    if (at.x < box.x0 || at.x > box.x1 || at.y < box.y0 || at.y > box.y1 ||
        !is_free(base, box, in->taken, in->count))
        return false;
    bm_ground_grid_label *label = &base->grid_labels[base->grid_label_count];
    label->baseline = (bm_px){box.x0 + in->halo, box.y0 + in->halo + in->size.ascent};
    memcpy(label->text, in->text, sizeof label->text);
    base->grid_boxes[base->grid_label_count++] = box;
    return true;
}

/* At either side of the map, else past what covers both. */
static void place_label(const placing *in)
{
    bm_px_box map = in->base->frame.map;
    double reach = (in->line->is_parallel ? map.x1 - map.x0 : map.y1 - map.y0) / 2;
    double step = (in->size.ascent + in->size.descent) / 2;
    bool is_placed = place_at(in, false, 0) || place_at(in, true, 0);
    for (double inward = step; inward < reach && step > 0 && !is_placed; inward += step)
        is_placed = place_at(in, false, inward) || place_at(in, true, inward);
}

bool bm_base_place_labels(bm_base *base, const bm_style *style, const bm_px_box *taken,
                          size_t count, bm_canvas *canvas)
{
    const bm_text_style *type = &style->graticule_label;
    base->grid_label_count = 0;
    if (!base->grid_count)
        return true;
    base->grid_labels =
        bm_arena_array(&base->label_arena, base->grid_count, sizeof *base->grid_labels);
    base->grid_boxes =
        bm_arena_array(&base->label_arena, base->grid_count, sizeof *base->grid_boxes);
    if (!base->grid_labels || !base->grid_boxes)
        return false;
    for (size_t i = 0; i < base->grid_count; i++) {
        placing in = {.base = base,
                      .line = &base->grid[i],
                      .taken = taken,
                      .count = count,
                      .gap = bm_canvas_px(canvas, LABEL_GAP_PT),
                      .halo = bm_canvas_px(canvas, type->halo_pt)};
        bm_ground_format_degrees(base->grid[i].deg, base->grid[i].is_parallel, in.text);
        in.size = bm_canvas_measure(canvas, type, in.text);
        place_label(&in);
    }
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
