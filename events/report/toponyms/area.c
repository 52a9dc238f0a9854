/* Where the area lies that words make of a place. The model:
 *
 * - A town reaches as far as its inhabitants need at 3,000 to the square kilometre, 1 km at least.
 * - "D km north of X": at that distance and azimuth, geodesic, with a quarter of it as radius, 2 km
 *   at least. "North of X" alone: 15 km from the middle, or twice the town's reach if that is more,
 *   with as much for a radius; of a country or region, one and a half times its reach, half of it.
 * - "Northern X" of a country or region: half-way from its middle to its edge, the same for a
 *   radius (area_part.c). "The northern outskirts of X": at the town's reach, with half of it for a
 *   radius, 2 km at least; without a direction around the middle, one and a half times its reach.
 * - "Near X": around its middle, 10 km, or twice the town's reach. "D km from X": as far as said.
 * - "The X region" where only the town is known: as far as such a unit reaches for the geocoder.
 * - Borders: area_border.c. */
#include "events/report/toponyms/area_model.h"

#include <bordermap/geodesic.h>
#include <math.h>

static const double pi = 3.14159265358979323846;
static const double inhabitants_per_km2 = 3000.0;
static const double least_town_km = 1.0;
static const double direction_km = 15.0;
static const double least_radius_km = 2.0;
static const double near_km = 10.0;
static const double region_km = 120.0;

/* Whether a place is a district or more. */
static bool is_wide(const bm_place *place)
{
    return place->kind >= BM_PLACE_DISTRICT;
}

static double town_reach_km(const bm_place *place)
{
    double people = place->population > 0 ? (double)place->population : 0.0;
    double km = sqrt(people / (pi * inhabitants_per_km2));
    return km > least_town_km ? km : least_town_km;
}

double bm_area_reach_km(const bm_mention *mention)
{
    const bm_place *place = mention->place;
    if (is_wide(place) && place->radius_km > 0.0)
        return place->radius_km;
    return mention->radius_km > 0.0 && mention->precision >= BM_PLACE_PRECISION_DISTRICT
               ? mention->radius_km
               : town_reach_km(place);
}

static bm_lonlat go(bm_lonlat from, double azimuth_deg, double km)
{
    return bm_geodesic_destination(from, azimuth_deg, km * 1000.0);
}

static double at_least(double value, double least)
{
    return value > least ? value : least;
}

static void place_direction(bm_mention *mention)
{
    bm_area *area = &mention->area;
    double reach = bm_area_reach_km(mention);
    double km = at_least(2.0 * reach, direction_km);
    area->radius_km = km;
    if (area->distance_km >= 0.0) {
        km = area->distance_km;
        area->radius_km = at_least(0.25 * km, least_radius_km);
    } else if (is_wide(mention->place)) {
        km = 1.5 * reach;
        area->radius_km = at_least(0.5 * reach, direction_km);
    }
    area->position = go(mention->position, area->azimuth_deg, km);
}

static void place_part(const bm_reading *reading, bm_mention *mention)
{
    bm_area *area = &mention->area;
    double reach = bm_area_reach_km(mention);
    bool wide = is_wide(mention->place);
    if (area->azimuth_deg < 0.0) {
        area->radius_km = wide ? reach : at_least(1.5 * reach, least_radius_km);
    } else if (wide) {
        bm_area_part_of(reading, mention->place, area);
    } else {
        area->position = go(mention->position, area->azimuth_deg, reach);
        area->radius_km = at_least(0.5 * reach, least_radius_km);
    }
}

static void place_around(bm_mention *mention)
{
    bm_area *area = &mention->area;
    double reach = bm_area_reach_km(mention);
    if (area->distance_km >= 0.0)
        area->radius_km = at_least(area->distance_km, least_radius_km);
    else
        area->radius_km = is_wide(mention->place) ? reach : at_least(2.0 * reach, near_km);
}

void bm_toponyms_place_area(const bm_reading *reading, bm_mention *mention)
{
    bm_area *area = &mention->area;
    if (area->kind == BM_AREA_NONE || !mention->place)
        return;
    area->position = mention->position;
    switch (area->kind) {
    case BM_AREA_DIRECTION:
        if (area->azimuth_deg >= 0.0)
            place_direction(mention);
        else
            place_around(mention);
        break;
    case BM_AREA_PART:
        place_part(reading, mention);
        break;
    case BM_AREA_REGION:
        area->radius_km = mention->radius_km > 0.0 ? mention->radius_km : region_km;
        break;
    case BM_AREA_BORDER:
        bm_area_place_border(reading, mention);
        break;
    default:
        place_around(mention);
        break;
    }
}
