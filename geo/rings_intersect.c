/* What two polygons have in common. All crossings of their edges are found; then one goes along the
 * first from where it enters the second, at the next crossing turns into the second, at the one
 * after back into the first, until one is where one began (K. Weiler, P. Atherton, Hidden surface
 * removal using polygon area sorting, SIGGRAPH 1977). Rings that cross nothing are in it or not as
 * a whole. */
#include "geo/rings.h"

#include <math.h>
#include <stdlib.h>

typedef struct crossing {
    uint32_t edge[2]; /* of each polygon: the point it begins with */
    uint32_t ring[2];
    double along[2]; /* of that edge, 0…1 */
    bm_lonlat at;
    bool enters; /* the first polygon enters the second here, and the second leaves the first */
    bool is_used;
} crossing;

typedef struct overlay {
    const bm_rings *rings[2];
    crossing *crossings;
    size_t count, capacity;
    crossing **order[2]; /* in the order in which each polygon comes by them */
    size_t *place[2];    /* of each crossing in that order */
    bm_lonlat *points;
    size_t point_count, point_capacity;
    uint32_t *starts;
    size_t ring_count, ring_capacity;
    bool failed, is_clear;
} overlay;

static void add_crossing(overlay *work, const bm_ring_edge *a, const bm_ring_edge *b)
{
    bm_lonlat a0 = work->rings[0]->points[a->point], a1 = work->rings[0]->points[a->point + 1];
    bm_lonlat b0 = work->rings[1]->points[b->point], b1 = work->rings[1]->points[b->point + 1];
    bool enters = bm_is_left(b0, b1, a1);
    if (enters == bm_is_left(b0, b1, a0) || bm_is_left(a0, a1, b0) == bm_is_left(a0, a1, b1))
        return;
    double ax = a1.lon - a0.lon, ay = a1.lat - a0.lat, bx = b1.lon - b0.lon, by = b1.lat - b0.lat;
    double cross = ax * by - ay * bx;
    if (bm_is_left(a0, a1, b1) == enters || cross == 0) {
        work->is_clear = false;
        return;
    }
    double dx = b0.lon - a0.lon, dy = b0.lat - a0.lat;
    crossing found = {.edge = {a->point, b->point}, .ring = {a->ring, b->ring}, .enters = enters};
    found.along[0] = fmin(fmax((dx * by - dy * bx) / cross, 0), 1);
    found.along[1] = fmin(fmax((dx * ay - dy * ax) / cross, 0), 1);
    found.at = (bm_lonlat){a0.lon + ax * found.along[0], a0.lat + ay * found.along[0]};
    crossing *grown = bm_array_grow(work->crossings, work->count, &work->capacity, sizeof *grown);
    work->failed |= !grown;
    if (!grown)
        return;
    work->crossings = grown;
    work->crossings[work->count++] = found;
}

static void find_crossings(overlay *work)
{
    bm_ring_edges edges = {0}, others = {0};
    work->failed |=
        !bm_ring_edges_init(&edges, work->rings[0]) || !bm_ring_edges_init(&others, work->rings[1]);
    for (size_t i = 0; !work->failed && i < edges.count; i++) {
        const bm_ring_edge *edge = &edges.items[i], *other;
        bm_lonlat_box box = {edge->west, edge->south, edge->east, edge->north};
        size_t at = 0;
        while ((other = bm_ring_edges_next(&others, box, &at)))
            add_crossing(work, edge, other);
    }
    bm_ring_edges_finish(&edges);
    bm_ring_edges_finish(&others);
}

static int compare(const crossing *a, const crossing *b, int which)
{
    if (a->edge[which] != b->edge[which])
        return a->edge[which] < b->edge[which] ? -1 : 1;
    if (a->along[which] != b->along[which])
        return a->along[which] < b->along[which] ? -1 : 1;
    return 0;
}

static int by_first(const void *left, const void *right)
{
    return compare(*(crossing *const *)left, *(crossing *const *)right, 0);
}

static int by_second(const void *left, const void *right)
{
    return compare(*(crossing *const *)left, *(crossing *const *)right, 1);
}

/* On each ring, ways in and out take turns; two crossings at one place have no order. */
static void sort(overlay *work, int which)
{
    crossing **order = calloc(work->count + 1, sizeof(crossing *));
    size_t *place = calloc(work->count + 1, sizeof *place);
    work->order[which] = order;
    work->place[which] = place;
    work->failed |= !order || !place;
    if (work->failed)
        return;
    for (size_t i = 0; i < work->count; i++)
        order[i] = &work->crossings[i];
    qsort(order, work->count, sizeof(crossing *), which == 0 ? by_first : by_second);
    for (size_t i = 0; i < work->count; i++) {
        place[order[i] - work->crossings] = i;
        if (i > 0 && order[i - 1]->ring[which] == order[i]->ring[which] &&
            (order[i - 1]->enters == order[i]->enters ||
             compare(order[i - 1], order[i], which) == 0))
            work->is_clear = false;
    }
    for (size_t first = 0, end; first < work->count; first = end) {
        for (end = first;
             end < work->count && order[end]->ring[which] == order[first]->ring[which];)
            end++;
        if ((end - first) % 2 == 1)
            work->is_clear = false;
    }
}

static void put_point(overlay *work, bm_lonlat at)
{
    bm_lonlat *grown =
        bm_array_grow(work->points, work->point_count, &work->point_capacity, sizeof *grown);
    work->failed |= !grown;
    if (!grown)
        return;
    work->points = grown;
    work->points[work->point_count++] = at;
}

static void begin_ring(overlay *work)
{
    uint32_t *grown =
        bm_array_grow(work->starts, work->ring_count, &work->ring_capacity, sizeof *grown);
    work->failed |= !grown;
    if (!grown)
        return;
    work->starts = grown;
    work->starts[work->ring_count++] = (uint32_t)work->point_count;
}

/* The crossing after `from` on the same ring, and the points on the way to it. */
static crossing *follow(overlay *work, const crossing *from, int which)
{
    crossing **order = work->order[which];
    const bm_rings *rings = work->rings[which];
    uint32_t ring = from->ring[which];
    size_t here = work->place[which][from - work->crossings], next = here + 1;
    bool wraps = next == work->count || order[next]->ring[which] != ring;
    if (wraps)
        for (next = here; next > 0 && order[next - 1]->ring[which] == ring;)
            next--;
    uint32_t last = order[next]->edge[which], first = rings->starts[ring];
    uint32_t edges = rings->starts[ring + 1] - first - 1;
    uint32_t steps = wraps ? last + edges - from->edge[which] : last - from->edge[which];
    for (uint32_t i = 1; i <= steps; i++)
        put_point(work, rings->points[first + (from->edge[which] - first + i) % edges]);
    return order[next];
}

static void trace(overlay *work, crossing *start)
{
    crossing *at = start;
    size_t first = work->point_count;
    begin_ring(work);
    do {
        at->is_used = true;
        put_point(work, at->at);
        at = follow(work, at, 0);
        put_point(work, at->at);
        at = follow(work, at, 1);
    } while (!work->failed && !at->is_used);
    if (at != start)
        work->is_clear = false;
    if (!work->failed)
        put_point(work, work->points[first]);
}

static bool is_inside(const bm_rings *rings, bm_lonlat position)
{
    const bm_feature feature = {.kind = BM_GEOMETRY_POLYGON,
                                .part_count = rings->count,
                                .part_start = rings->starts,
                                .point_count = bm_rings_point_count(rings),
                                .points = rings->points,
                                .box = {-180, -90, 180, 90}};
    return bm_feature_contains(&feature, position);
}

static void take_whole_rings(overlay *work, int which)
{
    const bm_rings *rings = work->rings[which];
    bool *crosses = calloc(rings->count + 1, sizeof *crosses);
    work->failed |= !crosses;
    for (size_t i = 0; !work->failed && i < work->count; i++)
        crosses[work->crossings[i].ring[which]] = true;
    for (size_t ring = 0; !work->failed && ring < rings->count; ring++) {
        if (crosses[ring] || !is_inside(work->rings[1 - which], rings->points[rings->starts[ring]]))
            continue;
        begin_ring(work);
        for (uint32_t i = rings->starts[ring]; i < rings->starts[ring + 1]; i++)
            put_point(work, rings->points[i]);
    }
    free(crosses);
}

static void give(overlay *work, bm_arena *arena, bm_rings *common)
{
    begin_ring(work); /* the end of the last */
    bm_lonlat *points = bm_arena_array(arena, work->point_count + 1, sizeof *points);
    uint32_t *starts = bm_arena_array(arena, work->ring_count + 1, sizeof *starts);
    work->failed |= !points || !starts;
    if (work->failed)
        return;
    for (size_t i = 0; i < work->point_count; i++)
        points[i] = work->points[i];
    for (size_t i = 0; i < work->ring_count; i++)
        starts[i] = work->starts[i];
    *common = (bm_rings){points, starts, work->ring_count - 1};
}

bool bm_rings_intersect(const bm_rings *a, const bm_rings *b, bm_arena *arena, bm_rings *common,
                        bool *is_clear)
{
    overlay work = {.rings = {a, b}, .is_clear = true};
    *common = (bm_rings){0};
    find_crossings(&work);
    for (int which = 0; which < 2 && !work.failed; which++)
        sort(&work, which);
    for (size_t i = 0; i < work.count && !work.failed && work.is_clear; i++)
        if (work.crossings[i].enters && !work.crossings[i].is_used)
            trace(&work, &work.crossings[i]);
    for (int which = 0; which < 2 && !work.failed && work.is_clear; which++)
        take_whole_rings(&work, which);
    if (!work.failed && work.is_clear)
        give(&work, arena, common);
    for (int which = 0; which < 2; which++) {
        free(work.order[which]);
        free(work.place[which]);
    }
    free(work.starts);
    free(work.points);
    free(work.crossings);
    *is_clear = work.is_clear;
    return !work.failed;
}
