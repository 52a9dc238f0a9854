/* Movements as curved arrows. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "render/map/text.h"
#include "render/marks/fade.h"
#include "render/marks/private.h"

/** How far an arrow bows to its left, as a share of its length. */
#define BOW 0.16
/** Points that are looked at to find where an arrow leaves a symbol. */
#define FINE_POINTS 161
/** Room between an arrow's ends and the symbols there. */
#define GAP_PT 1.8
/** A shorter arrow is all head. */
#define LENGTH_MIN_PT 9
/** Of an arrow that stands for one movement. */
#define HEAD_LENGTH_PT 7.5
#define HEAD_HALF_PT 3.7
#define NECK_HALF_PT 1.35
#define TAIL_HALF_PT 0.55

static int compare_arrows(const void *left, const void *right)
{
    const bm_arrow *a = left, *b = right;
    const double numbers[][2] = {{a->from.x, b->from.x},
                                 {a->from.y, b->from.y},
                                 {a->to.x, b->to.x},
                                 {a->to.y, b->to.y},
                                 {(double)a->category, (double)b->category},
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

static bool same_way(const bm_arrow *a, const bm_arrow *b)
{
    return a->category == b->category &&
           hypot(a->from.x - b->from.x, a->from.y - b->from.y) < 0.5 &&
           hypot(a->to.x - b->to.x, a->to.y - b->to.y) < 0.5;
}

static void merge(bm_marks *marks)
{
    size_t kept = 0;
    qsort(marks->arrows, marks->arrow_count, sizeof *marks->arrows, compare_arrows);
    for (size_t i = 0; i < marks->arrow_count; i++) {
        if (kept > 0 && same_way(&marks->arrows[kept - 1], &marks->arrows[i]))
            marks->arrows[kept - 1].count++;
        else
            marks->arrows[kept++] = marks->arrows[i];
    }
    marks->arrow_count = kept;
    qsort(marks->arrows, marks->arrow_count, sizeof *marks->arrows, compare_for_drawing);
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
                          .count = 1,
                          .first = event};
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
    if (marks->arrow_count)
        merge(marks);
    return BM_OK;
}

/* On a quadratic curve from end to end, `t` from 0 to 1. */
static bm_px curve_at(const bm_arrow *arrow, double t)
{
    double dx = arrow->to.x - arrow->from.x, dy = arrow->to.y - arrow->from.y;
    bm_px control = {(arrow->from.x + arrow->to.x) / 2 + 2 * BOW * dy,
                     (arrow->from.y + arrow->to.y) / 2 - 2 * BOW * dx};
    double a = (1 - t) * (1 - t), b = 2 * t * (1 - t), c = t * t;
    return (bm_px){a * arrow->from.x + b * control.x + c * arrow->to.x,
                   a * arrow->from.y + b * control.y + c * arrow->to.y};
}

/* True also at a town's dot, which may be at either end. */
static bool hits_symbol(const bm_marks *marks, bm_px at, bm_px end, double gap_px)
{
    if (hypot(end.x - at.x, end.y - at.y) < 2.4 * gap_px)
        return true;
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        if (hypot(mark->center.x - at.x, mark->center.y - at.y) < 1.15 * mark->radius_px + gap_px)
            return true;
    }
    return false;
}

size_t bm_marks_arrow_line(const bm_marks *marks, const bm_arrow *arrow, const bm_frame *frame,
                           bm_px line[BM_ARROW_POINTS])
{
    double gap = bm_frame_px(frame, GAP_PT);
    int first = 0, last = FINE_POINTS - 1;
    /* At most a third of the way at either end: what lies amid it is passed under. */
    while (first < FINE_POINTS / 3 &&
           hits_symbol(marks, curve_at(arrow, first / (FINE_POINTS - 1.0)), arrow->from, gap))
        first++;
    while (last > 2 * FINE_POINTS / 3 &&
           hits_symbol(marks, curve_at(arrow, last / (FINE_POINTS - 1.0)), arrow->to, gap))
        last--;
    double from = first / (FINE_POINTS - 1.0), to = last / (FINE_POINTS - 1.0);
    for (size_t i = 0; i < BM_ARROW_POINTS; i++)
        line[i] = curve_at(arrow, from + (to - from) * (double)i / (BM_ARROW_POINTS - 1));
    bm_px tail = line[0], tip = line[BM_ARROW_POINTS - 1];
    bool is_long = hypot(tip.x - tail.x, tip.y - tail.y) >= bm_frame_px(frame, LENGTH_MIN_PT);
    return is_long ? BM_ARROW_POINTS : 0;
}

/* A point beside the line: `half` to the left of point `at`, seen along the line. */
static bm_px beside(const bm_px *line, size_t count, size_t at, double half)
{
    bm_px before = line[at > 0 ? at - 1 : 0], after = line[at + 1 < count ? at + 1 : count - 1];
    double dx = after.x - before.x, dy = after.y - before.y, length = hypot(dx, dy);
    if (!(length > 0))
        return line[at];
    return (bm_px){line[at].x + half * dy / length, line[at].y - half * dx / length};
}

void bm_arrow_draw(bm_canvas *canvas, const bm_style *style, bm_color fill, const bm_px *line,
                   size_t count, double scale)
{
    bm_px outline[2 * BM_ARROW_POINTS + 3];
    if (count < 3 || count > BM_ARROW_POINTS)
        return;
    bm_px tip = line[count - 1];
    double length = hypot(tip.x - line[0].x, tip.y - line[0].y);
    double head = fmin(bm_canvas_px(canvas, HEAD_LENGTH_PT * scale), 0.6 * length);
    double shrink = head / bm_canvas_px(canvas, HEAD_LENGTH_PT * scale);
    size_t neck = count - 2;
    while (neck > 1 && hypot(tip.x - line[neck].x, tip.y - line[neck].y) < head)
        neck--;
    /* The neck lies on the line, at the head's length from the tip. */
    double away = hypot(tip.x - line[neck].x, tip.y - line[neck].y);
    bm_px back = {tip.x + (line[neck].x - tip.x) * head / away,
                  tip.y + (line[neck].y - tip.y) * head / away};
    bm_px axis = {(tip.x - back.x) / head, (tip.y - back.y) / head};
    double tail_half = bm_canvas_px(canvas, TAIL_HALF_PT * scale);
    double neck_half = bm_canvas_px(canvas, NECK_HALF_PT * scale) * fmax(shrink, 0.5);
    double head_half = bm_canvas_px(canvas, HEAD_HALF_PT * scale) * shrink;
    size_t used = 0, shaft = neck + 1;
    for (int side = 1; side >= -1; side -= 2) {
        for (size_t k = 0; k < shaft && side > 0; k++)
            outline[used++] = beside(
                line, count, k, tail_half + (neck_half - tail_half) * (double)k / (double)shaft);
        const double halves[] = {neck_half, head_half};
        for (int k = 0; k < 2; k++) {
            double half = halves[side > 0 ? k : 1 - k] * side;
            outline[used++] = (bm_px){back.x + half * axis.y, back.y - half * axis.x};
        }
        if (side > 0)
            outline[used++] = tip;
        for (size_t k = shaft; k-- > 0 && side < 0;)
            outline[used++] = beside(
                line, count, k, -tail_half - (neck_half - tail_half) * (double)k / (double)shaft);
    }
    /* The casing below, so that the arrow's width is that of its colour. */
    bm_line_style casing = {.color = style->symbol_outline,
                            .width_pt = 1.5 * style->symbol_outline_pt};
    bm_canvas_add_points(canvas, outline, used, true);
    bm_canvas_stroke(canvas, &casing);
    bm_canvas_add_points(canvas, outline, used, true);
    bm_canvas_fill(canvas, fill);
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
                      line, count, scale_of(arrow->count));
        bm_canvas_end_group(canvas);
    }
    bm_canvas_end_group(canvas);
}
