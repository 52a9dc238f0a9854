/** @file clip.h
 *  Cutting and thinning geometry for drawing. Pure; thread-safe.
 */
#ifndef BM_GEO_CLIP_H
#define BM_GEO_CLIP_H

#include <bordermap/geometry.h>
#include <stddef.h>

/** Clip a closed ring (first point repeated at the end or not) to a box by Sutherland and Hodgman's
 *  method (I. E. Sutherland, G. W. Hodgman, CACM 17(1), 1974). `out` has room for 2 × count + 8
 *  points; returns how many were written, 0 when nothing is inside. Edges may run along the box. */
size_t bm_clip_ring(const bm_px *ring, size_t count, bm_px_box box, bm_px *out);

/** Called with each piece of a clipped line. */
typedef void (*bm_clip_visitor)(const bm_px *points, size_t count, void *context);
/** Clip a line to a box. `scratch` has room for `count` + 2 points. */
void bm_clip_line(const bm_px *line, size_t count, bm_px_box box, bm_px *scratch,
                  bm_clip_visitor visit, void *context);

/** Drop the vertices that a drawing at `tolerance_px` does not need: first those nearer than that
 * to the one kept before, then by Douglas and Peucker's method. In place; keeps both ends; returns
 * the new count. Never recursive. */
size_t bm_simplify(bm_px *points, size_t count, double tolerance_px);

#endif
