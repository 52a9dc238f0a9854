/* Where the area lies that words make of a place. The model:
 *
 * - A town reaches as far as its inhabitants need at 3,000 to the square kilometre, 1 km at least.
 * - "D km north of X": at that distance and azimuth, geodesic, with a quarter of it as radius, 2 km
 *   at least. "North of X" alone: 15 km from the middle, or twice the town's reach if that is more,
 *   with as much for a radius; of a country or region, one and a half times its reach, half of it.
 * - "North of the country" as a part: half-way from its middle to its edge there, the other half
 * for a radius. "The outskirts of X": at the town's reach, with half of it for a radius, 2 km at
 * least; without a direction around the middle, one and a half times its reach.
 * - "Near X": around its middle, 10 km, or twice the town's reach. "D km from X": as far as said.
 * - "The X region" where only the town is known: 120 km about it.
 * - "X, D km from the border": on the way from the border's nearest position to X, at that
 * distance, a quarter of it for a radius, 2 km at least. "The border of X" without more: the middle
 * of the line and half its extent, for one of the border's countries; with a direction, where the
 *   country ends there. */
#include "events/report/toponyms/toponyms.h"

#include <bordermap/geodesic.h>
#include <math.h>
#include <string.h>

static const double pi = 3.14159265358979323846;
static const double inhabitants_per_km2 = 3000.0;
static const double least_town_km = 1.0;
static const double direction_km = 15.0;
static const double least_radius_km = 2.0;
static const double near_km = 10.0;
static const double region_km = 120.0;
/* Of a circle as large as a region, what its middle is from its edge in a narrower direction. */
static const double edge_share = 0.8;
/* Steps on the way from a country's middle to its edge. */
enum { EDGE_STEPS = 16 };

static double town_reach_km(const bm_place *place)
{
    double km = sqrt((double)place->population / (pi * inhabitants_per_km2));
    return km > least_town_km ? km : least_town_km;
}

static bool is_wide(const bm_place *place)
{
    return place->kind >= BM_PLACE_DISTRICT;
}

static double reach_km(const bm_mention *mention)
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

/* How far a country goes from its middle in a direction, by the outlines, where they are known. */
static double edge_km(const bm_reading *reading, const bm_place *place, double azimuth_deg)
{
    double reach = at_least(place->radius_km, least_town_km);
    if (!reading->reader->border || place->kind != BM_PLACE_COUNTRY)
        return reach * edge_share;
    double step = 2.0 * reach / EDGE_STEPS;
    double inside = 0.0;
    for (int i = 1; i <= EDGE_STEPS; i++) {
        bm_border_relation relation;
        if (bm_border_relate(reading->reader->border, go(place->position, azimuth_deg, i * step),
                             &relation, NULL) == BM_OK &&
            strcmp(relation.country, place->country) == 0)
            inside = i * step;
    }
    return inside > 0.0 ? inside + 0.5 * step : reach * edge_share;
}

static void place_direction(bm_mention *mention)
{
    bm_area *area = &mention->area;
    double reach = reach_km(mention);
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
    double reach = reach_km(mention);
    bool wide = is_wide(mention->place);
    if (area->azimuth_deg < 0.0) {
        area->radius_km = wide ? reach : at_least(1.5 * reach, least_radius_km);
    } else if (wide) {
        double half = 0.5 * edge_km(reading, mention->place, area->azimuth_deg);
        area->position = go(mention->position, area->azimuth_deg, half);
        area->radius_km = half;
    } else {
        area->position = go(mention->position, area->azimuth_deg, reach);
        area->radius_km = at_least(0.5 * reach, least_radius_km);
    }
}

static void place_around(bm_mention *mention)
{
    bm_area *area = &mention->area;
    double reach = reach_km(mention);
    if (area->distance_km >= 0.0)
        area->radius_km = at_least(area->distance_km, least_radius_km);
    else
        area->radius_km = is_wide(mention->place) ? reach : at_least(2.0 * reach, near_km);
}

/* --- borders --- */

static bool is_of_border(const bm_border *border, const char *country)
{
    return strcmp(bm_border_country(border, 0), country) == 0 ||
           strcmp(bm_border_country(border, 1), country) == 0;
}

/* The line's position that is nearest to the middle of its extent. */
static void place_on_line(const bm_border *border, bm_area *area)
{
    const bm_feature *line = bm_border_line(border);
    bm_lonlat_box box = line->box;
    bm_lonlat middle = {0.5 * (box.west + box.east), 0.5 * (box.south + box.north)};
    bm_border_relation relation;
    if (bm_border_relate(border, middle, &relation, NULL) != BM_OK)
        return;
    area->position = relation.nearest;
    area->radius_km = 0.5 *
                      bm_geodesic_distance_m((bm_lonlat){box.west, middle.lat},
                                             (bm_lonlat){box.east, middle.lat}) /
                      1000.0;
}

static void place_border(const bm_reading *reading, bm_mention *mention)
{
    bm_area *area = &mention->area;
    const bm_border *border = reading->reader->border;
    const bm_place *place = mention->place;
    bm_border_relation relation;
    area->radius_km = reach_km(mention);
    if (area->azimuth_deg >= 0.0) {
        double km = edge_km(reading, place, area->azimuth_deg);
        area->position = go(mention->position, area->azimuth_deg, km);
        area->radius_km = at_least(0.25 * km, direction_km);
    }
    if (!border || !is_of_border(border, place->country))
        return;
    if (place->kind == BM_PLACE_COUNTRY && area->azimuth_deg < 0.0) {
        place_on_line(border, area);
        return;
    }
    if (bm_border_relate(border, area->position, &relation, NULL) != BM_OK)
        return;
    if (area->azimuth_deg >= 0.0) {
        /* Where the country ends there at another neighbour, this line is far. */
        if (relation.border_km <= area->radius_km)
            area->position = relation.nearest;
    } else if (area->distance_km >= 0.0) {
        area->position =
            go(relation.nearest, bm_geodesic_azimuth_deg(relation.nearest, mention->position),
               area->distance_km);
        area->radius_km = at_least(0.25 * area->distance_km, least_radius_km);
    } else {
        area->position = relation.nearest;
        area->radius_km = at_least(0.5 * area->radius_km, near_km);
    }
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
        place_border(reading, mention);
        break;
    default:
        place_around(mention);
        break;
    }
}
