#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "render/density/hex_land.h"
#include "render/density/own_country.h"
#include "render/density/private.h"

/** Hexagons by default, from side to side, and what circles stand for. */
#define HEX_PT 13.0
#define CIRCLE_CELL_PT 9.0
#define CIRCLE_MAX_PT 15.0
#define CIRCLE_MIN_PT 1.2
/** Of smaller cells nobody sees splinters. */
#define SPLINTER_CELL_PT 5.0
/** Limits of a cell: smaller ones have no colour to see, larger ones no place. */
#define CELL_MIN_PT 2.0
#define CELL_SHARE_MAX 0.5

/* A cell's width in pixels and km. */
bm_status bm_density_settle_size(bm_density_work *work, double usual_pt, bm_error *error)
{
    bm_density *density = work->density;
    const bm_frame *frame = work->frame;
    const bm_px_box map = frame->map;
    bm_px middle = {(map.x0 + map.x1) / 2, (map.y0 + map.y1) / 2};
    double km_per_px = bm_frame_metres_per_px(frame, middle) / 1000;
    double pt = bm_frame_px(frame, 1);
    double width_px = density->options.size_pt > 0 ? density->options.size_pt * pt : usual_pt * pt;
    if (density->options.size_km > 0)
        width_px = density->options.size_km / km_per_px;
    double longest = CELL_SHARE_MAX * fmin(map.x1 - map.x0, map.y1 - map.y0);
    if (!(width_px >= CELL_MIN_PT * pt * (1 - 1e-9)) || !(width_px <= longest)) {
        char low[64], high[64];
        bm_format_number(CELL_MIN_PT * pt * km_per_px, 1, low);
        bm_format_number(longest * km_per_px, 0, high);
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "cells of that size are too %s for this map: they may be %s to %s km "
                            "wide",
                            width_px > longest ? "large" : "small", low, high);
    }
    density->width_px = width_px;
    density->width_km = width_px * km_per_px;
    density->km2_per_px2 = km_per_px * km_per_px;
    return BM_OK;
}

/** Events of one country in a hexagon, and the sums of their positions. */
typedef struct hexagon {
    uint64_t count;
    double x, y;
    uint32_t next; /**< the same hexagon in another country: index + 1 */
    uint8_t country;
} hexagon;

typedef struct hex_count {
    bm_hex_grid grid;
    bm_own_countries *countries;
    uint32_t *first; /**< heap, by the grid's index: index of a hexagon + 1 */
    hexagon *hexagons;
    size_t count, capacity;
    bool failed;
} hex_count;

/* The part of a hexagon in a country; NULL when memory is short. */
static hexagon *find_hexagon(hex_count *counted, size_t index, uint8_t country)
{
    for (uint32_t at = counted->first[index]; at; at = counted->hexagons[at - 1].next)
        if (counted->hexagons[at - 1].country == country)
            return &counted->hexagons[at - 1];
    hexagon *grown = bm_array_grow(counted->hexagons, counted->count, &counted->capacity,
                                   sizeof *counted->hexagons);
    if (!grown || counted->count >= UINT32_MAX - 1)
        return NULL;
    counted->hexagons = grown;
    grown[counted->count] = (hexagon){.country = country, .next = counted->first[index]};
    counted->first[index] = (uint32_t)counted->count + 1;
    return &grown[counted->count++];
}

static void count_hex(void *context, bm_px at, const bm_packed_point *point, size_t number)
{
    (void)number;
    hex_count *counted = context;
    size_t index = bm_hex_grid_find(&counted->grid, at);
    bm_px center = bm_hex_grid_center(&counted->grid, index);
    hexagon *here =
        find_hexagon(counted, index, bm_own_countries_find(counted->countries, at, center, point));
    if (!here) {
        counted->failed = true;
        return;
    }
    here->count++;
    here->x += at.x;
    here->y += at.y;
}

/* The mean position of the events, or, along a bent border, what of their country is nearest. */
static bm_px centroid_of(const hex_count *counted, const hexagon *from)
{
    bm_map_countries *map = &counted->countries->map;
    double events = (double)from->count;
    bm_px middle = {from->x / events, from->y / events}, home;
    uint8_t there = bm_map_countries_find(map, bm_frame_to_lonlat(map->frame, middle));
    if (there == from->country || there == 0 ||
        !bm_map_countries_nearest(map, middle, 4 * counted->grid.radius_px, map->frame->map,
                                  from->country, &home))
        return middle;
    return home;
}

static void add_cell(bm_density *density, const hex_count *counted, size_t index,
                     const hexagon *from, bool at_centroid)
{
    bm_density_cell cell = {.center = bm_hex_grid_center(&counted->grid, index),
                            .radius_px = counted->grid.radius_px,
                            .count = from->count};
    if (at_centroid)
        cell.center = centroid_of(counted, from);
    memcpy(cell.country, counted->countries->map.codes[from->country], sizeof cell.country);
    density->cells[density->cell_count++] = cell;
    density->most = from->count > density->most ? from->count : density->most;
}

/* The events of splinters go to the hexagons that have these. */
static void join_splinters(hex_count *counted, bm_hex_land *land)
{
    size_t total = counted->grid.rows * counted->grid.columns;
    for (size_t index = 0; index < total; index++)
        for (uint32_t at = counted->first[index]; at && !counted->failed;
             at = counted->hexagons[at - 1].next) {
            hexagon from = counted->hexagons[at - 1];
            size_t home = bm_hex_land_home(land, index, from.country);
            if (home == index)
                continue;
            hexagon *into = find_hexagon(counted, home, from.country);
            counted->failed = !into;
            if (into)
                into->count += from.count;
            counted->hexagons[at - 1].count = 0;
        }
}

/* What each cell has of those beside it. */
static void take_splinters(bm_density *density, const hex_count *counted, bm_hex_land *land)
{
    for (size_t i = 0; i < density->cell_count; i++) {
        bm_density_cell *cell = &density->cells[i];
        cell->splinters =
            bm_hex_land_splinters(land, bm_hex_grid_find(&counted->grid, cell->center),
                                  bm_map_countries_number(&counted->countries->map, cell->country));
    }
}

/* Count in hexagons, each country by itself; the cells are at their middles, or `at_centroids` of
 * their events. */
static bm_status count_cells(bm_density_work *work, bool at_centroids, bm_error *error)
{
    bm_density *density = work->density;
    bm_own_countries countries;
    bm_hex_land land = {0};
    hex_count counted = {.grid = bm_hex_grid_make(work->frame, density->width_px),
                         .countries = &countries};
    density->grid = counted.grid;
    density->by_country = work->marks->border != NULL;
    size_t total = counted.grid.rows * counted.grid.columns;
    counted.first = calloc(total, sizeof *counted.first);
    counted.failed =
        !bm_own_countries_make(&countries, work->frame, work->marks->border, work->points,
                               BM_OWN_COUNTRY_STEP_PT, density->width_px / 2) ||
        !counted.first;
    if (!counted.failed)
        bm_density_visit(work, count_hex, &counted);
    bool has_splinters = !at_centroids && density->by_country &&
                         density->width_px >= bm_frame_px(work->frame, SPLINTER_CELL_PT);
    if (!counted.failed && has_splinters) {
        counted.failed = !bm_hex_land_make(&land, &counted.grid, &countries.map);
        if (!counted.failed)
            join_splinters(&counted, &land);
    }
    density->cells = calloc(counted.count + 1, sizeof *density->cells);
    counted.failed = counted.failed || !density->cells;
    for (size_t i = 0; !counted.failed && i < total; i++)
        for (uint32_t at = counted.first[i]; at; at = counted.hexagons[at - 1].next)
            if (counted.hexagons[at - 1].count > 0)
                add_cell(density, &counted, i, &counted.hexagons[at - 1], at_centroids);
    if (!counted.failed && has_splinters)
        take_splinters(density, &counted, &land);
    counted.failed = counted.failed || land.failed;
    bm_hex_land_finish(&land);
    bm_own_countries_finish(&countries);
    free(counted.first);
    free(counted.hexagons);
    return counted.failed ? bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory") : BM_OK;
}

bm_status bm_density_make_hexagons(bm_density_work *work, bm_error *error)
{
    bm_status status = bm_density_settle_size(work, HEX_PT, error);
    return status ? status : count_cells(work, false, error);
}

double bm_density_circle_px(const bm_density *density, double count)
{
    double radius_px = density->largest_px * sqrt(count / fmax((double)density->most, 1));
    return fmax(radius_px, density->least_px);
}

/* The largest first, so that the small ones are seen. */
static int by_count(const void *left, const void *right)
{
    const bm_density_cell *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    if (a->center.y != b->center.y)
        return a->center.y < b->center.y ? -1 : 1;
    return (a->center.x > b->center.x) - (a->center.x < b->center.x);
}

bm_status bm_density_make_circles(bm_density_work *work, bm_error *error)
{
    bm_density *density = work->density;
    bm_status status = bm_density_settle_size(work, CIRCLE_CELL_PT, error);
    if (!status)
        status = count_cells(work, true, error);
    if (status)
        return status;
    qsort(density->cells, density->cell_count, sizeof *density->cells, by_count);
    if (work->ground)
        density->most = work->ground->most;
    density->largest_px = bm_frame_px(work->frame, CIRCLE_MAX_PT);
    density->least_px = bm_frame_px(work->frame, CIRCLE_MIN_PT);
    for (size_t i = 0; i < density->cell_count; i++)
        density->cells[i].radius_px =
            bm_density_circle_px(density, (double)density->cells[i].count);
    return BM_OK;
}
