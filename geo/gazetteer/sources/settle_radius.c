/* A unit's row has a point but no extent: it reaches as far as its settlements. */
#include "geo/gazetteer/sources/admin_codes.h"
#include "geo/gazetteer/sources/rough_distance.h"
#include "geo/gazetteer/sources/sorted.h"
#include "geo/gazetteer/sources/source.h"

#include <stdlib.h>
#include <string.h>

/* From so many settlements on their spread says something; the farthest of fifty may be misplaced.
 */
enum { MEMBERS_MIN = 10, IGNORED_SHARE = 50 };

typedef struct member {
    const char *code; /* interned */
    uint32_t place;
} member;

static int by_code(const void *left, const void *right)
{
    const member *a = left;
    const member *b = right;
    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

static int by_value(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static void measure(bm_builder *builder, bm_place *unit, const char *code, const member *members,
                    size_t count, double *distances)
{
    size_t used = 0;
    const member wanted = {.code = code};
    size_t first = bm_sorted_first(members, count, sizeof wanted, by_code, &wanted);
    for (size_t i = first; i < count && members[i].code == code; i++)
        distances[used++] = bm_rough_km(unit->position, builder->places[members[i].place].position);
    if (used < MEMBERS_MIN)
        return;
    qsort(distances, used, sizeof *distances, by_value);
    unit->radius_km = distances[used - 1 - used / IGNORED_SHARE];
}

bool bm_source_settle_radius(bm_builder *builder)
{
    member *members = malloc((2 * builder->count + 1) * sizeof *members);
    double *distances = malloc((2 * builder->count + 1) * sizeof *distances);
    bool done = members && distances;
    size_t count = 0;
    for (size_t i = 0; done && i < builder->count; i++) {
        const bm_place *place = &builder->places[i];
        if (place->kind != BM_PLACE_SETTLEMENT)
            continue;
        if (bm_admin_is_code(place->admin1))
            members[count++] = (member){place->admin1, (uint32_t)i};
        if (bm_admin_is_code(place->admin2))
            members[count++] = (member){place->admin2, (uint32_t)i};
    }
    if (count)
        qsort(members, count, sizeof *members, by_code);
    for (size_t i = 0; done && i < builder->count; i++) {
        bm_place *place = &builder->places[i];
        if (strcmp(place->feature_code, "ADM1") == 0 && bm_admin_is_code(place->admin1))
            measure(builder, place, place->admin1, members, count, distances);
        else if (strcmp(place->feature_code, "ADM2") == 0 && bm_admin_is_code(place->admin2))
            measure(builder, place, place->admin2, members, count, distances);
    }
    free(members);
    free(distances);
    return done;
}
