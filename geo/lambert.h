/** @file lambert.h
 *  The Lambert conformal conic on an ellipsoid, after J. P. Snyder, Map Projections: A Working
 * Manual, USGS Professional Paper 1395, 1987, p. 107–109, within a micrometre of PROJ's. It is the
 * projection of nearly every map, and PROJ with its libraries takes longer to load than to draw
 * one.
 */
#ifndef BM_GEO_LAMBERT_H
#define BM_GEO_LAMBERT_H

#include <bordermap/geometry.h>

typedef struct bm_lambert {
    double lon_0_rad;
    double cone;     /**< Snyder's n */
    double radius_m; /**< a F */
    double rho_0_m;
} bm_lambert;

/** Set it from a PROJ string; false for one that says anything but
 *  "+proj=lcc +lat_1=… +lat_2=… +lat_0=… +lon_0=… +ellps=WGS84" (or +datum=WGS84), in any order. */
bool bm_lambert_parse(const char *definition, bm_lambert *lambert);

/** Metres of a valid position; NaN for the pole opposite to the cone's. Thread-safe. */
bm_xy bm_lambert_forward(const bm_lambert *lambert, bm_lonlat position);
/** What a longitude alone tells: the direction of its meridian on the plane. */
typedef struct bm_lambert_meridian {
    double sine, cosine;
} bm_lambert_meridian;
bm_lambert_meridian bm_lambert_meridian_of(const bm_lambert *lambert, double lon);
/** What a latitude alone tells: how far its parallel is from the cone's tip, in metres; NaN for the
 *  pole opposite to the cone's. */
double bm_lambert_parallel_of(const bm_lambert *lambert, double lat);
/** Where both meet; bm_lambert_forward() of the position. */
bm_xy bm_lambert_crossing(const bm_lambert *lambert, double parallel, bm_lambert_meridian meridian);
/** The inverse; NaN outside the cone. Thread-safe. */
bm_lonlat bm_lambert_inverse(const bm_lambert *lambert, bm_xy at);

#endif
