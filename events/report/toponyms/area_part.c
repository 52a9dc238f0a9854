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
static const double corner_share = 0.9;
/* Steps on the way from a country's middle to its edge. */
enum { EDGE_STEPS = 16 };

static bool is_inside(const bm_border *border, bm_lonlat position, const char *country)
{
    bm_border_relation relation;
    return bm_border_relate(border, position, &relation, NULL) == BM_OK &&
           strcmp(relation.country, country) == 0;
}

/* How far a country goes from its middle in a direction. */
static double edge_km(const bm_reading *reading, const bm_place *place, double azimuth_deg)
{
    const bm_border *border = reading->reader->border;
    double reach = place->radius_km > 0.0 ? place->radius_km : 1.0;
    if (!border || place->kind != BM_PLACE_COUNTRY ||
        !is_inside(border, place->position, place->country))
        return reach * edge_share;
    double step = 2.0 * reach / EDGE_STEPS;
    double inside = 0.0;
    for (int i = 1; i <= EDGE_STEPS; i++)
        if (is_inside(border,
                      bm_geodesic_destination(place->position, azimuth_deg, i * step * 1000.0),
                      place->country))
            inside = i * step;
    return inside > 0.0 ? inside + 0.5 * step : reach * edge_share;
}

/* The way to the edge; between two of them, to the corner of the box that they make: "northwestern
 * Ukraine" is more west than north. As a corner is hardly ever full, the radius is a little less.
 */
static void find_part(const bm_reading *reading, const bm_place *place, bm_area *area)
{
    double angle = area->azimuth_deg * pi / 180.0;
    bool east_west = fabs(sin(angle)) > 0.01;
    bool north_south = fabs(cos(angle)) > 0.01;
    double east = 0.0;
    double north = 0.0;
    if (east_west)
        east = sin(angle) > 0.0 ? edge_km(reading, place, 90.0) : -edge_km(reading, place, 270.0);
    if (north_south)
        north = cos(angle) > 0.0 ? edge_km(reading, place, 0.0) : -edge_km(reading, place, 180.0);
    double way_deg = atan2(east, north) * 180.0 / pi;
    double half_km = 0.5 * sqrt(east * east + north * north);
    area->position = bm_geodesic_destination(
        place->position, way_deg < 0.0 ? way_deg + 360.0 : way_deg, half_km * 1000.0);
    area->radius_km = east_west && north_south ? corner_share * half_km : half_km;
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
