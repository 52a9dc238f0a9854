#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "render/density/private.h"

/** Cells of hexagons by default, from side to side. */
#define HEX_PT 13.0
/** The palest colour of a palette is that of paper: a class that is drawn needs more. */
#define PALEST_SHARE 0.13
/** Limits of a cell: smaller ones have no colour to see, larger ones no place. */
#define CELL_MIN_PT 2.0
#define CELL_SHARE_MAX 0.5

/* What a visit gathers besides the cells. */
typedef struct tally {
    size_t drawn, outside, unlocated, vague;
    int64_t start_min, end_min;
} tally;

static void keep_tally(const tally *sum, bm_marks *marks)
{
    marks->events_drawn = sum->drawn + sum->vague;
    marks->events_vague = sum->vague;
    marks->events_outside = sum->outside;
    marks->events_unlocated = sum->unlocated;
    marks->span = (bm_interval){.start_s = sum->start_min * 60, .end_s = sum->end_min * 60};
    if (sum->drawn + sum->vague > 0)
        marks->span.precision =
            sum->end_min - sum->start_min == 24 * 60 ? BM_DATE_DAY : BM_DATE_RANGE;
    else
        marks->span = (bm_interval){0};
}

bm_status bm_density_visit(const bm_event_points *points, const bm_interval *window,
                           const bm_frame *frame, bm_marks *marks, bm_density_visitor visit,
                           void *context, bm_error *error)
{
    bm_projector projector;
    bm_status status = bm_projector_init(&projector, frame, error);
    if (status)
        return status;
    tally sum = {.start_min = INT64_MAX, .end_min = INT64_MIN};
    for (size_t i = 0; i < points->count; i++) {
        const bm_packed_point *point = &points->items[i];
        bm_px at;
        if (window && !bm_point_overlaps(point, window->start_s, window->end_s))
            continue;
        if (point->lon == BM_POINT_NOWHERE) {
            sum.unlocated++;
            continue;
        }
        if (!bm_projector_to_px(&projector, bm_point_position(point), &at)) {
            sum.outside++;
            continue;
        }
        int64_t end_min = (int64_t)point->start_min + point->minutes;
        sum.start_min = point->start_min < sum.start_min ? point->start_min : sum.start_min;
        sum.end_min = end_min > sum.end_min ? end_min : sum.end_min;
        /* The middle of an oblast is no place where anything happened. */
        if (point->precision >= BM_PLACE_PRECISION_REGION) {
            sum.vague++;
            continue;
        }
        sum.drawn++;
        visit(context, at, point);
    }
    bm_projector_finish(&projector);
    keep_tally(&sum, marks);
    return BM_OK;
}

size_t bm_density_count_inside(const bm_event_points *points, const bm_frame *frame)
{
    bm_projector projector;
    size_t count = 0;
    if (bm_projector_init(&projector, frame, NULL))
        return 0;
    for (size_t i = 0; i < points->count; i++) {
        bm_px at;
        if (points->items[i].lon != BM_POINT_NOWHERE &&
            bm_projector_to_px(&projector, bm_point_position(&points->items[i]), &at))
            count++;
    }
    bm_projector_finish(&projector);
    return count;
}

/* A cell's width in pixels and km. */
static bm_status settle_size(bm_density *density, const bm_frame *frame, double usual_pt,
                             bm_error *error)
{
    const bm_px_box map = frame->map;
    bm_px middle = {(map.x0 + map.x1) / 2, (map.y0 + map.y1) / 2};
    double km_per_px = bm_frame_metres_per_px(frame, middle) / 1000;
    double pt = bm_frame_px(frame, 1);
    double width_px = density->options.size_pt > 0 ? density->options.size_pt * pt : usual_pt * pt;
    if (density->options.size_km > 0)
        width_px = density->options.size_km / km_per_px;
    double longest = CELL_SHARE_MAX * fmin(map.x1 - map.x0, map.y1 - map.y0);
    if (!(width_px >= CELL_MIN_PT * pt * (1 - 1e-9)) || !(width_px <= longest)) {
        char low[64], high[64];
        bm_format_number(CELL_MIN_PT * pt * km_per_px, 1, low);
        bm_format_number(longest * km_per_px, 0, high);
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "cells of that size are too %s for this map: they may be %s to %s km "
                            "wide",
                            width_px > longest ? "large" : "small", low, high);
    }
    density->width_px = width_px;
    density->width_km = width_px * km_per_px;
    return BM_OK;
}

/* Pale for few on a light ground, dark for few on a dark one. */
static void settle_colors(bm_density *density, const bm_style *style)
{
    const bm_palette *palette =
        style->amount_palette ? style->amount_palette : style->density_palette;
    if (!palette)
        palette = bm_palette_find("orrd");
    bm_color ground = style->focus[0];
    bool on_dark = 0.299 * ground.red + 0.587 * ground.green + 0.114 * ground.blue < 0.5;
    size_t last = density->classes.count - 1;
    for (size_t i = 0; i <= last; i++) {
        double share = last ? (double)i / (double)last : 1;
        density->colors[i] = bm_palette_ramp(
            palette, on_dark ? 1 - share : PALEST_SHARE + share * (1 - PALEST_SHARE));
    }
}

static bm_status settle_classes(bm_density *density, const bm_density *ground,
                                const bm_style *style, bm_error *error)
{
    size_t wanted = density->options.classes > 0 ? (size_t)density->options.classes
                                                 : BM_DENSITY_CLASSES_DEFAULT;
    if (wanted < BM_DENSITY_CLASSES_MIN || wanted > BM_DENSITY_CLASSES_MAX)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "there may be %d to %d classes of colour", BM_DENSITY_CLASSES_MIN,
                            BM_DENSITY_CLASSES_MAX);
    uint64_t most = 1;
    for (size_t i = 0; i < density->cell_count; i++)
        if (density->cells[i].count > most)
            most = density->cells[density->largest = i].count;
    density->classes = ground ? ground->classes : bm_classes_make(1, (double)most, wanted);
    for (size_t i = 0; i < density->cell_count; i++)
        density->class_cells[bm_classes_find(&density->classes, (double)density->cells[i].count)]++;
    settle_colors(density, style);
    return BM_OK;
}

typedef struct hex_count {
    bm_hex_grid grid;
    uint64_t *counts;
} hex_count;

static void count_hex(void *context, bm_px at, const bm_packed_point *point)
{
    hex_count *count = context;
    (void)point;
    count->counts[bm_hex_grid_find(&count->grid, at)]++;
}

static bm_status make_hexagons(bm_density *density, const bm_event_points *points,
                               const bm_interval *window, const bm_frame *frame, bm_marks *marks,
                               bm_error *error)
{
    bm_status status = settle_size(density, frame, HEX_PT, error);
    if (status)
        return status;
    hex_count count = {.grid = bm_hex_grid_make(frame, density->width_px)};
    density->grid = count.grid;
    size_t total = count.grid.rows * count.grid.columns;
    count.counts = calloc(total, sizeof *count.counts);
    if (!count.counts)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    status = bm_density_visit(points, window, frame, marks, count_hex, &count, error);
    for (size_t i = 0; i < total; i++)
        density->cell_count += count.counts[i] > 0;
    density->cells = calloc(density->cell_count + 1, sizeof *density->cells);
    if (!density->cells && !status)
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    density->cell_count = 0;
    for (size_t i = 0; !status && i < total; i++)
        if (count.counts[i] > 0)
            density->cells[density->cell_count++] = (bm_density_cell){
                bm_hex_grid_center(&count.grid, i), count.grid.radius_px, count.counts[i]};
    free(count.counts);
    return status;
}

bm_status bm_density_new(const bm_event_points *points, const bm_interval *window,
                         const bm_density_options *options, const bm_style *style,
                         const bm_frame *frame, const bm_density *ground, bm_marks *marks,
                         bm_density **density, bm_error *error)
{
    *density = NULL;
    bm_density *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    made->options = *options;
    bm_status status = make_hexagons(made, points, window, frame, marks, error);
    if (!status)
        status = settle_classes(made, ground, style, error);
    if (status) {
        bm_density_free(made);
        return status;
    }
    made->any_vague = marks->events_vague > 0;
    bm_density_make_legend(made);
    *density = made;
    return BM_OK;
}

void bm_density_free(bm_density *density)
{
    if (!density)
        return;
    free(density->cells);
    free(density);
}

bm_marks bm_density_stand_in(const bm_density *density)
{
    bm_marks marks = {.items = calloc(density->cell_count + 1, sizeof *marks.items)};
    for (size_t i = 0; marks.items && i < density->cell_count; i++)
        marks.items[marks.count++] = (bm_mark){.center = density->cells[i].center,
                                               .anchor = density->cells[i].center,
                                               .radius_px = density->cells[i].radius_px,
                                               .count = 1};
    return marks;
}
