/* From the text of a query to its candidates. */
#include "geo/gazetteer/geocoder_parts.h"
#include "geo/gazetteer/index.h"

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
                                  .core = all->context->core,
                                  .contradiction = terms.contradiction,
                                  .contradicted = terms.contradicted};
    return true;
}

/* An area of which the admin hint knows only an adjective or a stem: "Брестская область". */
static void gather_admin(const bm_gazetteer *gazetteer, const char *name, bm_gathering *all)
{
    bm_hints hints = {0};
    memcpy(hints.country, all->context->hints->country, sizeof hints.country);
    if (!bm_hints_admin(gazetteer, name, false, &hints))
        return;
    for (size_t i = 0; i < hints.admin_count; i++) {
        const bm_place *place = hints.admin[i].place;
        all->later = true;
        bm_gather(place, BM_MATCH_VARIANT, place->name, all);
    }
}

static const char separators[] = ",;()[]";

/* The parts of "Kopani (Stolin district), Belarus": the name, then hints. Returns false when there
 * is only one part. */
static bool split_parts(const bm_gazetteer *gazetteer, const char *text, char *name, size_t size,
                        bm_hints *hints)
{
    bool first = true;
    bool more = false;
    while (*text) {
        size_t length = strcspn(text, separators);
        const char *start = text;
        const char *end = text + length;
        while (start < end && *start == ' ')
            start++;
        while (end > start && end[-1] == ' ')
            end--;
        char part[BM_CLASS_TEXT_SIZE];
        if (end > start && (size_t)(end - start) < sizeof part && (size_t)(end - start) < size) {
            memcpy(part, start, (size_t)(end - start));
            part[end - start] = '\0';
            if (first)
                memcpy(name, part, (size_t)(end - start) + 1);
            else {
                bm_hints_part(gazetteer, part, hints);
                more = true;
            }
            first = false;
        }
        text += length + (text[length] != '\0');
    }
    return more;
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
    const char *bare = name;
    /* Class words stand beside a name. */
    if (strpbrk(name, " \t\n")) {
        bm_class_words_strip(name, &parsed);
        bare = bm_class_words_after_article(name);
    }
    context->has_kind = parsed.has_kind;
    if (parsed.has_kind)
        context->kind = parsed.kind;
    bool area = parsed.has_kind && parsed.kind >= BM_PLACE_DISTRICT;
    context->core = all->later = false;
    bm_gazetteer_lookup(gazetteer, name, bm_gather, all);
    if (bare != name && all->count == 0) {
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
        if (all->count == 0)
            gather_admin(gazetteer, name, all);
    } else if (!all->whole) {
        bm_gazetteer_lookup(gazetteer, parsed.core, bm_gather, all);
    }
}

void bm_gather_query(const bm_geocoder *geocoder, const char *name, bm_gathering *all)
{
    all->context->level = BM_LEVEL_NAME;
    gather_name(geocoder->gazetteer, name, all);
    if (all->count > 0 || strlen(name) >= BM_CLASS_TEXT_SIZE || !strpbrk(name, separators))
        return;
    char first[BM_CLASS_TEXT_SIZE] = "";
    all->own = *all->context->hints;
    if (!split_parts(geocoder->gazetteer, name, first, sizeof first, &all->own))
        return;
    all->context->hints = &all->own;
    gather_name(geocoder->gazetteer, first, all);
}
