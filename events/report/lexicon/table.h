/** @file table.h
 *  The words and stems of a lexicon, found by their codes.
 */
#ifndef BM_EVENTS_REPORT_LEXICON_TABLE_H
#define BM_EVENTS_REPORT_LEXICON_TABLE_H

#include "events/report/lexicon/letters.h"

#define BM_LISTED_NONE UINT32_MAX
#define BM_FOLDED_FACTOR UINT64_C(0x9E3779B97F4A7C15)

enum {
    BM_STEM_CODES = 3,
    BM_STEM_BITS = 13,
    BM_STEM_BUCKETS = 1 << BM_STEM_BITS,
    BM_STEM_LENGTHS = 8
};

/** A word or stem of the files. */
typedef struct bm_listed_word {
    uint32_t chunks;   /**< first of its codes */
    uint32_t count;    /**< of codes */
    uint32_t end_set;  /**< terms of a word that is this; 0: those of the stems it begins with */
    uint32_t stem_set; /**< terms of a word that begins so; 0: this is no stem */
} bm_listed_word;

/** With its first chunk, so that one look tells most words apart. */
typedef struct bm_word_slot {
    uint64_t first;
    uint32_t word; /**< number + 1; 0 in empty slots */
    uint32_t count;
} bm_word_slot;

typedef struct bm_word_table {
    bm_word_slot *slots;
    unsigned shift; /**< 64 − bits of the number of slots */
    bm_listed_word *words;
    size_t word_count;
    size_t word_capacity;
    uint64_t *chunks;
    size_t chunk_count;
    size_t chunk_capacity;
    /** How long stems are that begin alike, a bit a length: by a hash of three codes, the last bit
     *  for all longer ones; and by the first code, for those of one and two. Nearly all words of a
     *  text begin with no stem. */
    uint8_t stem_lengths[BM_STEM_BUCKETS];
    uint8_t short_stems[256];
} bm_word_table;

/** The number of the first `count` codes of a word, listed when they are not yet; BM_LISTED_NONE
 * when memory is short. */
uint32_t bm_word_table_add(bm_word_table *table, const bm_folded_word *word, uint32_t count);
/** Make room for so many words. False when memory is short. */
bool bm_word_table_reserve(bm_word_table *table, size_t words);
/** The codes of a listed word. */
void bm_word_table_get(const bm_word_table *table, uint32_t number, bm_folded_word *word);
/** Words may begin with this one. */
void bm_word_table_add_stem(bm_word_table *table, const bm_folded_word *word);
void bm_word_table_finish(bm_word_table *table);

/** Whether the codes behind the first chunk are those of a listed word. */
bool bm_word_table_rest_is(const bm_word_table *table, uint32_t listed, const bm_folded_word *word,
                           uint32_t count);

static inline size_t bm_word_table_place(const bm_word_table *table, const uint64_t *chunks,
                                         uint32_t count)
{
    uint64_t hash = bm_folded_chunk(chunks, count, 0) * BM_FOLDED_FACTOR;
    for (uint32_t i = 1; i < bm_folded_chunks(count); i++)
        hash = (hash ^ hash >> 32 ^ bm_folded_chunk(chunks, count, i)) * BM_FOLDED_FACTOR;
    return (size_t)(hash >> table->shift);
}

/** The slot of a word, or the empty one where it belongs; some always are. */
static inline bm_word_slot *bm_word_table_slot(const bm_word_table *table,
                                               const bm_folded_word *word, uint32_t count)
{
    uint64_t first = bm_folded_chunk(word->chunks, count, 0);
    size_t mask = (size_t)(UINT64_MAX >> table->shift);
    for (size_t at = bm_word_table_place(table, word->chunks, count);; at = (at + 1) & mask) {
        bm_word_slot *slot = &table->slots[at];
        if (slot->first == first && slot->count == count &&
            (count <= BM_FOLDED_CHUNK || bm_word_table_rest_is(table, slot->word - 1, word, count)))
            return slot;
        if (slot->word == 0)
            return slot;
    }
}

/** The number of the first `count` > 0 codes of a word; BM_LISTED_NONE when they are not listed. */
static inline uint32_t bm_word_table_find(const bm_word_table *table, const bm_folded_word *word,
                                          uint32_t count)
{
    return bm_word_table_slot(table, word, count)->word - 1;
}

static inline size_t bm_stem_bucket(const bm_folded_word *word)
{
    uint64_t first = word->chunks[0] & 0xFFFFFF;
    return (size_t)(first * BM_FOLDED_FACTOR >> (64 - BM_STEM_BITS));
}

/** The longest stem that the first `count` codes of a word may begin with or be; 0 when there is
 *  none. */
static inline uint32_t bm_word_table_stem(const bm_word_table *table, const bm_folded_word *word,
                                          uint32_t count)
{
    unsigned lengths = count >= BM_STEM_CODES ? table->stem_lengths[bm_stem_bucket(word)] : 0;
    for (; lengths && count >= BM_STEM_CODES; count--) {
        uint32_t bit = count - BM_STEM_CODES;
        if (lengths >> (bit < BM_STEM_LENGTHS ? bit : BM_STEM_LENGTHS - 1) & 1)
            return count;
    }
    lengths = table->short_stems[word->chunks[0] & 0xFF];
    if (lengths >> 1 && count >= 2)
        return 2;
    return lengths & 1 && count >= 1 ? 1 : 0;
}

#endif
