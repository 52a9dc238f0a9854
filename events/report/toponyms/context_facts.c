/* What the gazetteer knows by a name, asked once in a report. */
#include "events/report/toponyms/context_memory.h"

#include "events/report/toponyms/cyrillic.h"
#include "geo/gazetteer/geocoder/hints.h"
#include "geo/gazetteer/index/index.h"

#include <string.h>

enum { FIRST_SLOTS = 64, WORD_SIZE = 64 };

/* A district is called after no smaller place than this. */
static const int64_t least_seat_population = 2000;

bm_context_memory *bm_context_memory_of(bm_reading *reading)
{
    if (!reading->context)
        reading->context = bm_arena_alloc(reading->arena, sizeof *reading->context);
    return reading->context;
}

bm_area *bm_context_known_area(const bm_reading *reading, const bm_place *place,
                               const bm_area *area)
{
    bm_context_memory *memory = reading->context;
    if (!memory)
        return NULL;
    size_t mixed = ((uintptr_t)place >> 4) * 31 + (size_t)area->kind * 8 +
                   (size_t)((area->azimuth_deg + 45.0) / 45.0);
    size_t at = mixed % BM_CONTEXT_AREAS;
    bm_area *known = &memory->areas[at].area;
    if (memory->areas[at].place != place || known->kind != area->kind ||
        known->azimuth_deg != area->azimuth_deg) {
        memory->areas[at].place = place;
        *known = (bm_area){.kind = area->kind, .azimuth_deg = area->azimuth_deg};
    }
    return known;
}

static bool take_place(const bm_place *place, bm_match match, const char *matched, void *context)
{
    (void)matched;
    bm_name_facts *facts = context;
    if (place->kind == BM_PLACE_COUNTRY && !facts->country && match == BM_MATCH_EXACT)
        facts->country = place;
    else if ((place->kind == BM_PLACE_REGION || place->kind == BM_PLACE_DISTRICT) && !facts->unit)
        facts->unit = place;
    if (place->kind == BM_PLACE_SETTLEMENT) {
        if (!facts->capital && strcmp(place->feature_code, "PPLC") == 0)
            facts->capital = place;
        if (!facts->city || place->population > facts->city->population)
            facts->city = place;
    }
    return true;
}

static size_t hash_of(const char *text)
{
    uint64_t hash = 14695981039346656037U;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211U;
    return (size_t)(hash ^ (hash >> 32));
}

static bm_name_facts **slot_of(bm_name_facts **slots, size_t count, const char *name)
{
    size_t at = hash_of(name) & (count - 1);
    while (slots[at] && strcmp(slots[at]->name, name) != 0)
        at = (at + 1) & (count - 1);
    return &slots[at];
}

static bool make_room(bm_reading *reading, bm_context_memory *memory)
{
    if (memory->facts && memory->used < memory->slot_count / 2)
        return true;
    size_t count = memory->facts ? memory->slot_count * 2 : FIRST_SLOTS;
    bm_name_facts **grown =
        (bm_name_facts **)bm_arena_array(reading->arena, count, sizeof(bm_name_facts *));
    if (!grown)
        return false;
    for (size_t i = 0; memory->facts && i < memory->slot_count; i++)
        if (memory->facts[i])
            *slot_of(grown, count, memory->facts[i]->name) = memory->facts[i];
    memory->facts = grown;
    memory->slot_count = count;
    return true;
}

const bm_name_facts *bm_context_facts(bm_reading *reading, const char *name)
{
    bm_context_memory *memory = bm_context_memory_of(reading);
    if (!memory || !make_room(reading, memory))
        return NULL;
    bm_name_facts **slot = slot_of(memory->facts, memory->slot_count, name);
    if (*slot)
        return *slot;
    bm_name_facts *made = bm_arena_alloc(reading->arena, sizeof *made);
    if (!made)
        return NULL;
    made->name = name;
    bm_gazetteer_lookup(reading->reader->gazetteer, name, take_place, made);
    *slot = made;
    memory->used++;
    return made;
}

typedef struct search {
    const char *country;
    bool found;
} search;

static bool meet_country(const bm_place *place, bm_match match, const char *matched, void *context)
{
    (void)match;
    (void)matched;
    search *asked = context;
    asked->found = place->kind < BM_PLACE_COUNTRY && strcmp(place->country, asked->country) == 0;
    return !asked->found;
}

bool bm_context_lies_in(const bm_reading *reading, const char *name, const char *country)
{
    search asked = {country, false};
    bm_gazetteer_lookup(reading->reader->gazetteer, name, meet_country, &asked);
    return asked.found;
}

static bool keep_country(const bm_place *place, bm_match match, const char *matched, void *context)
{
    (void)match;
    (void)matched;
    const bm_place **found = context;
    if (place->kind == BM_PLACE_COUNTRY && strlen(place->country) == 2)
        *found = place;
    return !*found;
}

static const bm_place *country_called(const bm_context *context, const char *word)
{
    const bm_place *found = NULL;
    bm_gazetteer_lookup_use(context->reading->reader->gazetteer, word, BM_NAME_WORD, keep_country,
                            &found);
    return found;
}

bool bm_context_country_of(const bm_context *context, uint32_t word, char country[3])
{
    static const char *const endings[] = {"ий", "і"};
    char text[WORD_SIZE + 8];
    const bm_word *asked = bm_context_word(context, word);
    if (word < context->first || word >= context->end || asked->length >= WORD_SIZE ||
        !(asked->flags & (BM_WORD_CAPITAL | BM_WORD_CYRILLIC)))
        return false;
    memcpy(text, context->reading->document.text + asked->start, asked->length);
    text[asked->length] = '\0';
    const bm_place *found = NULL;
    if (asked->flags & BM_WORD_CYRILLIC) {
        size_t stem = bm_cyrillic_adjective_stem(text, asked->length);
        for (size_t i = 0; stem > 0 && !found && i < sizeof endings / sizeof *endings; i++) {
            memcpy(text + stem, endings[i], strlen(endings[i]) + 1);
            found = country_called(context, text);
        }
    } else {
        found = country_called(context, text);
    }
    if (found)
        memcpy(country, found->country, 3);
    return found != NULL;
}

static bool may_be_unit(const bm_place *place)
{
    return place &&
           (place->kind != BM_PLACE_SETTLEMENT || place->population >= least_seat_population ||
            strncmp(place->feature_code, "PPLA", 4) == 0 ||
            (place->rank > 0 && place->rank < BM_RANK_VILLAGE));
}

/* The first place that a unit's name may mean, in one country, or anywhere for "". */
static const bm_place *first_unit(const bm_gazetteer *gazetteer, const char *name,
                                  const char *country, bool *one_country)
{
    const bm_place *found = NULL;
    bm_hints hints = {0};
    memcpy(hints.country, country, strlen(country) + 1);
    *one_country = true;
    if (!bm_hints_admin(gazetteer, name, true, &hints) || hints.admin_abroad)
        return NULL;
    for (size_t i = 0; i < hints.admin_count; i++) {
        const bm_place *place = hints.admin[i].place;
        if (!may_be_unit(place))
            continue;
        found = found ? found : place;
        *one_country &= strcmp(found->country, place->country) == 0;
    }
    return found;
}

/* «Сакський район» is not called after Saki in Nigeria, greater as that is. */
static void find_home(const bm_gazetteer *gazetteer, bm_name_facts *facts)
{
    static const char *const countries[] = {"BY", "UA", "RU"};
    const bm_place *here = NULL;
    size_t count = 0;
    bool ignored = false;
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++) {
        const bm_place *place = first_unit(gazetteer, facts->name, countries[i], &ignored);
        if (!place)
            continue;
        here = here ? here : place;
        facts->home = count++ == 0 ? countries[i] : NULL;
    }
    if (here || facts->named->kind == BM_PLACE_SETTLEMENT)
        facts->named = here;
    facts->one_country = count == 1;
}

static void find_unit(const bm_gazetteer *gazetteer, bm_name_facts *facts)
{
    facts->was_asked = true;
    facts->named = first_unit(gazetteer, facts->name, "", &facts->one_country);
    if (facts->named && (unsigned char)facts->name[0] >= 0xD0)
        find_home(gazetteer, facts);
}

const bm_place *bm_unit_find(bm_reading *reading, const char *name, bool *one_country)
{
    bm_context_memory *memory = bm_context_memory_of(reading);
    bm_name_facts **slot =
        memory && memory->facts ? slot_of(memory->facts, memory->slot_count, name) : NULL;
    if (!slot || !*slot) {
        const char *kept = bm_arena_strdup(reading->arena, name);
        if (!kept || !bm_context_facts(reading, kept))
            return NULL;
        slot = slot_of(memory->facts, memory->slot_count, name);
    }
    bm_name_facts *facts = *slot;
    if (!facts->was_asked)
        find_unit(reading->reader->gazetteer, facts);
    if (one_country)
        *one_country = facts->one_country;
    return facts->named;
}

const char *bm_unit_country(bm_reading *reading, const char *name)
{
    const bm_name_facts *facts =
        bm_unit_find(reading, name, NULL) ? bm_context_facts(reading, name) : NULL;
    return facts ? facts->home : NULL;
}
