#include "geo/gazetteer/geocoder/hints_parts.h"

#include "base/utf8.h"
#include "geo/gazetteer/index/index.h"
#include "geo/gazetteer/words/adjective.h"
#include "geo/gazetteer/words/country_code.h"

#include <string.h>

/* How far a unit reaches when only its main town is known. */
static const double district_radius_km = 35.0;
static const double region_radius_km = 120.0;
/* Towns of this size are often seats of a district. */
static const int64_t seat_population = 10000;
/* Of several towns of the hint's name, those that are smaller, and have less than this share of the
 * greatest's population, are not meant: a great Ivanovo is no reason to forget the seat of a
 * district. */
static const double minor_share = 0.2;

static bool keep_country(const bm_place *place, bm_match match, const char *matched, void *context)
{
    (void)match;
    (void)matched;
    const bm_place **found = context;
    if (place->kind == BM_PLACE_COUNTRY && *place->country)
        *found = place;
    return !*found;
}

/* Beginnings of adjectives, as exact keys; a case ending may follow. */
static const struct {
    const char *stem;
    const char *code;
} adjectives[] = {
    {"belarusian", "BY"}, {"belorussian", "BY"}, {"ukrainian", "UA"}, {"russian", "RU"},
    {"polish", "PL"},     {"белорусск", "BY"},   {"беларуск", "BY"},  {"білоруськ", "BY"},
    {"украинск", "UA"},   {"українськ", "UA"},   {"украінск", "UA"},  {"российск", "RU"},
    {"російськ", "RU"},   {"расійск", "RU"},     {"польск", "PL"},    {"польськ", "PL"},
};
enum { CASE_ENDING_BYTES = 6 };

static bool country_of_adjective(const char *text, char country[3])
{
    char key[BM_FOLD_KEY_SIZE];
    if (!bm_fold_exact(text, key))
        return false;
    for (size_t i = 0; i < sizeof adjectives / sizeof *adjectives; i++) {
        size_t length = strlen(adjectives[i].stem);
        bool latin = (unsigned char)adjectives[i].stem[0] < 0x80;
        if (strncmp(key, adjectives[i].stem, length) != 0 ||
            strlen(key) - length > (latin ? 0 : CASE_ENDING_BYTES))
            continue;
        memcpy(country, adjectives[i].code, 3);
        return true;
    }
    return false;
}

bool bm_hints_country(const bm_gazetteer *gazetteer, const char *text, char country[3])
{
    const bm_place *found = NULL;
    if (bm_country_code(text, country))
        return true;
    bm_gazetteer_lookup(gazetteer, text, keep_country, &found);
    if (!found)
        bm_gazetteer_lookup_use(gazetteer, text, BM_NAME_WORD, keep_country, &found);
    if (!found)
        return bm_country_known(text, country) || country_of_adjective(text, country);
    if (strlen(found->country) != 2)
        return false;
    memcpy(country, found->country, 3);
    return true;
}

/* Whether a place calls itself so: in Latin or its country's own script, or, when asked, in any
 * language of the region. Ivanovo is Іванава in Belarusian, which is no reason to forget Ivanava.
 */
static bool is_own_name(const bm_place *place, const char *name, bool any_language)
{
    const struct {
        const char *country;
        const char *name;
    } local[] = {{"BY", place->name_be}, {"UA", place->name_uk}, {"RU", place->name_ru}};
    for (size_t i = 0; i < sizeof local / sizeof *local; i++)
        if ((any_language || strcmp(place->country, local[i].country) == 0) &&
            strcmp(local[i].name, name) == 0)
            return true;
    return strcmp(place->name, name) == 0;
}

static bool is_cyrillic(const char *text)
{
    while (*text) {
        int32_t letter = bm_utf8_next(&text);
        if (letter >= 0x400 && letter < 0x530)
            return true;
    }
    return false;
}

bool bm_unit_gather(const bm_place *place, bm_match match, const char *matched, void *context)
{
    (void)match;
    bm_unit_gathering *all = context;
    bool wanted = (place->kind == BM_PLACE_REGION && all->regions) ||
                  (place->kind == BM_PLACE_DISTRICT && all->districts) ||
                  (place->kind == BM_PLACE_SETTLEMENT && all->settlements);
    if (!wanted || (*all->country && *place->country && strcmp(place->country, all->country) != 0))
        return true;
    for (size_t i = 0; i < all->count; i++)
        if (all->places[i] == place)
            return true;
    bool own = place->kind != BM_PLACE_SETTLEMENT || is_own_name(place, matched, all->any_language);
    size_t at = all->count;
    while (at > 0 &&
           (own != all->own[at - 1] ? own : all->places[at - 1]->population < place->population))
        at--;
    if (at == BM_HINT_READINGS_MAX)
        return true;
    if (all->count < BM_HINT_READINGS_MAX)
        all->count++;
    for (size_t i = all->count - 1; i > at; i--) {
        all->places[i] = all->places[i - 1];
        all->own[i] = all->own[i - 1];
    }
    all->places[at] = place;
    all->own[at] = own;
    return true;
}

/* Whether a town is too small to be a seat; of many the population is not known. */
static bool is_small(const bm_place *place)
{
    bool town = place->population >= seat_population ||
                (place->population == 0 && place->rank > 0 && place->rank < BM_VILLAGE_RANK);
    return !town;
}

static void drop_minor(bm_unit_gathering *all)
{
    /* Elche is Yelsk in some list. */
    while (all->count > 1 && all->own[0] && !all->own[all->count - 1])
        all->count--;
    while (all->count > 1 && is_small(all->places[all->count - 1]) &&
           (double)all->places[all->count - 1]->population <
               minor_share * (double)all->places[0]->population)
        all->count--;
}

typedef struct stem_search {
    const bm_gazetteer *gazetteer;
    bm_unit_gathering *all;
} stem_search;

static void gather_stem(const char *key, void *context)
{
    const stem_search *search = context;
    search->all->any_language = true;
    bm_gazetteer_lookup_key(search->gazetteer, key, bm_unit_gather, search->all);
}

void bm_hints_add_reading(bm_hints *hints, const bm_place *place, bool district)
{
    if (hints->admin_count == BM_HINT_READINGS_MAX)
        return;
    double radius_km = place->radius_km;
    if (radius_km <= 0.0)
        radius_km = district ? district_radius_km : region_radius_km;
    hints->admin[hints->admin_count++] = (bm_admin_reading){
        .country = place->country,
        .admin1 = place->admin1,
        .admin2 = district ? place->admin2 : "",
        .name = place->name,
        .place = place,
        .radius_km = radius_km,
        .former = district && place->kind == BM_PLACE_SETTLEMENT &&
                  (!*place->admin2 || !bm_unit_is_called(place->admin2, place->name)),
    };
}

/* What an admin hint may be read as. */
typedef enum reading_scope {
    UNITS,       /* units that the gazetteer has */
    NAMED_UNITS, /* and, when a class word says so, those it does not have, by their towns */
    ANY_TOWN     /* or by any town */
} reading_scope;

static bool read_admin(const bm_gazetteer *gazetteer, const char *text, reading_scope scope,
                       const char *country, bm_hints *hints)
{
    bm_class_words parsed;
    bm_class_words_strip(text, &parsed);
    bool region = parsed.has_kind && parsed.kind == BM_PLACE_REGION;
    bool district = parsed.has_kind && parsed.kind == BM_PLACE_DISTRICT;
    const char *core = *parsed.core ? parsed.core : text;
    bm_unit_gathering all = {
        .regions = true, .districts = true, .any_language = is_cyrillic(core), .country = country};
    bm_gazetteer_lookup(gazetteer, text, bm_unit_gather, &all);
    all.regions = !district;
    all.districts = !region;
    if (all.count == 0 && parsed.stripped)
        bm_gazetteer_lookup(gazetteer, core, bm_unit_gather, &all);
    if (all.count == 0)
        bm_gazetteer_lookup_use(gazetteer, core, BM_NAME_WORD, bm_unit_gather, &all);
    if (all.count > 0) {
        for (size_t i = 0; i < all.count; i++)
            bm_hints_add_reading(hints, all.places[i], all.places[i]->kind == BM_PLACE_DISTRICT);
        return true;
    }
    if (scope == UNITS || (scope == NAMED_UNITS && !region && !district))
        return false;
    all.settlements = true;
    bm_gazetteer_lookup(gazetteer, core, bm_unit_gather, &all);
    if (all.count == 0 || region || district) {
        stem_search search = {gazetteer, &all};
        bm_adjective_stems(core, gather_stem, &search);
    }
    drop_minor(&all);
    for (size_t i = 0; i < all.count; i++) {
        if (!district)
            bm_hints_add_reading(hints, all.places[i], false);
        if (!region)
            bm_hints_add_reading(hints, all.places[i], true);
    }
    return all.count > 0;
}

/* Whether no unit would be called after any of the places. */
static bool is_minor(const bm_hints *hints)
{
    for (size_t i = 0; i < hints->admin_count; i++) {
        const bm_place *place = hints->admin[i].place;
        if (place->kind != BM_PLACE_SETTLEMENT || place->population >= seat_population ||
            strncmp(place->feature_code, "PPLA", 4) == 0)
            return false;
    }
    return true;
}

bool bm_hints_admin(const bm_gazetteer *gazetteer, const char *text, bool strict, bm_hints *hints)
{
    text = bm_class_words_after_article(text);
    reading_scope scope = strict ? NAMED_UNITS : ANY_TOWN;
    size_t before = hints->admin_count;
    if (read_admin(gazetteer, text, scope, hints->country, hints)) {
        /* A misspelt oblast is often the name of some village. */
        if (!strict && before == 0 && is_minor(hints)) {
            bm_hints kept = *hints;
            hints->admin_count = 0;
            if (!bm_hints_mend_region(gazetteer, text, hints))
                *hints = kept;
        }
        return true;
    }
    /* Tables disagree about whose a region is, but a town abroad is just another town. */
    hints->admin_abroad = *hints->country && read_admin(gazetteer, text, UNITS, "", hints);
    return hints->admin_abroad;
}

bool bm_hints_near(const bm_gazetteer *gazetteer, const char *text, bm_hints *hints)
{
    text = bm_class_words_after_article(text);
    bm_class_words parsed;
    bm_class_words_strip(text, &parsed);
    bm_unit_gathering all = {.settlements = true,
                             .regions = true,
                             .districts = true,
                             .any_language = true,
                             .country = ""};
    bm_gazetteer_lookup(gazetteer, text, bm_unit_gather, &all);
    if (all.count == 0 && parsed.stripped)
        bm_gazetteer_lookup(gazetteer, parsed.core, bm_unit_gather, &all);
    drop_minor(&all);
    hints->near_count = all.count;
    for (size_t i = 0; i < all.count; i++)
        hints->near[i] = all.places[i];
    return all.count > 0;
}

/* "in", "the" and the like are no country codes. */
static bool is_short_word(const char *part)
{
    return strlen(part) <= 3 && part[0] != '\0' && part[1] >= 'a' && part[1] <= 'z';
}

static bool is_code(const char *part)
{
    size_t length = strspn(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return length >= 2 && length <= 3 && !part[length];
}

static bool gather_namesakes(const bm_place *place, bm_match match, const char *matched,
                             void *context)
{
    return match == BM_MATCH_EXACT ? bm_unit_gather(place, match, matched, context) : true;
}

/* "IL" is Illinois and Israel, and Georgia is two: the place decides which is meant. */
static bool add_unit_or_country(const bm_gazetteer *gazetteer, const char *part, bm_hints *hints)
{
    char country[3] = "";
    bool code = is_code(part);
    if (*hints->country || (!code && !bm_hints_country(gazetteer, part, country)))
        return false;
    bm_unit_gathering all = {.regions = true, .country = ""};
    if (code)
        bm_gazetteer_lookup_use(gazetteer, part, BM_NAME_WORD, gather_namesakes, &all);
    else
        bm_gazetteer_lookup(gazetteer, part, gather_namesakes, &all);
    if (all.count == 0)
        return false;
    for (size_t i = 0; i < all.count; i++)
        bm_hints_add_reading(hints, all.places[i], false);
    if (code)
        (void)bm_country_code(part, country);
    const bm_place *place = *country ? bm_gazetteer_find_id(gazetteer, country) : NULL;
    if (place && place->kind == BM_PLACE_COUNTRY)
        bm_hints_add_reading(hints, place, false);
    return true;
}

bool bm_hints_is_unit_abroad(const bm_gazetteer *gazetteer, const char *text, const char *country)
{
    bm_unit_gathering all = {.regions = true, .country = ""};
    bm_gazetteer_lookup(gazetteer, text, gather_namesakes, &all);
    bm_gazetteer_lookup_use(gazetteer, text, BM_NAME_WORD, gather_namesakes, &all);
    for (size_t i = 0; i < all.count; i++)
        if (strcmp(all.places[i]->country, country) == 0)
            return false;
    return all.count > 0;
}

void bm_hints_part(const bm_gazetteer *gazetteer, const char *part, bm_hints *hints)
{
    bm_class_words parsed;
    part = bm_class_words_after_article(part);
    bm_class_words_strip(part, &parsed);
    if (parsed.near && bm_hints_near(gazetteer, parsed.core, hints))
        return;
    if (add_unit_or_country(gazetteer, part, hints))
        return;
    if (!*hints->country && !is_short_word(part) &&
        bm_hints_country(gazetteer, part, hints->country))
        return;
    if (bm_hints_admin(gazetteer, part, true, hints))
        return;
    if (bm_hints_near(gazetteer, part, hints))
        return;
    if (!*hints->unknown) {
        size_t length = bm_utf8_cut(part, sizeof hints->unknown - 1);
        memcpy(hints->unknown, part, length);
        hints->unknown[length] = '\0';
    }
}
