/** @file scan.h
 *  One word, or what stands between two, from the bytes of a text.
 */
#ifndef BM_EVENTS_REPORT_TEXT_SCAN_H
#define BM_EVENTS_REPORT_TEXT_SCAN_H

#include "base/letter.h"

#include <stdbool.h>
#include <stdint.h>

/** Longer words are cut into several. */
enum { BM_SCAN_WORD_MAX = 512 };

/** A character of a text. */
typedef struct bm_scan_character {
    int32_t code_point; /**< −1: a byte that is no text */
    uint8_t kind;       /**< BM_LETTER_… */
    uint8_t size;       /**< in bytes; 0 at the end */
} bm_scan_character;

/** The character at `at`. */
bm_scan_character bm_scan_character_at(const char *text, uint32_t at, uint32_t end);
/** Whether it stands as an apostrophe within words: ' ’ ʼ and the like. */
bool bm_scan_is_apostrophe(int32_t code_point);
/** Whether it is not seen: a soft hyphen, a zero-width or direction character. */
bool bm_scan_is_invisible(int32_t code_point);
bool bm_scan_is_blank(int32_t code_point);

/** A word as scanned. */
typedef struct bm_scanned_word {
    uint32_t end;   /**< byte after it */
    uint32_t next;  /**< byte after what of it is cut off: the possessive's "'s" */
    uint16_t flags; /**< BM_WORD_… that its characters tell */
} bm_scanned_word;

/** Scan the word at `start`, which has a letter or digit there.
 *  @param quoted  a single quotation mark is open: an apostrophe after "s" may close it */
bm_scanned_word bm_scan_word(const char *text, uint32_t start, uint32_t end, bool quoted);

/** What stands between words, as scanned. */
typedef struct bm_scanned_gap {
    uint32_t end;          /**< where the next word begins, or the block ends */
    uint32_t sentence_end; /**< after the last mark that may end a sentence, and what closes */
    uint16_t flags;        /**< BM_GAP_… */
    bool ends;             /**< holds a mark that may end a sentence */
    bool parted;           /**< and a blank after it, or it is one that needs none */
    bool opened;           /**< a quotation mark or colon stands directly before the next word */
    bool quoted;           /**< a single quotation mark is open */
    bool blank;            /**< has a blank */
} bm_scanned_gap;

/** Scan from `start` to the next word or the end.
 *  @param first   nothing of its block stands before it
 *  @param quoted  a single quotation mark was open before */
bm_scanned_gap bm_scan_gap(const char *text, uint32_t start, uint32_t end, bool first, bool quoted);

#endif
