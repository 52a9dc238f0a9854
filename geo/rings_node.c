#include "geo/rings_node.h"

#include <stdlib.h>

/* A crossing is moved to 6 decimals, and an edge with it, which now and then makes it cross
 * another: after two or three rounds none is left. */
enum { ROUNDS_MAX = 20, CUTS_MAX = 100000 };

/* A point to be put on an edge. */
typedef struct cut {
    uint32_t edge;
    double along; /* from its begin: 0…1 */
    bm_lonlat at;
} cut;

typedef struct noding {
    const bm_rings *rings;
    cut *cuts; /* heap */
    size_t count, capacity;
    bool failed;
} noding;

static bool is_same(bm_grid_point a, bm_grid_point b)
{
    return a.x == b.x && a.y == b.y;
}

static void add_cut(noding *work, uint32_t edge, bm_grid_point at)
{
    bm_grid_point a = bm_grid_point_of(work->rings->points[edge]);
    bm_grid_point b = bm_grid_point_of(work->rings->points[edge + 1]);
    /* So many are no outline but a scribble, which stays what it is. */
    if (is_same(at, a) || is_same(at, b) || work->count == CUTS_MAX)
        return;
    cut *grown = bm_array_grow(work->cuts, work->count, &work->capacity, sizeof *grown);
    work->failed |= !grown;
    if (!grown)
        return;
    double dx = (double)(b.x - a.x), dy = (double)(b.y - a.y);
    double dot = (double)(at.x - a.x) * dx + (double)(at.y - a.y) * dy;
    bm_lonlat position = bm_rings_round((bm_lonlat){(double)at.x / 1e6, (double)at.y / 1e6});
    work->cuts = grown;
    work->cuts[work->count++] = (cut){edge, dot / (dx * dx + dy * dy), position};
}

/* Put the end of another edge on an edge that it lies on. */
static void touch(noding *work, uint32_t edge, bm_grid_point a, bm_grid_point b, bm_grid_point at)
{
    bool is_between = llabs(a.x - at.x) + llabs(at.x - b.x) == llabs(a.x - b.x) &&
                      llabs(a.y - at.y) + llabs(at.y - b.y) == llabs(a.y - b.y);
    if (is_between)
        add_cut(work, edge, at);
}

static void meet(noding *work, uint32_t first, uint32_t second)
{
    bm_grid_point a = bm_grid_point_of(work->rings->points[first]);
    bm_grid_point b = bm_grid_point_of(work->rings->points[first + 1]);
    bm_grid_point c = bm_grid_point_of(work->rings->points[second]);
    bm_grid_point d = bm_grid_point_of(work->rings->points[second + 1]);
    int64_t of_c = bm_grid_side(a, b, c), of_d = bm_grid_side(a, b, d);
    int64_t of_a = bm_grid_side(c, d, a), of_b = bm_grid_side(c, d, b);
    if (((of_c < 0 && of_d > 0) || (of_c > 0 && of_d < 0)) &&
        ((of_a < 0 && of_b > 0) || (of_a > 0 && of_b < 0))) {
        double along = (double)of_a / ((double)of_a - (double)of_b);
        bm_grid_point at = {a.x + llround((double)(b.x - a.x) * along),
                            a.y + llround((double)(b.y - a.y) * along)};
        add_cut(work, first, at);
        add_cut(work, second, at);
        return;
    }
    if (of_c == 0)
        touch(work, first, a, b, c);
    if (of_d == 0)
        touch(work, first, a, b, d);
    if (of_a == 0)
        touch(work, second, c, d, a);
    if (of_b == 0)
        touch(work, second, c, d, b);
}

static int by_place(const void *left, const void *right)
{
    const cut *a = left, *b = right;
    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    return (a->along > b->along) - (a->along < b->along);
}

static void find_cuts(noding *work)
{
    bm_ring_edges edges;
    work->count = 0;
    work->failed |= !bm_ring_edges_init(&edges, work->rings);
    for (size_t i = 0; i < edges.count; i++) {
        const bm_ring_edge *edge = &edges.items[i], *end = edges.items + edges.count;
        for (const bm_ring_edge *to = edge + 1; to < end && to->west <= edge->east; to++)
            if (to->south <= edge->north && to->north >= edge->south)
                meet(work, edge->point, to->point);
    }
    bm_ring_edges_finish(&edges);
    if (work->count > 0)
        qsort(work->cuts, work->count, sizeof *work->cuts, by_place);
}

static size_t put(bm_lonlat *points, size_t first, size_t used, bm_lonlat at)
{
    if (used > first && points[used - 1].lon == at.lon && points[used - 1].lat == at.lat)
        return used;
    points[used] = at;
    return used + 1;
}

static void apply_cuts(noding *work, bm_arena *arena, bm_rings *made)
{
    const bm_rings *rings = work->rings;
    bm_lonlat *points =
        bm_arena_array(arena, bm_rings_point_count(rings) + work->count, sizeof *points);
    uint32_t *starts = bm_arena_array(arena, rings->count + 1, sizeof *starts);
    size_t used = 0, next = 0;
    work->failed |= !points || !starts;
    for (size_t ring = 0; ring < rings->count && !work->failed; ring++) {
        starts[ring] = (uint32_t)used;
        for (uint32_t i = rings->starts[ring]; i < rings->starts[ring + 1]; i++) {
            used = put(points, starts[ring], used, rings->points[i]);
            for (; next < work->count && work->cuts[next].edge == i; next++)
                used = put(points, starts[ring], used, work->cuts[next].at);
        }
        starts[ring + 1] = (uint32_t)used;
    }
    if (!work->failed)
        *made = (bm_rings){points, starts, rings->count};
}

bool bm_rings_node(const bm_rings *rings, bm_arena *arena, bm_rings *noded)
{
    noding work = {.rings = noded};
    *noded = *rings;
    for (int round = 0; round < ROUNDS_MAX && !work.failed; round++) {
        find_cuts(&work);
        if (work.count == 0 || work.count == CUTS_MAX)
            break;
        bm_rings made = {0};
        apply_cuts(&work, arena, &made);
        if (!work.failed)
            *noded = made;
    }
    free(work.cuts);
    return !work.failed;
}
