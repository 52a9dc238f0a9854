/** @file segments.h
 *  The nearest position of a line, exact to centimetres.
 *
 *  A line's segments are straight in longitude and latitude, as GeoJSON has it. They are cut into
 *  pieces of at most 500 m, whose chords through the ellipsoid (Earth-centred coordinates) stay
 * within 5 mm of it; the nearest chord is found through boxes, the geodesic is computed for the few
 * that could be nearest.
 */
#ifndef BM_GEO_SEGMENTS_H
#define BM_GEO_SEGMENTS_H

#include "base/arena.h"

#include <bordermap/layer.h>
#include <bordermap/status.h>

typedef struct bm_segments bm_segments;

/** Index a line feature. NULL when memory is short. */
bm_segments *bm_segments_new(bm_arena *arena, const bm_feature *line);

/** Length of the whole line in metres; the chords make it short by less than a millionth. */
double bm_segments_length_m(const bm_segments *segments);

/** Geodesic distance in metres from a valid position; `nearest` may be NULL. */
double bm_segments_distance_m(const bm_segments *segments, bm_lonlat position, bm_lonlat *nearest);

#endif
