/** @file cutter.h
 *  A text while it is being cut: words and sentences so far, and what is known of the one at hand.
 */
#ifndef BM_EVENTS_REPORT_TEXT_CUTTER_H
#define BM_EVENTS_REPORT_TEXT_CUTTER_H

#include "events/report/text/scan.h"
#include "events/report/text/words.h"

/** Longer sentences are cut. */
enum { BM_SENTENCE_WORDS_MAX = 400 };

typedef struct bm_cutter_language {
    const bm_lexicon *lexicon; /**< or NULL */
    uint32_t abbreviation;     /**< sections */
    uint32_t starter;
} bm_cutter_language;

/** A word that was looked up, and what came of it: most words of a text stood in it before. */
typedef struct bm_known_word {
    const bm_lexicon *lexicon;
    uint32_t start; /**< where it stood */
    uint32_t length;
    uint32_t terms;
} bm_known_word;

enum { BM_KNOWN_WORDS = 1024 };

typedef struct bm_cutter {
    bm_words *words;
    const bm_document *document;
    bm_cutter_language languages[BM_LANGUAGE_COUNT + 1];
    const bm_cutter_language *language; /**< of the block */
    uint32_t block;
    uint32_t end; /**< of the block */

    uint32_t sentence_start;
    uint32_t sentence_words; /**< so far */
    uint32_t letter_words;   /**< of them with a letter, the first left out */
    uint32_t caps_words;     /**< of these, in capitals */
    uint32_t long_words;     /**< of four and more letters, the first left out */
    uint32_t long_capitals;
    uint32_t commas;

    uint16_t last_flags;  /**< of the last word */
    bool last_is_plain;   /**< it has three letters or more and ends in a small one */
    size_t run;           /**< the first word since the last blank */
    uint32_t address_end; /**< words that begin before it are part of an address */

    bm_known_word known[BM_KNOWN_WORDS];
} bm_cutter;

void bm_cutter_start(bm_cutter *cutter, bm_words *words, const bm_document *document,
                     const bm_lexicon *const lexicons[BM_LANGUAGE_COUNT]);
void bm_cutter_begin_block(bm_cutter *cutter, uint32_t index);
/** Take the word that stands after a gap. */
BM_NODISCARD bm_status bm_cutter_add(bm_cutter *cutter, const bm_scanned_gap *gap,
                                     const bm_scanned_word *word);
/** End the sentence in a gap; NULL for the end of the block. */
BM_NODISCARD bm_status bm_cutter_end_sentence(bm_cutter *cutter, const bm_scanned_gap *gap);
/** Whether the word at `start`, which has a period after or in it, is an abbreviation in the middle
 *  of its sentence: then the period is made part of it, and `gap` is what follows. */
bool bm_cutter_abbreviation(const bm_cutter *cutter, uint32_t start, bm_scanned_word *word,
                            bool quoted, bm_scanned_gap *gap);

#endif
