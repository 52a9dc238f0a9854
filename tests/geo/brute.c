#include "brute.h"

#include <geodesic.h>
#include <math.h>

static double inverse(const struct geod_geodesic *globe, bm_lonlat a, bm_lonlat b)
{
    double metres;
    geod_inverse(globe, a.lat, a.lon, b.lat, b.lon, &metres, NULL, NULL);
    return metres;
}

static bm_lonlat at(bm_lonlat a, bm_lonlat b, double t)
{
    return (bm_lonlat){a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
}

/* The least distance for t in low…high by thirds. */
static double by_thirds(const struct geod_geodesic *globe, bm_lonlat a, bm_lonlat b, double low,
                        double high, bm_lonlat position)
{
    for (int i = 0; i < 60; i++) {
        double first = low + (high - low) / 3;
        double second = high - (high - low) / 3;
        if (inverse(globe, position, at(a, b, first)) < inverse(globe, position, at(a, b, second)))
            high = second;
        else
            low = first;
    }
    return inverse(globe, position, at(a, b, (low + high) / 2));
}

double brute_distance_m(const bm_feature *line, bm_lonlat position)
{
    struct geod_geodesic globe;
    geod_init(&globe, 6378137, 1 / 298.257223563);
    double best = HUGE_VAL;
    for (size_t part = 0; part < line->part_count; part++)
        for (size_t i = line->part_start[part] + 1; i < line->part_start[part + 1]; i++) {
            bm_lonlat a = line->points[i - 1];
            bm_lonlat b = line->points[i];
            int samples = 2 + (int)(hypot(a.lon - b.lon, a.lat - b.lat) * 111000 / 400);
            for (int k = 0; k <= samples; k++) {
                double metres = inverse(&globe, position, at(a, b, (double)k / samples));
                /* A sample is at most 200 m from any place of its stretch. */
                if (metres > best + 210)
                    continue;
                double low = k == 0 ? 0 : (k - 1.0) / samples;
                double high = k == samples ? 1 : (k + 1.0) / samples;
                metres = by_thirds(&globe, a, b, low, high, position);
                if (metres < best)
                    best = metres;
            }
        }
    return best;
}
