/** @file fold.h
 *  What the two folding keys share. See docs/romanisation.md. Pure; thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_KEYS_FOLD_H
#define BM_GEO_GAZETTEER_KEYS_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Longest name in bytes, terminator included, that has a key. */
#define BM_FOLD_NAME_SIZE 256

/** The letters of `name` in NFC, at most `capacity`, zero-terminated; returns how many, or −1 when
 * the name is too long, not UTF-8, or memory is short. Most names need no normalisation and are
 * only decoded. */
int bm_fold_decode(const char *name, int32_t *letters, int capacity);

/** True for every character that serves as an apostrophe, prime or soft sign. */
bool bm_fold_is_apostrophe(int32_t letter);

/** FNV-1a over a key, 64 bits (G. Fowler, L. C. Noll, K.-P. Vo). */
uint64_t bm_fold_hash(const char *key);

#endif
