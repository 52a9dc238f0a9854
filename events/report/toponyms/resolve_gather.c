/* The places that each name may mean: those that the gazetteer has by it, or what the geocoder says
 * where words beside it are hints, or the report is about the border. */
#include "events/report/toponyms/resolve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float country_base = 8.2f;
static const float region_base = 5.8f;
static const float district_base = 3.6f;
static const float thing_base = 3.6f;
/* How much less another name of a place counts. */
static const float other_name = 0.8f;
static const float borrowed_name = 1.5f;
static const float less_than_unit = 1.5f;
static const float own_unit = 1.5f;
static const int64_t least_town = 20000;
/* Ten of these bases are one of the geocoder's score. */
static const float score_scale = 10.0f;

static float base_of(const bm_place *place, bool own)
{
    float less = own ? 0.0f : other_name;
    switch (place->kind) {
    case BM_PLACE_COUNTRY:
        return country_base - 0.5f * less;
    case BM_PLACE_REGION:
        return region_base - less;
    case BM_PLACE_DISTRICT:
        return district_base - less;
    case BM_PLACE_SETTLEMENT:
        break;
    default:
        return thing_base - less;
    }
    double people = place->population > 300 ? (double)place->population : 300.0;
    float base = (float)log10(people);
    if (strcmp(place->feature_code, "PPLC") == 0)
        base += 0.7f;
    else if (strcmp(place->feature_code, "PPLA") == 0)
        base += 0.3f;
    else if (strcmp(place->feature_code, "PPLX") == 0)
        base -= 0.5f;
    return place->population >= 100000 ? base - 0.4f * less : base - 1.4f * less;
}

static bm_status no_memory(bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
}

/* "Mexico" is the country, and "Pernambuco" the state, before it is another name of its capital;
 * not so "New York", which New York City is called, too. */
static bool is_named_after(const bm_known_name *known, const bm_named_place *one)
{
    if (one->own || one->place->kind != BM_PLACE_SETTLEMENT)
        return false;
    bool begins_so = strncmp(one->place->name, known->text, strlen(known->text)) == 0;
    for (uint32_t i = 0; i < known->place_count; i++) {
        const bm_named_place *other = &known->places[i];
        if (strcmp(other->place->country, one->place->country) == 0 &&
            (other->place->kind == BM_PLACE_COUNTRY ||
             (other->place->kind == BM_PLACE_REGION && other->own && !begins_so)))
            return true;
    }
    return false;
}

/* "Wales" is not the village in England of that name, nor "Chechnya" the one in Ukraine. */
static bool is_less_than_unit(const bm_known_name *known, const bm_place *place)
{
    if (place->kind != BM_PLACE_SETTLEMENT || place->population > least_town)
        return false;
    for (uint32_t i = 0; known && i < known->place_count; i++)
        if (known->places[i].own && known->places[i].place->kind >= BM_PLACE_REGION)
            return true;
    return false;
}

/* Whether a city has the name as its own: then it is hardly meant as another name of a city. */
static bool is_own_of_city(const bm_known_name *known)
{
    for (uint32_t i = 0; i < known->place_count; i++)
        if (known->places[i].own && known->places[i].place->kind == BM_PLACE_SETTLEMENT &&
            known->places[i].place->population >= 100000)
            return true;
    return false;
}

/* "Lake Svitiaz" is the lake of that name, not the village. */
static bool is_of_form(const bm_place *place)
{
    return place->kind == BM_PLACE_NATURAL || place->kind == BM_PLACE_DISTRICT ||
           place->kind == BM_PLACE_REGION;
}

/* The likeliest places of a known name. */
static bm_status take_known(bm_resolving *resolving, bm_ask *ask, const bm_known_name *known,
                            bm_error *error)
{
    bool form = ask->toponym->source == BM_TOPONYM_FORM;
    bm_choice choices[BM_CHOICES_MAX];
    uint32_t count = 0;
    bm_match match = ask->toponym->source == BM_TOPONYM_VARIANT     ? BM_MATCH_VARIANT
                     : ask->toponym->source == BM_TOPONYM_INFLECTED ? BM_MATCH_INFLECTED
                                                                    : BM_MATCH_EXACT;
    bool city = is_own_of_city(known);
    for (uint32_t i = 0; i < known->place_count; i++) {
        const bm_place *place = known->places[i].place;
        if (is_named_after(known, &known->places[i]) || (form && !is_of_form(place)))
            continue;
        float base = base_of(place, known->places[i].own);
        if (city && !known->places[i].own)
            base -= borrowed_name;
        if (is_less_than_unit(known, place))
            base -= less_than_unit;
        if (ask->outer && bm_resolve_is_inside(place, ask->outer))
            base += 20.0f;
        uint32_t at = count;
        while (at > 0 && choices[at - 1].base < base)
            at--;
        if (at == BM_CHOICES_MAX)
            continue;
        count += count < BM_CHOICES_MAX;
        memmove(&choices[at + 1], &choices[at], (count - 1 - at) * sizeof choices[0]);
        choices[at] = (bm_choice){.place = place,
                                  .match = place->kind >= BM_PLACE_DISTRICT ? BM_MATCH_AREA : match,
                                  .base = base};
    }
    if (count == 0)
        return BM_OK;
    ask->choices = bm_arena_array(resolving->reading->arena, count, sizeof *ask->choices);
    if (!ask->choices)
        return no_memory(error);
    memcpy(ask->choices, choices, count * sizeof *choices);
    ask->choice_count = count;
    return BM_OK;
}

/* What the gazetteer has without the class word, first or last, of a name by its form. */
static bm_status find_core(bm_resolving *resolving, const char *name, bm_known_name **known,
                           bm_error *error)
{
    bm_name_table *names = &resolving->toponyms->search->names;
    const char *first = strchr(name, ' ');
    const char *last = strrchr(name, ' ');
    *known = NULL;
    if (!first)
        return BM_OK;
    bm_status status =
        bm_name_table_find(names, first + 1, strlen(first + 1), BM_NAME_EXACT, known, error);
    char core[BM_NAME_TEXT_MAX];
    size_t length = (size_t)(last - name);
    if (!status && !*known && length < sizeof core) {
        memcpy(core, name, length);
        core[length] = '\0';
        status = bm_name_table_find(names, core, length, BM_NAME_EXACT, known, error);
    }
    return status;
}

static bm_status take_places(bm_resolving *resolving, bm_ask *ask, bm_error *error)
{
    const bm_toponym *toponym = ask->toponym;
    if (toponym->known)
        return take_known(resolving, ask, toponym->known, error);
    bm_known_name *core = NULL;
    bm_status status = BM_OK;
    if (toponym->source == BM_TOPONYM_FORM && !toponym->told)
        status = find_core(resolving, toponym->name, &core, error);
    return status || !core ? status : take_known(resolving, ask, core, error);
}

static bool is_hinted(const bm_toponym *toponym)
{
    return toponym->country || toponym->admin || toponym->near;
}

static bool is_ours(const bm_border *border, const bm_place *place)
{
    return border && (strcmp(place->country, bm_border_country(border, 0)) == 0 ||
                      strcmp(place->country, bm_border_country(border, 1)) == 0);
}

static bool may_be_ours(const bm_resolving *resolving, const bm_ask *ask)
{
    for (uint32_t i = 0; i < ask->choice_count; i++)
        if (is_ours(resolving->reading->reader->border, ask->choices[i].place))
            return true;
    return false;
}

/* Whether the report speaks of the border's countries, or of places that are only there. */
static bool is_tied(const bm_resolving *resolving)
{
    for (size_t i = 0; i < resolving->ask_count; i++) {
        const bm_ask *ask = &resolving->asks[i];
        if (ask->choice_count == 0 ||
            !is_ours(resolving->reading->reader->border, ask->choices[0].place))
            continue;
        const bm_place *best = ask->choices[0].place;
        if (best->kind >= BM_PLACE_REGION || ask->toponym->source != BM_TOPONYM_EXACT)
            return true;
        bool elsewhere = false;
        for (uint32_t k = 1; k < ask->choice_count; k++)
            elsewhere =
                elsewhere || !is_ours(resolving->reading->reader->border, ask->choices[k].place);
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
static void prefer_unit(const bm_border *border, bm_choice *choices, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_ours(border, choices[i].place) && choices[i].place->kind < BM_PLACE_REGION)
            return;
    for (size_t i = 0; i < count; i++)
        if (is_ours(border, choices[i].place))
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
        if (is_less_than_unit(ask->toponym->known, candidate->place))
            choices[i].base -= 2.0f * less_than_unit;
    }
    prefer_unit(resolving->reading->reader->border, choices, count);
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
        status = take_places(resolving, &resolving->asks[i], error);
    return status ? status : ask_geocoder(resolving, is_tied(resolving), error);
}
