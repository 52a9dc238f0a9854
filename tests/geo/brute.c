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
    for (int i = 0; i < 40; i++) {
        double first = low + (high - low) / 3;
        double second = high - (high - low) / 3;
        if (inverse(globe, position, at(a, b, first)) < inverse(globe, position, at(a, b, second)))
            high = second;
        else
            low = first;
    }
    return inverse(globe, position, at(a, b, (low + high) / 2));
}

/* The stretches of a segment between samples, at most 400 m long. */
static int samples_of(bm_lonlat a, bm_lonlat b)
{
    return 1 + (int)(hypot(a.lon - b.lon, a.lat - b.lat) * 111700 / 400);
}

double brute_distance_m(const bm_feature *line, bm_lonlat position)
{
    struct geod_geodesic globe;
    geod_init(&globe, 6378137, 1 / 298.257223563);
    double sampled = HUGE_VAL;
    double best = HUGE_VAL;
    for (int pass = 0; pass < 2; pass++)
        for (size_t part = 0; part < line->part_count; part++)
            for (size_t i = line->part_start[part] + 1; i < line->part_start[part + 1]; i++) {
                bm_lonlat a = line->points[i - 1];
                bm_lonlat b = line->points[i];
                int samples = samples_of(a, b);
                for (int k = 0; k < samples; k++) {
                    double metres = inverse(&globe, position, at(a, b, (k + 0.5) / samples));
                    sampled = fmin(sampled, metres);
                    /* No place of a stretch is farther than 200 m from its sample. */
                    if (pass == 1 && metres < sampled + 201)
                        best = fmin(best, by_thirds(&globe, a, b, (double)k / samples,
                                                    (k + 1.0) / samples, position));
                }
            }
    return best;
}
