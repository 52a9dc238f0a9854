/** @file near_keys.h
 *  Strict keys to search nearly equal ones among: real names, syllables that are often near each
 *  other, and noise with blanks and digits. The same on every machine.
 */
#ifndef BM_TESTS_GAZETTEER_NEAR_KEYS_H
#define BM_TESTS_GAZETTEER_NEAR_KEYS_H

#include <stddef.h>
#include <stdint.h>

enum { NEAR_KEYS = 3000 };
/** What strict keys are made of, digits apart. */
#define NEAR_ALPHABET " abdefgiklmnoprstuvzCHJQSX"

/** SplitMix64 (S. Vigna): the same numbers everywhere. */
uint64_t near_random(uint64_t *state);
size_t near_below(uint64_t *state, size_t limit);

/** Sorted, none twice; returns how many, at most ::NEAR_KEYS. They live as long as the program. */
size_t near_keys(const char *keys[NEAR_KEYS]);

#endif
