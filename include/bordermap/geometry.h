/** @file geometry.h
 *  The three kinds of coordinates, which never mix: degrees, projected metres, device pixels.
 */
#ifndef BORDERMAP_GEOMETRY_H
#define BORDERMAP_GEOMETRY_H

#include <bordermap/api.h>
#include <stdbool.h>

BM_BEGIN_DECLS

/** Geographic position on WGS 84, in degrees: longitude −180…180 east, latitude −90…90 north. */
typedef struct bm_lonlat {
    double lon;
    double lat;
} bm_lonlat;

/** Position on the map's projected plane, in metres, x east and y north. */
typedef struct bm_xy {
    double x;
    double y;
} bm_xy;

/** Position on the canvas, in device pixels from the upper left corner, y down. */
typedef struct bm_px {
    double x;
    double y;
} bm_px;

/** Geographic extent in degrees, west ≤ east, south ≤ north. Does not cross the antimeridian. */
typedef struct bm_lonlat_box {
    double west;
    double south;
    double east;
    double north;
} bm_lonlat_box;

/** Extent on the projected plane, in metres. */
typedef struct bm_xy_box {
    double x_min;
    double y_min;
    double x_max;
    double y_max;
} bm_xy_box;

/** Rectangle on the canvas, in device pixels; x0 ≤ x1, y0 ≤ y1. */
typedef struct bm_px_box {
    double x0;
    double y0;
    double x1;
    double y1;
} bm_px_box;

/** True when both coordinates are finite and within the ranges of ::bm_lonlat. */
BM_API bool bm_lonlat_is_valid(bm_lonlat position);

/** An extent that holds nothing; growing it by a position makes it hold just that position. */
BM_API bm_lonlat_box bm_lonlat_box_empty(void);
BM_API bool bm_lonlat_box_is_empty(bm_lonlat_box box);
BM_API bm_lonlat_box bm_lonlat_box_grow(bm_lonlat_box box, bm_lonlat position);
/** The extent that holds both; an empty one adds nothing. */
BM_API bm_lonlat_box bm_lonlat_box_join(bm_lonlat_box a, bm_lonlat_box b);
BM_API bool bm_lonlat_box_contains(bm_lonlat_box box, bm_lonlat position);
BM_API bool bm_lonlat_box_overlaps(bm_lonlat_box a, bm_lonlat_box b);

BM_END_DECLS
#endif
