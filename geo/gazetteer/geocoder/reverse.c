#include <bordermap/geodesic.h>
#include <bordermap/reverse.h>

#include <math.h>
#include <string.h>

/* How far a place may be to say anything, and a settlement to say in which oblast one is. */
static const double reach_km = 100;
static const double admin_reach_m = 50000;
/* Settlements of two units this much alike in distance leave open in which of them one is. */
static const double doubt_factor = 1.5;

/* In the densest country about a hundred are nearer than the next oblast's first, elsewhere few. */
enum { LOOKED_AT = 128, FIRST_LOOKED_AT = 8 };

const char *bm_compass_point(double azimuth_deg)
{
    static const char *const points[] = {"N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
                                         "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"};
    if (!isfinite(azimuth_deg))
        return "";
    double turned = azimuth_deg - 360 * floor(azimuth_deg / 360);
    return points[(size_t)floor(turned / 22.5 + 0.5) % 16];
}

static bm_reverse_place direct(const bm_nearby *nearby, bm_lonlat position)
{
    return (bm_reverse_place){.place = nearby->place,
                              .distance_m = nearby->distance_m,
                              .azimuth_deg =
                                  bm_geodesic_azimuth_deg(nearby->place->position, position)};
}

static const char *unit_of(const bm_place *place, bool district)
{
    return district ? place->admin2 : place->admin1;
}

static bool tells_unit(const bm_place *place, bool district, const char *country)
{
    return place->kind == BM_PLACE_SETTLEMENT && *unit_of(place, district) &&
           strcmp(place->country, country) == 0;
}

/* The settlement of the position's country that tells its unit, and whether another is as near. */
static void find_unit(const bm_nearby *nearby, size_t count, bool district, bm_lonlat position,
                      const bm_reverse *reverse, bm_reverse_place *by, bool *uncertain)
{
    for (size_t i = 0; i < count; i++) {
        const bm_place *place = nearby[i].place;
        if (nearby[i].distance_m > admin_reach_m ||
            (by->place && nearby[i].distance_m > doubt_factor * by->distance_m))
            return;
        if (!tells_unit(place, district, reverse->border.country))
            continue;
        if (!by->place)
            *by = direct(&nearby[i], position);
        else if (strcmp(unit_of(place, district), unit_of(by->place, district)) != 0)
            *uncertain = true;
    }
}

const char *bm_reverse_admin1(const bm_gazetteer *gazetteer, const char *country,
                              bm_lonlat position)
{
    static const size_t limits[] = {FIRST_LOOKED_AT, LOOKED_AT};
    bm_nearby nearby[LOOKED_AT];
    for (size_t k = 0; k < sizeof limits / sizeof *limits; k++) {
        size_t count = bm_gazetteer_nearest(gazetteer, position, reach_km, nearby, limits[k]);
        for (size_t i = 0; i < count && nearby[i].distance_m <= admin_reach_m; i++)
            if (tells_unit(nearby[i].place, false, country))
                return nearby[i].place->admin1;
        if (count < limits[k])
            break;
    }
    return "";
}

bm_status bm_reverse_locate(const bm_gazetteer *gazetteer, const bm_border *border,
                            bm_lonlat position, size_t place_count, bm_reverse *reverse,
                            bm_error *error)
{
    bm_nearby nearby[LOOKED_AT];
    *reverse = (bm_reverse){0};
    bm_status status = bm_border_relate(border, position, &reverse->border, error);
    if (status)
        return status;
    size_t count = bm_gazetteer_nearest(gazetteer, position, reach_km, nearby, LOOKED_AT);
    find_unit(nearby, count, false, position, reverse, &reverse->admin1_by,
              &reverse->admin1_uncertain);
    find_unit(nearby, count, true, position, reverse, &reverse->admin2_by,
              &reverse->admin2_uncertain);
    for (size_t i = 0; i < count && i < place_count && i < BM_REVERSE_PLACES_MAX; i++)
        reverse->places[reverse->place_count++] = direct(&nearby[i], position);
    return BM_OK;
}
