/** @file search.h
 *  What the stages from words to mentions remember of one report, and how they step over words.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_SEARCH_H
#define BM_EVENTS_REPORT_TOPONYMS_SEARCH_H

#include "events/report/toponyms/name_table.h"
#include "events/report/toponyms/toponym_words.h"
#include "events/report/toponyms/toponyms.h"

#include <string.h>

typedef struct bm_toponym_search {
    bm_name_table names;
    bm_sayings sayings;
    bool tied; /**< the report speaks of the border's countries */
} bm_toponym_search;

/** Longest name in words. */
enum { BM_NAME_WORDS_MAX = 6, BM_NAME_TEXT_MAX = 160 };

/** One sentence of the report while it is walked over. */
typedef struct bm_walk {
    bm_reading *reading;
    bm_toponym_search *search;
    const bm_word *words; /**< of the report */
    uint32_t first;
    uint32_t end;
    uint32_t sentence;
    bm_language language;
} bm_walk;

static inline bm_walk bm_walk_of(bm_reading *reading, bm_toponym_search *search, uint32_t sentence)
{
    const bm_sentence *one = &reading->words.sentences[sentence];
    return (bm_walk){reading,
                     search,
                     reading->words.words,
                     one->first_word,
                     one->first_word + one->word_count,
                     sentence,
                     bm_reading_block(reading, one)->language};
}

/** What the lexicon says of a word; 0 outside the sentence. */
static inline uint32_t bm_walk_says(const bm_walk *walk, uint32_t word)
{
    if (word < walk->first || word >= walk->end)
        return 0;
    return bm_sayings_of(&walk->search->sayings, walk->reading, walk->language, &walk->words[word]);
}

/** Whether a word follows the one before it in one name. */
static inline bool bm_walk_is_joined(const bm_walk *walk, uint32_t word)
{
    return word > walk->first && word < walk->end && !(walk->words[word].gap & BM_GAP_BREAKS);
}

static inline bool bm_walk_is_capital(const bm_walk *walk, uint32_t word)
{
    return word >= walk->first && word < walk->end &&
           (walk->words[word].flags & (BM_WORD_CAPITAL | BM_WORD_IN_DATE)) == BM_WORD_CAPITAL;
}

/** Bytes of the text with blanks made single, terminated; their number, 0 when they are too many.
 */
size_t bm_walk_copy(const bm_walk *walk, uint32_t start, uint32_t end, char text[BM_NAME_TEXT_MAX]);
/** Append words of the sentence as a name by its form. */
BM_NODISCARD bm_status bm_walk_add_form(const bm_walk *walk, uint32_t word, uint32_t count,
                                        bm_toponyms *toponyms, bm_error *error);
/** The longest name that the gazetteer has from a capital word on; NULL in `*known` for none.
 * `*end` is the byte after it. */
BM_NODISCARD bm_status bm_walk_find_longest(const bm_walk *walk, uint32_t word,
                                            bm_known_name **known, uint32_t *count, uint32_t *end,
                                            bm_error *error);
/** What a short form at a word stands for; NULL when it is none. */
const char *bm_walk_short_form(const bm_walk *walk, uint32_t word, uint32_t says);
/** Take a word as a short form of `value`. */
BM_NODISCARD bm_status bm_walk_take_short_form(const bm_walk *walk, uint32_t word,
                                               const char *value, bm_toponyms *toponyms,
                                               bm_error *error);
/** Whether "Washington, D.C." or "Washington DC" stands at a word; and take it. */
bool bm_walk_is_with_district(const bm_walk *walk, uint32_t word);
BM_NODISCARD bm_status bm_walk_take_with_district(const bm_walk *walk, uint32_t word,
                                                  bm_toponyms *toponyms, bm_error *error);
/** Take the name that begins at a Latin capital, if any. `*taken` is how many words are done. */
BM_NODISCARD bm_status bm_walk_take_latin(const bm_walk *walk, uint32_t word, bm_toponyms *toponyms,
                                          uint32_t *taken, bm_error *error);
/** Take what the first look passed over: names that the report calls places elsewhere, and other
 *  spellings of names in countries that the report speaks of. */
BM_NODISCARD bm_status bm_toponyms_recognise_again(bm_reading *reading, bm_toponyms *toponyms,
                                                   bm_error *error);
/** How many words from one on are a name that the words beside it say is a place's, known or not:
 *  "the village of Nowhere", "in Nowhere, Texas"; 0 for none. */
BM_NODISCARD bm_status bm_told_length(const bm_walk *walk, uint32_t word, uint32_t *length,
                                      bm_error *error);

/** Whether a word is this one, in small letters. */
static inline bool bm_walk_is(const bm_walk *walk, uint32_t word, const char *text, size_t length)
{
    return word >= walk->first && word < walk->end && walk->words[word].length == length &&
           memcmp(walk->reading->document.text + walk->words[word].start, text, length) == 0;
}

/** Names by their form, "Lake Ohrid": how many words from `word` on are one, 0 for none. */
uint32_t bm_form_length(const bm_walk *walk, uint32_t word);

#endif
