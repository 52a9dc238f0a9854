#include "geo/gazetteer/sources/rough_distance.h"
#include "geo/gazetteer/sources/sorted.h"
#include "geo/gazetteer/sources/source.h"

#include <stdlib.h>
#include <string.h>

/* A district whose settlement is farther away has that name by itself. */
static const double nearest_reach_km = 30.0;

typedef struct area_name {
    uint64_t hash;
    uint32_t name;
} area_name;

/* Units of dumps: those of other files are called as they should be. */
static bool is_unit(const bm_place *place)
{
    return place->kind >= BM_PLACE_DISTRICT && place->kind < BM_PLACE_COUNTRY &&
           strncmp(place->feature_code, "ADM", 3) == 0;
}

static bool is_below_districts(const bm_place *place)
{
    return strncmp(place->feature_code, "ADM1", 4) != 0 &&
           strncmp(place->feature_code, "ADM2", 4) != 0;
}

static int by_hash(const void *left, const void *right)
{
    const area_name *a = left;
    const area_name *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->name > b->name) - (a->name < b->name);
}

static area_name *gather(const bm_builder *builder, const uint64_t *name_hashes, size_t *count)
{
    area_name *all = malloc((builder->name_count + 1) * sizeof *all);
    *count = 0;
    for (size_t i = 0; all && i < builder->name_count; i++)
        if (is_unit(&builder->places[builder->names[i].place]))
            all[(*count)++] = (area_name){name_hashes[i], (uint32_t)i};
    if (all && *count)
        qsort(all, *count, sizeof *all, by_hash);
    return all;
}

/* A settlement has a name that a unit has as well. */
static void settle_name(bm_builder *builder, uint32_t name, uint32_t settlement, uint32_t *roots)
{
    uint32_t unit = builder->names[name].place;
    const bm_place *area = &builder->places[unit];
    const bm_place *place = &builder->places[settlement];
    double reach = area->radius_km > nearest_reach_km ? area->radius_km : nearest_reach_km;
    if (strcmp(area->country, place->country) != 0 ||
        bm_rough_km(area->position, place->position) > reach)
        return;
    if (strcmp(builder->names[name].text, area->name) != 0) {
        builder->names[name].text = "";
    } else if (is_below_districts(area) && roots[unit] == unit) {
        roots[unit] = settlement;
        if (area->source < builder->source_count)
            builder->sources[area->source].merged++;
    }
}

bool bm_merge_areas(bm_builder *builder, const uint64_t *name_hashes, uint32_t *roots)
{
    /* Enough for every unit of one name; more are made to be slow. */
    enum { UNITS_MAX = 256 };
    size_t count = 0;
    area_name *all = gather(builder, name_hashes, &count);
    if (!all)
        return false;
    for (size_t i = 0; i < builder->name_count && count > 0; i++) {
        uint32_t settlement = builder->names[i].place;
        if (builder->places[settlement].kind != BM_PLACE_SETTLEMENT)
            continue;
        const area_name wanted = {.hash = name_hashes[i]};
        size_t first = bm_sorted_first(all, count, sizeof wanted, by_hash, &wanted);
        for (size_t k = first; k < count && k < first + UNITS_MAX; k++) {
            if (all[k].hash != name_hashes[i])
                break;
            settle_name(builder, all[k].name, settlement, roots);
        }
    }
    free(all);
    return true;
}
