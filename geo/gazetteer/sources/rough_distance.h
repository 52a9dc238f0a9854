/** @file rough_distance.h
 *  A distance on the sphere, for when a part in two hundred does not matter. Pure; thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_SOURCES_ROUGH_DISTANCE_H
#define BM_GEO_GAZETTEER_SOURCES_ROUGH_DISTANCE_H

#include <bordermap/geometry.h>
#include <math.h>

/** Kilometres, by the haversine formula on a sphere of 6,371 km. */
static inline double bm_rough_km(bm_lonlat a, bm_lonlat b)
{
    const double radian = 0.017453292519943295;
    double lat = sin(0.5 * radian * (b.lat - a.lat));
    double lon = sin(0.5 * radian * (b.lon - a.lon));
    double h = lat * lat + cos(radian * a.lat) * cos(radian * b.lat) * lon * lon;
    return 2.0 * 6371.0 * asin(sqrt(h < 1.0 ? h : 1.0));
}

#endif
