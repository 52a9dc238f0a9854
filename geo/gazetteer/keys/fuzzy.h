/** @file fuzzy.h
 *  Strict keys with a typing error: those that one edit (see edits.h) turns into a key of the
 *  gazetteer, for long ones two.
 *
 *  The table has every key, and every key with one of its letters left out. Two keys with one edit
 *  between them have one of these in common (F. J. Damerau's observation on single errors, turned
 *  into an index as by T. Bocek, E. Hunt and B. Stiller, "Fast similarity search in large
 *  dictionaries", 2007). For a second edit every first one is made on the key asked, which is cheap
 *  because hashes of changed keys are sums. docs/romanisation.md has figures. Thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_KEYS_FUZZY_H
#define BM_GEO_GAZETTEER_KEYS_FUZZY_H

#include "geo/gazetteer/keys/edits.h"
#include "geo/gazetteer/keys/near_table.h"

enum {
    BM_FUZZY_LETTERS_ONE = 5,  /**< letters of a key that may have one edit, at least */
    BM_FUZZY_LETTERS_TWO = 9,  /**< … two */
    BM_FUZZY_MATCHES_MAX = 512 /**< keys that a search visits at most, the nearest ones */
};

/** A key near the one asked. */
typedef struct bm_fuzzy_match {
    uint32_t key_index;
    bm_edits edits;
} bm_fuzzy_match;

/** How many edits a key may have: 0, 1 or 2, by its letters; blanks and digits do not count. */
unsigned bm_fuzzy_edits(const char *strict_key);

/** For bm_near_build(): the hashes of a key and of what is left of it without each letter; none
 *  when no search can lead to it. */
size_t bm_fuzzy_hashes(const char *strict_key, uint64_t *hashes);

/** Visit every key within `edits` edits of `strict_key`, or within bm_fuzzy_edits() when that is
 *  less; each once, the nearest first, then by number; `strict_key` itself too, if it is there.
 *  Stops when `visit` returns false. */
void bm_fuzzy_search(const bm_keyset *keys, const bm_near_sections *sections,
                     const char *strict_key, unsigned edits,
                     bool (*visit)(void *context, const bm_fuzzy_match *match), void *context);

#endif
