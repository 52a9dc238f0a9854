/* The places that each name may mean: those that the gazetteer has by it, or what the geocoder says
 * where words beside it are hints, or the report is about the border. */
#include "events/report/toponyms/resolve.h"

#include <stdlib.h>
#include <string.h>

static const float own_unit = 1.5f;
/* Ten of the sums are one of the geocoder's score. */
static const float score_scale = 10.0f;

static bm_status no_memory(bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
}

static bool is_hinted(const bm_toponym *toponym)
{
    return toponym->country || toponym->admin || toponym->near;
}

static bool may_be_ours(const bm_resolving *resolving, const bm_ask *ask)
{
    for (uint32_t i = 0; i < ask->choice_count; i++)
        if (bm_judge_is_ours(resolving->reading, ask->choices[i].place))
            return true;
    return false;
}

/* Whether the report speaks of the border's countries, or of places that are only there. */
static bool is_tied(const bm_resolving *resolving)
{
    for (size_t i = 0; i < resolving->ask_count; i++) {
        const bm_ask *ask = &resolving->asks[i];
        if (ask->choice_count == 0 || !bm_judge_is_ours(resolving->reading, ask->choices[0].place))
            continue;
        const bm_place *best = ask->choices[0].place;
        if (best->kind >= BM_PLACE_REGION || ask->toponym->source != BM_TOPONYM_EXACT)
            return true;
        bool elsewhere = false;
        for (uint32_t k = 1; k < ask->choice_count; k++)
            elsewhere = elsewhere || !bm_judge_is_ours(resolving->reading, ask->choices[k].place);
        if (!elsewhere)
            return true;
    }
    return false;
}

typedef struct answering {
    bm_resolving *resolving;
    const uint32_t *asks; /* by the number of the query */
} answering;

/* What is only nearly called so is none of it. */
static bool is_believable(const bm_candidate *candidate)
{
    return candidate->match == BM_MATCH_EXACT || candidate->match == BM_MATCH_AREA ||
           candidate->match == BM_MATCH_INFLECTED ||
           (candidate->match == BM_MATCH_VARIANT && bm_name_is_of_cyrillic(candidate->place));
}

/* What the gazetteer knows by the name is not meant where words say that it lies elsewhere. */
static void drop_elsewhere(bm_ask *ask)
{
    const char *country = ask->toponym->country;
    uint32_t kept = 0;
    for (uint32_t i = 0; country && i < ask->choice_count; i++)
        if (!*ask->choices[i].place->country ||
            strcmp(ask->choices[i].place->country, country) == 0)
            ask->choices[kept++] = ask->choices[i];
    if (country)
        ask->choice_count = kept;
}

/* "Crimea" in a report about the border is no village of that name in Russia. */
static void prefer_unit(const bm_reading *reading, bm_choice *choices, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bm_judge_is_ours(reading, choices[i].place) && choices[i].place->kind < BM_PLACE_REGION)
            return;
    for (size_t i = 0; i < count; i++)
        if (bm_judge_is_ours(reading, choices[i].place))
            choices[i].base += own_unit;
}

static bm_status keep_answer(size_t index, const bm_location *location, void *context,
                             bm_error *error)
{
    const answering *to = context;
    bm_resolving *resolving = to->resolving;
    bm_ask *ask = &resolving->asks[to->asks[index]];
    /* What the words around a name rule out is not meant, even if nothing else is known. */
    if (is_hinted(ask->toponym) && (location->status == BM_LOCATION_NONE || location->ruled_out)) {
        ask->status = BM_LOCATION_NONE;
        ask->stands = true;
        ask->choice_count = 0;
        return BM_OK;
    }
    drop_elsewhere(ask);
    if (location->status == BM_LOCATION_NONE || !is_believable(&location->candidates[0]))
        return BM_OK;
    if (!is_hinted(ask->toponym) && ask->choice_count > 0 &&
        bm_resolve_is_hamlet(location->candidates[0].place) &&
        bm_resolve_is_of_city(ask->toponym->known))
        return BM_OK;
    size_t count =
        location->candidate_count < BM_CHOICES_MAX ? location->candidate_count : BM_CHOICES_MAX;
    bm_choice *choices = bm_arena_array(resolving->reading->arena, count, sizeof *choices);
    if (!choices)
        return no_memory(error);
    for (size_t i = 0; i < count; i++) {
        const bm_candidate *candidate = &location->candidates[i];
        choices[i] = (bm_choice){.place = candidate->place,
                                 .match = candidate->match,
                                 .base = score_scale * (float)candidate->score};
        choices[i].base -= 2.0f * bm_resolve_less_than_unit(ask->toponym->known, candidate->place);
    }
    prefer_unit(resolving->reading, choices, count);
    ask->asked = true;
    ask->stands = ask->toponym->source == BM_TOPONYM_AREA || is_hinted(ask->toponym);
    ask->choices = choices;
    ask->choice_count = (uint32_t)count;
    ask->status = location->status;
    ask->score = location->candidates[0].score;
    ask->margin = location->margin;
    ask->radius_km = location->radius_km;
    return BM_OK;
}

static bool is_worth_asking(const bm_resolving *resolving, const bm_ask *ask, bool tied)
{
    const bm_toponym *toponym = ask->toponym;
    if (toponym->source == BM_TOPONYM_FORM || ask->outer)
        return false;
    return is_hinted(toponym) || !toponym->known || (tied && may_be_ours(resolving, ask));
}

static bm_status ask_geocoder(bm_resolving *resolving, bool tied, bm_error *error)
{
    bm_geocoder_query *queries = calloc(resolving->ask_count + 1, sizeof *queries);
    uint32_t *asks = calloc(resolving->ask_count + 1, sizeof *asks);
    bm_status status = queries && asks ? BM_OK : no_memory(error);
    size_t count = 0;
    for (size_t i = 0; !status && i < resolving->ask_count; i++) {
        const bm_toponym *toponym = resolving->asks[i].toponym;
        if (!is_worth_asking(resolving, &resolving->asks[i], tied))
            continue;
        asks[count] = (uint32_t)i;
        queries[count++] = (bm_geocoder_query){.name = toponym->name,
                                               .country = toponym->country,
                                               .admin = toponym->admin,
                                               .near = toponym->near,
                                               .lenient = true};
    }
    if (!status && count > 0) {
        answering to = {resolving, asks};
        status = bm_geocoder_locate_all(resolving->reading->reader->geocoder, queries, count,
                                        keep_answer, &to, error);
    }
    free(asks);
    free(queries);
    return status;
}

bm_status bm_resolve_gather(bm_resolving *resolving, bm_error *error)
{
    bm_status status = BM_OK;
    for (size_t i = 0; !status && i < resolving->ask_count; i++)
        status = bm_resolve_take_places(resolving, &resolving->asks[i], error);
    return status ? status : ask_geocoder(resolving, is_tied(resolving), error);
}
