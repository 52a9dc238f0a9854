/* Which names of a sentence say where others are. A wrong hint is worse than none: the geocoder
 * follows one that fits. */
#include "events/report/toponyms/hints.h"

#include "events/report/toponyms/cyrillic.h"
#include "events/report/toponyms/judge.h"

#include <stdio.h>
#include <string.h>

/* Of a unit and a smaller town of one name, the unit is meant. */
static const int64_t minor_population = 20000;
/* A name that this many people live by needs no explanation. */
static const int64_t known_population = 100000;

static bool is_country(bm_context *context, const bm_toponym *name)
{
    const bm_name_facts *facts = bm_context_facts(context->reading, name->name);
    return facts && facts->country;
}

bm_status bm_hints_find(bm_context *context, size_t toponym, bm_error *error)
{
    if (is_country(context, &context->toponyms->items[toponym]))
        return BM_OK;
    bm_status status = bm_hints_before(context, toponym, error);
    if (!status)
        status = bm_hints_after(context, toponym, error);
    return status;
}

/* The word for a unit at the end of a name or after it; NULL when there is none. */
static const bm_phrase *unit_word_of(const bm_context *context, const bm_toponym *name,
                                     bool *within)
{
    uint32_t end = name->first + name->count;
    const bm_phrase *unit = NULL;
    *within = false;
    if (name->count > 1 && (unit = bm_context_from(context, end - 1, BM_SECTION_KIND_UNIT)))
        *within = true;
    else if (bm_context_joined(context, end) &&
             !(bm_context_word(context, end - 1)->flags & BM_WORD_POSSESSIVE))
        unit = bm_context_from(context, end, BM_SECTION_KIND_UNIT);
    return unit;
}

static bm_container container_of_unit(const char *value)
{
    if (strcmp(value, "region") == 0)
        return BM_CONTAINER_REGION;
    return strcmp(value, "district") == 0 ? BM_CONTAINER_DISTRICT : BM_CONTAINER_NONE;
}

/* «Київській, Вінницькій та Львівській областях»: the first two are no unit by their words, and lie
 * in none of the others. */
static bool shares_unit_word(const bm_context *context, const bm_toponym *name)
{
    const bm_word *last = bm_context_word(context, name->first + name->count - 1);
    return name->source == BM_TOPONYM_AREA && (last->flags & BM_WORD_CYRILLIC) &&
           bm_cyrillic_adjective_stem(context->reading->document.text + last->start, last->length) >
               0;
}

bm_container bm_hints_container(bm_context *context, const bm_toponym *name)
{
    bool within = false;
    const bm_name_facts *facts = bm_context_facts(context->reading, name->name);
    const bm_phrase *unit = unit_word_of(context, name, &within);
    if (unit && container_of_unit(unit->value))
        return container_of_unit(unit->value);
    if (!facts)
        return BM_CONTAINER_NONE;
    if (facts->country)
        return BM_CONTAINER_COUNTRY;
    if (shares_unit_word(context, name))
        return BM_CONTAINER_NONE;
    if (facts->unit && (!facts->city || facts->city->population < minor_population ||
                        name->source == BM_TOPONYM_AREA))
        return facts->unit->kind == BM_PLACE_REGION ? BM_CONTAINER_REGION : BM_CONTAINER_DISTRICT;
    if (name->source == BM_TOPONYM_AREA)
        return BM_CONTAINER_REGION;
    return facts->city ? BM_CONTAINER_TOWN : BM_CONTAINER_NONE;
}

/* What the geocoder is told of a unit: its name, with the word for it. */
static const char *unit_name(bm_context *context, const bm_toponym *name)
{
    bool within = false;
    const bm_phrase *unit = unit_word_of(context, name, &within);
    if (!unit || within || name->source == BM_TOPONYM_AREA)
        return name->name;
    const bm_word *word = bm_context_word(context, unit->first);
    const bm_word *last = bm_context_word(context, unit->first + unit->count - 1);
    char text[BM_CYRILLIC_SIZE];
    int length =
        snprintf(text, sizeof text, "%s %.*s", name->name, (int)(bm_word_end(last) - word->start),
                 context->reading->document.text + word->start);
    if (length < 0 || (size_t)length >= sizeof text)
        return name->name;
    return bm_arena_strdup(context->reading->arena, text);
}

const bm_place *bm_hints_well_known(bm_context *context, const bm_toponym *name)
{
    const bm_name_facts *facts = bm_context_facts(context->reading, name->name);
    if (!facts)
        return NULL;
    if (facts->country || facts->capital)
        return facts->country ? facts->country : facts->capital;
    if (facts->city && facts->city->population >= known_population)
        return facts->city;
    return facts->unit;
}

/* Whether the hint may be followed: what is well known lies there, or the gazetteer has a place of
 * the name there, or the words leave no doubt. */
static bool is_trusted(bm_context *context, const bm_toponym *inner, const bm_place *outer,
                       const char *country, bm_hint_trust trust)
{
    const bm_place *known = bm_hints_well_known(context, inner);
    if (trust == BM_HINT_SAID)
        return true;
    if (known)
        return outer && outer->kind != BM_PLACE_COUNTRY ? bm_place_is_within(known, outer)
                                                        : strcmp(known->country, country) == 0;
    return bm_context_lies_in(context->reading, inner->name, country);
}

bm_status bm_hints_country_is(bm_context *context, size_t inner, const char country[3],
                              bm_hint_trust trust, bm_error *error)
{
    bm_toponym *name = &context->toponyms->items[inner];
    if (name->country || !is_trusted(context, name, NULL, country, trust))
        return BM_OK;
    name->country = bm_arena_strdup(context->reading->arena, country);
    return name->country ? BM_OK
                         : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
}

bm_status bm_hints_contain(bm_context *context, size_t inner, size_t outer, bm_hint_trust trust,
                           bool *taken, bm_error *error)
{
    bm_toponym *name = &context->toponyms->items[inner];
    bm_toponym *by = &context->toponyms->items[outer];
    bm_container container = bm_hints_container(context, by);
    const bm_name_facts *facts = bm_context_facts(context->reading, by->name);
    *taken = false;
    if (!facts)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    /* «Климовский район Брянской области» */
    if (container == BM_CONTAINER_DISTRICT && name->source == BM_TOPONYM_AREA &&
        bm_hints_container(context, name) == BM_CONTAINER_REGION)
        return BM_OK;
    if (container == BM_CONTAINER_COUNTRY) {
        const char *country = facts->country->country;
        if (strlen(country) != 2 || !is_trusted(context, name, NULL, country, trust))
            return BM_OK;
        /* "the Belarusian village of Kopani, Ukraine said" */
        if (name->country && strcmp(name->country, country) != 0)
            return BM_OK;
        name->country = country;
    } else if (container == BM_CONTAINER_REGION || container == BM_CONTAINER_DISTRICT) {
        const char *unit = unit_name(context, by);
        if (!unit)
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
        bool one_country = false;
        const bm_place *known = bm_unit_find(context->reading, unit, &one_country);
        if (known && one_country && !is_trusted(context, name, known, known->country, trust))
            return BM_OK;
        /* «Івановського району Брестської області»: there is one in another country, too. */
        bool namesake = known && one_country && container == BM_CONTAINER_REGION && name->admin &&
                        name->country && strcmp(name->country, known->country) != 0;
        if (namesake)
            name->admin = name->country = NULL;
        if (known && !name->admin)
            name->admin = unit;
        /* Where the name is known in another country only, this keeps it from being meant. There is
         * an Ivanava in two, so that it tells nothing. */
        if (known && one_country && !name->country && strlen(known->country) == 2)
            name->country = known->country;
    } else {
        return BM_OK;
    }
    by->role = BM_ROLE_CONTEXT;
    *taken = true;
    return BM_OK;
}
