#include "geo/border_line.h"

#include <math.h>

bm_plane bm_plane_at(bm_lonlat origin)
{
    /* Radii of curvature of WGS 84 along the meridian and across it. */
    const double a = 6378137.0;
    const double e2 = 0.0066943799901413165;
    const double degree = 3.14159265358979323846 / 180.0;
    double sine = sin(origin.lat * degree);
    double w = sqrt(1.0 - e2 * sine * sine);
    return (bm_plane){
        .origin = origin,
        .metres_per_lon = a / w * cos(origin.lat * degree) * degree,
        .metres_per_lat = a * (1.0 - e2) / (w * w * w) * degree,
    };
}

bm_xy bm_plane_from(const bm_plane *plane, bm_lonlat position)
{
    return (bm_xy){(position.lon - plane->origin.lon) * plane->metres_per_lon,
                   (position.lat - plane->origin.lat) * plane->metres_per_lat};
}

bm_lonlat bm_plane_to(const bm_plane *plane, bm_xy point)
{
    return (bm_lonlat){plane->origin.lon + point.x / plane->metres_per_lon,
                       plane->origin.lat + point.y / plane->metres_per_lat};
}

double bm_plane_distance2(bm_xy point, bm_xy a, bm_xy b)
{
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double length = dx * dx + dy * dy;
    double t = length > 0.0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / length : 0.0;
    t = t < 0.0 ? 0.0 : t > 1.0 ? 1.0 : t;
    double ex = point.x - (a.x + t * dx);
    double ey = point.y - (a.y + t * dy);
    return ex * ex + ey * ey;
}
