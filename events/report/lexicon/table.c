#include "events/report/lexicon/table.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_BITS = 10, LAST_BITS = 30 };

void bm_word_table_add_stem(bm_word_table *table, const bm_folded_word *word)
{
    uint32_t bit = word->count - BM_STEM_CODES;
    if (word->count < BM_STEM_CODES)
        table->short_stems[word->chunks[0] & 0xFF] |= (uint8_t)(1U << (word->count - 1));
    else
        table->stem_lengths[bm_stem_bucket(word)] |=
            (uint8_t)(1U << (bit < BM_STEM_LENGTHS ? bit : BM_STEM_LENGTHS - 1));
}

bool bm_word_table_rest_is(const bm_word_table *table, uint32_t listed, const bm_folded_word *word,
                           uint32_t count)
{
    const uint64_t *chunks = table->chunks + table->words[listed].chunks;
    for (uint32_t i = 1; i < bm_folded_chunks(count); i++)
        if (chunks[i] != bm_folded_chunk(word->chunks, count, i))
            return false;
    return true;
}

bool bm_word_table_reserve(bm_word_table *table, size_t words)
{
    unsigned shift = table->slots ? table->shift : 64 - FIRST_BITS;
    while (shift > 64 - LAST_BITS && (UINT64_MAX >> shift) / 2 < words)
        shift--;
    if (table->slots && shift == table->shift)
        return true;
    size_t mask = (size_t)(UINT64_MAX >> shift);
    bm_word_table grown = {.slots = calloc(mask + 1, sizeof *grown.slots), .shift = shift};
    if (!grown.slots)
        return false;
    for (size_t i = 0; table->slots && i <= (size_t)(UINT64_MAX >> table->shift); i++) {
        const bm_word_slot *slot = &table->slots[i];
        if (slot->word == 0)
            continue;
        const uint64_t *chunks = table->chunks + table->words[slot->word - 1].chunks;
        size_t at = bm_word_table_place(&grown, chunks, slot->count);
        while (grown.slots[at].word)
            at = (at + 1) & mask;
        grown.slots[at] = *slot;
    }
    free(table->slots);
    table->slots = grown.slots;
    table->shift = shift;
    return true;
}

static bool grow_slots(bm_word_table *table)
{
    bool full = !table->slots || table->word_count >= (UINT64_MAX >> table->shift) / 2;
    return !full || bm_word_table_reserve(table, table->word_count * 2 + 1);
}

static bool add_chunks(bm_word_table *table, const bm_folded_word *word, uint32_t count)
{
    for (uint32_t i = 0; i < bm_folded_chunks(count); i++) {
        uint64_t *chunks = bm_array_grow(table->chunks, table->chunk_count, &table->chunk_capacity,
                                         sizeof *chunks);
        if (!chunks)
            return false;
        table->chunks = chunks;
        table->chunks[table->chunk_count++] = bm_folded_chunk(word->chunks, count, i);
    }
    return true;
}

uint32_t bm_word_table_add(bm_word_table *table, const bm_folded_word *word, uint32_t count)
{
    if (!grow_slots(table))
        return BM_LISTED_NONE;
    bm_word_slot *slot = bm_word_table_slot(table, word, count);
    if (slot->word)
        return slot->word - 1;
    bm_listed_word *words =
        bm_array_grow(table->words, table->word_count, &table->word_capacity, sizeof *words);
    if (!words)
        return BM_LISTED_NONE;
    table->words = words;
    bm_listed_word added = {.chunks = (uint32_t)table->chunk_count, .count = count};
    if (!add_chunks(table, word, count))
        return BM_LISTED_NONE;
    table->words[table->word_count++] = added;
    *slot = (bm_word_slot){table->chunks[added.chunks], (uint32_t)table->word_count, count};
    return (uint32_t)table->word_count - 1;
}

void bm_word_table_get(const bm_word_table *table, uint32_t number, bm_folded_word *word)
{
    const bm_listed_word *listed = &table->words[number];
    word->count = listed->count;
    word->cut = false;
    memcpy(word->chunks, table->chunks + listed->chunks,
           bm_folded_chunks(listed->count) * sizeof *word->chunks);
}

void bm_word_table_finish(bm_word_table *table)
{
    free(table->slots);
    free(table->words);
    free(table->chunks);
}
