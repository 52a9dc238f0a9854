/** @file hex_land.h
 *  How much of a hexagon each country has. Of one that lies across a border a country may have a
 *  splinter, too small for its colour to be seen: that belongs to a hexagon beside it.
 */
#ifndef BM_RENDER_DENSITY_HEX_LAND_H
#define BM_RENDER_DENSITY_HEX_LAND_H

#include "render/density/countries.h"
#include "render/density/private.h"

/** One thread. */
typedef struct bm_hex_land {
    const bm_hex_grid *grid; /**< borrowed, as the map's countries are */
    bm_map_countries *map;
    uint32_t *known;              /**< heap, by hexagon: index of its shares + 1 */
    struct bm_hex_shares *shares; /**< heap */
    size_t count, capacity;
    bool failed; /**< memory was short; sticky */
} bm_hex_land;

/** False when memory is short; finish it all the same. */
bool bm_hex_land_make(bm_hex_land *land, const bm_hex_grid *grid, bm_map_countries *map);
void bm_hex_land_finish(bm_hex_land *land);
/** The hexagon that the part of a country in a hexagon belongs to: that one itself, or, of a
 *  splinter, the one beside it of which the country has most, if that is no splinter too. */
size_t bm_hex_land_home(bm_hex_land *land, size_t index, uint8_t country);
/** The hexagons beside one whose splinters of a country belong to its part of that: a bit for each
 *  side, in the order of bm_hex_grid_beside(). */
uint8_t bm_hex_land_splinters(bm_hex_land *land, size_t index, uint8_t country);

#endif
