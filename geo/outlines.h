/** @file outlines.h
 *  In which country of a boundary layer a position lies, quickly.
 */
#ifndef BM_GEO_OUTLINES_H
#define BM_GEO_OUTLINES_H

#include "base/arena.h"

#include <bordermap/layer.h>
#include <stddef.h>

typedef struct bm_outlines bm_outlines;

/** Index the polygons of a layer, which must outlive it. NULL when memory is short. */
bm_outlines *bm_outlines_new(bm_arena *arena, const bm_layer *layer);

/** Index of the first feature, from index `from` on, that contains the position by the even-odd
 * rule; SIZE_MAX when none does. */
size_t bm_outlines_containing(const bm_outlines *outlines, bm_lonlat position, size_t from);

/** Index of the feature whose outline is nearest, within `reach_m` (up to some tens of kilometres);
 *  SIZE_MAX when there is none. */
size_t bm_outlines_nearest(const bm_outlines *outlines, bm_lonlat position, double reach_m);

/** Distance in metres to the outline of one feature, true within some tens of kilometres. */
double bm_outlines_distance_m(const bm_outlines *outlines, size_t index, bm_lonlat position);

#endif
