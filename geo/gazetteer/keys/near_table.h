/** @file near_table.h
 *  Key numbers by hash, for keys that are found by something else than themselves: what is left of
 *  them when a letter is left out (see fuzzy.h), or the slot key (see slot.h).
 *
 *  Three arrays, each a section of an image. The entries of one hash stand in one bucket, those of
 *  bucket b from `buckets[b]` to `buckets[b + 1]`; an entry has the key's number in its low bits
 *  and, in those that are left, some of the hash's, so that few keys are read in vain. A Bloom
 *  filter (B. H. Bloom, 1970) with a word for about eight entries keeps most hashes that are not
 *  there from the buckets.
 */
#ifndef BM_GEO_GAZETTEER_KEYS_NEAR_TABLE_H
#define BM_GEO_GAZETTEER_KEYS_NEAR_TABLE_H

#include "geo/gazetteer/keys/keyset.h"

#include <bordermap/gazetteer.h>

enum {
    BM_NEAR_HASHES_MAX = BM_FOLD_KEY_SIZE, /**< of one key */
    BM_NEAR_KEYS_MAX = 1 << 28,
    BM_NEAR_SCAN_MAX = 1 << 20 /**< entries that one search reads at most: no genuine table comes
                                  near, a crafted one cannot hold a search up */
};

/** The hashes that a key is to be found by, at most ::BM_NEAR_HASHES_MAX; returns how many. */
typedef size_t (*bm_near_hashes)(const char *key, uint64_t *hashes);

/** What bm_near_build() makes; heap. Counts are records: of 4 bytes, `filter` of 8. */
typedef struct bm_near_table {
    uint32_t *buckets;
    size_t bucket_count;
    uint32_t *entries;
    size_t entry_count;
    uint64_t *filter;
    size_t filter_count;
} bm_near_table;

/** Build the table of `keys`, which must be shorter than ::BM_FOLD_KEY_SIZE. The same keys give the
 *  same arrays. ::BM_ERROR_LIMIT for more than ::BM_NEAR_KEYS_MAX keys or 2³² entries.
 *  @param table  to be finished by bm_near_table_finish(), also after an error */
BM_NODISCARD bm_status bm_near_build(const char *const *keys, size_t count, bm_near_hashes hashes,
                                     bm_near_table *table, bm_error *error);
void bm_near_table_finish(bm_near_table *table);

/** The same table in an image. */
typedef struct bm_near_sections {
    uint32_t buckets;
    uint32_t entries;
    uint32_t filter;
} bm_near_sections;

/** A table while it is searched; the caller's, on the stack. */
typedef struct bm_near {
    bm_keyset keys;
    bm_near_sections sections;
    uint32_t key_count;
    unsigned key_bits; /**< of an entry */
    uint64_t buckets;
    uint64_t entries;
    uint64_t words; /**< of the filter */
    uint32_t budget;
} bm_near;

bm_near bm_near_start(const bm_keyset *keys, const bm_near_sections *sections);

/** Where a spread hash (see bm_near_spread()) belongs among `count`. */
static inline uint64_t bm_near_slot(uint64_t spread, uint64_t count)
{
    return (spread >> 32) * count >> 32;
}

/** The bits that a spread hash has in its word of the filter. */
static inline uint64_t bm_near_bits(uint64_t spread)
{
    return (uint64_t)1 << (spread & 63) | (uint64_t)1 << (spread >> 6 & 63) |
           (uint64_t)1 << (spread >> 12 & 63) | (uint64_t)1 << (spread >> 18 & 63);
}

/** Every bit of the result depends on every bit of the hash (the finaliser of SplitMix64,
 *  S. Vigna). */
static inline uint64_t bm_near_spread(uint64_t hash)
{
    hash = (hash ^ hash >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    hash = (hash ^ hash >> 27) * UINT64_C(0x94D049BB133111EB);
    return hash ^ hash >> 31;
}

/** False when no key has this spread hash; true when one may. */
static inline bool bm_near_may_have(const bm_near *near, uint64_t spread)
{
    uint64_t bits = bm_near_bits(spread);
    const uint64_t *word = bm_image_record(near->keys.image, near->sections.filter, sizeof *word,
                                           bm_near_slot(spread, near->words));
    return (*word & bits) == bits;
}

/** Call `visit` with each key number, below the number of keys, that may have this spread hash: the
 *  caller looks whether it has. Stops when `visit` returns false; returns false then. */
bool bm_near_visit(bm_near *near, uint64_t spread, bool (*visit)(void *context, uint32_t key),
                   void *context);

#endif
