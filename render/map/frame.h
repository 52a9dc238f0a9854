/** @file frame.h
 *  Where the map lies on the page, and how degrees become pixels.
 */
#ifndef BM_RENDER_FRAME_H
#define BM_RENDER_FRAME_H

#include <bordermap/geometry.h>
#include <bordermap/projection.h>
#include <stdbool.h>

/** Immutable once made. `projection` is borrowed. */
typedef struct bm_frame {
    bm_px_box page;
    bm_px_box map; /**< the part of the page that shows the map */
    const bm_projection *projection;
    bm_xy_box extent; /**< shown on the plane; its corners are those of `map` */
    double px_per_m;
    bm_lonlat_box lonlat; /**< a box that holds all that is shown */
    double dpi;
} bm_frame;

/** Set `projection`, `extent`, `px_per_m` and `lonlat` of a frame whose `page`, `map` and `dpi` are
 *  known, so that all of `positions` lie at least `margin_px` inside the map and the map is at
 * least `min_width_m` wide. ::BM_ERROR_PROJECTION when no position can be projected. */
bm_status bm_frame_fit(bm_frame *frame, const bm_projection *projection, const bm_lonlat *positions,
                       size_t count, double margin_px, double min_width_m, bm_error *error);

/** Page position of a geographic one; NaN when it cannot be projected. */
bm_px bm_frame_to_px(const bm_frame *frame, bm_lonlat position);
/** The same for many. */
void bm_frame_to_px_many(const bm_frame *frame, const bm_lonlat *positions, bm_px *out,
                         size_t count);
/** The same for the nodes of a grid, row by row. False when memory is short. */
bool bm_frame_to_px_grid(const bm_frame *frame, const double *lons, size_t columns,
                         const double *lats, size_t rows, bm_px *out);
bm_lonlat bm_frame_to_lonlat(const bm_frame *frame, bm_px position);
double bm_frame_px(const bm_frame *frame, double length_pt);
/** A line that may be farther from the truth than this on the page would tell a lie about what it
 *  passes. */
#define BM_FRAME_ERROR_MAX_PT 8.0
/** True when a line that is accurate to `accuracy_m` metres may be shown at this scale. */
bool bm_frame_bears(const bm_frame *frame, double accuracy_m);
/** Geodesic metres that one horizontal pixel spans at `position`. */
double bm_frame_metres_per_px(const bm_frame *frame, bm_px position);

#endif
