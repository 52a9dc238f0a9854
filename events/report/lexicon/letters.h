/** @file letters.h
 *  Words as the lexicon compares them: no case, one apostrophe, ё as е, no stress marks. One code
 *  (a byte, not 0) a letter for the alphabets of the four languages, four for others. Pure;
 * thread-safe.
 */
#ifndef BM_EVENTS_REPORT_LEXICON_LETTERS_H
#define BM_EVENTS_REPORT_LEXICON_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Codes of a word at most; of a longer one the first are kept. */
#define BM_FOLDED_CODES 64
/** Codes that are compared at once. */
#define BM_FOLDED_CHUNK 8

/** First code of a letter of four; the others have seven bits of its number each. */
#define BM_FOLDED_OTHER 0xE1

/** The codes of a word. */
typedef struct bm_folded_word {
    uint64_t chunks[BM_FOLDED_CODES / BM_FOLDED_CHUNK]; /**< only those that have codes are set; the
                                                             first code is in the lowest byte */
    uint32_t count;
    bool cut; /**< there are more */
} bm_folded_word;

/** False for invalid UTF-8. */
bool bm_fold_word(const char *word, size_t length, bm_folded_word *folded);

/** The code at a place. */
static inline uint8_t bm_folded_code(const bm_folded_word *word, uint32_t index)
{
    return (uint8_t)(word->chunks[index / BM_FOLDED_CHUNK] >> index % BM_FOLDED_CHUNK * 8);
}

/** A chunk of the first `count` codes alone. */
static inline uint64_t bm_folded_chunk(const uint64_t *chunks, uint32_t count, uint32_t index)
{
    uint32_t left = count - index * BM_FOLDED_CHUNK;
    return left >= BM_FOLDED_CHUNK ? chunks[index]
                                   : chunks[index] & ((UINT64_C(1) << left * 8) - 1);
}

/** How many chunks hold so many codes. */
static inline uint32_t bm_folded_chunks(uint32_t count)
{
    return (count + BM_FOLDED_CHUNK - 1) / BM_FOLDED_CHUNK;
}

#endif
