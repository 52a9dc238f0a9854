/* What lies within a distance of the border, in one of its countries. */
#include "events/export/layers/layers.h"

#include "geo/border_zone.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TRIES = 5 };
static const bm_export_zone DEFAULT_ZONE = {.width_m = 30000};

static const bm_output_column columns[] = {{"name", BM_VALUE_TEXT, 0, 0},
                                           {"country", BM_VALUE_TEXT, 0, 0},
                                           {"width_km", BM_VALUE_REAL, 0, 0},
                                           {"events", BM_VALUE_INTEGER, 0, 0}};

/* A district's or country's middle tells nothing of a distance. */
static size_t count_events(const bm_layer_work *work, double width_m, const char *country)
{
    size_t count = 0;
    for (size_t i = 0; i < work->events->count; i++) {
        const bm_event_location *location = &work->events->items[i].location;
        count += location->located && location->precision <= BM_PLACE_PRECISION_SETTLEMENT &&
                 strcmp(location->border.side, country) == 0 &&
                 location->border.border_km * 1000 <= width_m;
    }
    return count;
}

/* A feature of rings in no order, for those who order them. */
static bool order(const bm_rings *rings, bm_arena *arena, bm_rings *ordered)
{
    const bm_feature feature = {.kind = BM_GEOMETRY_POLYGON,
                                .part_count = rings->count,
                                .part_start = rings->starts,
                                .point_count = bm_rings_point_count(rings),
                                .points = rings->points};
    return bm_rings_order(&feature, arena, ordered);
}

static bool is_of(const bm_layer *countries, size_t index, const char *iso)
{
    return bm_layer_feature(countries, index)->kind == BM_GEOMETRY_POLYGON &&
           strcmp(bm_layer_text(countries, index, bm_layer_field(countries, "ISO_A2")), iso) == 0;
}

/* All features of a country as one. */
static bool find_country(const bm_layer *countries, const char *iso, bm_arena *arena,
                         bm_rings *rings)
{
    size_t points = 0, parts = 0;
    for (size_t i = 0; i < bm_layer_count(countries); i++)
        if (is_of(countries, i, iso)) {
            points += bm_layer_feature(countries, i)->point_count;
            parts += bm_layer_feature(countries, i)->part_count;
        }
    bm_lonlat *all = bm_arena_array(arena, points + 1, sizeof *all);
    uint32_t *starts = bm_arena_array(arena, parts + 1, sizeof *starts);
    if (!all || !starts)
        return false;
    const bm_rings found = {all, starts, parts};
    points = parts = 0;
    for (size_t i = 0; i < bm_layer_count(countries); i++) {
        const bm_feature *feature = bm_layer_feature(countries, i);
        if (!is_of(countries, i, iso))
            continue;
        memcpy(all + points, feature->points, feature->point_count * sizeof *all);
        for (size_t k = 0; k < feature->part_count; k++)
            starts[parts++] = (uint32_t)points + feature->part_start[k];
        points += feature->point_count;
        starts[parts] = (uint32_t)points;
    }
    return order(&found, arena, rings);
}

/* Where the zone's outline meets a vertex of the country's, the next try is wider by a hair. */
static bm_status cut(const bm_layer_work *work, double width_m, const char *country,
                     bm_arena *arena, bm_rings *made, bm_error *error)
{
    bm_rings land = {0}, common = {0};
    bool is_clear = false;
    bool good = find_country(work->plan->countries, country, arena, &land);
    for (int i = 0; i < TRIES && good && !is_clear; i++) {
        bm_border_zone *zone = NULL;
        bm_rings strip = {0};
        bm_status status =
            bm_border_zone_new(work->plan->border, width_m * (1 + 1e-6 * i), &zone, error);
        if (status)
            return status;
        good = bm_rings_order(&zone->area, arena, &strip) &&
               bm_rings_intersect(&strip, &land, arena, &common, &is_clear);
        bm_border_zone_free(zone);
    }
    good = good && order(&common, arena, made);
    if (good && !is_clear)
        return bm_error_set(error, BM_ERROR_INTERNAL, NULL, 0,
                            "the border zone cannot be cut with the outline of %s", country);
    return good ? BM_OK : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

static bm_status add(bm_layer_work *work, double width_m, const char *country,
                     bm_stored_layer *layer, bm_error *error)
{
    char name[128], width[64];
    bm_rings rings = {0};
    bm_status status = cut(work, width_m, country, &layer->arena, &rings, error);
    bm_format_number(width_m / 1000, 1, width);
    (void)snprintf(name, sizeof name, "Within %s km of the border, in %s", width, country);
    bm_stored_row *row = status ? NULL : bm_stored_layer_add(layer, name);
    if (!row)
        return status;
    bm_value *at = bm_put_text(row->values, bm_stored_layer_text(layer, name));
    at = bm_put_text(at, bm_stored_layer_text(layer, country));
    at = bm_put_real(at, width_m / 1000, 1);
    (void)bm_put_integer(at, (int64_t)count_events(work, width_m, country));
    bm_stored_row_set_rings(row, &rings);
    return BM_OK;
}

static bm_status check(const bm_layer_work *work, const bm_export_zone *zone, bm_error *error)
{
    const char *a = bm_border_country(work->plan->border, 0);
    const char *b = bm_border_country(work->plan->border, 1);
    if (!*zone->country || strcmp(zone->country, a) == 0 || strcmp(zone->country, b) == 0)
        return BM_OK;
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                        "the border zone is in '%s', which the border is not of; write %s or %s",
                        zone->country, a, b);
}

bm_status bm_make_zone(bm_layer_work *work, bm_stored_layer *layer, bm_error *error)
{
    const bm_export_plan *plan = work->plan;
    size_t count = plan->zone_count ? plan->zone_count : 1;
    bm_status status = BM_OK;
    bm_stored_layer_add_columns(layer, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < count && !status; i++) {
        const bm_export_zone *zone = plan->zone_count ? &plan->zones[i] : &DEFAULT_ZONE;
        status = check(work, zone, error);
        for (int side = 0; side < 2 && !status; side++) {
            const char *country = bm_border_country(plan->border, side);
            if (!*zone->country || strcmp(zone->country, country) == 0)
                status = add(work, zone->width_m, country, layer, error);
        }
    }
    return status;
}
