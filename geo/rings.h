/** @file rings.h
 *  Polygons as rings for those who write or cut them: closed, one after the other, each outer ring
 *  counter-clockwise and followed by its holes, which are clockwise. So the inside is always to the
 *  left.
 */
#ifndef BM_GEO_RINGS_H
#define BM_GEO_RINGS_H

#include "base/arena.h"

#include <bordermap/layer.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Everything belongs to an arena. Zero-initialised, it is nothing. */
typedef struct bm_rings {
    const bm_lonlat *points;
    const uint32_t *starts; /**< count + 1 of them; NULL without a ring */
    size_t count;
} bm_rings;

/** The points of all rings. */
static inline size_t bm_rings_point_count(const bm_rings *rings)
{
    return rings->count ? rings->starts[rings->count] : 0;
}

/** A position to 6 decimals, a tenth of a metre. */
bm_lonlat bm_rings_round(bm_lonlat position);

/** Bring rings of whatever direction and order, filled even-odd, into the order above, their
 *  positions to 6 decimals. A ring that touches itself becomes two, where rings cross or overlap
 * new ones are made, and those without an area are left out, so that what comes out is valid for
 * OGC's Simple Features. The feature is a polygon.
 *  @return false when memory is short */
BM_NODISCARD bool bm_rings_order(const bm_feature *polygon, bm_arena *arena, bm_rings *rings);

/** What two polygons have in common, both in the order above. No vertex of one may lie on the other
 *  but by chance: then, now and then, the two cannot be told apart, and `*is_clear` becomes false.
 *  The rings that come out are closed and have their inside to the left, in no order.
 *  @return false when memory is short */
BM_NODISCARD bool bm_rings_intersect(const bm_rings *a, const bm_rings *b, bm_arena *arena,
                                     bm_rings *common, bool *is_clear);

/** Thin the rings by Douglas and Peucker's method, without any edge crossing another: where it
 * would come to that, less is taken away. Small parts may go.
 *  @param tolerance_m  that a point may lie beside its edge
 *  @return false when memory is short */
BM_NODISCARD bool bm_rings_thin(const bm_rings *rings, double tolerance_m, bm_arena *arena,
                                bm_rings *thinned);

/** Edges of rings by their west ends, to find those near one. */
typedef struct bm_ring_edge {
    double west, east, south, north;
    uint32_t point; /**< from this one to the next */
    uint32_t ring;
} bm_ring_edge;
typedef struct bm_ring_edges {
    bm_ring_edge *items; /**< heap */
    size_t count;
    double widest; /**< degrees */
} bm_ring_edges;
/** @return false when memory is short */
BM_NODISCARD bool bm_ring_edges_init(bm_ring_edges *edges, const bm_rings *rings);
/** Of the edges from `*at` on (first 0) the next one whose box meets `box`; NULL after the last. */
const bm_ring_edge *bm_ring_edges_next(const bm_ring_edges *edges, bm_lonlat_box box, size_t *at);
void bm_ring_edges_finish(bm_ring_edges *edges);

/** Whether a position is to the left of the way from `a` to `b`, or on it. */
static inline bool bm_is_left(bm_lonlat a, bm_lonlat b, bm_lonlat position)
{
    return (b.lon - a.lon) * (position.lat - a.lat) - (b.lat - a.lat) * (position.lon - a.lon) >= 0;
}

#endif
