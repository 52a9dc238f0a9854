/* Where a name's neighbours are met in the sections of a lexicon. */
#include "events/report/toponyms/context.h"

#include "events/report/toponyms/context_memory.h"

#include <string.h>

/* Longest phrase of a section, in words. */
enum { PHRASE_WORDS_MAX = 12 };

static const char *const section_names[BM_SECTION_COUNT] = {
    [BM_SECTION_KIND] = "place.kind_word",
    [BM_SECTION_KIND_UNIT] = "place.kind_unit",
    [BM_SECTION_KIND_AFTER] = "place.kind_after",
    [BM_SECTION_KIND_ADJECTIVE] = "place.kind_adjective",
    [BM_SECTION_START] = "place.common_start",
    [BM_SECTION_PREPOSITION] = "place.relation_preposition",
    [BM_SECTION_CONJUNCTION] = "place.relation_and",
    [BM_SECTION_ARTICLE] = "place.relation_article",
    [BM_SECTION_IN] = "place.relation_in",
    [BM_SECTION_NEAR] = "place.relation_near",
    [BM_SECTION_OF] = "place.relation_of",
    [BM_SECTION_DIRECTION] = "place.direction",
    [BM_SECTION_DIRECTION_ADJECTIVE] = "place.direction_adjective",
    [BM_SECTION_DIRECTION_THAN] = "place.direction_than",
    [BM_SECTION_AREA_FROM] = "place.area_from",
    [BM_SECTION_AREA_WITHIN] = "place.area_within",
    [BM_SECTION_AREA_TOWARDS] = "place.area_towards",
    [BM_SECTION_AREA_PART] = "place.area_part",
    [BM_SECTION_AREA_AROUND] = "place.area_around",
    [BM_SECTION_AREA_LAND] = "place.area_land",
    [BM_SECTION_AREA_BORDER] = "place.area_border",
    [BM_SECTION_AREA_BORDER_WITH] = "place.area_border_with",
    [BM_SECTION_AREA_UNIT] = "place.area_unit",
    [BM_SECTION_AREA_NUMBER] = "place.area_number",
    [BM_SECTION_AREA_NAME] = "place.area_name",
    [BM_SECTION_ACTOR_VERB] = "place.actor_verb",
    [BM_SECTION_ACTOR_SPEECH] = "place.actor_speech",
    [BM_SECTION_ACTOR_AUXILIARY] = "place.actor_auxiliary",
    [BM_SECTION_ACTOR_ADVERB] = "place.actor_adverb",
    [BM_SECTION_ACTOR_STATE] = "place.actor_state",
    [BM_SECTION_ACTOR_RELATIVE] = "place.actor_relative",
    [BM_SECTION_ACTOR_BEFORE] = "place.actor_before",
    [BM_SECTION_ACTOR_HAS] = "place.actor_has",
    [BM_SECTION_ACTOR_HYPHEN] = "place.actor_hyphen",
    [BM_SECTION_ACTOR_OF] = "place.actor_of",
};

static const uint32_t *sections_of(bm_context_memory *memory, const bm_lexicon *lexicon)
{
    bm_language language = bm_lexicon_language(lexicon);
    if (language >= BM_LANGUAGE_COUNT)
        return NULL;
    if (!memory->known[language]) {
        for (int i = 0; i < BM_SECTION_COUNT; i++)
            memory->sections[language][i] = bm_lexicon_section(lexicon, section_names[i]);
        memory->known[language] = true;
    }
    return memory->sections[language];
}

/* The first phrase that begins with a word or later. */
static size_t find_phrase(const bm_reading *reading, size_t low, size_t high, uint32_t word)
{
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (reading->phrases[middle].first < word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The same, likely to be near one that is known: sentences are entered one after the other. */
static size_t next_phrase(const bm_reading *reading, size_t near, uint32_t word)
{
    enum { STEPS_MAX = 64 };
    if (near > 0 && reading->phrases[near - 1].first >= word)
        near = 0;
    size_t last = near + STEPS_MAX;
    while (near < reading->phrase_count && near < last && reading->phrases[near].first < word)
        near++;
    return near < last ? near : find_phrase(reading, near, reading->phrase_count, word);
}

bool bm_context_enter(bm_context *context, bm_reading *reading, const bm_sentence *sentence)
{
    bm_context_memory *memory = bm_context_memory_of(reading);
    if (!memory)
        return false;
    context->reading = reading;
    context->sentence = sentence;
    context->first = sentence->first_word;
    context->end = sentence->first_word + sentence->word_count;
    context->lexicon = bm_reading_lexicon(reading, sentence);
    context->sections = context->lexicon ? sections_of(memory, context->lexicon) : NULL;
    if (!context->sections)
        context->lexicon = NULL;
    if (memory->sentence != sentence) {
        memory->first_phrase = next_phrase(reading, memory->end_phrase, context->first);
        memory->end_phrase = next_phrase(reading, memory->first_phrase, context->end);
        memory->sentence = sentence;
    }
    context->first_phrase = memory->first_phrase;
    context->end_phrase = memory->end_phrase;
    return true;
}

bool bm_context_is(const bm_context *context, uint32_t word, bm_place_section section,
                   const char **value)
{
    if (!context->lexicon || word < context->first || word >= context->end)
        return false;
    const bm_word *found = bm_context_word(context, word);
    return bm_lexicon_is(context->lexicon, found->terms, context->sections[section],
                         found->flags & BM_WORD_CAPITAL, value);
}

bool bm_context_joined(const bm_context *context, uint32_t word)
{
    return word > context->first && word < context->end &&
           !(bm_context_word(context, word)->gap & BM_GAP_BREAKS);
}

const bm_phrase *bm_context_before(const bm_context *context, uint32_t word,
                                   bm_place_section section)
{
    if (!context->lexicon || word <= context->first || word > context->end ||
        (word < context->end && !bm_context_joined(context, word)))
        return NULL;
    const bm_reading *reading = context->reading;
    uint32_t from =
        word - context->first > PHRASE_WORDS_MAX ? word - PHRASE_WORDS_MAX : context->first;
    size_t i = find_phrase(reading, context->first_phrase, context->end_phrase, from);
    for (; i < context->end_phrase && reading->phrases[i].first < word; i++) {
        const bm_phrase *phrase = &reading->phrases[i];
        if (phrase->section == context->sections[section] && phrase->first + phrase->count == word)
            return phrase;
    }
    return NULL;
}

const bm_phrase *bm_context_from(const bm_context *context, uint32_t word, bm_place_section section)
{
    const bm_reading *reading = context->reading;
    if (!context->lexicon || word < context->first || word >= context->end)
        return NULL;
    size_t i = find_phrase(reading, context->first_phrase, context->end_phrase, word);
    for (; i < context->end_phrase && reading->phrases[i].first == word; i++)
        if (reading->phrases[i].section == context->sections[section])
            return &reading->phrases[i];
    return NULL;
}

/* Names of a sentence are few where it is short, but a sentence may have many. */
static size_t find_name(const bm_context *context, uint32_t word)
{
    const bm_toponym *items = context->toponyms->items;
    size_t low = context->first_toponym;
    size_t high = context->end_toponym;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (items[middle].first < word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t bm_context_name_at(const bm_context *context, uint32_t first)
{
    const bm_toponym *items = context->toponyms->items;
    for (size_t i = find_name(context, first); i < context->end_toponym && items[i].first == first;
         i++)
        if (!items[i].rejected)
            return i;
    return SIZE_MAX;
}

size_t bm_context_name_before(const bm_context *context, uint32_t end)
{
    enum { NAME_WORDS_MAX = 8 };
    const bm_toponym *items = context->toponyms->items;
    uint32_t from = end - context->first > NAME_WORDS_MAX ? end - NAME_WORDS_MAX : context->first;
    for (size_t i = find_name(context, from); i < context->end_toponym && items[i].first < end; i++)
        if (!items[i].rejected && items[i].first + items[i].count == end)
            return i;
    return SIZE_MAX;
}
