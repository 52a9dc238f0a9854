/** @file outlines.h
 *  In which country of a boundary layer a position lies, quickly.
 */
#ifndef BM_GEO_OUTLINES_H
#define BM_GEO_OUTLINES_H

#include "base/arena.h"

#include <bordermap/layer.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BM_OUTLINE_RUN = 32, BM_OUTLINE_GROUP = 16 };

/** Up to ::BM_OUTLINE_RUN edges in a row, in a box; they join `edges` + 1 points from `first` on.
 */
typedef struct bm_outline_run {
    bm_lonlat_box box;
    uint32_t first;
    uint32_t edges;
} bm_outline_run;

/** A feature: its runs from `first` to `last`, which is one too far. */
typedef struct bm_outline {
    bm_lonlat_box box;
    uint32_t first;
    uint32_t last;
    char iso[4]; /**< ISO 3166-1 alpha-2; "" when it has none */
    uint32_t zero;
} bm_outline;

/** Plain tables, so that they can be kept in a file (border_image.h), all but the groups. Borrowed
 *  from an arena or an image; an outline has the index of its feature. */
typedef struct bm_outlines {
    const bm_outline *items;
    size_t count;
    const bm_outline_run *runs;
    size_t run_count;
    const bm_lonlat *points;
    size_t point_count;
    const bm_lonlat_box *groups; /**< boxes round ::BM_OUTLINE_GROUP runs each */
    const uint8_t *cells;        /**< by row from the south (outline_cells.h); NULL for none */
    size_t columns, rows;        /**< of the cells */
    bm_lonlat_box cell_box;      /**< where they are */
    double cell_deg;             /**< their sides */
} bm_outlines;

/** Index the polygons of a layer, whose codes are in the field `iso_field`. Nothing of the layer is
 *  needed afterwards. False when memory is short. */
bool bm_outlines_make(bm_arena *arena, const bm_layer *layer, int iso_field, bm_outlines *outlines);

/** Make the groups of what was taken from a file. False when memory is short. */
bool bm_outlines_group(bm_arena *arena, bm_outlines *outlines);

/** Index of the first feature, from index `from` on, that contains the position by the even-odd
 * rule; SIZE_MAX when none does. */
size_t bm_outlines_containing(const bm_outlines *outlines, bm_lonlat position, size_t from);

/** Index of the feature whose outline is nearest, within `reach_m` (up to some tens of kilometres);
 *  SIZE_MAX when there is none. */
size_t bm_outlines_nearest(const bm_outlines *outlines, bm_lonlat position, double reach_m);

/** Distance in metres to the outline of one feature, true within some tens of kilometres. */
double bm_outlines_distance_m(const bm_outlines *outlines, size_t index, bm_lonlat position);

/** Where the outline of one feature is nearest to the position; false when that is not within
 * `reach_m` (up to some tens of kilometres). */
bool bm_outlines_nearest_on(const bm_outlines *outlines, size_t index, bm_lonlat position,
                            double reach_m, bm_lonlat *nearest);

#endif
