/** @file words.h
 *  A text cut into words and sentences, with what stands between them.
 */
#ifndef BM_EVENTS_REPORT_TEXT_WORDS_H
#define BM_EVENTS_REPORT_TEXT_WORDS_H

#include "events/report/lexicon/lexicon.h"
#include "events/report/text/document.h"

/** What a word looks like and where it stands; flags. */
enum {
    BM_WORD_CAPITAL = 1 << 0,      /**< its first letter is a capital */
    BM_WORD_ALL_CAPS = 1 << 1,     /**< so are all, and there are two or more */
    BM_WORD_INNER_CAP = 1 << 2,    /**< a capital after a small letter: "McDonald", "YouTube" */
    BM_WORD_NUMBER = 1 << 3,       /**< digits only, groups "1,000", fractions "3.5" and what has
                                        periods between, "24.02.2022", included */
    BM_WORD_HAS_DIGIT = 1 << 4,    /**< a digit among letters: "11th", "Tu-22" is two words */
    BM_WORD_CYRILLIC = 1 << 5,     /**< has Cyrillic letters, */
    BM_WORD_LATIN = 1 << 6,        /**< Latin ones; other scripts have neither flag */
    BM_WORD_POSSESSIVE = 1 << 7,   /**< "'s" or "’" follows, which is no part of the word */
    BM_WORD_ABBREVIATION = 1 << 8, /**< has periods of its own, the last included: "U.S.", "Lt.",
                                        "A."; a word that ends a sentence has not its period, unless
                                        it has others: "in the U.S." Lexicons write it without its
                                        last period ("lt"), or with all ("u.s.") */
    BM_WORD_FIRST = 1 << 9,        /**< the first of its sentence, or after an opening quote or a
                                        colon: a capital says nothing */
    BM_WORD_TITLE_CASE = 1 << 10,  /**< its sentence capitalises nearly every word, or all letters:
                                        a capital says nothing */
    /* Set by later stages. */
    BM_WORD_IN_DATE = 1 << 11,
    BM_WORD_IN_MENTION = 1 << 12
};

/** What stands between a word and the one before it; flags. Blanks alone are 0. */
enum {
    BM_GAP_NONE = 1 << 0,   /**< nothing at all, or a hyphen */
    BM_GAP_HYPHEN = 1 << 1, /**< a hyphen without blanks */
    BM_GAP_COMMA = 1 << 2,
    BM_GAP_PERIOD = 1 << 3, /**< also ! ? … */
    BM_GAP_COLON = 1 << 4,  /**< also ; */
    BM_GAP_DASH = 1 << 5,   /**< a dash, or a hyphen with blanks */
    BM_GAP_OPEN = 1 << 6,   /**< ( [ { */
    BM_GAP_CLOSE = 1 << 7,
    BM_GAP_QUOTE = 1 << 8, /**< any quotation mark */
    BM_GAP_SLASH = 1 << 9,
    BM_GAP_LINE = 1 << 10,  /**< a line end within a block */
    BM_GAP_OTHER = 1 << 11, /**< any other character: @ # & % $ … or a byte that is no text */
    BM_GAP_AT = 1 << 12,    /**< @ # or the like directly before the word, or it is part of an
                                 address: no prose */
    /** Nothing that ends a name: blanks and line ends only, or a hyphen. */
    BM_GAP_BREAKS = 0xFFFF & ~((1 << 0) | (1 << 1) | (1 << 10))
};

/** A word: letters, digits and apostrophes within; hyphens part words. 16 bytes, as a report may
 *  have millions. */
typedef struct bm_word {
    uint32_t start;  /**< byte of the document's text */
    uint32_t terms;  /**< of the lexicon of its block's language, see bm_lexicon_terms() */
    uint16_t length; /**< in bytes; longer words are cut into several */
    uint16_t flags;
    uint16_t gap; /**< before it */
    uint16_t unused;
} bm_word;

/** A sentence; headings, list items and cells of tables are sentences too. Never empty. */
typedef struct bm_sentence {
    uint32_t first_word;
    uint32_t word_count;
    uint32_t start; /**< bytes of the text, closing quotes and the period included */
    uint32_t end;
    uint32_t block;
} bm_sentence;

typedef struct bm_words {
    bm_word *words;
    size_t word_count;
    size_t word_capacity;
    bm_sentence *sentences;
    size_t sentence_count;
    size_t sentence_capacity;
} bm_words;

/** Cut all blocks. In time proportional to the text.
 *  @param lexicons  by ::bm_language, for `terms` and for abbreviations that end no sentence
 *                   (section "text.abbreviation"); a NULL one gives no terms
 *  @param words     zero-initialise it; free it with bm_words_finish(), also after an error; memory
 *                   of an earlier document is used again */
BM_NODISCARD bm_status bm_words_cut(bm_words *words, const bm_document *document,
                                    const bm_lexicon *const lexicons[BM_LANGUAGE_COUNT],
                                    bm_error *error);
void bm_words_finish(bm_words *words);

#endif
