/** @file reading.h
 *  One report while it is being read: what the stages hand on to each other.
 *
 *  document → words → phrases → dates → toponyms → incidents. Each stage reads what stands above
 * its own part and appends to its own. Positions are bytes of the document's text; bm_report_read()
 *  turns them into bytes of the input at the end.
 */
#ifndef BM_EVENTS_REPORT_READING_H
#define BM_EVENTS_REPORT_READING_H

#include "base/arena.h"
#include "events/report/lexicon/lexicon.h"
#include "events/report/text/document.h"
#include "events/report/text/words.h"

#include <bordermap/report.h>

/** A reading has a copy of its own, which knows the languages that its document is in. */
struct bm_reader {
    const bm_gazetteer *gazetteer;
    const bm_geocoder *geocoder;
    const bm_border *border;                 /**< or NULL */
    const struct bm_decisions *decisions;    /**< or NULL */
    struct bm_languages *languages;          /**< loaded when they are needed */
    bm_lexicon *lexicons[BM_LANGUAGE_COUNT]; /**< NULL for languages that are not needed */
    struct bm_date_words *date_words[BM_LANGUAGE_COUNT];         /**< of the dates stage */
    struct bm_toponym_words *toponym_words[BM_LANGUAGE_COUNT];   /**< of the toponyms stage */
    struct bm_incident_words *incident_words[BM_LANGUAGE_COUNT]; /**< of the incidents stage */
    struct bm_name_memory *name_memory;                          /**< of the toponyms stage */
};

/** A mention and the words it is written with. */
typedef struct bm_mention_words {
    uint32_t first;
    uint32_t count;
} bm_mention_words;

typedef struct bm_reading {
    const bm_reader *reader;
    const bm_report_source *source;
    bm_findings *findings; /**< or NULL */
    bm_arena *arena;       /**< of the report; texts that outlive the reading go there */
    bm_document document;
    bm_words words;

    bm_phrase
        *phrases; /**< of all sentences, `first` counting from words.words[0]; ordered by it */
    size_t phrase_count;
    size_t phrase_capacity;

    bm_report_date *dates; /**< in order */
    size_t date_count;
    size_t date_capacity;

    bm_mention *mentions; /**< in order; `mention_words` has as many */
    bm_mention_words *mention_words;
    size_t mention_count;
    size_t mention_capacity;

    bm_incident *incidents; /**< in order */
    size_t incident_count;
    size_t incident_capacity;

    bm_rejection *rejections; /**< in the order they were made; ordered at the end */
    size_t rejection_count;
    size_t rejection_capacity;

    struct bm_cyrillic_memory *cyrillic; /**< what case forms were asked; in the arena */
    struct bm_context_memory *context;   /**< what names were asked; in the arena */
} bm_reading;

/** What each stage knows of a lexicon, worked out once. NULL lexicons give NULL. */
BM_NODISCARD bm_status bm_date_words_new(const bm_lexicon *lexicon, struct bm_date_words **words,
                                         bm_error *error);
void bm_date_words_free(struct bm_date_words *words);
BM_NODISCARD bm_status bm_toponym_words_new(const bm_lexicon *lexicon,
                                            struct bm_toponym_words **words, bm_error *error);
void bm_toponym_words_free(struct bm_toponym_words *words);
BM_NODISCARD bm_status bm_name_memory_new(struct bm_name_memory **memory, bm_error *error);
void bm_name_memory_free(struct bm_name_memory *memory);
BM_NODISCARD bm_status bm_incident_words_new(const bm_lexicon *lexicon,
                                             struct bm_incident_words **words, bm_error *error);
void bm_incident_words_free(struct bm_incident_words *words);

/** The stages. */
BM_NODISCARD bm_status bm_reading_find_phrases(bm_reading *reading, bm_error *error);
/** Tell kinds of blocks that depend on what they say: captions, datelines, furniture. Blocks of
 *  other kinds than body and heading keep theirs. */
BM_NODISCARD bm_status bm_reading_classify_blocks(bm_reading *reading, bm_error *error);
BM_NODISCARD bm_status bm_reading_find_dates(bm_reading *reading, bm_error *error);
BM_NODISCARD bm_status bm_reading_find_toponyms(bm_reading *reading, bm_error *error);
BM_NODISCARD bm_status bm_reading_find_incidents(bm_reading *reading, bm_error *error);

/** Note that something was passed over. `reason` and `what` are of static storage. */
BM_NODISCARD bm_status bm_reading_reject(bm_reading *reading, uint32_t start, uint32_t end,
                                         const char *what, const char *reason, bm_error *error);

/** The block, and the lexicon of its language (NULL when unknown), that a sentence stands in. */
static inline const bm_block *bm_reading_block(const bm_reading *reading,
                                               const bm_sentence *sentence)
{
    return &reading->document.blocks[sentence->block];
}
const bm_lexicon *bm_reading_lexicon(const bm_reading *reading, const bm_sentence *sentence);

/** A copy, in the report's arena, of bytes of the text with runs of blanks made single and what is
 *  not UTF-8 made U+FFFD; NULL when memory is short. */
const char *bm_reading_text(bm_reading *reading, uint32_t start, uint32_t end);

/** Byte of the text after the last of a word. */
static inline uint32_t bm_word_end(const bm_word *word)
{
    return word->start + word->length;
}

#endif
