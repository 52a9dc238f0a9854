#include "geo/segments.h"

#include <bordermap/geodesic.h>
#include <math.h>

enum { RUN = BM_SEGMENT_RUN, GROUP = BM_SEGMENT_GROUP, CANDIDATES = 8 };

static const double PIECE_M = 500.0;

static bm_lonlat between(bm_lonlat a, bm_lonlat b, double t)
{
    return (bm_lonlat){a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
}

/* Into how many pieces a segment is cut; its length is bounded from above, coarsely. */
static size_t pieces_of(bm_lonlat a, bm_lonlat b)
{
    const double metres_per_degree = 111700.0;
    double length = hypot(a.lon - b.lon, a.lat - b.lat) * metres_per_degree;
    return 1 + (size_t)(length / PIECE_M);
}

static void grow(bm_segment_run *box, bm_xyz p)
{
    box->low = (bm_xyz){fmin(box->low.x, p.x), fmin(box->low.y, p.y), fmin(box->low.z, p.z)};
    box->high = (bm_xyz){fmax(box->high.x, p.x), fmax(box->high.y, p.y), fmax(box->high.z, p.z)};
}

bool bm_segments_make(bm_arena *arena, const bm_feature *line, bm_segments *segments)
{
    size_t count = 0;
    for (size_t part = 0; part < line->part_count; part++)
        for (size_t i = (size_t)line->part_start[part] + 1; i < line->part_start[part + 1]; i++)
            count += pieces_of(line->points[i - 1], line->points[i]);
    size_t run_count = (count + RUN - 1) / RUN;
    bm_segment_piece *pieces = bm_arena_array(arena, count + 1, sizeof *pieces);
    bm_segment_run *runs = bm_arena_array(arena, run_count + 1, sizeof *runs);
    if (!pieces || !runs)
        return false;
    bm_segment_piece *here = pieces;
    for (size_t part = 0; part < line->part_count; part++)
        for (size_t i = (size_t)line->part_start[part] + 1; i < line->part_start[part + 1]; i++) {
            bm_lonlat a = line->points[i - 1];
            bm_lonlat b = line->points[i];
            size_t cuts = pieces_of(a, b);
            bm_xyz at = bm_xyz_from(a);
            for (size_t k = 0; k < cuts; k++, here++) {
                here->from = between(a, b, (double)k / (double)cuts);
                here->to = k + 1 == cuts ? b : between(a, b, (double)(k + 1) / (double)cuts);
                here->a = at;
                here->b = at = bm_xyz_from(here->to);
            }
        }
    for (size_t i = 0; i < count; i++) {
        bm_segment_run *box = &runs[i / RUN];
        if (i % RUN == 0)
            *box = (bm_segment_run){pieces[i].a, pieces[i].a};
        grow(box, pieces[i].a);
        grow(box, pieces[i].b);
    }
    *segments =
        (bm_segments){.pieces = pieces, .piece_count = count, .runs = runs, .run_count = run_count};
    return bm_segments_group(arena, segments);
}

bool bm_segments_group(bm_arena *arena, bm_segments *segments)
{
    segments->group_count = (segments->run_count + GROUP - 1) / GROUP;
    bm_segment_run *groups = bm_arena_array(arena, segments->group_count + 1, sizeof *groups);
    for (size_t i = 0; groups && i < segments->run_count; i++) {
        const bm_segment_run *run = &segments->runs[i];
        if (i % GROUP == 0)
            groups[i / GROUP] = *run;
        grow(&groups[i / GROUP], run->low);
        grow(&groups[i / GROUP], run->high);
    }
    segments->groups = groups;
    return groups != NULL;
}

static double outside(double value, double low, double high)
{
    /* Without a branch: a position asks thousands of boxes. */
    double below = low - value, above = value - high;
    double most = below > above ? below : above;
    return most > 0.0 ? most : 0.0;
}

/* No point of the run is nearer than the root of this. */
static double bound2(const bm_segment_run *box, bm_xyz p)
{
    double dx = outside(p.x, box->low.x, box->high.x);
    double dy = outside(p.y, box->low.y, box->high.y);
    double dz = outside(p.z, box->low.z, box->high.z);
    return dx * dx + dy * dy + dz * dz;
}

/* Squared distance from a chord, and how far along it the nearest point is. */
static double chord2(const bm_segment_piece *chord, bm_xyz p, double *along)
{
    bm_xyz d = {chord->b.x - chord->a.x, chord->b.y - chord->a.y, chord->b.z - chord->a.z};
    bm_xyz e = {p.x - chord->a.x, p.y - chord->a.y, p.z - chord->a.z};
    double length = d.x * d.x + d.y * d.y + d.z * d.z;
    double t = length > 0.0 ? (e.x * d.x + e.y * d.y + e.z * d.z) / length : 0.0;
    t = t < 0.0 ? 0.0 : t > 1.0 ? 1.0 : t;
    *along = t;
    return bm_xyz_distance2(
        p, (bm_xyz){chord->a.x + t * d.x, chord->a.y + t * d.y, chord->a.z + t * d.z});
}

/* The nearest few by chord, nearest first. */
typedef struct shortlist {
    struct {
        size_t piece;
        double along;
        double chord2;
    } items[CANDIDATES];
    size_t count;
    double reach2; /**< no chord longer than the root of this can have the shortest geodesic */
} shortlist;

static double worst_of(const shortlist *list)
{
    bool is_full = list->count == CANDIDATES;
    double last2 = is_full ? list->items[CANDIDATES - 1].chord2 : HUGE_VAL;
    return last2 < list->reach2 ? last2 : list->reach2;
}

static void keep(shortlist *list, size_t piece, double along, double distance2)
{
    size_t at = list->count < CANDIDATES ? list->count++ : CANDIDATES - 1;
    for (; at > 0 && list->items[at - 1].chord2 > distance2; at--)
        list->items[at] = list->items[at - 1];
    list->items[at].piece = piece;
    list->items[at].along = along;
    list->items[at].chord2 = distance2;
}

/* All chords of a run are measured before one is kept: towards the nearest each is nearer than the
 * one before. */
static void consider_run(shortlist *list, const bm_segments *segments, size_t run, bm_xyz p)
{
    size_t first = run * RUN, count = segments->piece_count - first;
    double along[RUN], chords2[RUN], least2 = HUGE_VAL;
    count = count < RUN ? count : RUN;
    for (size_t i = 0; i < count; i++) {
        chords2[i] = chord2(&segments->pieces[first + i], p, &along[i]);
        least2 = chords2[i] < least2 ? chords2[i] : least2;
    }
    if (!(least2 < worst_of(list)))
        return;
    if (list->count == 0 || least2 < list->items[0].chord2) {
        double reach = sqrt(least2);
        reach += bm_xyz_slack_m(reach);
        list->reach2 = reach * reach;
    }
    for (size_t i = 0; i < count; i++)
        if (chords2[i] < worst_of(list))
            keep(list, first + i, along[i], chords2[i]);
}

static size_t end_of(const bm_segments *segments, size_t group)
{
    size_t end = (group + 1) * GROUP;
    return end < segments->run_count ? end : segments->run_count;
}

/* The box of `from` to `end` that could be nearest. */
static size_t nearest_box(const bm_segment_run *boxes, size_t from, size_t end, bm_xyz p)
{
    size_t found = from;
    double best = INFINITY;
    for (size_t i = from; i < end; i++) {
        double bound = bound2(&boxes[i], p);
        if (bound < best) {
            best = bound;
            found = i;
        }
    }
    return found;
}

double bm_segments_length_m(const bm_segments *segments)
{
    double sum = 0.0;
    for (size_t i = 0; i < segments->piece_count; i++)
        sum += sqrt(bm_xyz_distance2(segments->pieces[i].a, segments->pieces[i].b));
    return sum;
}

double bm_segments_distance_m(const bm_segments *segments, bm_lonlat position, bm_lonlat *nearest)
{
    if (segments->piece_count == 0)
        return NAN;
    bm_xyz p = bm_xyz_from(position);
    /* Start where it looks best, so that nearly everything else falls at once. */
    size_t group = nearest_box(segments->groups, 0, segments->group_count, p);
    size_t first = nearest_box(segments->runs, group * GROUP, end_of(segments, group), p);
    shortlist list = {.reach2 = HUGE_VAL};
    consider_run(&list, segments, first, p);
    for (size_t i = 0; i < segments->group_count; i++) {
        if (!(bound2(&segments->groups[i], p) < worst_of(&list)))
            continue;
        for (size_t k = i * GROUP; k < end_of(segments, i); k++)
            if (k != first && bound2(&segments->runs[k], p) < worst_of(&list))
                consider_run(&list, segments, k, p);
    }
    double shortest = INFINITY;
    bm_lonlat last = {NAN, NAN};
    for (size_t i = 0; i < list.count && list.items[i].chord2 <= list.reach2; i++) {
        const bm_segment_piece *here = &segments->pieces[list.items[i].piece];
        bm_lonlat there = between(here->from, here->to, list.items[i].along);
        /* Where the line bends towards the position, both pieces have their common end nearest. */
        if (there.lon == last.lon && there.lat == last.lat)
            continue;
        last = there;
        double distance_m = bm_geodesic_distance_m(position, there);
        if (distance_m < shortest) {
            shortest = distance_m;
            if (nearest)
                *nearest = there;
        }
    }
    return shortest;
}
