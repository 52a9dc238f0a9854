#include "render/marks/marks.h"

#include <math.h>
#include <stdlib.h>

#include "render/marks/fade.h"
#include "render/marks/private.h"

/** A larger circle than this share of the map's shorter side would hide the map. */
#define AREA_SHARE_MAX 0.125
/** Free room between two symbols, in radii of one event's. */
#define GAP 0.25
/** The sign for an area whose circle is not drawn, in radii of one event's symbol. */
#define AREA_SIGN_RADII 2.0

static bool is_inside(bm_px_box box, bm_px at)
{
    return isfinite(at.x) && isfinite(at.y) && at.x >= box.x0 && at.x <= box.x1 && at.y >= box.y0 &&
           at.y <= box.y1;
}

/* How far the place may be off, on the page; 0 when a symbol of its own size says as much. */
static void set_area(bm_mark_item *item, const bm_frame *frame, double unit_px)
{
    const bm_event_location *location = &item->event->location;
    if (location->precision <= BM_PLACE_PRECISION_SETTLEMENT || !(location->radius_m > 0))
        return;
    double radius = location->radius_m / bm_frame_metres_per_px(frame, item->at);
    double shorter = fmin(frame->map.x1 - frame->map.x0, frame->map.y1 - frame->map.y0);
    if (!(radius <= AREA_SHARE_MAX * shorter)) {
        item->area_is_bounded = true;
        radius = AREA_SIGN_RADII * unit_px;
    }
    if (radius > 1.4 * unit_px)
        item->area_radius_px = radius;
}

static size_t gather(bm_marks *marks, const bm_events *events, const bm_interval *window,
                     const bm_frame *frame, double unit_px, bm_mark_item *items)
{
    size_t count = 0;
    for (size_t i = 0; i < bm_events_count(events); i++) {
        const bm_event *event = bm_events_get(events, i);
        if (window && !bm_interval_overlaps(event->when, *window))
            continue;
        if (!event->location.located) {
            marks->events_unlocated++;
            continue;
        }
        /* The middle of a country is no place where anything happened; and all maps of a table,
         * with that middle in view or not, are to count the same. */
        if (event->location.precision == BM_PLACE_PRECISION_COUNTRY) {
            marks->events_national++;
            continue;
        }
        bm_mark_item item = {.event = event, .order = i};
        item.at = bm_frame_to_px(frame, event->location.position);
        if (!is_inside(frame->map, item.at)) {
            marks->events_outside++;
            continue;
        }
        set_area(&item, frame, unit_px);
        bm_marks_set_country(&item);
        item.is_imprecise = bm_marks_is_imprecise(marks, event);
        marks->events_imprecise += item.is_imprecise;
        if (event->claim <= BM_CLAIM_CLAIMED && !item.is_imprecise)
            marks->claim_counts[event->claim]++;
        if (count == 0)
            marks->span = event->when;
        if (event->when.start_s < marks->span.start_s)
            marks->span.start_s = event->when.start_s;
        if (event->when.end_s > marks->span.end_s)
            marks->span.end_s = event->when.end_s;
        items[count++] = item;
    }
    if (count > 1)
        marks->span.precision = BM_DATE_RANGE;
    marks->events_drawn = count - marks->events_imprecise;
    return count;
}

/* Small ones over large ones, then from the top of the page down. */
static int compare_for_drawing(const void *left, const void *right)
{
    const bm_mark *a = left, *b = right;
    if ((a->area_radius_px > 0) != (b->area_radius_px > 0))
        return a->area_radius_px > 0 ? -1 : 1;
    if (a->radius_px != b->radius_px)
        return a->radius_px > b->radius_px ? -1 : 1;
    if (a->center.y != b->center.y)
        return a->center.y < b->center.y ? -1 : 1;
    if (a->center.x != b->center.x)
        return a->center.x < b->center.x ? -1 : 1;
    if (a->category != b->category)
        return a->category < b->category ? -1 : 1;
    if (a->claim != b->claim)
        return (int)a->claim - (int)b->claim;
    return (a->imprecise_count > b->imprecise_count) - (a->imprecise_count < b->imprecise_count);
}

bm_status bm_marks_new(const bm_events *events, const bm_interval *window, const bm_style *style,
                       const bm_frame *frame, const bm_symbol_options *options,
                       const bm_border *border, const bm_marks *ground, bm_marks **marks,
                       bm_error *error)
{
    static const bm_symbol_options defaults = {0};
    if (!options)
        options = &defaults;
    double unit_px = bm_frame_px(frame, style->symbol_size_pt) / 2;
    /* Both outlines reach out by half their width. */
    double gap_px = bm_frame_px(frame, style->symbol_outline_pt) + GAP * unit_px;
    size_t total = bm_events_count(events);
    bm_status status = BM_OK;
    bm_marks *made = calloc(1, sizeof *made);
    bm_mark_item *items = calloc(total ? total : 1, sizeof *items);
    *marks = NULL;
    if (!made || !items) {
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        goto done;
    }
    made->colocated = options->colocated;
    made->crossings = options->crossings;
    made->has_imprecise = options->has_imprecise;
    made->has_window = window != NULL;
    if (window)
        made->window = *window;
    made->border = border;
    size_t count = gather(made, events, window, frame, unit_px, items);
    bm_marks_settle_legend(made, ground, style, items, count);
    status = bm_marks_spread(made, ground, items, count, unit_px, gap_px, frame, error);
    if (status)
        goto done;
    for (size_t i = 0; i < made->count; i++)
        made->area_count += made->items[i].area_radius_px > 0;
    if (made->count > 0)
        qsort(made->items, made->count, sizeof *made->items, compare_for_drawing);
    bm_interval all = {.end_s = INT64_MAX};
    (void)bm_events_span(events, &all);
    made->end_s = window ? window->end_s : all.end_s;
    status = bm_marks_find_arrows(made, events, window, frame, error);
    if (status)
        goto done;
    bm_marks_fade(made, options, window);
    *marks = made;
    made = NULL;
done:
    free(items);
    bm_marks_free(made);
    return status;
}

void bm_marks_free(bm_marks *marks)
{
    if (!marks)
        return;
    free(marks->items);
    free(marks->arrows);
    free(marks->events);
    free(marks->sites);
    free(marks);
}
