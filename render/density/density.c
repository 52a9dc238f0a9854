#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "render/density/private.h"

/** The lowest class begins where a lone event comes to this part of its peak, before rounding. */
#define LONE_SHARE 0.35
/** No class begins between this part of the peak and the peak: of every lone event it would show a
 *  speck. */
#define SPECK_SHARE 0.75
/** The palest colour of a palette is that of paper: a class that is drawn needs more. */
#define PALEST_SHARE 0.13
/** And the darkest one that of a dark ground. */
#define DARKEST_SHARE 0.22

/* What a visit gathers besides the cells. */
typedef struct tally {
    size_t drawn, outside, unlocated, vague, national;
    int64_t start_min, end_min;
} tally;

static void keep_tally(const tally *sum, bm_marks *marks)
{
    marks->events_drawn = sum->drawn + sum->vague;
    marks->events_vague = sum->vague;
    marks->events_outside = sum->outside;
    marks->events_unlocated = sum->unlocated;
    marks->events_national = sum->national;
    marks->span = (bm_interval){0};
    if (sum->drawn + sum->vague > 0)
        marks->span = (bm_interval){
            .start_s = sum->start_min * 60,
            .end_s = sum->end_min * 60,
            .precision = sum->end_min - sum->start_min == 24 * 60 ? BM_DATE_DAY : BM_DATE_RANGE};
}

/* Look at one; true when it is to be visited. */
static bool is_shown(const bm_density_work *work, const bm_packed_point *point, tally *sum,
                     bm_px *at)
{
    const bm_interval *window = work->window;
    if (window && !bm_point_overlaps(point, window->start_s, window->end_s))
        return false;
    if (point->lon == BM_POINT_NOWHERE) {
        sum->unlocated++;
        return false;
    }
    if (point->precision == BM_PLACE_PRECISION_COUNTRY) {
        sum->national++;
        return false;
    }
    if (!bm_projector_to_px(work->projector, bm_point_position(point), at)) {
        sum->outside++;
        return false;
    }
    int64_t end_min = (int64_t)point->start_min + point->minutes;
    sum->start_min = point->start_min < sum->start_min ? point->start_min : sum->start_min;
    sum->end_min = end_min > sum->end_min ? end_min : sum->end_min;
    /* The middle of an oblast is no place where anything happened. */
    if (point->precision >= BM_PLACE_PRECISION_REGION) {
        sum->vague++;
        return false;
    }
    sum->drawn++;
    return true;
}

void bm_density_visit(const bm_density_work *work, bm_density_visitor visit, void *context)
{
    tally sum = {.start_min = INT64_MAX, .end_min = INT64_MIN};
    bm_point_walk walk = {.points = work->points};
    while (bm_point_walk_next(&walk))
        for (size_t i = 0; i < walk.count; i++) {
            bm_px at;
            if (is_shown(work, &walk.items[i], &sum, &at))
                visit(context, at, &walk.items[i], walk.first + i);
        }
    work->density->is_incomplete |= walk.failed;
    keep_tally(&sum, work->marks);
}

size_t bm_density_count_inside(const bm_event_points *points, const bm_frame *frame)
{
    bm_projector projector;
    size_t count = 0;
    if (bm_projector_init(&projector, frame, NULL))
        return 0;
    bm_point_walk walk = {.points = points};
    while (bm_point_walk_next(&walk))
        for (size_t i = 0; i < walk.count; i++) {
            bm_px at;
            if (walk.items[i].lon != BM_POINT_NOWHERE &&
                bm_projector_to_px(&projector, bm_point_position(&walk.items[i]), &at))
                count++;
        }
    bm_projector_finish(&projector);
    return count;
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
        density->colors[i] =
            bm_palette_ramp(palette, on_dark ? (1 - share) * (1 - DARKEST_SHARE)
                                             : PALEST_SHARE + share * (1 - PALEST_SHARE));
    }
}

static bm_status settle_classes(bm_density_work *work, bm_error *error)
{
    bm_density *density = work->density;
    size_t wanted = density->options.classes > 0 ? (size_t)density->options.classes
                                                 : BM_DENSITY_CLASSES_DEFAULT;
    if (wanted < BM_DENSITY_CLASSES_MIN || wanted > BM_DENSITY_CLASSES_MAX)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "there may be %d to %d classes of colour", BM_DENSITY_CLASSES_MIN,
                            BM_DENSITY_CLASSES_MAX);
    double low = 1, high = (double)density->most;
    if (density->fields) {
        /* An event alone is a spot to be seen, not a speck; but less than a thousandth of the
         * highest is nothing. */
        high = bm_density_highest(density);
        low = fmax(bm_density_peak(density) * LONE_SHARE, high / 1000);
    }
    density->classes = work->ground ? work->ground->classes : bm_classes_make(low, high, wanted);
    if (density->fields && !work->ground)
        bm_classes_drop(&density->classes, bm_density_peak(density) * SPECK_SHARE,
                        bm_density_peak(density));
    for (size_t i = 0; i < density->cell_count; i++)
        density->class_cells[bm_classes_find(&density->classes, (double)density->cells[i].count)]++;
    settle_colors(density, work->style);
    return BM_OK;
}

static bm_status make_cells(bm_density_work *work, bm_error *error)
{
    switch (work->density->options.kind) {
    case BM_DENSITY_CLUSTER:
        return bm_density_make_clusters(work, error);
    case BM_DENSITY_CIRCLES:
        return bm_density_make_circles(work, error);
    case BM_DENSITY_HEAT:
        return bm_density_make_field(work, error);
    case BM_DENSITY_AUTO:
    case BM_DENSITY_OFF:
    case BM_DENSITY_HEX:
        break;
    }
    return bm_density_make_hexagons(work, error);
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
    made->marks = marks;
    bm_projector projector;
    bm_density_work work = {made, points, window, style, frame, ground, marks, &projector};
    bm_status status = bm_projector_init(&projector, frame, error);
    if (!status)
        status = make_cells(&work, error);
    if (!status)
        status = settle_classes(&work, error);
    if (!status && made->is_incomplete)
        status = bm_error_set(error, BM_ERROR_IO, NULL, 0, "what was read of a table is gone");
    bm_projector_finish(&projector);
    if (status) {
        bm_density_free(made);
        return status;
    }
    made->any_vague = marks->events_vague > 0;
    bm_density_make_legend(made);
    marks->clear = made->clear;
    marks->clear_count = made->clear_count;
    *density = made;
    return BM_OK;
}

void bm_density_free(bm_density *density)
{
    if (!density)
        return;
    free(density->cells);
    free(density->clear);
    free(density->clusters);
    free(density->cluster_of_point);
    for (size_t i = 0; i < density->field_count; i++)
        free(density->fields[i].nodes);
    free(density->fields);
    free(density);
}

/** Nodes of a surface that stand for those round them. */
#define FIELD_STRIDE 6

static void add_stand_in(bm_marks *marks, bm_px at, double radius_px, size_t events)
{
    marks->items[marks->count++] =
        (bm_mark){.center = at, .anchor = at, .radius_px = radius_px, .count = events};
}

static bool is_coloured(const bm_density *density, size_t column, size_t row)
{
    for (size_t i = 0; i < density->field_count; i++)
        if (bm_field_at(&density->fields[i], column, row) >= density->classes.bounds[0])
            return true;
    return false;
}

bm_marks bm_density_stand_in(const bm_density *density)
{
    size_t margin = density->field_margin;
    size_t columns =
        density->fields ? (density->field_columns - 2 * margin - 1) / FIELD_STRIDE + 1 : 0;
    size_t rows = density->fields ? (density->field_rows - 2 * margin - 1) / FIELD_STRIDE + 1 : 0;
    bm_marks marks = {.items =
                          calloc(density->cell_count + columns * rows + 1, sizeof *marks.items)};
    for (size_t i = 0; marks.items && i < density->cell_count; i++)
        add_stand_in(&marks, density->cells[i].center, density->cells[i].radius_px,
                     density->cells[i].count);
    double radius_px = density->field_px * FIELD_STRIDE / 2;
    for (size_t i = 0; marks.items && i < columns * rows; i++) {
        size_t column = margin + i % columns * FIELD_STRIDE;
        size_t row = margin + i / columns * FIELD_STRIDE;
        bm_px at = {density->field_origin.x + (double)column * density->field_px,
                    density->field_origin.y + (double)row * density->field_px};
        if (is_coloured(density, column, row))
            add_stand_in(&marks, at, radius_px, 0);
    }
    return marks;
}
