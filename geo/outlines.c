#include "geo/outlines.h"

#include "geo/border_line.h"
#include "geo/outline_cells.h"

#include <math.h>
#include <string.h>

enum { RUN = BM_OUTLINE_RUN, GROUP = BM_OUTLINE_GROUP };

static size_t runs_of(const bm_feature *feature)
{
    size_t count = 0;
    for (size_t part = 0; part < feature->part_count; part++)
        count += ((size_t)(feature->part_start[part + 1] - feature->part_start[part])) / RUN + 1;
    return feature->kind == BM_GEOMETRY_POLYGON ? count : 0;
}

static size_t points_of(const bm_feature *feature)
{
    return feature->kind == BM_GEOMETRY_POLYGON ? feature->point_count : 0;
}

/* Runs over the points of a feature, the first of which is number `base`. */
static size_t add_runs(const bm_feature *feature, size_t base, bm_outline_run *runs)
{
    size_t count = 0;
    if (feature->kind != BM_GEOMETRY_POLYGON)
        return 0;
    for (size_t part = 0; part < feature->part_count; part++) {
        size_t end = feature->part_start[part + 1];
        for (size_t i = feature->part_start[part]; i + 1 < end; i += RUN) {
            bm_outline_run *here = &runs[count++];
            here->first = (uint32_t)(base + i);
            here->edges = (uint32_t)(end - 1 - i < RUN ? end - 1 - i : RUN);
            here->box = bm_lonlat_box_empty();
            for (size_t k = 0; k <= here->edges; k++)
                here->box = bm_lonlat_box_grow(here->box, feature->points[i + k]);
        }
    }
    return count;
}

bool bm_outlines_make(bm_arena *arena, const bm_layer *layer, int iso_field, bm_outlines *outlines)
{
    size_t count = bm_layer_count(layer);
    size_t run_count = 0;
    size_t point_count = 0;
    for (size_t i = 0; i < count; i++) {
        run_count += runs_of(bm_layer_feature(layer, i));
        point_count += points_of(bm_layer_feature(layer, i));
    }
    bm_outline *items = bm_arena_array(arena, count + 1, sizeof *items);
    bm_outline_run *runs = bm_arena_array(arena, run_count + 1, sizeof *runs);
    bm_lonlat *points = bm_arena_array(arena, point_count + 1, sizeof *points);
    if (!items || !runs || !points)
        return false;
    run_count = 0;
    point_count = 0;
    for (size_t i = 0; i < count; i++) {
        const bm_feature *feature = bm_layer_feature(layer, i);
        const char *iso = bm_layer_text(layer, i, iso_field);
        items[i] = (bm_outline){.box = feature->box, .first = (uint32_t)run_count};
        if (strlen(iso) <= 2)
            memcpy(items[i].iso, iso, strlen(iso));
        run_count += add_runs(feature, point_count, runs + run_count);
        items[i].last = (uint32_t)run_count;
        if (points_of(feature) > 0)
            memcpy(points + point_count, feature->points, points_of(feature) * sizeof *points);
        point_count += points_of(feature);
    }
    *outlines = (bm_outlines){.items = items,
                              .count = count,
                              .runs = runs,
                              .run_count = run_count,
                              .points = points,
                              .point_count = point_count};
    return bm_outlines_group(arena, outlines) && bm_outline_cells_make(arena, outlines);
}

bool bm_outlines_group(bm_arena *arena, bm_outlines *outlines)
{
    bm_lonlat_box *groups = bm_arena_array(arena, outlines->run_count / GROUP + 1, sizeof *groups);
    for (size_t i = 0; groups && i < outlines->run_count; i++) {
        const bm_lonlat_box *run = &outlines->runs[i].box;
        bm_lonlat_box *box = &groups[i / GROUP];
        if (i % GROUP == 0)
            *box = *run;
        box->west = fmin(box->west, run->west);
        box->east = fmax(box->east, run->east);
        box->south = fmin(box->south, run->south);
        box->north = fmax(box->north, run->north);
    }
    outlines->groups = groups;
    return groups != NULL;
}

/* Whether a ray eastwards from the position crosses the edge. Computed from its southern end, so
 * that two neighbours agree about the edge they share. */
static bool crosses(bm_lonlat a, bm_lonlat b, bm_lonlat position)
{
    if ((a.lat > position.lat) == (b.lat > position.lat))
        return false;
    bm_lonlat south = a.lat < b.lat ? a : b;
    bm_lonlat north = a.lat < b.lat ? b : a;
    return position.lon < south.lon + (position.lat - south.lat) / (north.lat - south.lat) *
                                          (north.lon - south.lon);
}

/* Whether no ray eastwards from the position can meet what is in the box. */
static bool is_missed(const bm_lonlat_box *box, bm_lonlat position)
{
    return position.lat < box->south || position.lat > box->north || position.lon > box->east;
}

static bool contains(const bm_outlines *outlines, const bm_outline *item, bm_lonlat position)
{
    bool inside = false;
    for (size_t i = item->first; i < item->last; i++) {
        if (i % GROUP == 0 && i + GROUP <= item->last &&
            is_missed(&outlines->groups[i / GROUP], position)) {
            i += GROUP - 1;
            continue;
        }
        const bm_outline_run *here = &outlines->runs[i];
        const bm_lonlat *points = outlines->points + here->first;
        if (is_missed(&here->box, position))
            continue;
        /* Of a run that lies wholly to the east only the ends matter. */
        if (position.lon < here->box.west) {
            inside ^= (points[0].lat > position.lat) != (points[here->edges].lat > position.lat);
            continue;
        }
        for (size_t k = 0; k < here->edges; k++)
            inside ^= crosses(points[k], points[k + 1], position);
    }
    return inside;
}

size_t bm_outlines_containing(const bm_outlines *outlines, bm_lonlat position, size_t from)
{
    unsigned cell = bm_outline_cell_at(outlines, position);
    if (cell == BM_OUTLINE_CELL_NONE)
        return SIZE_MAX;
    if (cell != BM_OUTLINE_CELL_ASK)
        return from <= cell - BM_OUTLINE_CELL_FIRST ? cell - BM_OUTLINE_CELL_FIRST : SIZE_MAX;
    for (size_t i = from; i < outlines->count; i++)
        if (bm_lonlat_box_contains(outlines->items[i].box, position) &&
            contains(outlines, &outlines->items[i], position))
            return i;
    return SIZE_MAX;
}

static double outside(double value, double low, double high)
{
    return value < low ? low - value : value > high ? value - high : 0.0;
}

/* No point of the box is nearer than the root of this, in square metres. */
static double bound2(const bm_plane *plane, bm_lonlat_box box)
{
    double dx = outside(plane->origin.lon, box.west, box.east) * plane->metres_per_lon;
    double dy = outside(plane->origin.lat, box.south, box.north) * plane->metres_per_lat;
    return dx * dx + dy * dy;
}

/* Whether this is the first of a group of runs that are all as far as `best2`, or farther. */
static bool is_far_group(const bm_outlines *outlines, const bm_plane *plane, size_t run,
                         double best2)
{
    return run % GROUP == 0 && bound2(plane, outlines->groups[run / GROUP]) >= best2;
}

/* Squared distance in metres from the plane's origin to an outline, when it is below `best`; else
 * `best`. */
static double distance2(const bm_outlines *outlines, const bm_outline *item, const bm_plane *plane,
                        double best)
{
    for (size_t j = item->first; j < item->last; j++) {
        if (is_far_group(outlines, plane, j, best)) {
            j += GROUP - 1;
            continue;
        }
        const bm_outline_run *here = &outlines->runs[j];
        const bm_lonlat *points = outlines->points + here->first;
        if (bound2(plane, here->box) >= best)
            continue;
        bm_xy a = bm_plane_from(plane, points[0]);
        for (size_t k = 0; k < here->edges; k++) {
            bm_xy b = bm_plane_from(plane, points[k + 1]);
            best = fmin(best, bm_plane_distance2((bm_xy){0, 0}, a, b));
            a = b;
        }
    }
    return best;
}

size_t bm_outlines_nearest(const bm_outlines *outlines, bm_lonlat position, double reach_m)
{
    bm_plane plane = bm_plane_at(position);
    double best = reach_m * reach_m;
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < outlines->count; i++) {
        const bm_outline *item = &outlines->items[i];
        if (item->first == item->last || bound2(&plane, item->box) >= best)
            continue;
        double here = distance2(outlines, item, &plane, best);
        if (here < best) {
            best = here;
            found = i;
        }
    }
    return found;
}

double bm_outlines_distance_m(const bm_outlines *outlines, size_t index, bm_lonlat position)
{
    bm_plane plane = bm_plane_at(position);
    return sqrt(distance2(outlines, &outlines->items[index], &plane, HUGE_VAL));
}

/* The place of the segment `a`–`b` that is nearest to the plane's origin. */
static bm_xy nearest_on_segment(bm_xy a, bm_xy b)
{
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double t = length > 0.0 ? -(a.x * dx + a.y * dy) / length : 0.0;
    t = t < 0.0 ? 0.0 : t > 1.0 ? 1.0 : t;
    return (bm_xy){a.x + t * dx, a.y + t * dy};
}

bool bm_outlines_nearest_on(const bm_outlines *outlines, size_t index, bm_lonlat position,
                            double reach_m, bm_lonlat *nearest)
{
    bm_plane plane = bm_plane_at(position);
    const bm_outline *item = &outlines->items[index];
    double best = reach_m * reach_m;
    bool found = false;
    if (item->first == item->last || bound2(&plane, item->box) >= best)
        return false;
    for (size_t j = item->first; j < item->last; j++) {
        if (is_far_group(outlines, &plane, j, best)) {
            j += GROUP - 1;
            continue;
        }
        const bm_outline_run *here = &outlines->runs[j];
        const bm_lonlat *points = outlines->points + here->first;
        if (bound2(&plane, here->box) >= best)
            continue;
        bm_xy a = bm_plane_from(&plane, points[0]);
        for (size_t k = 0; k < here->edges; k++) {
            bm_xy b = bm_plane_from(&plane, points[k + 1]);
            bm_xy at = nearest_on_segment(a, b);
            if (at.x * at.x + at.y * at.y < best) {
                best = at.x * at.x + at.y * at.y;
                *nearest = bm_plane_to(&plane, at);
                found = true;
            }
            a = b;
        }
    }
    return found;
}
