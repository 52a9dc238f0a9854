/** @file edits.h
 *  The edits that lead from one strict key to another.
 *
 *  A letter or blank put in, left out, or exchanged, or two neighbours swapped, is one edit, and no
 *  letter is edited twice (optimal string alignment). Digits are never edited: Selo 2 is not a
 *  misspelt Selo 3. Pure; thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_KEYS_EDITS_H
#define BM_GEO_GAZETTEER_KEYS_EDITS_H

#include <stdbool.h>
#include <stddef.h>

/** How two keys differ. Of several ways with as few edits, one with vowels or blanks only where
 *  there is one, and of these one that keeps the first letters. */
typedef struct bm_edits {
    unsigned count;
    bool at_first_letter; /**< of a word; seldom mistyped */
    bool vowels_only;     /**< every letter concerned is a vowel: likelier, as in the slot key */
    bool blanks_only;     /**< written as one word or as two */
} bm_edits;

/** True, and how, when at most `max` edits, 2 or less, lead from the one to the other. Bytes
 *  compared, lengths in bytes; symmetric. With no edit all is false in `edits`. */
bool bm_edits_between(const char *one, size_t one_length, const char *other, size_t other_length,
                      unsigned max, bm_edits *edits);

#endif
