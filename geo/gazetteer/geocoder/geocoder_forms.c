/* What else a name may be: an alias, a case form, a spelling with other vowels, a typing error. */
#include "geo/gazetteer/geocoder/geocoder_parts.h"
#include "geo/gazetteer/index/index.h"
#include "geo/gazetteer/keys/fuzzy.h"
#include "geo/gazetteer/keys/skeleton.h"
#include "geo/gazetteer/words/inflect.h"

#include <string.h>

/* Endings of strict keys that a great many names have: they tell nothing of which it is. */
static size_t ending_length(const char *key)
{
    static const char *const endings[] = {
        "ivka", "ovka", "evka", "avka", "enka", "inka", "anka",  "ivske", "ovske", "ovsk",
        "evsk", "ivsk", "nske", "ske",  "ski",  "skoe", "ova",   "ove",   "ovo",   "eve",
        "evo",  "ino",  "ine",  "ina",  "iHi",  "iHe",  "oviHi", "enki",  "inki"};
    size_t length = strlen(key);
    size_t longest = 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i]);
        if (size > longest && size < length && strcmp(key + length - size, endings[i]) == 0)
            longest = size;
    }
    return longest;
}

/* How many edits a name may have: for a second, what is beside its ending must be long enough. */
static unsigned edits_allowed(const char *name)
{
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t count = bm_fold_strict(name, keys);
    unsigned most = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned whole = bm_fuzzy_edits(keys[i]);
        keys[i][strlen(keys[i]) - ending_length(keys[i])] = '\0';
        unsigned stem = bm_fuzzy_edits(keys[i]);
        unsigned edits = stem < whole && whole > 1 ? whole - 1 : whole;
        most = edits > most ? edits : most;
    }
    return most;
}

static void gather_aliases(const bm_geocoder *geocoder, bm_gathering *all)
{
    bm_alias_form forms[BM_ALIAS_FORMS_MAX];
    size_t count = bm_aliases_expand(geocoder->aliases, all->name, forms, BM_ALIAS_FORMS_MAX);
    for (size_t i = 0; i < count && !bm_gathering_will_do(all); i++) {
        all->form = &forms[i];
        bm_gazetteer_lookup(geocoder->gazetteer, forms[i].name, bm_gather, all);
        if (bm_gathering_will_do(all)) {
            memcpy(all->alias_note, forms[i].note, sizeof all->alias_note);
            all->context->alias_note = all->alias_note;
        }
    }
    all->form = NULL;
}

static bool gather_near(const bm_place *place, const bm_edits *edits, const char *matched,
                        void *context)
{
    bm_gathering *all = context;
    if (!edits)
        return bm_gather(place, BM_MATCH_VARIANT, matched, all);
    if (edits->count == 0)
        return true;
    all->context->edits = *edits;
    return bm_gather(place, BM_MATCH_FUZZY, matched, all);
}

static bool has_context(const bm_score_context *context)
{
    const bm_hints *hints = context->hints;
    return *hints->country || hints->admin_count > 0 || hints->near_count > 0 ||
           context->around_count > 0;
}

/* A town of this size is likelier misspelt than a village is rightly spelt and not known. */
static const int64_t known_population = 10000;

/* Whether a name is of the sound of the place's main ones. Lists have others that say little when a
 * letter is wrong: old names, and transcriptions from scripts without vowels. */
static bool is_of_main_sound(const bm_place *place, const char *matched)
{
    const char *const names[] = {place->name, place->name_be, place->name_uk, place->name_ru};
    char bones[BM_FOLD_KEY_SIZE];
    bm_name_skeleton(matched, bones);
    size_t length = strlen(bones);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char other[BM_FOLD_KEY_SIZE];
        bm_edits edits;
        bm_name_skeleton(names[i], other);
        size_t size = strlen(other);
        if (strcmp(bones, other) == 0 ||
            (length > 2 && size > 2 && bm_edits_between(bones, length, other, size, 1, &edits)))
            return true;
    }
    return false;
}

/* Two other consonants make another name, unless something says where it is. */
static bool is_another_name(const bm_ranked *one)
{
    return one->edits.count > 1 && !one->edits.vowels_only && !one->edits.blanks_only;
}

/* Without context only a place of the border's own countries is near enough, and only when no other
 * is spelt so, unless it is a known town and the others are less. */
static bool is_supported(const bm_gathering *all)
{
    if (has_context(all->context))
        return true;
    const bm_ranked *best = &all->ranked[0];
    const bm_border *border = all->context->geocoder->border;
    if (!border ||
        (strcmp(best->place->country, bm_border_country(border, 0)) != 0 &&
         strcmp(best->place->country, bm_border_country(border, 1)) != 0) ||
        !is_of_main_sound(best->place, best->matched) || is_another_name(best))
        return false;
    bool known =
        best->place->kind == BM_PLACE_SETTLEMENT && best->place->population >= known_population;
    for (size_t i = 1; i < all->count; i++)
        if (bm_is_elsewhere(best->place, all->ranked[i].place) &&
            !(known && all->ranked[i].sum < best->sum - BM_MARGIN_MIN))
            return false;
    return true;
}

static void suggest(bm_gathering *all, const bm_place *place)
{
    for (size_t i = 0; i < all->suggestion_count; i++)
        if (strcmp(all->suggestions[i]->name, place->name) == 0)
            return;
    if (all->suggestion_count < BM_SUGGESTIONS_MAX)
        all->suggestions[all->suggestion_count++] = place;
}

/* Whether a settlement is called just so, but in another country than the hint's, which is the only
 * hint: it may be wrong. */
static bool is_elsewhere_only(const bm_gathering *all)
{
    const bm_score_context *context = all->context;
    const bm_hints *hints = context->hints;
    if (hints->admin_count > 0 || hints->near_count > 0 || context->around_count > 0)
        return false;
    for (size_t i = 0; i < all->count; i++)
        if (all->ranked[i].level == BM_LEVEL_NAME &&
            all->ranked[i].place->kind == BM_PLACE_SETTLEMENT)
            return true;
    return false;
}

/* What is only nearly called so is no candidate against the hints, nor without support, nor by a
 * former or foreign name when a place of just that name is abroad; it is offered. */
static void drop_doubtful(bm_gathering *all, bool supported)
{
    size_t kept = 0;
    bool abroad = is_elsewhere_only(all);
    for (size_t i = 0; i < all->count; i++) {
        const bm_ranked *one = &all->ranked[i];
        if (one->level < BM_LEVEL_VOWELS ||
            (supported && one->contradiction != BM_CONTRADICTION_FULL &&
             (!abroad || is_of_main_sound(one->place, one->matched))))
            all->ranked[kept++] = *one;
        else
            suggest(all, one->place);
    }
    all->total -= all->count - kept;
    all->count = kept;
}

void bm_gather_forms(const bm_geocoder *geocoder, bm_gathering *all)
{
    const bm_gazetteer *gazetteer = geocoder->gazetteer;
    bm_score_context *context = all->context;
    all->later = true;
    context->level = BM_LEVEL_ALIAS;
    /* «В Луганську» is no Luhanske in the oblast next door: case forms are looked for also where a
     * hint half speaks against what is called so. */
    if (!bm_gathering_will_do(all)) {
        gather_aliases(geocoder, all);
        if (bm_gathering_will_do(all))
            return;
    }
    context->level = BM_LEVEL_INFLECTED;
    bm_gazetteer_lookup_inflected(gazetteer, all->name, bm_gather, all);
    if (bm_gathering_will_do(all))
        return;
    if (has_context(context)) {
        context->level = BM_LEVEL_VOWELS;
        bm_gazetteer_lookup_slot(gazetteer, all->name, gather_near, all);
        drop_doubtful(all, true);
        if (bm_gathering_will_do(all))
            return;
    }
    context->level = BM_LEVEL_FUZZY;
    bm_gazetteer_lookup_fuzzy(gazetteer, all->name, edits_allowed(all->name), gather_near, all);
    drop_doubtful(all, all->count > 0 && is_supported(all));
}
