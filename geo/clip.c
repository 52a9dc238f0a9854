#include "geo/clip.h"

#include <stdbool.h>

/* The four lines of the box, in the order in which they cut. */
typedef enum edge { EDGE_LEFT, EDGE_RIGHT, EDGE_TOP, EDGE_BOTTOM, EDGE_COUNT } edge;

/* How far `point` lies beyond an edge; positive is outside. */
static double excess(bm_px point, bm_px_box box, edge side)
{
    switch (side) {
    case EDGE_LEFT:
        return box.x0 - point.x;
    case EDGE_RIGHT:
        return point.x - box.x1;
    case EDGE_TOP:
        return box.y0 - point.y;
    default:
        return point.y - box.y1;
    }
}

/* Where `a`–`b` crosses an edge's line, exactly on it, so that pieces join. */
static bm_px crossing(bm_px a, bm_px b, bm_px_box box, edge side)
{
    double excess_a = excess(a, box, side);
    double t = excess_a / (excess_a - excess(b, box, side));
    bm_px point = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    if (side == EDGE_LEFT || side == EDGE_RIGHT)
        point.x = side == EDGE_LEFT ? box.x0 : box.x1;
    else
        point.y = side == EDGE_TOP ? box.y0 : box.y1;
    return point;
}

/* The stages work as a pipeline, so that no ring between two of them has to be kept. */
typedef struct ring_clipper {
    bm_px_box box;
    bm_px first[EDGE_COUNT];
    bm_px last[EDGE_COUNT];
    bool started[EDGE_COUNT];
    bm_px *out;
    size_t count;
    size_t room;
} ring_clipper;

static void emit(ring_clipper *clipper, bm_px point)
{
    if (clipper->count > 0) {
        bm_px last = clipper->out[clipper->count - 1];
        if (last.x == point.x && last.y == point.y)
            return;
    }
    /* Only a ring that zigzags across the box with nearly every edge comes this far. */
    if (clipper->count < clipper->room)
        clipper->out[clipper->count++] = point;
}

static void push(ring_clipper *clipper, int stage, bm_px point);

static void push_crossing(ring_clipper *clipper, int stage, bm_px a, bm_px b)
{
    edge side = (edge)stage;
    if ((excess(a, clipper->box, side) > 0.0) != (excess(b, clipper->box, side) > 0.0))
        push(clipper, stage + 1, crossing(a, b, clipper->box, side));
}

/* Calls itself through the four stages and no deeper. */
static void push(ring_clipper *clipper, int stage, bm_px point)
{
    if (stage == EDGE_COUNT) {
        emit(clipper, point);
        return;
    }
    if (clipper->started[stage])
        push_crossing(clipper, stage, clipper->last[stage], point);
    else
        clipper->first[stage] = point;
    clipper->started[stage] = true;
    clipper->last[stage] = point;
    if (excess(point, clipper->box, (edge)stage) <= 0.0)
        push(clipper, stage + 1, point);
}

/* The same for a point inside after another one: no stage has anything to cut. */
static void pass(ring_clipper *clipper, bm_px point)
{
    for (int stage = EDGE_LEFT; stage < EDGE_COUNT; stage++)
        clipper->last[stage] = point;
    emit(clipper, point);
}

size_t bm_clip_ring(const bm_px *ring, size_t count, bm_px_box box, bm_px *out)
{
    ring_clipper clipper = {.box = box, .out = out, .room = 2 * count + 8};
    if (count > 1 && ring[0].x == ring[count - 1].x && ring[0].y == ring[count - 1].y)
        count--;
    bool was_inside = false;
    for (size_t i = 0; i < count; i++) {
        bool is_inside = ring[i].x >= box.x0 && ring[i].x <= box.x1 && ring[i].y >= box.y0 &&
                         ring[i].y <= box.y1;
        if (is_inside && was_inside)
            pass(&clipper, ring[i]);
        else
            push(&clipper, EDGE_LEFT, ring[i]);
        was_inside = is_inside;
    }
    for (int stage = EDGE_LEFT; stage < EDGE_COUNT; stage++)
        if (clipper.started[stage])
            push_crossing(&clipper, stage, clipper.last[stage], clipper.first[stage]);
    while (clipper.count > 1 && out[0].x == out[clipper.count - 1].x &&
           out[0].y == out[clipper.count - 1].y)
        clipper.count--;
    return clipper.count < 3 ? 0 : clipper.count;
}

/* Narrow *t0…*t1 to the part of `a`–`b` that lies inside (Y.-D. Liang, B. A. Barsky, ACM TOG 3(1),
 * 1984). */
static bool visible_part(bm_px a, bm_px b, bm_px_box box, double *t0, double *t1)
{
    *t0 = 0.0;
    *t1 = 1.0;
    for (int stage = EDGE_LEFT; stage < EDGE_COUNT; stage++) {
        double from = excess(a, box, (edge)stage);
        double to = excess(b, box, (edge)stage);
        if (from > 0.0 && to > 0.0)
            return false;
        if (from <= 0.0 && to <= 0.0)
            continue;
        double t = from / (from - to);
        if (from > 0.0 && t > *t0)
            *t0 = t;
        else if (from <= 0.0 && t < *t1)
            *t1 = t;
    }
    return *t0 < *t1;
}

void bm_clip_line(const bm_px *line, size_t count, bm_px_box box, bm_px *scratch,
                  bm_clip_visitor visit, void *context)
{
    size_t kept = 0;
    for (size_t i = 1; i < count; i++) {
        bm_px a = line[i - 1];
        bm_px b = line[i];
        double t0;
        double t1;
        if (!visible_part(a, b, box, &t0, &t1)) {
            /* A piece that ended exactly on the box has not been handed over yet. */
            if (kept > 1)
                visit(scratch, kept, context);
            kept = 0;
            continue;
        }
        if (kept == 0)
            scratch[kept++] =
                t0 > 0.0 ? (bm_px){a.x + t0 * (b.x - a.x), a.y + t0 * (b.y - a.y)} : a;
        scratch[kept++] = t1 < 1.0 ? (bm_px){a.x + t1 * (b.x - a.x), a.y + t1 * (b.y - a.y)} : b;
        if (t1 < 1.0) {
            visit(scratch, kept, context);
            kept = 0;
        }
    }
    if (kept > 1)
        visit(scratch, kept, context);
}
