#include <bordermap/geodesic.h>

#include <geodesic.h>
#include <math.h>
#include <stddef.h>

/* WGS 84, NGA.STND.0036. geod_init() takes tens of nanoseconds, so no state is kept. */
static struct geod_geodesic wgs84(void)
{
    struct geod_geodesic ellipsoid;
    geod_init(&ellipsoid, 6378137.0, 1.0 / 298.257223563);
    return ellipsoid;
}

double bm_geodesic_distance_m(bm_lonlat a, bm_lonlat b)
{
    if (!bm_lonlat_is_valid(a) || !bm_lonlat_is_valid(b))
        return NAN;
    struct geod_geodesic ellipsoid = wgs84();
    double distance_m = NAN;
    geod_inverse(&ellipsoid, a.lat, a.lon, b.lat, b.lon, &distance_m, NULL, NULL);
    return distance_m;
}

double bm_geodesic_azimuth_deg(bm_lonlat a, bm_lonlat b)
{
    if (!bm_lonlat_is_valid(a) || !bm_lonlat_is_valid(b))
        return NAN;
    struct geod_geodesic ellipsoid = wgs84();
    double azimuth_deg = NAN;
    geod_inverse(&ellipsoid, a.lat, a.lon, b.lat, b.lon, NULL, &azimuth_deg, NULL);
    if (azimuth_deg < 0.0)
        azimuth_deg += 360.0;
    return azimuth_deg < 360.0 ? azimuth_deg : 0.0;
}

bm_lonlat bm_geodesic_destination(bm_lonlat start, double azimuth_deg, double distance_m)
{
    bm_lonlat end = {NAN, NAN};
    if (!bm_lonlat_is_valid(start) || !isfinite(azimuth_deg) || !isfinite(distance_m))
        return end;
    struct geod_geodesic ellipsoid = wgs84();
    geod_direct(&ellipsoid, start.lat, start.lon, azimuth_deg, distance_m, &end.lat, &end.lon,
                NULL);
    return end;
}
