/** @file hash.h
 *  A hash of short texts and a set of hashes. Not against an adversary's collisions: the users of
 * both stay correct, only slower.
 */
#ifndef BM_EVENTS_HASH_H
#define BM_EVENTS_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** FNV-1a, 64 bit (G. Fowler, L. C. Noll and K.-P. Vo; IETF draft-eastlake-fnv). */
uint64_t bm_hash_text(const char *text);

/** An open-addressed set of numbers 0…2^63 − 1 with room for a count known beforehand. */
typedef struct bm_number_set {
    int64_t *places; /**< −1 in a free one */
    size_t mask;
} bm_number_set;

/** Room for `count` numbers; false when memory is short. */
bool bm_number_set_init(bm_number_set *set, size_t count);
/** Put a number in; false when it is there already. Never more than `count` may be put in. */
bool bm_number_set_add(bm_number_set *set, int64_t number);
void bm_number_set_finish(bm_number_set *set);

#endif
