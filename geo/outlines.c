#include "geo/outlines.h"

#include "geo/border_line.h"

#include <math.h>
#include <stdint.h>

enum { RUN = 32 };

/* Up to RUN edges in a row, in a box. */
typedef struct run {
    bm_lonlat_box box;
    const bm_lonlat *points;
    uint32_t edges;
} run;

/* A feature: its runs from first to last. */
typedef struct outline {
    bm_lonlat_box box;
    size_t first;
    size_t last;
} outline;

struct bm_outlines {
    outline *items;
    size_t count;
    run *runs;
};

static size_t runs_of(const bm_feature *feature)
{
    size_t count = 0;
    for (size_t part = 0; part < feature->part_count; part++)
        count += ((size_t)(feature->part_start[part + 1] - feature->part_start[part])) / RUN + 1;
    return feature->kind == BM_GEOMETRY_POLYGON ? count : 0;
}

static size_t add_runs(const bm_feature *feature, run *runs)
{
    size_t count = 0;
    if (feature->kind != BM_GEOMETRY_POLYGON)
        return 0;
    for (size_t part = 0; part < feature->part_count; part++) {
        size_t end = feature->part_start[part + 1];
        for (size_t i = feature->part_start[part]; i + 1 < end; i += RUN) {
            run *here = &runs[count++];
            here->points = feature->points + i;
            here->edges = (uint32_t)(end - 1 - i < RUN ? end - 1 - i : RUN);
            here->box = bm_lonlat_box_empty();
            for (size_t k = 0; k <= here->edges; k++)
                here->box = bm_lonlat_box_grow(here->box, here->points[k]);
        }
    }
    return count;
}

bm_outlines *bm_outlines_new(bm_arena *arena, const bm_layer *layer)
{
    bm_outlines *made = bm_arena_alloc(arena, sizeof *made);
    if (!made)
        return NULL;
    size_t runs = 0;
    made->count = bm_layer_count(layer);
    for (size_t i = 0; i < made->count; i++)
        runs += runs_of(bm_layer_feature(layer, i));
    made->items = bm_arena_array(arena, made->count + 1, sizeof *made->items);
    made->runs = bm_arena_array(arena, runs + 1, sizeof *made->runs);
    if (!made->items || !made->runs)
        return NULL;
    runs = 0;
    for (size_t i = 0; i < made->count; i++) {
        const bm_feature *feature = bm_layer_feature(layer, i);
        made->items[i] = (outline){.box = feature->box, .first = runs};
        runs += add_runs(feature, made->runs + runs);
        made->items[i].last = runs;
    }
    return made;
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

static bool contains(const bm_outlines *outlines, const outline *item, bm_lonlat position)
{
    bool inside = false;
    for (size_t i = item->first; i < item->last; i++) {
        const run *here = &outlines->runs[i];
        if (position.lat < here->box.south || position.lat > here->box.north ||
            position.lon > here->box.east)
            continue;
        /* Of a run that lies wholly to the east only the ends matter. */
        if (position.lon < here->box.west) {
            inside ^= (here->points[0].lat > position.lat) !=
                      (here->points[here->edges].lat > position.lat);
            continue;
        }
        for (size_t k = 0; k < here->edges; k++)
            inside ^= crosses(here->points[k], here->points[k + 1], position);
    }
    return inside;
}

size_t bm_outlines_containing(const bm_outlines *outlines, bm_lonlat position, size_t from)
{
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

/* Squared distance in metres from the plane's origin to an outline, when it is below `best`; else
 * `best`. */
static double distance2(const bm_outlines *outlines, const outline *item, const bm_plane *plane,
                        double best)
{
    for (size_t j = item->first; j < item->last; j++) {
        const run *here = &outlines->runs[j];
        if (bound2(plane, here->box) >= best)
            continue;
        bm_xy a = bm_plane_from(plane, here->points[0]);
        for (size_t k = 0; k < here->edges; k++) {
            bm_xy b = bm_plane_from(plane, here->points[k + 1]);
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
        const outline *item = &outlines->items[i];
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
