#include "geo/rings.h"

#include "geo/output.h"
#include "geo/rings_node.h"
#include "geo/rtree.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RING_MIN = 4 };
#define UNITS_A_DEGREE 1e6
#define NONE SIZE_MAX

typedef struct ring {
    const bm_lonlat *points;
    size_t count;
    bm_lonlat_box box;
    double area2;                 /* positive when counter-clockwise */
    size_t depth;                 /* how many others it lies in */
    size_t parent;                /* the smallest of those */
    size_t first_hole, next_hole; /* those whose parent it is, of an outer ring */
} ring;

bm_lonlat bm_rings_round(bm_lonlat position)
{
    return (bm_lonlat){round(position.lon * UNITS_A_DEGREE) / UNITS_A_DEGREE,
                       round(position.lat * UNITS_A_DEGREE) / UNITS_A_DEGREE};
}

static bool is_same(bm_lonlat a, bm_lonlat b)
{
    return a.lon == b.lon && a.lat == b.lat;
}

/* Copy a ring to 6 decimals, without points that repeat the one before; closed. */
static size_t copy(const bm_lonlat *from, size_t count, bm_lonlat *to)
{
    size_t made = 0;
    for (size_t i = 0; i < count; i++) {
        bm_lonlat at = bm_rings_round(from[i]);
        if (made > 0 && is_same(to[made - 1], at))
            continue;
        to[made++] = at;
    }
    if (made > 0 && !is_same(to[0], to[made - 1]))
        to[made++] = to[0];
    return made;
}

static bool has_inside(const ring *outer, bm_lonlat position)
{
    const uint32_t starts[2] = {0, (uint32_t)outer->count};
    const bm_feature feature = {.kind = BM_GEOMETRY_POLYGON,
                                .part_count = 1,
                                .part_start = starts,
                                .point_count = outer->count,
                                .points = outer->points,
                                .box = outer->box};
    return bm_lonlat_box_contains(outer->box, position) && bm_feature_contains(&feature, position);
}

typedef struct visit {
    bm_lonlat at;
    size_t index;
} visit;

static int by_position(const void *left, const void *right)
{
    const visit *a = left, *b = right;
    if (a->at.lon != b->at.lon)
        return a->at.lon < b->at.lon ? -1 : 1;
    if (a->at.lat != b->at.lat)
        return a->at.lat < b->at.lat ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

/* Rings being gathered. */
typedef struct gathering {
    ring *rings;
    size_t count, capacity;
    bool failed;
} gathering;

static void add_ring(gathering *made, const bm_lonlat *points, size_t count)
{
    double area2 = count < RING_MIN ? 0 : bm_output_ring_area2(points, count);
    if (area2 == 0)
        return;
    ring *grown = bm_array_grow(made->rings, made->count, &made->capacity, sizeof *grown);
    made->failed |= !grown;
    if (!grown)
        return;
    made->rings = grown;
    ring *at = &made->rings[made->count++];
    *at = (ring){.points = points, .count = count, .area2 = area2, .box = bm_lonlat_box_empty()};
    for (size_t i = 0; i < count; i++)
        at->box = bm_lonlat_box_grow(at->box, points[i]);
}

/* For each point of a ring, its last one apart: 1 + the point before that is at the same place; 0
 * for none. */
static size_t *find_earlier(const bm_lonlat *points, size_t count)
{
    size_t *earlier = calloc(count + 1, sizeof *earlier);
    visit *visits = calloc(count + 1, sizeof *visits);
    bool good = earlier && visits;
    for (size_t i = 0; good && i + 1 < count; i++)
        visits[i] = (visit){points[i], i};
    if (good && count > 1)
        qsort(visits, count - 1, sizeof *visits, by_position);
    for (size_t i = 1; good && i + 1 < count; i++)
        if (is_same(visits[i - 1].at, visits[i].at))
            earlier[visits[i].index] = visits[i - 1].index + 1;
    free(visits);
    if (good)
        return earlier;
    free(earlier);
    return NULL;
}

/* A ring that passes a point twice is two rings that touch there: what lies between is cut out, as
 * one of its own. `points` has room for three times `count`; the new rings lie behind the ring.
 * Returns how much of it is used. */
static size_t split(bm_lonlat *points, size_t count, gathering *made)
{
    size_t *earlier = find_earlier(points, count);
    size_t *before = calloc(count + 1, sizeof *before);     /* of what is left: the point before */
    size_t *stand_in = calloc(count + 1, sizeof *stand_in); /* 1 + the point at its place that is
                                                               left when it has been cut out */
    size_t used = count, last = 0;
    bool good = count > 0 && earlier && before && stand_in;
    made->failed |= count > 0 && !good;
    for (size_t i = 1; good && i < count; i++) {
        size_t back = earlier[i] ? earlier[i] - 1 : i;
        while (stand_in[back] && stand_in[back] != SIZE_MAX)
            back = stand_in[back] - 1;
        before[i] = last;
        last = i;
        if (back == i || stand_in[back] == SIZE_MAX)
            continue;
        size_t first = used;
        for (size_t at = i; at != back; at = before[at]) {
            points[used++] = points[at];
            stand_in[at] = at == i ? back + 1 : SIZE_MAX;
        }
        points[used++] = points[back];
        add_ring(made, points + first, used - first);
        last = back;
    }
    size_t first = used;
    for (size_t at = last; good; at = before[at]) {
        points[used++] = points[at];
        if (at == 0)
            break;
    }
    add_ring(made, points + first, used - first);
    free(stand_in);
    free(before);
    free(earlier);
    return used;
}

/* Rings do not cross, so that one point of a ring tells of all of it; in the middle of an edge it
 * is hardly ever a point of another one. */
typedef struct nesting {
    ring *rings;
    size_t of;
    bm_lonlat at;
} nesting;

static bool meet(uint32_t index, void *context)
{
    const nesting *work = context;
    ring *inner = &work->rings[work->of];
    const ring *outer = &work->rings[index];
    if (fabs(outer->area2) <= fabs(inner->area2) || !has_inside(outer, work->at))
        return true;
    inner->depth++;
    if (inner->parent == NONE || fabs(outer->area2) < fabs(work->rings[inner->parent].area2))
        inner->parent = index;
    return true;
}

/* @return false when memory is short */
static bool nest(ring *rings, size_t count)
{
    bm_arena arena = {0};
    bm_lonlat_box *boxes = bm_arena_array(&arena, count + 1, sizeof *boxes);
    for (size_t i = 0; boxes && i < count; i++)
        boxes[i] = rings[i].box;
    const bm_rtree *tree = boxes ? bm_rtree_new(&arena, boxes, count) : NULL;
    for (size_t i = 0; tree && i < count; i++) {
        const bm_lonlat *points = rings[i].points;
        bm_lonlat at = {(points[0].lon + points[1].lon) / 2, (points[0].lat + points[1].lat) / 2};
        nesting work = {rings, i, at};
        rings[i].parent = rings[i].first_hole = rings[i].next_hole = NONE;
        bm_rtree_query(tree, (bm_lonlat_box){at.lon, at.lat, at.lon, at.lat}, meet, &work);
    }
    /* From the last one on, so that each list is in the order of the rings. */
    for (size_t i = count; tree && i-- > 0;)
        if (rings[i].depth % 2 == 1) {
            rings[i].next_hole = rings[rings[i].parent].first_hole;
            rings[rings[i].parent].first_hole = i;
        }
    bm_arena_finish(&arena);
    return tree != NULL;
}

static void put(const ring *from, bool is_hole, bm_lonlat *points, uint32_t *starts, size_t *count)
{
    uint32_t start = starts[*count];
    for (size_t i = 0; i < from->count; i++)
        points[start + i] = from->points[(from->area2 < 0) == is_hole ? i : from->count - 1 - i];
    starts[++*count] = start + (uint32_t)from->count;
}

static bool lay_out(const ring *rings, size_t count, bm_arena *arena, bm_rings *made)
{
    size_t total = 0, written = 0;
    for (size_t i = 0; i < count; i++)
        total += rings[i].count;
    bm_lonlat *points = bm_arena_array(arena, total + 1, sizeof *points);
    uint32_t *starts = bm_arena_array(arena, count + 1, sizeof *starts);
    if (!points || !starts)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (rings[i].depth % 2 == 1)
            continue;
        put(&rings[i], false, points, starts, &written);
        for (size_t k = rings[i].first_hole; k != NONE; k = rings[k].next_hole)
            put(&rings[k], true, points, starts, &written);
    }
    *made = (bm_rings){points, starts, written};
    return true;
}

/* The parts to 6 decimals, each closed. */
static bool gather_parts(const bm_feature *polygon, bm_arena *arena, bm_rings *parts)
{
    size_t used = 0;
    bm_lonlat *points =
        bm_arena_array(arena, polygon->point_count + polygon->part_count + 1, sizeof *points);
    uint32_t *starts = bm_arena_array(arena, polygon->part_count + 1, sizeof *starts);
    if (!points || !starts)
        return false;
    for (size_t i = 0; i < polygon->part_count; i++) {
        uint32_t start = polygon->part_start[i];
        used += copy(polygon->points + start, polygon->part_start[i + 1] - start, points + used);
        starts[i + 1] = (uint32_t)used;
    }
    *parts = (bm_rings){points, starts, polygon->part_count};
    return true;
}

static bool split_all(const bm_rings *traced, bm_arena *arena, gathering *found)
{
    /* The points of a ring and, behind them, of the rings that it is split into. */
    bm_lonlat *points = bm_arena_array(arena, 3 * bm_rings_point_count(traced) + 1, sizeof *points);
    size_t used = 0;
    found->failed |= !points;
    for (size_t i = 0; !found->failed && i < traced->count; i++) {
        size_t count = traced->starts[i + 1] - traced->starts[i];
        memcpy(points + used, traced->points + traced->starts[i], count * sizeof *points);
        used += split(points + used, count, found);
    }
    return !found->failed;
}

bool bm_rings_order(const bm_feature *polygon, bm_arena *arena, bm_rings *rings)
{
    gathering found = {0};
    bm_arena scratch = {0};
    bm_rings parts, noded, traced;
    *rings = (bm_rings){0};
    bool good = gather_parts(polygon, &scratch, &parts) &&
                bm_rings_node(&parts, &scratch, &noded) &&
                bm_rings_trace(&noded, &scratch, &traced) && split_all(&traced, &scratch, &found);
    if (good && found.count > 0)
        good = nest(found.rings, found.count) && lay_out(found.rings, found.count, arena, rings);
    bm_arena_finish(&scratch);
    free(found.rings);
    return good;
}
