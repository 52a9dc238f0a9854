/* The places that each name may mean. */
#include "events/report/toponyms/resolve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float country_base = 8.0f;
static const float region_base = 5.8f;
static const float district_base = 3.2f;
static const float thing_base = 3.0f;

static float base_of(const bm_place *place, bool own)
{
    switch (place->kind) {
    case BM_PLACE_COUNTRY:
        return own ? country_base : country_base - 0.5f;
    case BM_PLACE_REGION:
        return own ? region_base : region_base - 0.8f;
    case BM_PLACE_DISTRICT:
        return own ? district_base : district_base - 0.8f;
    case BM_PLACE_SETTLEMENT:
        break;
    default:
        return own ? thing_base : thing_base - 0.8f;
    }
    double people = place->population > 300 ? (double)place->population : 300.0;
    float base = (float)log10(people);
    if (strcmp(place->feature_code, "PPLC") == 0)
        base += 0.7f;
    else if (strcmp(place->feature_code, "PPLA") == 0)
        base += 0.3f;
    else if (strcmp(place->feature_code, "PPLX") == 0)
        base -= 0.5f;
    if (!own)
        base -= place->population >= 500000 ? 0.3f : 1.2f;
    return base;
}

static bool is_own(const bm_ask *ask, const bm_place *place)
{
    const bm_known_name *known = ask->toponym->known;
    for (uint32_t i = 0; known && i < known->place_count; i++)
        if (known->places[i].place == place)
            return known->places[i].own;
    return false;
}

static bm_status keep_answer(size_t index, const bm_location *location, void *context,
                             bm_error *error)
{
    bm_resolving *resolving = context;
    bm_ask *ask = &resolving->asks[index];
    const bm_toponym *toponym = ask->toponym;
    ask->hinted = toponym->country || toponym->admin || toponym->near || !toponym->known;
    ask->status = location->status;
    ask->margin = location->margin;
    ask->radius_km = location->radius_km;
    if (location->status == BM_LOCATION_NONE ||
        (toponym->source == BM_TOPONYM_FORM && location->kind_missing))
        return BM_OK;
    size_t count =
        location->candidate_count < BM_CHOICES_MAX ? location->candidate_count : BM_CHOICES_MAX;
    ask->choices = bm_arena_array(resolving->reading->arena, count, sizeof *ask->choices);
    if (!ask->choices)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    ask->choice_count = (uint32_t)count;
    for (size_t i = 0; i < count; i++) {
        const bm_candidate *candidate = &location->candidates[i];
        ask->choices[i] =
            (bm_choice){.place = candidate->place,
                        .match = candidate->match,
                        .score = (float)candidate->score,
                        .base = base_of(candidate->place, is_own(ask, candidate->place))};
    }
    return BM_OK;
}

bm_status bm_resolve_gather(bm_resolving *resolving, bm_error *error)
{
    bm_geocoder_query *queries = calloc(resolving->ask_count + 1, sizeof *queries);
    if (!queries)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    for (size_t i = 0; i < resolving->ask_count; i++) {
        const bm_toponym *toponym = resolving->asks[i].toponym;
        queries[i] = (bm_geocoder_query){.name = toponym->name,
                                         .country = toponym->country,
                                         .admin = toponym->admin,
                                         .near = toponym->near,
                                         .lenient = true};
    }
    bm_status status = bm_geocoder_locate_all(resolving->reading->reader->geocoder, queries,
                                              resolving->ask_count, keep_answer, resolving, error);
    free(queries);
    return status;
}
