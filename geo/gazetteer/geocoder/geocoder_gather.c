/* From the text of a query to its candidates. */
#include "geo/gazetteer/geocoder/geocoder_parts.h"
#include "geo/gazetteer/index/index.h"
#include "geo/gazetteer/keys/slot.h"

#include <string.h>

bool bm_gather(const bm_place *place, bm_match match, const char *matched, void *context)
{
    bm_gathering *all = context;
    if (all->areas_only && !bm_is_area(place))
        return true;
    if (all->later)
        for (size_t i = 0; i < all->count; i++)
            if (all->ranked[i].place == place)
                return true;
    if (all->form && *all->form->country && *place->country &&
        strcmp(all->form->country, place->country) != 0)
        return true;
    /* The letters are the alias's, not those that were asked. */
    if (all->form && match == BM_MATCH_EXACT)
        match = BM_MATCH_VARIANT;
    all->total++;
    bm_terms terms;
    double sum = bm_score_place(all->context, place, match, matched, &terms);
    if (!all->later && !bm_is_area(place) && terms.contradiction != BM_CONTRADICTION_FULL)
        all->whole = true;
    size_t at = all->count;
    /* Equals stay in the order of the gazetteer. */
    while (at > 0 && all->ranked[at - 1].sum < sum)
        at--;
    if (at == BM_CANDIDATES_MAX)
        return true;
    if (all->count < BM_CANDIDATES_MAX)
        all->count++;
    memmove(&all->ranked[at + 1], &all->ranked[at], (all->count - 1 - at) * sizeof all->ranked[0]);
    all->ranked[at] = (bm_ranked){.place = place,
                                  .matched = matched,
                                  .sum = sum,
                                  .match = match,
                                  .level = all->context->level,
                                  .edits = all->context->edits,
                                  .core = all->context->core,
                                  .contradiction = terms.contradiction,
                                  .contradicted = terms.contradicted};
    return true;
}

/* The country that the hints are about; "" when they name none or several. */
static const char *country_of_hints(const bm_hints *hints)
{
    if (*hints->country || hints->admin_count == 0)
        return hints->country;
    for (size_t i = 1; i < hints->admin_count; i++)
        if (strcmp(hints->admin[i].country, hints->admin[0].country) != 0)
            return "";
    return strlen(hints->admin[0].country) == 2 ? hints->admin[0].country : "";
}

/* An area of which the admin hint knows only an adjective or a stem: "Брестская область". */
static void gather_admin(const bm_gazetteer *gazetteer, const char *name, bm_gathering *all)
{
    bm_hints hints = {0};
    const char *country = country_of_hints(all->context->hints);
    memcpy(hints.country, country, strlen(country) + 1);
    if (!bm_hints_admin(gazetteer, name, false, &hints))
        return;
    for (size_t i = 0; i < hints.admin_count; i++) {
        const bm_place *place = hints.admin[i].place;
        all->later = true;
        bm_gather(place, BM_MATCH_VARIANT, place->name, all);
    }
}

/* The longest filler word has six bytes. */
static bool is_filler(const char *name)
{
    return strlen(name) <= 6 && bm_class_words_is_filler(name);
}

/* Everything the name may mean, as a whole and without class words. */
static void gather_name(const bm_gazetteer *gazetteer, const char *name, bm_gathering *all)
{
    bm_score_context *context = all->context;
    if (is_filler(name))
        return;
    bm_class_words parsed;
    parsed.stripped = parsed.has_kind = false;
    /* Class words stand beside a name. */
    if (strpbrk(name, " \t\n."))
        bm_class_words_strip(name, &parsed);
    context->has_kind = parsed.has_kind;
    if (parsed.has_kind)
        context->kind = parsed.kind;
    bool area = parsed.has_kind && parsed.kind >= BM_PLACE_DISTRICT;
    const char *core = parsed.stripped ? parsed.core : name;
    if (strlen(core) < sizeof all->name)
        memcpy(all->name, core, strlen(core) + 1);
    context->core = all->later = false;
    bm_gazetteer_lookup(gazetteer, name, bm_gather, all);
    const char *bare =
        all->count == 0 && parsed.stripped ? bm_class_words_after_article(name) : name;
    if (bare != name) {
        name = bare;
        bm_gazetteer_lookup(gazetteer, name, bm_gather, all);
    }
    if (!parsed.stripped)
        return;
    context->core = all->later = true;
    if (area) {
        all->areas_only = true;
        if (all->count == 0)
            gather_admin(gazetteer, name, all);
        all->areas_only = false;
        /* A district elsewhere is no reason to forget the one about the town that is hinted at. */
        if (!bm_gathering_will_do(all))
            gather_admin(gazetteer, name, all);
    } else if (!all->whole) {
        bm_gazetteer_lookup(gazetteer, parsed.core, bm_gather, all);
    }
}

/* A crossing, airfield or station is mostly called by a town, with a class word and in whichever
 * spelling: of those about the towns of the name, the ones that are called so. */
static void gather_of_kind(const bm_gazetteer *gazetteer, bm_gathering *all)
{
    enum { TOWNS_MAX = 3, NEARBY_MAX = 96 };
    bm_score_context *context = all->context;
    bm_lonlat towns[TOWNS_MAX];
    size_t town_count = 0;
    char asked[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t asked_count = bm_fold_strict(all->name, asked);
    for (size_t i = 0; i < all->count; i++) {
        if (all->ranked[i].place->kind == context->kind)
            return;
        if (town_count < TOWNS_MAX)
            towns[town_count++] = all->ranked[i].place->position;
    }
    context->core = all->later = true;
    context->level = BM_LEVEL_VOWELS;
    for (size_t i = 0; i < town_count; i++) {
        bm_nearby nearby[NEARBY_MAX];
        size_t count =
            bm_gazetteer_nearest(gazetteer, towns[i], BM_OUTSKIRTS_KM, nearby, NEARBY_MAX);
        for (size_t k = 0; k < count; k++) {
            bm_class_words parsed;
            const bm_place *place = nearby[k].place;
            if (place->kind != context->kind)
                continue;
            bm_class_words_strip(place->name, &parsed);
            if (bm_slot_is_shared(asked, asked_count, parsed.stripped ? parsed.core : place->name))
                bm_gather(place, BM_MATCH_VARIANT, place->name, all);
        }
    }
    context->level = BM_LEVEL_NAME;
}

bool bm_gathering_will_do(const bm_gathering *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->ranked[i].contradiction != BM_CONTRADICTION_FULL)
            return true;
    return false;
}

/* Whether a place is called so that no hint speaks against. */
static bool is_agreed(const bm_gathering *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->ranked[i].contradiction == BM_CONTRADICTION_NONE)
            return true;
    return false;
}

void bm_gather_query(const bm_geocoder *geocoder, const char *name, bm_gathering *all)
{
    const bm_gazetteer *gazetteer = geocoder->gazetteer;
    all->context->level = BM_LEVEL_NAME;
    all->form = NULL;
    all->name[0] = all->alias_note[0] = '\0';
    gather_name(gazetteer, name, all);
    char first[BM_CLASS_TEXT_SIZE];
    if (all->count == 0) {
        all->own = *all->context->hints;
        if (bm_query_text_read(gazetteer, name, first, &all->own)) {
            all->context->hints = &all->own;
            gather_name(gazetteer, first, all);
        }
    }
    bool area = all->context->has_kind && all->context->kind >= BM_PLACE_DISTRICT;
    if (all->count > 0 && bm_score_lacks_kind(all->context, all->ranked[0].place))
        gather_of_kind(gazetteer, all);
    if (*all->name && !area && !is_agreed(all))
        bm_gather_forms(geocoder, all);
}
