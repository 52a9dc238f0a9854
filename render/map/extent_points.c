#include <math.h>
#include <stdlib.h>

#include "events/points.h"
#include "render/map/extent.h"

/** From so many points on, sites are cells of the graticule. */
#define EVERY_POINT_MAX 20000
#define CELL_UNITS ((int32_t)(0.05 * BM_POINT_UNITS_A_DEGREE))
/** Positions that a site gives: the corners of its points and what the border has nearest. */
#define POSITIONS_A_SITE 5

/** Points near each other, which are as far from the border as one of them. */
typedef struct site {
    int32_t column, row;
    size_t count; /**< 0: the slot is free */
    bm_lonlat first;
    bm_lonlat_box box;
    double border_km;
    bm_lonlat nearest;
} site;

/** A hash table with open addressing. */
typedef struct site_set {
    site *slots;
    size_t size; /**< a power of two */
    size_t used;
} site_set;

static size_t slot_of(const site_set *set, int32_t column, int32_t row)
{
    uint64_t key =
        ((uint64_t)(uint32_t)column << 32 | (uint32_t)row) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(key >> 32) & (set->size - 1);
    while (set->slots[at].count && (set->slots[at].column != column || set->slots[at].row != row))
        at = (at + 1) & (set->size - 1);
    return at;
}

static bool grow(site_set *set)
{
    site_set wider = {.size = set->size ? 2 * set->size : 4096, .used = set->used};
    wider.slots = calloc(wider.size, sizeof *wider.slots);
    if (!wider.slots)
        return false;
    for (size_t i = 0; i < set->size; i++)
        if (set->slots[i].count)
            wider.slots[slot_of(&wider, set->slots[i].column, set->slots[i].row)] = set->slots[i];
    free(set->slots);
    *set = wider;
    return true;
}

static bool add(site_set *set, int32_t column, int32_t row, bm_lonlat position)
{
    if (2 * (set->used + 1) > set->size && !grow(set))
        return false;
    site *at = &set->slots[slot_of(set, column, row)];
    if (!at->count) {
        *at = (site){.column = column, .row = row, .first = position};
        at->box = bm_lonlat_box_empty();
        set->used++;
    }
    at->count++;
    at->box = bm_lonlat_box_grow(at->box, position);
    return true;
}

static bool gather_stretch(site_set *set, bm_extent_kind kind, bool every,
                           const bm_point_walk *walk)
{
    for (size_t i = 0; i < walk->count; i++) {
        const bm_packed_point *point = &walk->items[i];
        bool is_known = point->lon != BM_POINT_NOWHERE &&
                        (kind == BM_EXTENT_ALL || point->precision < BM_PLACE_PRECISION_COUNTRY);
        int32_t column = every ? point->lon : point->lon / CELL_UNITS;
        int32_t row = every ? point->lat : point->lat / CELL_UNITS;
        if (is_known && !add(set, column, row, bm_point_position(point)))
            return false;
    }
    return true;
}

static bool gather(site_set *set, bm_extent_kind kind, const bm_event_points *points)
{
    bool every = points->count <= EVERY_POINT_MAX;
    bm_point_walk walk = {.points = points};
    while (bm_point_walk_next(&walk)) {
        if (gather_stretch(set, kind, every, &walk))
            continue;
        free(walk.buffer);
        return false;
    }
    return !walk.failed;
}
static int by_distance(const void *left, const void *right)
{
    const site *a = left, *b = right;
    if (a->border_km != b->border_km)
        return a->border_km < b->border_km ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

/* The sites in front, without the free slots. */
static void close_up(site_set *set)
{
    size_t count = 0;
    for (size_t i = 0; i < set->size; i++)
        if (set->slots[i].count)
            set->slots[count++] = set->slots[i];
}

/* Sites sorted by distance: how many of them settle the extent. */
static size_t sites_in_reach(const site_set *set, const bm_border *border)
{
    double reach = bm_map_reach_km(border);
    size_t sites = 0, total = 0;
    while (sites < set->used && set->slots[sites].border_km <= reach)
        total += set->slots[sites++].count;
    if (total < BM_EXTENT_MANY_EVENTS)
        return sites;
    size_t most = (size_t)((double)total * BM_EXTENT_MOST_SHARE), passed = 0, at = 0;
    while (at + 1 < sites && passed + set->slots[at].count <= most)
        passed += set->slots[at++].count;
    reach = fmax(set->slots[at].border_km, BM_EXTENT_REACH_MIN_KM);
    while (sites > 0 && set->slots[sites - 1].border_km > reach)
        sites--;
    return sites;
}

static size_t corners_of(const site *at, bm_lonlat *positions)
{
    const bm_lonlat_box box = at->box;
    positions[0] = (bm_lonlat){box.west, box.south};
    if (!(box.east > box.west) && !(box.north > box.south))
        return 1;
    positions[1] = (bm_lonlat){box.west, box.north};
    positions[2] = (bm_lonlat){box.east, box.south};
    positions[3] = (bm_lonlat){box.east, box.north};
    return 4;
}

static bm_status collect(const site_set *set, size_t sites, bool with_border, bm_lonlat **positions,
                         size_t *count, bm_error *error)
{
    bm_lonlat *list = calloc(sites + 1, POSITIONS_A_SITE * sizeof *list);
    if (!list)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    *count = 0;
    for (size_t i = 0; i < sites; i++) {
        *count += corners_of(&set->slots[i], list + *count);
        if (with_border && bm_lonlat_is_valid(set->slots[i].nearest))
            list[(*count)++] = set->slots[i].nearest;
    }
    *positions = list;
    return BM_OK;
}

bm_status bm_map_extent_of_points(bm_extent_kind kind, bm_lonlat_box box, const bm_border *border,
                                  const bm_event_points *points, bm_lonlat **positions,
                                  size_t *count, bm_error *error)
{
    bool by_events = kind == BM_EXTENT_EVENTS || kind == BM_EXTENT_ALL;
    *positions = NULL;
    *count = 0;
    site_set set = {0};
    bm_status status = BM_OK;
    if (by_events && !gather(&set, kind, points))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (!status && set.used > 0) {
        close_up(&set);
        size_t sites = set.used;
        if (kind == BM_EXTENT_EVENTS) {
            for (size_t i = 0; i < set.used; i++)
                set.slots[i].border_km =
                    bm_border_nearest_km(border, set.slots[i].first, &set.slots[i].nearest);
            qsort(set.slots, set.used, sizeof *set.slots, by_distance);
            sites = sites_in_reach(&set, border);
        }
        status = collect(&set, sites, kind == BM_EXTENT_EVENTS, positions, count, error);
    }
    free(set.slots);
    if (status || *count > 0)
        return status;
    /* Without any event: the border, or the box. */
    free(*positions);
    return bm_map_extent(by_events ? BM_EXTENT_BORDER : kind, box, border, points->none, positions,
                         count, error);
}
