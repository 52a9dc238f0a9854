/* Where a row does not say its oblast or district, the three nearest settlements of its country do,
 * when they agree and none is far. */
#include "geo/gazetteer/sources/rough_distance.h"
#include "geo/gazetteer/sources/sorted.h"
#include "geo/gazetteer/sources/source.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double reach_km = 10.0;
static const double cell_deg = 0.1;
/* CELL_MAX: of one cell so many are looked at; no city has as many settlements in 70 km². */
enum { NEAREST = 3, COLUMNS = 3602, CELL_MAX = 512 };

typedef struct cell_entry {
    uint32_t cell;
    uint32_t place;
} cell_entry;

typedef struct neighbour {
    const bm_place *place;
    double km;
} neighbour;

typedef struct gap_filler {
    bm_builder *builder;
    cell_entry *entries;
    size_t count;
} gap_filler;

static uint32_t row_of(double lat)
{
    return (uint32_t)floor((lat + 90.0) / cell_deg) + 1;
}

static uint32_t column_of(double lon)
{
    return (uint32_t)floor((lon + 180.0) / cell_deg) + 1;
}

static int by_cell(const void *left, const void *right)
{
    const cell_entry *a = left;
    const cell_entry *b = right;
    if (a->cell != b->cell)
        return a->cell < b->cell ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

static void keep_nearest(neighbour nearest[NEAREST], const bm_place *place, double km)
{
    size_t at = NEAREST;
    while (at > 0 && nearest[at - 1].km > km) {
        if (at < NEAREST)
            nearest[at] = nearest[at - 1];
        at--;
    }
    if (at < NEAREST)
        nearest[at] = (neighbour){place, km};
}

static bool find_nearest(const gap_filler *all, const bm_place *of, neighbour nearest[NEAREST])
{
    for (size_t i = 0; i < NEAREST; i++)
        nearest[i] = (neighbour){NULL, reach_km};
    for (uint32_t row = row_of(of->position.lat) - 1; row <= row_of(of->position.lat) + 1; row++)
        for (uint32_t column = column_of(of->position.lon) - 1;
             column <= column_of(of->position.lon) + 1; column++) {
            uint32_t cell = row * COLUMNS + column;
            const cell_entry wanted = {.cell = cell};
            size_t first =
                bm_sorted_first(all->entries, all->count, sizeof wanted, by_cell, &wanted);
            for (size_t i = first; i < all->count && i < first + CELL_MAX; i++) {
                if (all->entries[i].cell != cell)
                    break;
                const bm_place *place = &all->builder->places[all->entries[i].place];
                if (place->country == of->country)
                    keep_nearest(nearest, place, bm_rough_km(of->position, place->position));
            }
        }
    return nearest[NEAREST - 1].place != NULL;
}

static const char *agreed(const neighbour nearest[NEAREST], bool district)
{
    const char *text[NEAREST];
    for (size_t i = 0; i < NEAREST; i++)
        text[i] = district ? nearest[i].place->admin2 : nearest[i].place->admin1;
    for (size_t i = 1; i < NEAREST; i++)
        if (strcmp(text[i], text[0]) != 0)
            return "";
    return text[0];
}

static bool has_gap(const bm_place *place)
{
    return place->kind < BM_PLACE_DISTRICT && *place->country &&
           (!*place->admin1 || !*place->admin2);
}

static bool is_known(const bm_place *place)
{
    return place->kind == BM_PLACE_SETTLEMENT && *place->admin1 && *place->country;
}

bool bm_source_settle_gaps(bm_builder *builder)
{
    gap_filler all = {.builder = builder};
    all.entries = malloc((builder->count + 1) * sizeof *all.entries);
    bool done = all.entries != NULL;
    for (size_t i = 0; done && i < builder->count; i++)
        if (is_known(&builder->places[i])) {
            bm_lonlat at = builder->places[i].position;
            all.entries[all.count++] =
                (cell_entry){row_of(at.lat) * COLUMNS + column_of(at.lon), (uint32_t)i};
        }
    if (all.count)
        qsort(all.entries, all.count, sizeof *all.entries, by_cell);
    for (size_t i = 0; done && i < builder->count; i++) {
        bm_place *place = &builder->places[i];
        neighbour nearest[NEAREST];
        if (!has_gap(place) || !find_nearest(&all, place, nearest))
            continue;
        const char *admin1 = agreed(nearest, false);
        if (!*place->admin1)
            place->admin1 = admin1;
        if (!*place->admin2 && strcmp(place->admin1, admin1) == 0)
            place->admin2 = agreed(nearest, true);
    }
    free(all.entries);
    return done;
}
