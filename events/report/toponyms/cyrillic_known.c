/* What the gazetteer knows of Cyrillic letters, asked once in a report. */
#include "events/report/toponyms/cyrillic.h"

#include "geo/gazetteer/index/index.h"
#include "geo/gazetteer/words/country_code.h"
#include "geo/gazetteer/words/inflect.h"

#include <string.h>

enum { FIRST_SLOTS = 256 };

/* A town's name is believed where a village's is not. */
static const int64_t city_population = 100000;
/* A name of the border's countries is likelier than one abroad. */
static const double home_weight = 2.0;
/* Nominatives with less than this share of the likeliest are not looked up. */
static const double negligible = 0.02;

/* A text that was asked, and what is known of it: of most words nothing. */
typedef struct slot {
    uint64_t hash; /* 0 for a free one */
    const bm_cyrillic_known *known;
} slot;

struct bm_cyrillic_memory {
    slot *slots;
    size_t slot_count; /* a power of two */
    size_t used;
};

static const bm_cyrillic_known nothing;

/* --- what a name names --- */

typedef struct finding {
    const bm_border *border;
    bm_name_strength strength;
    bool exact;
    bool home;             /* one of the greatest is in the border's countries */
    const bm_place *area;  /* one there */
    bm_name_strength town; /* the greatest settlement */
} finding;

static bool is_cyrillic(const char *text)
{
    return (unsigned char)text[0] >= 0xD0 && (unsigned char)text[0] <= 0xD3;
}

static bm_name_strength strength_of(const bm_place *place)
{
    if (place->kind >= BM_PLACE_DISTRICT)
        return BM_NAME_AREA;
    if (place->kind != BM_PLACE_SETTLEMENT)
        return BM_NAME_VILLAGE;
    const char *code = place->feature_code;
    if (place->population >= city_population || strcmp(code, "PPLC") == 0 ||
        strcmp(code, "PPLA") == 0)
        return BM_NAME_CITY;
    if (place->population >= BM_INFLECT_TOWN_POPULATION || strncmp(code, "PPLA", 4) == 0 ||
        (place->rank > 0 && place->rank < BM_RANK_VILLAGE))
        return BM_NAME_TOWN;
    return BM_NAME_VILLAGE;
}

static bool is_one_of(const char *country, const char *codes)
{
    return strlen(country) == 2 && strstr(codes, country) != NULL;
}

static bool is_own_name(const bm_place *place, const char *matched)
{
    return strcmp(matched, place->name_be) == 0 || strcmp(matched, place->name_uk) == 0 ||
           strcmp(matched, place->name_ru) == 0 || strcmp(matched, place->name) == 0;
}

static bool judge_place(const bm_place *place, bm_match match, const char *matched, void *context)
{
    static const char here[] = "BY UA RU";
    static const char near[] = "BY UA RU PL LT LV MD";
    finding *found = context;
    bm_name_strength strength = strength_of(place);
    bool exact = match == BM_MATCH_EXACT;
    /* "Кали" is no spelling of Cali that a report would use, nor «Данныя» one of Denmark. */
    if (!exact &&
        (strength == BM_NAME_AREA || (!is_cyrillic(matched) && !is_one_of(place->country, near))))
        return true;
    bool vague = !exact && !is_cyrillic(matched);
    bool far = !is_one_of(place->country, here) && !is_own_name(place, matched);
    if ((vague || far) && (strength == BM_NAME_CITY || strength == BM_NAME_TOWN))
        strength = strength == BM_NAME_CITY ? BM_NAME_TOWN : BM_NAME_VILLAGE;
    /* «Афини» in a Russian text is no case of Athens. */
    if (!exact && !is_one_of(place->country, near))
        strength = BM_NAME_VILLAGE;
    const bm_border *border = found->border;
    bool home = border && (strcmp(place->country, bm_border_country(border, 0)) == 0 ||
                           strcmp(place->country, bm_border_country(border, 1)) == 0);
    found->exact |= exact;
    if (strength == BM_NAME_AREA && home && place->kind == BM_PLACE_REGION)
        found->area = place;
    if (strength < BM_NAME_AREA && strength > found->town)
        found->town = strength;
    if (strength >= found->strength) {
        found->home = home || (found->home && strength == found->strength);
        found->strength = strength;
    }
    return true;
}

/* «Крым» is the peninsula by another name; the village that has it as its own is elsewhere. */
static const char *name_to_ask(const finding *found, const char *name)
{
    return found->area && found->town <= BM_NAME_TOWN ? found->area->name : name;
}

static finding ask(const bm_reader *reader, const char *name)
{
    finding found = {.border = reader->border};
    bm_gazetteer_lookup(reader->gazetteer, name, judge_place, &found);
    return found;
}

/* --- what a form stands for --- */

static bool note_country(const bm_place *place, bm_match match, const char *matched, void *context)
{
    (void)matched;
    bool *found = context;
    *found = place->kind == BM_PLACE_COUNTRY && match == BM_MATCH_EXACT;
    return !*found;
}

/* «беларускай», «українських» and «русский» say of what country something is. */
static bool is_country_word(const bm_gazetteer *gazetteer, const char *text, size_t length)
{
    static const char *const endings[] = {"ий", "ій", "і", "кий"};
    bool found = false;
    bm_gazetteer_lookup_use(gazetteer, text, BM_NAME_WORD, note_country, &found);
    size_t stem = bm_cyrillic_adjective_stem(text, length);
    for (size_t i = 0; stem > 0 && !found && i < sizeof endings / sizeof *endings; i++) {
        char word[BM_CYRILLIC_SIZE + 8];
        memcpy(word, text, stem);
        memcpy(word + stem, endings[i], strlen(endings[i]) + 1);
        bm_gazetteer_lookup_use(gazetteer, word, BM_NAME_WORD, note_country, &found);
    }
    return found;
}

static bool keep_form(bm_reading *reading, bm_cyrillic_known *known,
                      const bm_nominative *nominative, const finding *named)
{
    bm_cyrillic_form *form = &known->forms[known->form_count];
    form->name = bm_arena_strdup(reading->arena, name_to_ask(named, nominative->text));
    form->strength = named->strength;
    form->cases = nominative->cases;
    form->plausibility = nominative->plausibility * (named->home ? home_weight : 1.0);
    if (!form->name)
        return false;
    known->form_count++;
    return true;
}

static bool find_forms(bm_reading *reading, bm_cyrillic_known *known)
{
    bm_nominative found[BM_NOMINATIVES_MAX];
    size_t count = bm_inflect_nominatives(known->text, found, BM_NOMINATIVES_MAX);
    bool compound = memchr(known->text, ' ', known->length) != NULL;
    double least = count > 0 ? found[0].plausibility * negligible : 0.0;
    for (size_t i = 0; i < count && known->form_count < BM_CYRILLIC_FORMS_MAX; i++) {
        if (found[i].plausibility < least)
            break;
        finding named = ask(reading->reader, found[i].text);
        if (named.strength == BM_NAME_UNKNOWN ||
            (!compound && found[i].plausibility < BM_INFLECT_DOUBTFUL &&
             named.strength < BM_NAME_TOWN))
            continue;
        if (!keep_form(reading, known, &found[i], &named))
            return false;
        if (least < found[i].plausibility * BM_INFLECT_LEAST_SHARE)
            least = found[i].plausibility * BM_INFLECT_LEAST_SHARE;
    }
    return true;
}

static bool is_something(const bm_cyrillic_known *known)
{
    return !known->country_word && (known->itself.strength != BM_NAME_UNKNOWN ||
                                    known->form_count > 0 || known->land || known->adjective);
}

/* Fill `known`, whose text is borrowed; false when memory is short. */
static bool learn(bm_reading *reading, bm_language language, bm_cyrillic_known *known)
{
    const bm_gazetteer *gazetteer = reading->reader->gazetteer;
    known->country_word = is_country_word(gazetteer, known->text, known->length);
    if (known->country_word)
        return true;
    known->adjective = bm_cyrillic_adjective_stem(known->text, known->length) > 0;
    known->surname = bm_cyrillic_is_surname(known->text, known->length);
    finding itself = ask(reading->reader, known->text);
    known->exact = itself.exact;
    known->itself.strength = itself.strength;
    known->itself.name = name_to_ask(&itself, known->text);
    if (itself.exact && itself.strength > BM_NAME_VILLAGE)
        return true;
    if (!find_forms(reading, known))
        return false;
    if (itself.strength == BM_NAME_UNKNOWN && known->form_count == 0)
        known->land = bm_cyrillic_land(reading, language, known->text, known->length);
    return true;
}

/* What has been learnt, for good; ::nothing when there is nothing. */
static const bm_cyrillic_known *keep(bm_reading *reading, const bm_cyrillic_known *known)
{
    if (!is_something(known))
        return &nothing;
    bm_cyrillic_known *kept = bm_arena_alloc(reading->arena, sizeof *kept);
    char *text = bm_arena_strndup(reading->arena, known->text, known->length);
    if (!kept || !text)
        return NULL;
    *kept = *known;
    kept->text = text;
    if (kept->itself.name == known->text)
        kept->itself.name = text;
    return kept;
}

/* --- the memory --- */

static uint64_t hash_of(const char *text, size_t length)
{
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 1099511628211U;
    hash ^= hash >> 32;
    return hash ? hash : 1;
}

/* Two texts of one 64-bit hash are not expected in a report. */
static slot *slot_of(const bm_cyrillic_memory *memory, uint64_t hash)
{
    size_t at = (size_t)hash & (memory->slot_count - 1);
    while (memory->slots[at].hash && memory->slots[at].hash != hash)
        at = (at + 1) & (memory->slot_count - 1);
    return &memory->slots[at];
}

static bool make_room(bm_reading *reading, bm_cyrillic_memory *memory)
{
    if (memory->slots && memory->used < memory->slot_count / 2)
        return true;
    bm_cyrillic_memory grown = {.slot_count = memory->slots ? memory->slot_count * 2 : FIRST_SLOTS,
                                .used = memory->used};
    grown.slots = bm_arena_array(reading->arena, grown.slot_count, sizeof *grown.slots);
    if (!grown.slots)
        return false;
    for (size_t i = 0; memory->slots && i < memory->slot_count; i++)
        if (memory->slots[i].hash)
            *slot_of(&grown, memory->slots[i].hash) = memory->slots[i];
    *memory = grown;
    return true;
}

const bm_cyrillic_known *bm_cyrillic_know(bm_reading *reading, bm_language language,
                                          const char *text, size_t length)
{
    if (!reading->cyrillic)
        reading->cyrillic = bm_arena_alloc(reading->arena, sizeof *reading->cyrillic);
    if (!reading->cyrillic || !make_room(reading, reading->cyrillic))
        return NULL;
    uint64_t hash = hash_of(text, length);
    slot *found = slot_of(reading->cyrillic, hash);
    if (found->hash)
        return found->known;
    bm_cyrillic_known made = {.text = text, .length = length};
    const bm_cyrillic_known *kept = learn(reading, language, &made) ? keep(reading, &made) : NULL;
    if (!kept)
        return NULL;
    *found = (slot){hash, kept};
    reading->cyrillic->used++;
    return kept;
}
