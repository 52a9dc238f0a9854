/* Boundary layers of a few straight-edged countries, made in the temporary folder. */
#ifndef TEST_GEO_OUTLINE_FIXTURE_H
#define TEST_GEO_OUTLINE_FIXTURE_H

#include <bordermap/layer.h>

/* A ring: longitudes and latitudes by turns, clockwise, the first point repeated. */
typedef struct outline_ring {
    const char *iso;
    double accuracy_m;
    int count; /* of points */
    const double *lonlat;
} outline_ring;

/* A layer with a feature a country; its rings must follow each other. */
bm_layer *outline_layer(const char *name, const outline_ring *rings, int count);
/* A layer of crossings at the positions, named "one", "two", …; the last is no crossing. */
bm_layer *crossing_layer(const char *name, const double *lonlat, int count);

#endif
