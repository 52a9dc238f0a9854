/* Where a border is that is told of a place:
 *
 * - "X, D km from the border": on the way from the border's nearest position to X, at that
 * distance, with a quarter of it for a radius, 2 km at least;
 * - "the border of X", one of the border's two countries: the middle of the line and half of its
 *   extent; "the southwestern border of X": those of its part that lies in this direction from the
 *   country's middle, within 25° to both sides;
 * - of a region or district: its nearest position, half of the unit's reach;
 * - of other countries, whose lines are not known: where the country ends in the direction, or all
 *   of it. */
#include "events/report/toponyms/area_model.h"

#include "events/report/toponyms/context_memory.h"

#include <bordermap/geodesic.h>
#include <math.h>
#include <string.h>

static const double sector_deg = 25.0;
static const double least_radius_km = 2.0;
static const double least_reach_km = 10.0;

static bool is_of_border(const bm_border *border, const char *country)
{
    return strcmp(bm_border_country(border, 0), country) == 0 ||
           strcmp(bm_border_country(border, 1), country) == 0;
}

static bool lies_towards(const bm_place *place, bm_lonlat position, double azimuth_deg)
{
    if (azimuth_deg < 0.0)
        return true;
    double off = fabs(bm_geodesic_azimuth_deg(place->position, position) - azimuth_deg);
    return off <= sector_deg || off >= 360.0 - sector_deg;
}

/* The line, or its part in one direction from the country's middle. */
static bool find_line(const bm_border *border, const bm_place *place, bm_area *area)
{
    const bm_feature *line = bm_border_line(border);
    bm_lonlat_box box = bm_lonlat_box_empty();
    /* A vertex a kilometre or so is enough. */
    size_t step = line->point_count / 1024 + 1;
    for (size_t i = 0; i < line->point_count; i += step)
        if (lies_towards(place, line->points[i], area->azimuth_deg))
            box = bm_lonlat_box_grow(box, line->points[i]);
    bm_border_relation relation;
    bm_lonlat middle = {0.5 * (box.west + box.east), 0.5 * (box.south + box.north)};
    if (bm_lonlat_box_is_empty(box) || bm_border_relate(border, middle, &relation, NULL) != BM_OK)
        return false;
    area->position = relation.nearest;
    area->radius_km =
        fmax(least_reach_km, 0.0005 * bm_geodesic_distance_m((bm_lonlat){box.west, box.south},
                                                             (bm_lonlat){box.east, box.north}));
    return true;
}

static void place_country(const bm_reading *reading, bm_mention *mention)
{
    bm_area *area = &mention->area;
    const bm_border *border = reading->reader->border;
    const bm_place *place = mention->place;
    bm_area *known = bm_context_known_area(reading, place, area);
    if (known && known->radius_km > 0.0) {
        area->position = known->position;
        area->radius_km = known->radius_km;
        return;
    }
    bool found = border && is_of_border(border, place->country) && find_line(border, place, area);
    if (!found && area->azimuth_deg >= 0.0) {
        /* The half-way position and radius of that part: its far end is the edge. */
        bm_area part = *area;
        part.kind = BM_AREA_PART;
        bm_area_part_of(reading, place, &part);
        area->position = bm_geodesic_destination(
            place->position, bm_geodesic_azimuth_deg(place->position, part.position),
            2000.0 * part.radius_km);
        area->radius_km = fmax(least_reach_km, 0.5 * part.radius_km);
    }
    if (known)
        *known = *area;
}

void bm_area_place_border(const bm_reading *reading, bm_mention *mention)
{
    bm_area *area = &mention->area;
    const bm_border *border = reading->reader->border;
    const bm_place *place = mention->place;
    bm_border_relation relation;
    area->radius_km = bm_area_reach_km(mention);
    if (place->kind == BM_PLACE_COUNTRY) {
        place_country(reading, mention);
        return;
    }
    if (!border || !is_of_border(border, place->country) ||
        bm_border_relate(border, mention->position, &relation, NULL) != BM_OK)
        return;
    /* Units have other borders, too. */
    if (area->distance_km < 0.0 && relation.border_km > 1.2 * area->radius_km + least_reach_km)
        return;
    area->position = relation.nearest;
    if (area->distance_km >= 0.0) {
        double azimuth_deg = bm_geodesic_azimuth_deg(relation.nearest, mention->position);
        area->position =
            bm_geodesic_destination(relation.nearest, azimuth_deg, 1000.0 * area->distance_km);
        area->radius_km = fmax(least_radius_km, 0.25 * area->distance_km);
    } else {
        area->radius_km = fmax(least_reach_km, 0.5 * area->radius_km);
    }
}
