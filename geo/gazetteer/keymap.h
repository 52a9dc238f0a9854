/** @file keymap.h
 *  A hash table from the hash of a key to numbers, several a key; the caller compares the keys
 *  themselves. Filled once, then read by any number of threads.
 */
#ifndef BM_GEO_GAZETTEER_KEYMAP_H
#define BM_GEO_GAZETTEER_KEYMAP_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/** No entry: the end of a chain. */
#define BM_KEYMAP_END UINT32_MAX

typedef struct bm_keymap_entry {
    uint32_t hash; /**< the upper half; the lower chooses the chain */
    uint32_t value;
    uint32_t next;
} bm_keymap_entry;

typedef struct bm_keymap {
    uint32_t *chains;
    uint32_t mask;
    bm_keymap_entry *entries;
    uint32_t count;
    uint32_t capacity;
} bm_keymap;

/** Room for `capacity` values, in the arena; false when memory is short. */
bool bm_keymap_init(bm_keymap *map, bm_arena *arena, size_t capacity);
/** Add a value in front of those of the same hash. The capacity must not be exceeded. */
void bm_keymap_add(bm_keymap *map, uint64_t hash, uint32_t value);
/** First entry with this hash, or ::BM_KEYMAP_END. */
uint32_t bm_keymap_first(const bm_keymap *map, uint64_t hash);
/** The next one with the same hash. */
uint32_t bm_keymap_next(const bm_keymap *map, uint32_t entry);

#endif
