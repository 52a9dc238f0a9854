/* Hints that nothing is known by as they are written: "Belaurs", "Donestk Obalst", "Krasnodar rai".
 * Understood as the nearest spelling of a country or unit, where there is only one. */
#include "geo/gazetteer/geocoder/hints_parts.h"
#include "geo/gazetteer/index/index.h"
#include "geo/gazetteer/words/country_code.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

/* A town that an oblast is named after, or likely meant by a misspelt hint. */
static const int64_t main_town_population = 100000;

static void tell(const char *text, const char *name, unsigned which, bm_hints *hints)
{
    hints->mended |= which;
    if (*hints->mended_note)
        return;
    char quoted[20];
    bm_utf8_escape(text, quoted, sizeof quoted);
    (void)snprintf(hints->mended_note, sizeof hints->mended_note, "'%s' is taken for ", quoted);
    size_t used = strlen(hints->mended_note);
    size_t length = bm_utf8_cut(name, sizeof hints->mended_note - used - 1);
    memcpy(hints->mended_note + used, name, length);
    hints->mended_note[used + length] = '\0';
}

typedef struct country_search {
    const bm_place *found;
    bool several;
} country_search;

static bool meet_country(const bm_place *place, const bm_edits *edits, const char *matched,
                         void *context)
{
    (void)edits;
    (void)matched;
    country_search *search = context;
    if (place->kind != BM_PLACE_COUNTRY || strlen(place->country) != 2)
        return true;
    if (search->found && strcmp(search->found->country, place->country) != 0)
        search->several = true;
    search->found = place;
    return !search->several;
}

bool bm_hints_mend_country(const bm_gazetteer *gazetteer, const char *text, bm_hints *hints)
{
    country_search search = {0};
    bm_gazetteer_lookup_fuzzy(gazetteer, text, 1, meet_country, &search);
    if (!search.found && bm_country_nearly(text, hints->country)) {
        tell(text, hints->country, BM_RELAXED_COUNTRY, hints);
        return true;
    }
    if (!search.found || search.several)
        return false;
    memcpy(hints->country, search.found->country, 3);
    tell(text, search.found->name, BM_RELAXED_COUNTRY, hints);
    return true;
}

typedef struct unit_search {
    bm_unit_gathering all;
    bool towns; /* main towns too */
} unit_search;

static bool meet_unit(const bm_place *place, const bm_edits *edits, const char *matched,
                      void *context)
{
    unit_search *search = context;
    (void)edits;
    if (place->kind == BM_PLACE_SETTLEMENT && place->population < main_town_population)
        return true;
    return bm_unit_gather(place, BM_MATCH_FUZZY, matched, &search->all);
}

/* Whether all that was met is one unit, or in one. */
static bool is_one_unit(const bm_unit_gathering *all)
{
    for (size_t i = 1; i < all->count; i++)
        if (strcmp(all->places[i]->country, all->places[0]->country) != 0 ||
            bm_unit_distance_km(all->places[i]->position, all->places[0]->position) > 100.0)
            return false;
    return all->count > 0;
}

/* The class word that a word of a hint misspells, or "". */
static const char *class_word_of(const char *word)
{
    static const char *const words[] = {"oblast",  "region", "krai",    "raion", "district",
                                        "voblast", "rayon",  "область", "район", "вобласць"};
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    char others[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    if (bm_fold_strict(word, keys) == 0 || strlen(keys[0]) < 3)
        return "";
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        bm_edits edits;
        if (bm_fold_strict(words[i], others) > 0 &&
            bm_edits_between(keys[0], strlen(keys[0]), others[0], strlen(others[0]), 1, &edits))
            return words[i];
    }
    return "";
}

/* "Donestk Obalst," with the class word as it should be, in `mended`; false when there is none. */
static bool mend_class_word(const char *text, char mended[BM_CLASS_TEXT_SIZE])
{
    char clean[BM_CLASS_TEXT_SIZE];
    size_t length = 0;
    for (; *text && length + 1 < sizeof clean; text++)
        clean[length++] = strchr(",;", *text) ? ' ' : *text;
    while (length > 0 && clean[length - 1] == ' ')
        length--;
    clean[length] = '\0';
    char *last = strrchr(clean, ' ');
    char *first = strchr(clean, ' ');
    if (!last)
        return false;
    const char *word = class_word_of(last + 1);
    if (*word) {
        *last = '\0';
        (void)snprintf(mended, BM_CLASS_TEXT_SIZE, "%.200s %s", clean, word);
        return true;
    }
    *first = '\0';
    word = class_word_of(clean);
    if (*word)
        (void)snprintf(mended, BM_CLASS_TEXT_SIZE, "%.200s %s", first + 1, word);
    return *word != '\0';
}

/* Oblasts one letter away, from a name or an adjective. Their adjectives are known with the word
 * for them: «Полтвська» is nearly «Полтавська область». */
static void search_regions(const bm_gazetteer *gazetteer, const char *core, unit_search *search)
{
    static const char *const words[] = {"", " область", " вобласць", " oblast"};
    for (size_t i = 0; i < sizeof words / sizeof *words && search->all.count == 0; i++) {
        char whole[BM_CLASS_TEXT_SIZE + 24];
        (void)snprintf(whole, sizeof whole, "%s%s", core, words[i]);
        bm_gazetteer_lookup_fuzzy(gazetteer, whole, 1, meet_unit, search);
    }
}

bool bm_hints_mend_region(const bm_gazetteer *gazetteer, const char *text, bm_hints *hints)
{
    bm_class_words parsed;
    bm_class_words_strip(text, &parsed);
    if (parsed.has_kind && parsed.kind != BM_PLACE_REGION)
        return false;
    unit_search search = {.all = {.regions = true, .country = hints->country}};
    search_regions(gazetteer, *parsed.core ? parsed.core : text, &search);
    if (!is_one_unit(&search.all))
        return false;
    for (size_t i = 0; i < search.all.count; i++)
        bm_hints_add_reading(hints, search.all.places[i], false);
    tell(text, search.all.places[0]->name, BM_RELAXED_ADMIN, hints);
    return true;
}

static bool mend_name(const bm_gazetteer *gazetteer, const char *text, bm_hints *hints)
{
    bm_class_words parsed;
    bm_class_words_strip(text, &parsed);
    bool region = parsed.has_kind && parsed.kind == BM_PLACE_REGION;
    bool district = parsed.has_kind && parsed.kind == BM_PLACE_DISTRICT;
    const char *core = *parsed.core ? parsed.core : text;
    unit_search search = {
        .all = {.regions = !district, .districts = district, .country = hints->country}};
    for (int way = 0; way < 4 && search.all.count == 0; way++) {
        search.all.settlements = way >= 2;
        if (way % 2 == 0)
            bm_gazetteer_lookup_slot(gazetteer, core, meet_unit, &search);
        else
            bm_gazetteer_lookup_fuzzy(gazetteer, core, 1, meet_unit, &search);
    }
    if (!is_one_unit(&search.all))
        return false;
    for (size_t i = 0; i < search.all.count; i++) {
        const bm_place *place = search.all.places[i];
        bm_hints_add_reading(hints, place,
                             place->kind == BM_PLACE_DISTRICT ||
                                 (place->kind == BM_PLACE_SETTLEMENT && district));
        if (place->kind == BM_PLACE_SETTLEMENT && !region && !district)
            bm_hints_add_reading(hints, place, true);
    }
    tell(text, search.all.places[0]->name, BM_RELAXED_ADMIN, hints);
    return true;
}

bool bm_hints_mend_admin(const bm_gazetteer *gazetteer, const char *text, bm_hints *hints)
{
    char mended[BM_CLASS_TEXT_SIZE];
    if (strlen(text) >= sizeof mended)
        return false;
    if (bm_hints_mend_region(gazetteer, text, hints))
        return true;
    if (mend_class_word(text, mended)) {
        if (bm_hints_admin(gazetteer, mended, true, hints) && !hints->admin_abroad) {
            tell(text, hints->admin[0].name, BM_RELAXED_ADMIN, hints);
            return true;
        }
        hints->admin_abroad = false;
        hints->admin_count = 0;
        return mend_name(gazetteer, mended, hints);
    }
    return mend_name(gazetteer, text, hints);
}
