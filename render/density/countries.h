/** @file countries.h
 *  Which country a place on the page is in, for very many places: asked of the border at the nodes
 *  of a fine grid, as they are needed, and for every place by itself only where those differ.
 */
#ifndef BM_RENDER_DENSITY_COUNTRIES_H
#define BM_RENDER_DENSITY_COUNTRIES_H

#include <bordermap/border.h>
#include <stdatomic.h>

#include "render/map/frame.h"

/** Countries told apart on one map. */
#define BM_MAP_COUNTRIES_MAX 254

/** Zero-initialise it. Several threads may ask at a time when the projection of the frame is
 * shareable: what one finds, the others know. Only which number a country has is then chance. */
typedef struct bm_map_countries {
    const bm_frame *frame;
    const bm_border *border; /**< NULL: all the map is one country, "" */
    double step_px;
    size_t columns, rows; /**< of the squares between the nodes */
    atomic_uchar *nodes;  /**< heap; number + 1, 0 when it is not known yet */
    /* Of squares, and of blocks of the nodes: 0 when it is not known yet, 1 for one that several
     * countries share, else number + 2. On the heap, with the nodes. */
    atomic_uchar *squares, *blocks;
    char codes[BM_MAP_COUNTRIES_MAX][3];
    atomic_size_t count;
} bm_map_countries;

/** False when memory is short. */
bool bm_map_countries_make(bm_map_countries *countries, const bm_frame *frame,
                           const bm_border *border, double step_px);
void bm_map_countries_finish(bm_map_countries *countries);
/** Number of a country by its code, which is added when it is new. */
uint8_t bm_map_countries_number(bm_map_countries *countries, const char *code);
/** Index of the square that a place on the map is in. */
size_t bm_map_countries_square(const bm_map_countries *countries, bm_px at);
/** Whether all of a square is in one country, as far as its corners tell; `number` is that of its
 *  first corner. */
bool bm_map_countries_is_pure(bm_map_countries *countries, size_t square, uint8_t *number);
/** Whether one of the nodes within `reach_px` of a place on the map is in that country. */
bool bm_map_countries_is_near(bm_map_countries *countries, bm_px at, double reach_px,
                              uint8_t number);
/** The nearest node to `at` that lies in `room` and is in that country; false when there is none
 *  within `reach_px`. */
bool bm_map_countries_nearest(bm_map_countries *countries, bm_px at, double reach_px,
                              bm_px_box room, uint8_t number, bm_px *found);
/** The country of a position. */
uint8_t bm_map_countries_find(bm_map_countries *countries, bm_lonlat position);
/** The country of a place on the map. */
uint8_t bm_map_countries_at(bm_map_countries *countries, bm_px at);

#endif
