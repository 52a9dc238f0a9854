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
#include "geo/xyz.h"

#include <bordermap/layer.h>
#include <stdbool.h>

enum { BM_SEGMENT_RUN = 16, BM_SEGMENT_GROUP = 16 };

/** A chord, with the positions that it joins. */
typedef struct bm_segment_piece {
    bm_xyz a;
    bm_xyz b;
    bm_lonlat from;
    bm_lonlat to;
} bm_segment_piece;

/** ::BM_SEGMENT_RUN pieces in a box; the last run may have fewer. */
typedef struct bm_segment_run {
    bm_xyz low;
    bm_xyz high;
} bm_segment_run;

/** Plain tables, so that they can be kept in a file (border_image.h), all but the groups. Borrowed
 *  from an arena or an image. */
typedef struct bm_segments {
    const bm_segment_piece *pieces;
    size_t piece_count;
    const bm_segment_run *runs;
    size_t run_count;             /**< piece_count / ::BM_SEGMENT_RUN, rounded up */
    const bm_segment_run *groups; /**< boxes round ::BM_SEGMENT_GROUP runs each */
    size_t group_count;
} bm_segments;

/** Index a line feature. False when memory is short. */
bool bm_segments_make(bm_arena *arena, const bm_feature *line, bm_segments *segments);

/** Make the groups of what was taken from a file. False when memory is short. */
bool bm_segments_group(bm_arena *arena, bm_segments *segments);

/** Length of the whole line in metres; the chords make it short by less than a millionth. */
double bm_segments_length_m(const bm_segments *segments);

/** Geodesic distance in metres from a valid position; `nearest` may be NULL. */
double bm_segments_distance_m(const bm_segments *segments, bm_lonlat position, bm_lonlat *nearest);

#endif
