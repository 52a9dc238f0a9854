/** @file border_line.h
 *  Finding the line that two countries share, in four steps, a file each: outlines, the vertices
 *  that both have, the gaps between them, the line.
 */
#ifndef BM_GEO_BORDER_LINE_H
#define BM_GEO_BORDER_LINE_H

#include "base/arena.h"

#include <bordermap/layer.h>
#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Outlines of two countries farther apart than this share nothing. */
#define BM_BORDER_REACH_M 15000.0

/** A growing list of positions on the heap; `failed` is sticky. */
typedef struct bm_path {
    bm_lonlat *points;
    size_t count;
    size_t capacity;
    bool failed;
} bm_path;

void bm_path_append(bm_path *path, bm_lonlat point);
void bm_path_finish(bm_path *path);

/** The plane around a place: metres east and north of it, true within a few kilometres. */
typedef struct bm_plane {
    bm_lonlat origin;
    double metres_per_lon;
    double metres_per_lat;
} bm_plane;

bm_plane bm_plane_at(bm_lonlat origin);
bm_xy bm_plane_from(const bm_plane *plane, bm_lonlat position);
bm_lonlat bm_plane_to(const bm_plane *plane, bm_xy point);
/** Squared distance of `point` from the segment `a`–`b`. */
double bm_plane_distance2(bm_xy point, bm_xy a, bm_xy b);

/** The ring of a country that shares the most vertices with another country (the largest one when
 * none does), open (its first point is not repeated) and clockwise, with the islands that share
 * some tied to it: the water between an island and its mainland is taken for the country's own.
 * `path` stays empty when the country has no ring.
 *  @param iso,other  codes of the country and the other one */
void bm_border_outline(const bm_layer *countries, const char *iso, const char *other,
                       bm_path *path);

/** A vertex that both outlines have: its index in each. */
typedef struct bm_shared {
    uint32_t a;
    uint32_t b;
} bm_shared;

/** The vertices of two clockwise outlines that are nearer to each other than `tolerance_deg`, in
 * the order in which one meets them going along `a` forwards and along `b` backwards; the longest
 * such row when the orders disagree. Free it with free().
 *  @return BM_ERROR_MEMORY when that is short */
bm_status bm_border_match(const bm_path *a, const bm_path *b, double tolerance_deg,
                          bm_shared **shared, size_t *count);

/** Append to `line` the middle of the gap between two banks that begin and end together, without
 *  its first point. `right` and `left` have `right_count` and `left_count` points.
 *  @return false when the banks are farther apart than #BM_BORDER_REACH_M, or have more vertices
 * than a river has, so that the line breaks; nothing is appended then */
bool bm_border_gap(const bm_lonlat *right, size_t right_count, const bm_lonlat *left,
                   size_t left_count, bm_path *line);

/** The whole line, in `arena`.
 *  @return ::BM_ERROR_NOT_FOUND when a country is missing or the two do not touch */
bm_status bm_border_find_line(const bm_layer *countries, const char *iso_a, const char *iso_b,
                              bm_arena *arena, bm_feature *line, bm_error *error);

#endif
