/** @file rings_node.h
 *  Rings that cross or overlap themselves or each other, made into rings that only touch.
 */
#ifndef BM_GEO_RINGS_NODE_H
#define BM_GEO_RINGS_NODE_H

#include "geo/rings.h"

#include <math.h>

/** A position in millionths of a degree, so that sides and crossings are exact. */
typedef struct bm_grid_point {
    int64_t x, y;
} bm_grid_point;

static inline bm_grid_point bm_grid_point_of(bm_lonlat at)
{
    return (bm_grid_point){llround(at.lon * 1e6), llround(at.lat * 1e6)};
}

/** Positive when `at` is to the left of the way from `a` to `b`, 0 on it. */
static inline int64_t bm_grid_side(bm_grid_point a, bm_grid_point b, bm_grid_point at)
{
    return (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x);
}

/** Give edges a point wherever they cross another one or an end of another one lies on them. Rings
 *  are closed, positions have 6 decimals, before and after. With 100,000 such points or more
 * they stay as they are.
 *  @return false when memory is short */
BM_NODISCARD bool bm_rings_node(const bm_rings *rings, bm_arena *arena, bm_rings *noded);

/** Of rings whose edges meet at their ends only, filled even-odd: the outlines of what is filled,
 *  none of which crosses another or itself; each begins at the first of its points. A connected
 *  piece has its own outlines. The inside is to the left of those that pass a point of more than
 *  two edges.
 *  @return false when memory is short */
BM_NODISCARD bool bm_rings_trace(const bm_rings *noded, bm_arena *arena, bm_rings *traced);

#endif
