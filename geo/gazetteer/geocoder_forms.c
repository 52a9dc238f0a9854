/* What else a name may be: an alias, a case form, a spelling with other vowels, a typing error. */
#include "geo/gazetteer/fuzzy.h"
#include "geo/gazetteer/geocoder_parts.h"
#include "geo/gazetteer/index.h"
#include "geo/gazetteer/inflect.h"

#include <string.h>

/* Endings of strict keys that a great many names have: they tell nothing of which it is. */
static size_t ending_length(const char *key)
{
    static const char *const endings[] = {
        "ivka", "ovka", "evka", "avka", "enka", "inka", "anka",  "ivske", "ovske", "ovsk",
        "evsk", "ivsk", "nske", "ske",  "ski",  "skoe", "ova",   "ove",   "ovo",   "eve",
        "evo",  "ino",  "ine",  "ina",  "iHi",  "iHe",  "oviHi", "enki",  "inki",  "ki"};
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

/* Without context only a place of the border's own countries is near enough, and only when no other
 * is spelt so. */
static bool is_supported(const bm_gathering *all)
{
    if (has_context(all->context))
        return true;
    const bm_ranked *best = &all->ranked[0];
    const bm_border *border = all->context->geocoder->border;
    if (!border || (strcmp(best->place->country, bm_border_country(border, 0)) != 0 &&
                    strcmp(best->place->country, bm_border_country(border, 1)) != 0))
        return false;
    for (size_t i = 1; i < all->count; i++)
        if (bm_is_elsewhere(best->place, all->ranked[i].place))
            return false;
    return true;
}

/* What is only nearly called so is no candidate against the hints, nor without support. */
static void drop_doubtful(bm_gathering *all, bool supported)
{
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->ranked[i].level < BM_LEVEL_VOWELS ||
            (supported && all->ranked[i].contradiction != BM_CONTRADICTION_FULL))
            all->ranked[kept++] = all->ranked[i];
    all->total -= all->count - kept;
    all->count = kept;
}

void bm_gather_forms(const bm_geocoder *geocoder, bm_gathering *all)
{
    const bm_gazetteer *gazetteer = geocoder->gazetteer;
    bm_score_context *context = all->context;
    all->later = true;
    context->level = BM_LEVEL_ALIAS;
    gather_aliases(geocoder, all);
    if (bm_gathering_will_do(all))
        return;
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

typedef struct suggesting {
    bm_score_context *context;
    bm_location *location;
    double sums[BM_SUGGESTIONS_MAX];
} suggesting;

static bool suggest(const bm_place *place, const bm_edits *edits, const char *matched,
                    void *context)
{
    suggesting *all = context;
    bm_location *location = all->location;
    bm_terms terms;
    all->context->edits = *edits;
    double sum = bm_score_place(all->context, place, BM_MATCH_FUZZY, matched, &terms);
    size_t at = location->suggestion_count;
    for (size_t i = 0; i < location->suggestion_count; i++) {
        if (strcmp(location->suggestions[i]->name, place->name) != 0)
            continue;
        if (all->sums[i] >= sum)
            return true;
        /* The better one of a name takes its place. */
        at = i;
        location->suggestion_count--;
        for (size_t k = i; k < location->suggestion_count; k++) {
            location->suggestions[k] = location->suggestions[k + 1];
            all->sums[k] = all->sums[k + 1];
        }
        break;
    }
    for (at = location->suggestion_count; at > 0 && all->sums[at - 1] < sum; at--)
        ;
    if (at == BM_SUGGESTIONS_MAX)
        return true;
    if (location->suggestion_count < BM_SUGGESTIONS_MAX)
        location->suggestion_count++;
    for (size_t k = location->suggestion_count - 1; k > at; k--) {
        location->suggestions[k] = location->suggestions[k - 1];
        all->sums[k] = all->sums[k - 1];
    }
    location->suggestions[at] = place;
    all->sums[at] = sum;
    return true;
}

void bm_suggest(const bm_geocoder *geocoder, bm_gathering *all, bm_location *location)
{
    suggesting made = {.context = all->context, .location = location};
    if (!*all->name || all->count > 0)
        return;
    all->context->level = BM_LEVEL_FUZZY;
    bm_gazetteer_lookup_fuzzy(geocoder->gazetteer, all->name, edits_allowed(all->name), suggest,
                              &made);
}
