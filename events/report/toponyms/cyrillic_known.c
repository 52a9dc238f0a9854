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

struct bm_cyrillic_memory {
    bm_cyrillic_known **slots;
    size_t slot_count; /* a power of two */
    size_t used;
};

/* --- what a name names --- */

typedef struct finding {
    const bm_border *border;
    bm_name_strength strength;
    bool exact;
    bool home; /* one of the greatest is in the border's countries */
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
    if (place->population >= BM_INFLECT_TOWN_POPULATION || strncmp(code, "PPLA", 4) == 0)
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
    const bm_border *border = found->border;
    bool home = border && (strcmp(place->country, bm_border_country(border, 0)) == 0 ||
                           strcmp(place->country, bm_border_country(border, 1)) == 0);
    found->exact |= exact;
    if (strength >= found->strength) {
        found->home = home || (found->home && strength == found->strength);
        found->strength = strength;
    }
    return found->strength < BM_NAME_AREA || !found->exact;
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
    form->name = bm_arena_strdup(reading->arena, nominative->text);
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

static bm_cyrillic_known *learn(bm_reading *reading, bm_language language, const char *text,
                                size_t length)
{
    const bm_gazetteer *gazetteer = reading->reader->gazetteer;
    bm_cyrillic_known *known = bm_arena_alloc(reading->arena, sizeof *known);
    char *copy = known ? bm_arena_strndup(reading->arena, text, length) : NULL;
    if (!copy)
        return NULL;
    known->text = copy;
    known->length = length;
    known->country_word = is_country_word(gazetteer, copy, length);
    if (known->country_word)
        return known;
    known->adjective = bm_cyrillic_adjective_stem(copy, length) > 0;
    known->surname = bm_cyrillic_is_surname(copy, length);
    finding itself = ask(reading->reader, copy);
    known->exact = itself.exact;
    known->itself = (bm_cyrillic_form){.name = copy, .strength = itself.strength};
    if (itself.exact && itself.strength > BM_NAME_VILLAGE)
        return known;
    if (!find_forms(reading, known))
        return NULL;
    if (itself.strength == BM_NAME_UNKNOWN && known->form_count == 0)
        known->land = bm_cyrillic_land(reading, language, copy, length);
    return known;
}

/* --- the memory --- */

static size_t hash_of(const char *text, size_t length)
{
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 1099511628211U;
    return (size_t)(hash ^ (hash >> 32));
}

static bm_cyrillic_known **slot_of(const bm_cyrillic_memory *memory, const char *text,
                                   size_t length)
{
    size_t at = hash_of(text, length) & (memory->slot_count - 1);
    while (memory->slots[at] && (memory->slots[at]->length != length ||
                                 memcmp(memory->slots[at]->text, text, length) != 0))
        at = (at + 1) & (memory->slot_count - 1);
    return &memory->slots[at];
}

static bool make_room(bm_reading *reading, bm_cyrillic_memory *memory)
{
    if (memory->slots && memory->used < memory->slot_count / 2)
        return true;
    bm_cyrillic_memory grown = {.slot_count = memory->slots ? memory->slot_count * 2 : FIRST_SLOTS,
                                .used = memory->used};
    grown.slots =
        (bm_cyrillic_known **)bm_arena_array(reading->arena, grown.slot_count, sizeof(void *));
    if (!grown.slots)
        return false;
    for (size_t i = 0; memory->slots && i < memory->slot_count; i++)
        if (memory->slots[i])
            *slot_of(&grown, memory->slots[i]->text, memory->slots[i]->length) = memory->slots[i];
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
    bm_cyrillic_known **slot = slot_of(reading->cyrillic, text, length);
    if (!*slot && (*slot = learn(reading, language, text, length)))
        reading->cyrillic->used++;
    return *slot;
}
