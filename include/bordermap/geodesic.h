/** @file geodesic.h
 *  Distances and directions on the WGS 84 ellipsoid (T. Vincenty, Direct and inverse solutions of
 *  geodesics on the ellipsoid with application of nested equations, Survey Review 23, 88–93, 1975).
 *
 *  Within 0.1 mm; within 0.01 mm over 2,000 km and less. Nearly antipodal positions, which the
 *  solution does not settle for, are answered on the sphere of 6,371,008.771 m: wrong by up to 25
 * km of 20,000. Pure; thread-safe.
 */
#ifndef BORDERMAP_GEODESIC_H
#define BORDERMAP_GEODESIC_H

#include <bordermap/geometry.h>

BM_BEGIN_DECLS

/** Geodesic distance in metres; NaN when a position is not valid. */
BM_API double bm_geodesic_distance_m(bm_lonlat a, bm_lonlat b);
/** Azimuth at `a` of the geodesic to `b`, degrees clockwise from north, 0 ≤ azimuth < 360. */
BM_API double bm_geodesic_azimuth_deg(bm_lonlat a, bm_lonlat b);
/** Where one arrives from `start` after `distance_m` metres at `azimuth_deg`. */
BM_API bm_lonlat bm_geodesic_destination(bm_lonlat start, double azimuth_deg, double distance_m);

BM_END_DECLS
#endif
