/* The places that the gazetteer has by a name, and how likely each is before anything is read. */
#include "events/report/toponyms/resolve.h"

#include <math.h>
#include <string.h>

static const float country_base = 8.2f;
static const float region_base = 5.8f;
static const float district_base = 3.6f;
static const float thing_base = 3.6f;
/* How much less another name of a place counts. */
static const float other_name = 0.8f;
static const float borrowed_name = 1.5f;
static const float less_than_unit = 1.5f;
static const float inside_outer = 20.0f;
static const float as_nation = 3.0f;
static const float less_than_city = 3.0f;
static const int64_t least_town = 20000;
static const int64_t hamlet_people = 1000;
static const int64_t city_people = 100000;

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

float bm_resolve_less_than_unit(const bm_known_name *known, const bm_place *place)
{
    if (place->kind != BM_PLACE_SETTLEMENT || place->population > least_town)
        return 0.0f;
    for (uint32_t i = 0; known && i < known->place_count; i++) {
        const bm_place *unit = known->places[i].place;
        /* "Volyn" is what lists call Volynska Oblast. */
        if (unit->kind >= BM_PLACE_REGION &&
            (known->places[i].own || strcmp(unit->admin1, known->text) == 0))
            return less_than_unit;
    }
    return 0.0f;
}

bool bm_resolve_is_hamlet(const bm_place *place)
{
    return place->kind == BM_PLACE_SETTLEMENT && place->population < hamlet_people &&
           strncmp(place->feature_code, "PPLA", 4) != 0;
}

/* Cities abroad are called in Cyrillic by other names than their own. */
bool bm_resolve_is_of_city(const bm_known_name *known)
{
    for (uint32_t i = 0; known && i < known->place_count; i++) {
        const bm_place *place = known->places[i].place;
        bool cyrillic = (unsigned char)known->text[0] >= 0xD0;
        if (place->kind == BM_PLACE_SETTLEMENT && place->population >= city_people &&
            (known->places[i].own || cyrillic))
            return true;
    }
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
    bool of_city = bm_resolve_is_of_city(known);
    for (uint32_t i = 0; i < known->place_count; i++) {
        const bm_place *place = known->places[i].place;
        if (is_named_after(known, &known->places[i]) || (form && !is_of_form(place)))
            continue;
        float base = base_of(place, known->places[i].own);
        if (city && !known->places[i].own)
            base -= borrowed_name;
        base -= bm_resolve_less_than_unit(known, place);
        if (known->national && place->kind == BM_PLACE_COUNTRY)
            base += as_nation;
        if (of_city && bm_resolve_is_hamlet(place))
            base -= less_than_city;
        if (ask->outer && bm_resolve_is_inside(place, ask->outer))
            base += inside_outer;
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

bm_status bm_resolve_take_places(bm_resolving *resolving, bm_ask *ask, bm_error *error)
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
