/* Places about a position, through the grid. */
#include "geo/gazetteer/index/index.h"

#include <bordermap/geodesic.h>
#include <math.h>

static const double km_a_degree =
    111.0; /* of latitude; the least there is, so boxes are never small */
static const double limit_max_km = 500.0;

typedef struct search {
    const bm_gazetteer *gazetteer;
    bm_lonlat position;
    double reach_m;
    bm_nearby *nearby;
    size_t capacity;
    size_t count;
    uint64_t budget; /* of places looked at in a part: a crafted index may list one in many cells */
} search;

static void keep(search *all, const bm_place *place, double distance_m)
{
    size_t at = all->count;
    while (at > 0 && all->nearby[at - 1].distance_m > distance_m)
        at--;
    if (at == all->capacity)
        return;
    if (all->count < all->capacity)
        all->count++;
    for (size_t i = all->count - 1; i > at; i--)
        all->nearby[i] = all->nearby[i - 1];
    all->nearby[at] = (bm_nearby){place, distance_m};
}

static const bm_cell_record *cell_at(const bm_gazetteer_part *part, uint64_t index)
{
    return bm_image_record(&part->image, SECTION_CELLS, sizeof(bm_cell_record), index);
}

static void search_cell(search *all, const bm_gazetteer_part *part, uint64_t index)
{
    uint64_t place_count = bm_image_count(&part->image, SECTION_CELL_PLACES);
    uint64_t end = index + 1 < bm_image_count(&part->image, SECTION_CELLS)
                       ? cell_at(part, index + 1)->first
                       : place_count;
    for (uint64_t i = cell_at(part, index)->first; i < end && i < place_count && all->budget > 0;
         i++, all->budget--) {
        uint32_t local = bm_image_u32(&part->image, SECTION_CELL_PLACES, i);
        if (local >= part->count || bm_gazetteer_is_shadow(all->gazetteer, part->base + local))
            continue;
        const bm_place *place = bm_gazetteer_unpack(all->gazetteer, part->base + local);
        double distance_m = bm_geodesic_distance_m(all->position, place->position);
        if (distance_m <= all->reach_m)
            keep(all, place, distance_m);
    }
}

/* Cells of one row between two columns, both included. */
static void search_row(search *all, const bm_gazetteer_part *part, uint32_t from, uint32_t to)
{
    uint64_t count = bm_image_count(&part->image, SECTION_CELLS);
    uint64_t low = 0;
    uint64_t high = count;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (cell_at(part, middle)->cell < from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < count && cell_at(part, low)->cell <= to; low++)
        search_cell(all, part, low);
}

static void search_part(search *all, const bm_gazetteer_part *part)
{
    all->budget = bm_image_count(&part->image, SECTION_CELL_PLACES);
    double lat_reach = all->reach_m / 1000.0 / km_a_degree;
    double south = fmax(-90.0, all->position.lat - lat_reach);
    double north = fmin(90.0, all->position.lat + lat_reach);
    double shrink = cos(fmax(fabs(south), fabs(north)) * 3.14159265358979 / 180.0);
    double lon_reach = shrink > 0.02 ? lat_reach / shrink : 180.0;
    uint32_t first_row = bm_cell_of((bm_lonlat){0.0, south}) / BM_CELL_COLUMNS;
    uint32_t last_row = bm_cell_of((bm_lonlat){0.0, north}) / BM_CELL_COLUMNS;
    for (uint32_t row = first_row; row <= last_row; row++) {
        uint32_t start = row * BM_CELL_COLUMNS;
        if (lon_reach >= 180.0) {
            search_row(all, part, start, start + BM_CELL_COLUMNS - 1);
            continue;
        }
        double west = all->position.lon - lon_reach;
        double east = all->position.lon + lon_reach;
        uint32_t from =
            bm_cell_of((bm_lonlat){west < -180.0 ? west + 360.0 : west, 0.0}) % BM_CELL_COLUMNS;
        uint32_t to =
            bm_cell_of((bm_lonlat){east >= 180.0 ? east - 360.0 : east, 0.0}) % BM_CELL_COLUMNS;
        if (from <= to) {
            search_row(all, part, start + from, start + to);
        } else { /* across the 180th meridian */
            search_row(all, part, start, start + to);
            search_row(all, part, start + from, start + BM_CELL_COLUMNS - 1);
        }
    }
}

size_t bm_gazetteer_nearest(const bm_gazetteer *gazetteer, bm_lonlat position, double limit_km,
                            bm_nearby *nearby, size_t capacity)
{
    if (!bm_lonlat_is_valid(position) || !(limit_km > 0.0) || capacity == 0)
        return 0;
    double limit_m = 1000.0 * fmin(limit_km, limit_max_km);
    search all = {
        .gazetteer = gazetteer, .position = position, .nearby = nearby, .capacity = capacity};
    /* Wider and wider, until there are enough. */
    for (double reach_m = 5000.0;; reach_m *= 3.0) {
        all.reach_m = fmin(reach_m, limit_m);
        all.count = 0;
        for (size_t i = 0; i < gazetteer->part_count; i++)
            search_part(&all, &gazetteer->parts[i]);
        if (all.count == capacity || all.reach_m >= limit_m)
            return all.count;
    }
}
