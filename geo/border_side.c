#include "geo/border_side.h"
#include "geo/country_rings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The loosest tolerance with which the border is found (border_line.c). */
static const double SAME_DEG = 1e-3;

/** Edges of a run. */
enum { RUN = 64 };

/* A ring while stretches of it are replaced: open, clockwise. */
typedef struct ring {
    bm_lonlat *points;
    size_t count;
} ring;

/* The vertex nearest to a position, SIZE_MAX when none is near enough. */
static size_t find_vertex(const bm_lonlat *points, size_t count, bm_lonlat position)
{
    double best = SAME_DEG;
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < count && best > 0; i++) {
        double lon = fabs(points[i].lon - position.lon), lat = fabs(points[i].lat - position.lat);
        if (lon < best && lat < best) {
            best = lon > lat ? lon : lat;
            found = i;
        }
    }
    return found;
}

/** A ring that has both ends of a part of the line. */
typedef struct search {
    bm_lonlat first, last;
    bm_country_ring found; /**< without points when there is none */
} search;

static bool has_both_ends(bm_country_ring found, void *context)
{
    search *wanted = context;
    if (find_vertex(found.points, found.count, wanted->first) == SIZE_MAX ||
        find_vertex(found.points, found.count, wanted->last) == SIZE_MAX)
        return true;
    wanted->found = found;
    return false;
}

/* Copy a ring clockwise, with room for some more points. */
static bool take_ring(bm_country_ring source, size_t room, ring *out)
{
    bool is_clockwise = source.area < 0.0;
    out->points = malloc((source.count + room) * sizeof *out->points);
    out->count = out->points ? source.count : 0;
    for (size_t i = 0; i < out->count; i++)
        out->points[i] = source.points[is_clockwise ? i : (source.count - i) % source.count];
    return out->points != NULL;
}

/* Put a part of the line in place of the ring's own vertices. The first country has it on its right
 * bank and meets it forwards, the second one backwards. */
static bool replace(ring *in, const bm_lonlat *line, size_t length, bool backwards)
{
    size_t from = find_vertex(in->points, in->count, line[backwards ? length - 1 : 0]);
    size_t to = find_vertex(in->points, in->count, line[backwards ? 0 : length - 1]);
    if (from == SIZE_MAX || to == SIZE_MAX || from == to)
        return true;
    ring out = {.points = malloc((in->count + length) * sizeof *out.points)};
    if (!out.points)
        return false;
    for (size_t i = 0; i < length; i++)
        out.points[out.count++] = line[backwards ? length - 1 - i : i];
    for (size_t i = (to + 1) % in->count; i != from; i = (i + 1) % in->count)
        out.points[out.count++] = in->points[i];
    free(in->points);
    *in = out;
    return true;
}

/* The reach of the edges, some at a time, and of them all. */
static bool find_runs(bm_border_side *side)
{
    side->runs = malloc((side->count / RUN + 1) * sizeof *side->runs);
    if (!side->runs) {
        free(side->points);
        *side = (bm_border_side){0};
        return false;
    }
    for (size_t run = 0; run * RUN + 1 < side->count; run++) {
        bm_lonlat_box box = bm_lonlat_box_empty();
        for (size_t i = run * RUN; i <= run * RUN + RUN && i < side->count; i++)
            box = bm_lonlat_box_grow(box, side->points[i]);
        side->runs[run] = (bm_border_side_run){box.south, box.north};
        side->box = bm_lonlat_box_join(side->box, box);
    }
    return true;
}

bool bm_border_side_make(const bm_border *border, int which, const bm_feature *line,
                         const bm_layer *countries, bm_border_side *side)
{
    const char *iso = bm_border_country(border, which);
    ring made = {0};
    *side = (bm_border_side){.box = bm_lonlat_box_empty()};
    for (size_t part = 0; part < line->part_count; part++) {
        const bm_lonlat *points = line->points + line->part_start[part];
        size_t length = line->part_start[part + 1] - line->part_start[part];
        search wanted = {.first = points[0], .last = points[length - 1]};
        bm_country_rings_visit(countries, iso, has_both_ends, &wanted);
        const bm_lonlat *found = wanted.found.points;
        /* The rest of a border in parts that are on several rings keeps its own outline. */
        if (!found || (side->replaces && found != side->replaces))
            continue;
        if (!side->replaces && !take_ring(wanted.found, 1, &made))
            return false;
        side->replaces = found;
        if (!replace(&made, points, length, which != 0)) {
            free(made.points);
            return false;
        }
    }
    if (!side->replaces)
        return true;
    bm_lonlat *closed = realloc(made.points, (made.count + 1) * sizeof *closed);
    if (!closed) {
        free(made.points);
        return false;
    }
    closed[made.count] = closed[0];
    side->points = closed;
    side->count = made.count + 1;
    return find_runs(side);
}

bool bm_border_side_contains(const bm_border_side *side, bm_lonlat position)
{
    bool inside = false;
    if (!side->count || !bm_lonlat_box_contains(side->box, position))
        return false;
    for (size_t run = 0; run * RUN + 1 < side->count; run++) {
        size_t end = run * RUN + RUN < side->count ? run * RUN + RUN : side->count - 1;
        if (position.lat < side->runs[run].south || position.lat > side->runs[run].north)
            continue;
        for (size_t i = run * RUN + 1; i <= end; i++) {
            bm_lonlat a = side->points[i - 1];
            bm_lonlat b = side->points[i];
            if ((a.lat > position.lat) != (b.lat > position.lat) &&
                position.lon < a.lon + (position.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon))
                inside = !inside;
        }
    }
    return inside;
}

void bm_border_side_finish(bm_border_side *side)
{
    free(side->points);
    free(side->runs);
    *side = (bm_border_side){0};
}
