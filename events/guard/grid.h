/** @file grid.h
 *  The grid that positions are coarsened to: an integerised sinusoidal grid, as satellite data are
 *  binned with (J. W. Campbell, J. M. Blaisdell and M. Darzi, SeaWiFS Technical Report 32, 1995).
 *
 *  With a sphere of R = 6,371,007.181 m and cells of a nominal size s there are
 *  N = round(π R / s) rows from the south pole to the north pole, each 180° / N high, and
 *  round(2 N cos φ) columns in a row whose middle is at the latitude φ, from 180° W to 180° E, all
 *  of the same width. So cells are nearly s by s metres everywhere, and the same place is in the
 *  same cell whatever else is in a table. Pure; thread-safe.
 */
#ifndef BM_EVENTS_GUARD_GRID_H
#define BM_EVENTS_GUARD_GRID_H

#include <bordermap/geometry.h>
#include <stdint.h>

typedef struct bm_grid_cell {
    int64_t row;    /**< from the south, from 0 */
    int64_t column; /**< from 180° W, from 0 */
    bm_lonlat_box box;
    bm_lonlat middle;
} bm_grid_cell;

/** The cell of a position, which must be valid. What lies on an edge is in the northern or eastern
 *  one. */
bm_grid_cell bm_grid_find(double size_m, bm_lonlat position);

/** How far the farthest corner of a cell is from a position near it, in metres. */
double bm_grid_reach_m(const bm_grid_cell *cell, bm_lonlat from);

/** How far from `published` something may be that was known to be within `radius_m` about a
 *  position in the cell: the sum, rounded up to whole halves of a cell, as the radius of a place is
 *  nearly its name. */
double bm_grid_radius_m(double size_m, const bm_grid_cell *cell, bm_lonlat published,
                        double radius_m);

#endif
