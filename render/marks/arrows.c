/* Movements as curved arrows. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "render/map/text.h"
#include "render/marks/fade.h"
#include "render/marks/private.h"

/** Points that are looked at to find where an arrow comes onto the map. */
#define FINE_POINTS 161
/** What of an arrow is farther from the map than this is left out. */
#define BEYOND_PT 20
/** Room between an arrow's ends and the symbols there. */
#define GAP_PT 1.8
/** A shorter arrow is all head. */
#define LENGTH_MIN_PT 9
static int compare_arrows(const void *left, const void *right)
{
    const bm_arrow *a = left, *b = right;
    const double numbers[][2] = {{a->from.x, b->from.x},
                                 {a->from.y, b->from.y},
                                 {a->to.x, b->to.x},
                                 {a->to.y, b->to.y},
                                 {(double)a->category, (double)b->category},
                                 {(double)a->claim, (double)b->claim},
                                 {(double)-a->first->when.end_s, (double)-b->first->when.end_s},
                                 {a->first->file, b->first->file},
                                 {(double)a->first->line, (double)b->first->line}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (numbers[i][0] != numbers[i][1])
            return numbers[i][0] < numbers[i][1] ? -1 : 1;
    return 0;
}

/* Large ones first, so that small ones lie on them. */
static int compare_for_drawing(const void *left, const void *right)
{
    const bm_arrow *a = left, *b = right;
    return a->count != b->count ? (a->count > b->count ? -1 : 1) : compare_arrows(left, right);
}

static bool is_inside(bm_px_box box, bm_px at)
{
    return at.x >= box.x0 && at.x <= box.x1 && at.y >= box.y0 && at.y <= box.y1;
}

bool bm_arrow_same_ends(const bm_arrow *a, const bm_arrow *b)
{
    return hypot(a->from.x - b->from.x, a->from.y - b->from.y) < 0.5 &&
           hypot(a->to.x - b->to.x, a->to.y - b->to.y) < 0.5;
}

static void merge(bm_marks *marks)
{
    size_t kept = 0;
    qsort(marks->arrows, marks->arrow_count, sizeof *marks->arrows, compare_arrows);
    for (size_t i = 0; i < marks->arrow_count; i++) {
        const bm_arrow *next = &marks->arrows[i];
        bm_arrow *last = kept > 0 ? &marks->arrows[kept - 1] : NULL;
        bool beside = last && bm_arrow_same_ends(last, next);
        if (beside && last->category == next->category && last->claim == next->claim) {
            last->count++;
            continue;
        }
        marks->arrows[kept++] = *next;
    }
    marks->arrow_count = kept;
}

bm_status bm_marks_find_arrows(bm_marks *marks, const bm_events *events, const bm_interval *window,
                               const bm_frame *frame, bm_error *error)
{
    size_t capacity = 0;
    for (size_t i = 0; i < bm_events_count(events) && marks->entry_count; i++) {
        const bm_event *event = bm_events_get(events, i);
        const bm_movement *movement = event->movement;
        if (!movement || !movement->from.located || !movement->to.located ||
            (window && !bm_interval_overlaps(event->when, *window)))
            continue;
        bm_arrow arrow = {.from = bm_frame_to_px(frame, movement->from.position),
                          .to = bm_frame_to_px(frame, movement->to.position),
                          .category = bm_marks_entry_of(marks, event),
                          .claim = bm_claim_look(event->claim),
                          .count = 1,
                          .first = event};
        if (arrow.from.x == arrow.to.x && arrow.from.y == arrow.to.y)
            continue;
        if (!isfinite(arrow.from.x) || !isfinite(arrow.from.y) || !isfinite(arrow.to.x) ||
            !isfinite(arrow.to.y) ||
            (!is_inside(frame->map, arrow.from) && !is_inside(frame->map, arrow.to)))
            continue;
        bm_arrow *grown =
            bm_array_grow(marks->arrows, marks->arrow_count, &capacity, sizeof *grown);
        if (!grown)
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        marks->arrows = grown;
        marks->arrows[marks->arrow_count++] = arrow;
    }
    if (marks->arrow_count) {
        merge(marks);
        if (!bm_arrows_bow(marks, frame, bm_frame_px(frame, GAP_PT)))
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        qsort(marks->arrows, marks->arrow_count, sizeof *marks->arrows, compare_for_drawing);
    }
    return BM_OK;
}

/* On a quadratic curve from end to end, `t` from 0 to 1. */
static bm_px curve_at(const bm_arrow *arrow, double t)
{
    double dx = arrow->to.x - arrow->from.x, dy = arrow->to.y - arrow->from.y;
    bm_px control = {(arrow->from.x + arrow->to.x) / 2 + 2 * arrow->bow * dy,
                     (arrow->from.y + arrow->to.y) / 2 - 2 * arrow->bow * dx};
    double a = (1 - t) * (1 - t), b = 2 * t * (1 - t), c = t * t;
    return (bm_px){a * arrow->from.x + b * control.x + c * arrow->to.x,
                   a * arrow->from.y + b * control.y + c * arrow->to.y};
}

/* True when the symbol is of the place where an arrow ends, or hides it. */
static bool stands_at(const bm_mark *mark, bm_px end, bm_lonlat position)
{
    return hypot(mark->anchor.x - end.x, mark->anchor.y - end.y) < 0.5 ||
           bm_lonlat_box_contains(mark->places, position) ||
           hypot(mark->center.x - end.x, mark->center.y - end.y) < mark->radius_px;
}

bool bm_arrow_ends_at(const bm_arrow *arrow, const bm_mark *mark, bool at_start)
{
    const bm_movement *movement = arrow->first->movement;
    return at_start ? stands_at(mark, arrow->from, movement->from.position)
                    : stands_at(mark, arrow->to, movement->to.position);
}

/* How far from an end its own symbols and its town's dot reach along the arrow: the share of the
 * way, at most a third. Symbols of other places are passed under. */
static double hidden_share(const bm_marks *marks, const bm_arrow *arrow, bool at_start,
                           double gap_px)
{
    bm_px end = at_start ? arrow->from : arrow->to;
    double step = 1 / fmax(hypot(arrow->to.x - arrow->from.x, arrow->to.y - arrow->from.y), 3);
    double along = 0;
    for (bool hits = true; hits && along < 1.0 / 3;) {
        bm_px at = curve_at(arrow, at_start ? along : 1 - along);
        hits = hypot(end.x - at.x, end.y - at.y) < 2.4 * gap_px;
        for (size_t k = 0; k < marks->count && !hits; k++) {
            const bm_mark *mark = &marks->items[k];
            hits = hypot(mark->center.x - at.x, mark->center.y - at.y) <
                       1.15 * mark->radius_px + gap_px &&
                   bm_arrow_ends_at(arrow, mark, at_start);
        }
        along += hits ? step : 0;
    }
    return along;
}

/* The share of the way to where an arrow from beyond the map comes onto it, or a little before. */
static double outer_share(const bm_arrow *arrow, const bm_frame *frame, bool at_start)
{
    double margin = bm_frame_px(frame, BEYOND_PT), out = 0, in = 0;
    bm_px_box map = {frame->map.x0 - margin, frame->map.y0 - margin, frame->map.x1 + margin,
                     frame->map.y1 + margin};
    for (int i = 0; i < FINE_POINTS; i++) {
        in = i / (FINE_POINTS - 1.0);
        if (is_inside(map, curve_at(arrow, at_start ? in : 1 - in)))
            break;
        out = in;
    }
    for (int i = 0; i < 16 && out < in; i++) {
        double middle = (out + in) / 2;
        if (is_inside(map, curve_at(arrow, at_start ? middle : 1 - middle)))
            in = middle;
        else
            out = middle;
    }
    return out;
}

size_t bm_marks_arrow_line(const bm_marks *marks, const bm_arrow *arrow, const bm_frame *frame,
                           bm_px line[BM_ARROW_POINTS])
{
    double gap = bm_frame_px(frame, GAP_PT);
    double from = fmax(hidden_share(marks, arrow, true, gap), outer_share(arrow, frame, true));
    double to = 1 - fmax(hidden_share(marks, arrow, false, gap), outer_share(arrow, frame, false));
    if (!(from < to))
        return 0;
    for (size_t i = 0; i < BM_ARROW_POINTS; i++)
        line[i] = curve_at(arrow, from + (to - from) * (double)i / (BM_ARROW_POINTS - 1));
    bm_px tail = line[0], tip = line[BM_ARROW_POINTS - 1];
    bool is_long = hypot(tip.x - tail.x, tip.y - tail.y) >= bm_frame_px(frame, LENGTH_MIN_PT);
    return is_long ? BM_ARROW_POINTS : 0;
}

static double scale_of(size_t count)
{
    return fmin(1 + 0.3 * log2((double)count), 2.3);
}

static const char *name_of(const bm_movement_end *end)
{
    return *end->name ? end->name : end->place;
}

void bm_marks_draw_arrows(const bm_marks *marks, const bm_style *const by_age[BM_FADE_CLASSES],
                          const bm_frame *frame, bm_canvas *canvas)
{
    if (!marks->arrow_count)
        return;
    bm_canvas_begin_group(canvas, "movements", NULL);
    for (size_t i = 0; i < marks->arrow_count; i++) {
        const bm_arrow *arrow = &marks->arrows[i];
        const bm_movement *movement = arrow->first->movement;
        bm_px line[BM_ARROW_POINTS];
        size_t count = bm_marks_arrow_line(marks, arrow, frame, line);
        if (!count)
            continue;
        char id[96], title[400], number[BM_MAP_COUNT_SIZE];
        bm_map_format_count(arrow->count, number);
        snprintf(id, sizeof id, "movement-%.80s", arrow->first->id);
        snprintf(title, sizeof title, "%.120s – %.120s · %s × %.80s", name_of(&movement->from),
                 name_of(&movement->to), number, marks->entries[arrow->category].label);
        const bm_style *style = by_age[arrow->fade];
        bm_canvas_begin_group(canvas, id, title);
        bm_arrow_draw(canvas, style,
                      bm_fade_fill(style, marks->entries[arrow->category].style->fill, arrow->fade),
                      arrow->claim, line, count, scale_of(arrow->count));
        bm_canvas_end_group(canvas);
    }
    bm_canvas_end_group(canvas);
}
