/* "Northwestern Ukraine": half-way from the middle to the edge. Where a country ends is asked of
 * the outlines that the border has; what is asked is remembered. */
#include "events/report/toponyms/area_model.h"

#include "events/report/toponyms/context_memory.h"

#include <bordermap/geodesic.h>
#include <math.h>
#include <string.h>

static const double pi = 3.14159265358979323846;
/* Of a circle as large as the place. */
static const double edge_share = 0.8;
/* Steps on the way from a country's middle to its edge. */
enum { EDGE_STEPS = 16 };

/* How far a country goes from its middle in a direction. */
static double edge_km(const bm_reading *reading, const bm_place *place, double azimuth_deg)
{
    double reach = place->radius_km > 0.0 ? place->radius_km : 1.0;
    if (!reading->reader->border || place->kind != BM_PLACE_COUNTRY)
        return reach * edge_share;
    double step = 2.0 * reach / EDGE_STEPS;
    double inside = 0.0;
    for (int i = 1; i <= EDGE_STEPS; i++) {
        bm_border_relation relation;
        bm_lonlat there = bm_geodesic_destination(place->position, azimuth_deg, i * step * 1000.0);
        if (bm_border_relate(reading->reader->border, there, &relation, NULL) == BM_OK &&
            strcmp(relation.country, place->country) == 0)
            inside = i * step;
    }
    return inside > 0.0 ? inside + 0.5 * step : reach * edge_share;
}

/* "Northwest" of what is twice as wide as high is more west than north: the way to the edge in each
 * of the two. */
static void find_part(const bm_reading *reading, const bm_place *place, bm_area *area)
{
    double angle = area->azimuth_deg * pi / 180.0;
    double east = sin(angle);
    double north = cos(angle);
    if (fabs(east) > 0.01)
        east *= edge_km(reading, place, east > 0.0 ? 90.0 : 270.0);
    if (fabs(north) > 0.01)
        north *= edge_km(reading, place, north > 0.0 ? 0.0 : 180.0);
    double way_deg = atan2(east, north) * 180.0 / pi;
    double half_km = 0.5 * sqrt(east * east + north * north);
    area->position = bm_geodesic_destination(
        place->position, way_deg < 0.0 ? way_deg + 360.0 : way_deg, half_km * 1000.0);
    area->radius_km = half_km;
}

void bm_area_part_of(const bm_reading *reading, const bm_place *place, bm_area *area)
{
    bm_area *known = bm_context_known_area(reading, place, area);
    if (known && known->radius_km > 0.0) {
        area->position = known->position;
        area->radius_km = known->radius_km;
        return;
    }
    find_part(reading, place, area);
    if (known)
        *known = *area;
}
