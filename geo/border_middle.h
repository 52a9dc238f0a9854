/** @file border_middle.h
 *  The line in the middle between two banks, on the plane.
 */
#ifndef BM_GEO_BORDER_MIDDLE_H
#define BM_GEO_BORDER_MIDDLE_H

#include <bordermap/geometry.h>
#include <stdbool.h>
#include <stddef.h>

/** A bank: the outline of a country along a gap, in metres. */
typedef struct bm_bank {
    bm_xy *points;
    size_t count;
} bm_bank;

/** A growing list of points on the heap; `failed` is sticky. Zero-initialise it; free `points`. */
typedef struct bm_trail {
    bm_xy *points;
    size_t count;
    size_t capacity;
    bool failed;
} bm_trail;

void bm_trail_append(bm_trail *path, bm_xy point);

/** How far, in metres, the vertices of one bank get from the other bank. */
double bm_bank_deviation(const bm_bank *from, const bm_bank *to);

/** Append the middle between two banks that begin and end together and do not cross in between,
 *  without its ends. Banks that are the same within 30 m give the one with more detail. Where the
 *  outlines overlap instead of leaving a gap, the banks have changed sides, which does no harm. */
void bm_border_middle(bm_bank right, bm_bank left, bm_trail *line);

#endif
