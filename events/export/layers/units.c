#include "events/export/layers/units.h"

#include <string.h>
#include <strings.h>

/* A country has twenty thousand vertices; an area or a row of counts needs none so near. */
static const double COUNTRY_TOLERANCE_M = 1000;

const char *bm_unit_level_name(bm_unit_level level)
{
    static const char *const names[] = {[BM_UNIT_NONE] = "",
                                        [BM_UNIT_DISTRICT] = "district",
                                        [BM_UNIT_OBLAST] = "oblast",
                                        [BM_UNIT_COUNTRY] = "country"};
    return names[level];
}

/* The first of the columns that the layer has; −1. */
static int find_field(const bm_layer *layer, const char *const *names)
{
    for (; *names; names++) {
        int field = bm_layer_field(layer, *names);
        if (field >= 0)
            return field;
    }
    return -1;
}

static void read_units(bm_units *units)
{
    static const char *const ids[] = {"ISO_3166_2", "PLACE_ID", "ADM2_PCODE", "PCODE",
                                      "SHAPEID",    "GID_2",    "ID",         NULL};
    static const char *const names[] = {"NAME", "NAME_EN", "SHAPENAME", "ADM2_EN", "NAME_2", NULL};
    const bm_layer *layer = units->layer;
    bool is_country = units->level == BM_UNIT_COUNTRY;
    int id = is_country ? bm_layer_field(layer, "ISO_A2") : find_field(layer, ids);
    int name = find_field(layer, names), country = bm_layer_field(layer, "ISO_A2");
    for (size_t i = 0; i < units->count; i++) {
        bm_unit *unit = &units->items[i];
        *unit = (bm_unit){.id = bm_layer_text(layer, i, id),
                          .name = bm_layer_text(layer, i, name),
                          .name_be = bm_layer_text(layer, i, bm_layer_field(layer, "NAME_BE")),
                          .name_uk = bm_layer_text(layer, i, bm_layer_field(layer, "NAME_UK")),
                          .name_ru = bm_layer_text(layer, i, bm_layer_field(layer, "NAME_RU")),
                          .country = bm_layer_text(layer, i, country),
                          .feature = bm_layer_feature(layer, i)};
        if (!*unit->id)
            unit->id = unit->name;
    }
}

bm_status bm_units_init(bm_units *units, bm_unit_level level, const bm_layer *layer,
                        bm_error *error)
{
    *units = (bm_units){.level = level, .layer = layer};
    if (!layer)
        return BM_OK;
    units->count = bm_layer_count(layer);
    units->items = bm_arena_array(&units->arena, units->count + 1, sizeof *units->items);
    if (!units->items)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    read_units(units);
    return BM_OK;
}

void bm_units_finish(bm_units *units)
{
    bm_arena_finish(&units->arena);
    *units = (bm_units){0};
}

static bool is_fine_enough(bm_unit_level level, const bm_event_location *location)
{
    static const bm_place_precision coarsest[] = {[BM_UNIT_NONE] = BM_PLACE_PRECISION_COUNTRY,
                                                  [BM_UNIT_DISTRICT] = BM_PLACE_PRECISION_DISTRICT,
                                                  [BM_UNIT_OBLAST] = BM_PLACE_PRECISION_REGION,
                                                  [BM_UNIT_COUNTRY] = BM_PLACE_PRECISION_COUNTRY};
    return location->located && location->precision <= coarsest[level];
}

static const char *country_of(const bm_event_location *location)
{
    return location->country && *location->country ? location->country : location->border.country;
}

static bool is_in(const char *country, const bm_unit *unit)
{
    return !*unit->country || !*country || strcmp(unit->country, country) == 0;
}

static size_t find_named(const bm_units *units, const char *country,
                         const bm_event_location *location)
{
    const char *id = location->place_id ? location->place_id : "";
    const char *admin1 = location->admin1 ? location->admin1 : "";
    for (size_t i = 0; i < units->count; i++) {
        const bm_unit *unit = &units->items[i];
        if (*id && strcmp(unit->id, id) == 0)
            return i;
        if (units->level == BM_UNIT_COUNTRY && *country && strcmp(unit->id, country) == 0)
            return i;
    }
    for (size_t i = 0; units->level == BM_UNIT_OBLAST && *admin1 && i < units->count; i++)
        if (*country && strcmp(units->items[i].country, country) == 0 &&
            strcasecmp(units->items[i].name, admin1) == 0)
            return i;
    return BM_UNIT_NOWHERE;
}

typedef struct search {
    const bm_units *units;
    const char *country;
    bm_lonlat position;
    size_t found;
} search;

static bool meet(const bm_layer *layer, size_t index, void *context)
{
    search *work = context;
    if (is_in(work->country, &work->units->items[index]) &&
        bm_feature_contains(bm_layer_feature(layer, index), work->position))
        work->found = index;
    return work->found == BM_UNIT_NOWHERE;
}

size_t bm_units_find(const bm_units *units, const bm_event_location *location)
{
    if (!units->layer || !is_fine_enough(units->level, location))
        return BM_UNIT_NOWHERE;
    search work = {units, country_of(location), location->position, BM_UNIT_NOWHERE};
    size_t named = find_named(units, work.country, location);
    /* A coarsened position may be in another unit than what happened. */
    if (named != BM_UNIT_NOWHERE || location->coarsened ||
        location->precision == BM_PLACE_PRECISION_CELL)
        return named;
    bm_lonlat at = location->position;
    bm_layer_query(units->layer, (bm_lonlat_box){at.lon, at.lat, at.lon, at.lat}, meet, &work);
    return work.found;
}

const bm_rings *bm_unit_rings(bm_units *units, size_t index)
{
    bm_unit *unit = &units->items[index];
    bm_rings rings = {0}, thinned = {0};
    if (unit->has_rings)
        return &unit->rings;
    if (unit->feature->kind == BM_GEOMETRY_POLYGON &&
        !bm_rings_order(unit->feature, &units->arena, &rings))
        return NULL;
    if (units->level == BM_UNIT_COUNTRY && rings.count > 0 &&
        !bm_rings_thin(&rings, COUNTRY_TOLERANCE_M, &units->arena, &thinned))
        return NULL;
    unit->rings = units->level == BM_UNIT_COUNTRY ? thinned : rings;
    unit->has_rings = true;
    return &unit->rings;
}
