#include "geo/gazetteer/keys/near_table.h"

#include <stdlib.h>

enum { ENTRIES_A_BUCKET = 8, ENTRIES_A_WORD = 8, FINGERPRINT_SHIFT = 24 };

/* Bits that hold every number below `count`. */
static unsigned bits_for(uint64_t count)
{
    unsigned bits = 1;
    while (bits < 28 && (uint64_t)1 << bits < count)
        bits++;
    return bits;
}

static uint32_t fingerprint(uint64_t spread, unsigned key_bits)
{
    return (uint32_t)(spread >> FINGERPRINT_SHIFT) << key_bits;
}

/* Counts of the buckets become where they end; filling them backwards then makes them where they
 * begin. */
static void add_up(uint32_t *buckets, size_t count)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += buckets[i];
        buckets[i] = sum;
    }
}

bm_status bm_near_build(const char *const *keys, size_t count, bm_near_hashes hashes,
                        bm_near_table *table, bm_error *error)
{
    *table = (bm_near_table){0};
    if (count > BM_NEAR_KEYS_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, NULL, 0,
                            "%zu different names are more than an index can hold", count);
    uint64_t found[BM_NEAR_HASHES_MAX];
    uint64_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += hashes(keys[i], found);
    if (total > UINT32_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, NULL, 0,
                            "%zu different names are more than an index can hold", count);
    size_t buckets = (size_t)(total / ENTRIES_A_BUCKET) + 1;
    table->bucket_count = buckets + 1;
    table->entry_count = (size_t)total;
    table->filter_count = (size_t)(total / ENTRIES_A_WORD) + 1;
    table->buckets = calloc(table->bucket_count, sizeof *table->buckets);
    table->entries = calloc(table->entry_count + 1, sizeof *table->entries);
    table->filter = calloc(table->filter_count, sizeof *table->filter);
    if (!table->buckets || !table->entries || !table->filter)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory for the index");
    for (size_t i = 0; i < count; i++) {
        size_t found_count = hashes(keys[i], found);
        for (size_t h = 0; h < found_count; h++) {
            uint64_t spread = bm_near_spread(found[h]);
            table->buckets[bm_near_slot(spread, buckets)]++;
            table->filter[bm_near_slot(spread, table->filter_count)] |= bm_near_bits(spread);
        }
    }
    add_up(table->buckets, table->bucket_count);
    unsigned key_bits = bits_for(count);
    for (size_t i = count; i-- > 0;) {
        size_t found_count = hashes(keys[i], found);
        for (size_t h = found_count; h-- > 0;) {
            uint64_t spread = bm_near_spread(found[h]);
            uint32_t at = --table->buckets[bm_near_slot(spread, buckets)];
            table->entries[at] = fingerprint(spread, key_bits) | (uint32_t)i;
        }
    }
    return BM_OK;
}

void bm_near_table_finish(bm_near_table *table)
{
    free(table->buckets);
    free(table->entries);
    free(table->filter);
    *table = (bm_near_table){0};
}

bm_near bm_near_start(const bm_keyset *keys, const bm_near_sections *sections)
{
    bm_near near = {.keys = *keys, .sections = *sections, .budget = BM_NEAR_SCAN_MAX};
    uint64_t offsets = bm_image_count(keys->image, sections->buckets);
    near.key_count = bm_keyset_count(keys);
    near.key_bits = bits_for(near.key_count);
    near.buckets = offsets > 0 ? offsets - 1 : 0;
    near.entries = bm_image_count(keys->image, sections->entries);
    near.words = bm_image_count(keys->image, sections->filter);
    if (near.buckets == 0 || near.words == 0 || near.entries == 0)
        near.key_count = 0;
    return near;
}

bool bm_near_visit(bm_near *near, uint64_t spread, bool (*visit)(void *context, uint32_t key),
                   void *context)
{
    const bm_image *image = near->keys.image;
    uint64_t bucket = bm_near_slot(spread, near->buckets);
    uint32_t from = bm_image_u32(image, near->sections.buckets, bucket);
    uint32_t end = bm_image_u32(image, near->sections.buckets, bucket + 1);
    if (end > near->entries)
        end = (uint32_t)near->entries;
    uint32_t expected = fingerprint(spread, near->key_bits);
    uint32_t key_mask = ((uint32_t)1 << near->key_bits) - 1;
    for (uint32_t i = from; i < end; i++) {
        if (near->budget == 0)
            return false;
        near->budget--;
        uint32_t entry = bm_image_u32(image, near->sections.entries, i);
        if ((entry & ~key_mask) == expected && (entry & key_mask) < near->key_count &&
            !visit(context, entry & key_mask))
            return false;
    }
    return true;
}
