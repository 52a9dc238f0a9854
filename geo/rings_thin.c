#include "geo/rings.h"

#include "geo/clip.h"
#include "geo/output.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS_MAX = 100, RING_MIN = 4 };
#define METRES_A_DEGREE 111320.0

static bool is_same(bm_lonlat a, bm_lonlat b)
{
    return a.lon == b.lon && a.lat == b.lat;
}

/* −1, 0 or 1: to the right of the way from `a` to `b`, on it, to the left. */
static int side_of(bm_lonlat a, bm_lonlat b, bm_lonlat at)
{
    double cross = (b.lon - a.lon) * (at.lat - a.lat) - (b.lat - a.lat) * (at.lon - a.lon);
    return (cross > 0) - (cross < 0);
}

/* Of edges whose boxes meet: whether they cross or touch. Those that have an end in common, of one
 * ring or of two that touch, do not. */
static bool meet(bm_lonlat a, bm_lonlat b, bm_lonlat c, bm_lonlat d)
{
    return side_of(a, b, c) * side_of(a, b, d) <= 0 && side_of(c, d, a) * side_of(c, d, b) <= 0 &&
           !is_same(a, c) && !is_same(a, d) && !is_same(b, c) && !is_same(b, d);
}

/* What is kept of rings, and where it comes from. */
typedef struct thinning {
    const bm_rings *from;
    bool *keeps;       /* heap: of each point */
    bm_lonlat *points; /* the arena's, as all that is given */
    uint32_t *starts;
    uint32_t *origins; /* heap: of each point that is kept */
    bm_rings made;
} thinning;

static bm_xy plane(bm_lonlat at, double narrow)
{
    return (bm_xy){at.lon * narrow, at.lat};
}

/* Say which points of a ring are kept. */
static void choose(thinning *work, size_t ring, double tolerance_deg, bm_px *scratch)
{
    size_t start = work->from->starts[ring], count = work->from->starts[ring + 1] - start;
    const bm_lonlat *points = work->from->points + start;
    double narrow = cos(points[0].lat * acos(-1) / 180);
    for (size_t i = 0; i < count; i++)
        scratch[i] = (bm_px){plane(points[i], narrow).x, points[i].lat};
    size_t kept = bm_simplify(scratch, count, tolerance_deg), at = 0;
    /* They are points of the ring, in its order. */
    for (size_t i = 0; i < count && at < kept; i++) {
        bool keep = scratch[at].x == plane(points[i], narrow).x && scratch[at].y == points[i].lat;
        work->keeps[start + i] = keep;
        at += keep;
    }
    work->keeps[start] = work->keeps[start + count - 1] = true;
}

/* Gather what is kept. A ring of which nothing is left goes, and its holes with it. */
static void gather(thinning *work)
{
    size_t used = 0, count = 0;
    bool is_gone = false;
    for (size_t ring = 0; ring < work->from->count; ring++) {
        size_t start = work->from->starts[ring], end = work->from->starts[ring + 1], first = used;
        for (size_t i = start; i < end; i++)
            if (work->keeps[i]) {
                work->origins[used] = (uint32_t)i;
                work->points[used++] = work->from->points[i];
            }
        double before = bm_output_ring_area2(work->from->points + start, end - start);
        double area2 =
            used - first < RING_MIN ? 0 : bm_output_ring_area2(work->points + first, used - first);
        bool is_good = before > 0 ? area2 > 0 : area2 < 0;
        if (before > 0)
            is_gone = !is_good;
        if (is_gone || !is_good)
            used = first;
        else
            work->starts[++count] = (uint32_t)used;
    }
    work->made = (bm_rings){work->points, work->starts, count};
}

/* Keep the point between the ends of an edge that is farthest from it; false when there is none. */
static bool refine(thinning *work, uint32_t edge)
{
    uint32_t first = work->origins[edge], last = work->origins[edge + 1], found = 0;
    double narrow = cos(work->from->points[first].lat * acos(-1) / 180), farthest = -1;
    bm_xy a = plane(work->from->points[first], narrow), b = plane(work->from->points[last], narrow);
    for (uint32_t i = first + 1; i < last; i++) {
        bm_xy at = plane(work->from->points[i], narrow);
        double off = fabs((b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x));
        if (off <= farthest)
            continue;
        farthest = off;
        found = i;
    }
    if (farthest >= 0)
        work->keeps[found] = true;
    return farthest >= 0;
}

/* Refine all edges that cross others. */
static bool refine_crossings(thinning *work, size_t *crossings, bool *refined)
{
    bm_ring_edges edges;
    if (!bm_ring_edges_init(&edges, &work->made))
        return false;
    *crossings = 0;
    *refined = false;
    for (size_t i = 0; i < edges.count; i++) {
        const bm_ring_edge *edge = &edges.items[i], *other;
        bm_lonlat a = work->points[edge->point], b = work->points[edge->point + 1];
        bm_lonlat_box box = {edge->west, edge->south, edge->east, edge->north};
        size_t at = i + 1; /* those before have met this one */
        while ((other = bm_ring_edges_next(&edges, box, &at)))
            if (meet(a, b, work->points[other->point], work->points[other->point + 1])) {
                ++*crossings;
                *refined |= refine(work, edge->point);
                *refined |= refine(work, other->point);
            }
    }
    bm_ring_edges_finish(&edges);
    return true;
}

static bool thin(thinning *work, double tolerance_deg, bm_px *scratch)
{
    size_t crossings = 1;
    bool refined = true;
    for (size_t ring = 0; ring < work->from->count; ring++)
        choose(work, ring, tolerance_deg, scratch);
    for (int round = 0; round < ROUNDS_MAX && crossings > 0 && refined; round++) {
        gather(work);
        if (!refine_crossings(work, &crossings, &refined))
            return false;
    }
    /* What could not be refined is so in the outline itself. */
    if ((crossings > 0 && refined) || work->made.count == 0)
        work->made = *work->from;
    return true;
}

bool bm_rings_thin(const bm_rings *rings, double tolerance_m, bm_arena *arena, bm_rings *thinned)
{
    size_t total = bm_rings_point_count(rings);
    thinning work = {.from = rings,
                     .keeps = calloc(total + 1, sizeof *work.keeps),
                     .origins = calloc(total + 1, sizeof *work.origins),
                     .points = bm_arena_array(arena, total + 1, sizeof *work.points),
                     .starts = bm_arena_array(arena, rings->count + 1, sizeof *work.starts)};
    bm_px *scratch = calloc(total + 1, sizeof *scratch);
    bool good = work.keeps && work.origins && work.points && work.starts && scratch &&
                thin(&work, tolerance_m / METRES_A_DEGREE, scratch);
    *thinned = good ? work.made : (bm_rings){0};
    free(scratch);
    free(work.origins);
    free(work.keeps);
    return good;
}
