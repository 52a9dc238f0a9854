/* Each edge is walked in both directions; around a point, what is filled and what is not take
 * turns. So when it is known for one edge which of its sides is filled, it is known for all that it
 * is connected with, and an outline goes on, at each point, with the next edge to the right of the
 * one it came by. */
#include "geo/rings_node.h"

#include <stdlib.h>

/* An edge in one direction. */
typedef struct half {
    uint32_t from, to; /* the first points at these positions */
    int64_t dx, dy;
    bool is_known, is_filled; /* to the left */
    bool is_used;
} half;

typedef struct tracing {
    const bm_rings *rings;
    size_t points;
    uint32_t *first; /* of each point: the first one at its position */
    half *halves;    /* by the point they begin at, and there counter-clockwise */
    size_t count;
    uint32_t *starts; /* of each point: its halves; one more */
} tracing;

typedef struct visit {
    bm_grid_point at;
    uint32_t point;
} visit;

static int by_position(const void *left, const void *right)
{
    const visit *a = left, *b = right;
    if (a->at.x != b->at.x)
        return a->at.x < b->at.x ? -1 : 1;
    if (a->at.y != b->at.y)
        return a->at.y < b->at.y ? -1 : 1;
    return (a->point > b->point) - (a->point < b->point);
}

static bool find_first(tracing *work, bm_arena *arena)
{
    visit *visits = bm_arena_array(arena, work->points + 1, sizeof *visits);
    work->first = bm_arena_array(arena, work->points + 1, sizeof *work->first);
    if (!visits || !work->first)
        return false;
    for (size_t i = 0; i < work->points; i++)
        visits[i] = (visit){bm_grid_point_of(work->rings->points[i]), (uint32_t)i};
    qsort(visits, work->points, sizeof *visits, by_position);
    for (size_t i = 0; i < work->points; i++) {
        bool is_again =
            i > 0 && visits[i].at.x == visits[i - 1].at.x && visits[i].at.y == visits[i - 1].at.y;
        work->first[visits[i].point] =
            is_again ? work->first[visits[i - 1].point] : visits[i].point;
    }
    return true;
}

static int by_ends(const void *left, const void *right)
{
    const half *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

static bool is_below(const half *edge)
{
    return edge->dy < 0 || (edge->dy == 0 && edge->dx < 0);
}

static int by_angle(const void *left, const void *right)
{
    const half *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (is_below(a) != is_below(b))
        return is_below(a) ? 1 : -1;
    int64_t cross = a->dx * b->dy - a->dy * b->dx;
    return (cross < 0) - (cross > 0);
}

static half half_between(const tracing *work, uint32_t from, uint32_t to)
{
    bm_grid_point a = bm_grid_point_of(work->rings->points[from]);
    bm_grid_point b = bm_grid_point_of(work->rings->points[to]);
    return (half){.from = from, .to = to, .dx = b.x - a.x, .dy = b.y - a.y};
}

/* Edges that lie on each other are the end of nothing in pairs. */
static bool make_halves(tracing *work, bm_arena *arena)
{
    const bm_rings *rings = work->rings;
    size_t found = 0;
    half *halves = bm_arena_array(arena, 2 * work->points + 1, sizeof *halves);
    work->starts = bm_arena_array(arena, work->points + 2, sizeof *work->starts);
    if (!halves || !work->starts)
        return false;
    for (size_t ring = 0; ring < rings->count; ring++)
        for (uint32_t i = rings->starts[ring]; i + 1 < rings->starts[ring + 1]; i++) {
            uint32_t a = work->first[i], b = work->first[i + 1];
            if (a != b)
                halves[found++] = half_between(work, a < b ? a : b, a < b ? b : a);
        }
    qsort(halves, found, sizeof *halves, by_ends);
    for (size_t i = 0, end; i < found; i = end) {
        for (end = i + 1; end < found && by_ends(&halves[i], &halves[end]) == 0;)
            end++;
        if ((end - i) % 2 == 1)
            halves[work->count++] = halves[i];
    }
    for (size_t i = 0, edges = work->count; i < edges; i++)
        halves[work->count++] = half_between(work, halves[i].to, halves[i].from);
    qsort(halves, work->count, sizeof *halves, by_angle);
    for (size_t i = 0; i < work->count; i++)
        work->starts[halves[i].from + 1]++;
    for (size_t i = 0; i <= work->points; i++)
        work->starts[i + 1] += work->starts[i];
    work->halves = halves;
    return true;
}

static size_t twin_of(const tracing *work, size_t index)
{
    const half *edge = &work->halves[index];
    size_t at = work->starts[edge->to];
    while (work->halves[at].to != edge->from)
        at++;
    return at;
}

/* Whether the left of an edge is filled: by how many edges there are from its middle to the north,
 * or, of an edge from south to north, to the east, where x and y change places. */
static bool find_filled(const tracing *work, const half *edge)
{
    bool is_turned = edge->dx == 0, is_odd = false;
    bm_grid_point from = bm_grid_point_of(work->rings->points[edge->from]);
    int64_t x = 2 * from.x + edge->dx, y = 2 * from.y + edge->dy;
    bm_grid_point middle = is_turned ? (bm_grid_point){y, x} : (bm_grid_point){x, y};
    for (size_t i = 0; i < work->count; i++) {
        const half *other = &work->halves[i];
        bm_grid_point at = bm_grid_point_of(work->rings->points[other->from]);
        bm_grid_point a = {2 * at.x, 2 * at.y};
        bm_grid_point b = {2 * (at.x + other->dx), 2 * (at.y + other->dy)};
        if (is_turned) {
            a = (bm_grid_point){a.y, a.x};
            b = (bm_grid_point){b.y, b.x};
        }
        /* Of its two directions the one to greater x. */
        if (a.x <= middle.x && middle.x < b.x)
            is_odd ^= bm_grid_side(a, b, middle) < 0;
    }
    bool goes_up = is_turned ? edge->dy > 0 : edge->dx > 0;
    return (is_odd == goes_up) != is_turned;
}

/* Tell all edges that are connected with one. `stack` has room for all. */
static void spread(tracing *work, size_t index, bool is_filled, size_t *stack)
{
    size_t waiting = 0;
    work->halves[index].is_filled = is_filled;
    stack[waiting++] = index;
    while (waiting > 0) {
        size_t at = stack[--waiting];
        size_t begin = work->starts[work->halves[at].from];
        size_t degree = work->starts[work->halves[at].from + 1] - begin;
        bool filled = work->halves[at].is_filled;
        if (work->halves[at].is_known)
            continue;
        for (size_t k = 0; k < degree; k++, filled = !filled) {
            size_t of = begin + (at - begin + k) % degree, twin = twin_of(work, of);
            work->halves[of].is_filled = filled;
            work->halves[of].is_known = true;
            if (work->halves[twin].is_known)
                continue;
            work->halves[twin].is_filled = !filled;
            stack[waiting++] = twin;
        }
    }
}

/* Rings that touch nothing need no side: whichever it is, the outline is the same. */
static bool fill(tracing *work, bm_arena *arena)
{
    size_t *stack = bm_arena_array(arena, work->count + 1, sizeof *stack);
    if (!stack)
        return false;
    for (size_t i = 0; i < work->count; i++) {
        half *edge = &work->halves[i];
        if (!edge->is_known && work->starts[edge->from + 1] - work->starts[edge->from] > 2)
            spread(work, i, find_filled(work, edge), stack);
    }
    for (size_t i = 0; i < work->count; i++)
        if (!work->halves[i].is_known)
            spread(work, i, true, stack);
    return true;
}

static bool walk(tracing *work, bm_arena *arena, bm_rings *traced)
{
    bm_lonlat *points = bm_arena_array(arena, work->count + 1, sizeof *points);
    uint32_t *starts = bm_arena_array(arena, work->count + 1, sizeof *starts);
    size_t used = 0, rings = 0;
    if (!points || !starts)
        return false;
    for (size_t i = 0; i < work->count; i++) {
        if (!work->halves[i].is_filled || work->halves[i].is_used)
            continue;
        for (size_t at = i; !work->halves[at].is_used;) {
            half *edge = &work->halves[at];
            edge->is_used = true;
            points[used++] = work->rings->points[edge->from];
            size_t twin = twin_of(work, at), begin = work->starts[edge->to];
            at = twin > begin ? twin - 1 : work->starts[edge->to + 1] - 1;
        }
        points[used++] = work->rings->points[work->halves[i].from];
        starts[++rings] = (uint32_t)used;
    }
    *traced = (bm_rings){points, starts, rings};
    return true;
}

bool bm_rings_trace(const bm_rings *noded, bm_arena *arena, bm_rings *traced)
{
    tracing work = {.rings = noded, .points = bm_rings_point_count(noded)};
    *traced = (bm_rings){0};
    return work.points == 0 || (find_first(&work, arena) && make_halves(&work, arena) &&
                                fill(&work, arena) && walk(&work, arena, traced));
}
