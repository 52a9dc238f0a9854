/** @file slot.h
 *  The slot key, which the Belarusian, Ukrainian and Russian forms of one name share: Kapani and
 *  Kopani, Mahilyow and Mogilev, Kharkiv and Kharkov. It joins different places more often than the
 *  strict key does, so it needs context. See docs/romanisation.md. Pure; thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_KEYS_SLOT_H
#define BM_GEO_GAZETTEER_KEYS_SLOT_H

#include "geo/gazetteer/keys/near_table.h"

/** Letters other than vowels that a name must have for a slot key. */
enum { BM_SLOT_CONSONANTS_MIN = 3 };

/** The slot key of a strict key, never longer than that. False, and "", when it has too few
 * consonants to mean anything or is no strict key (::BM_FOLD_KEY_SIZE or longer). */
bool bm_fold_slot(const char *strict_key, char slot[BM_FOLD_KEY_SIZE]);

/** Whether a name shares a slot key with one of these `count` strict keys, as the Belarusian and
 * the Russian name of one place do. */
bool bm_slot_is_shared(char strict_keys[][BM_FOLD_KEY_SIZE], size_t count, const char *name);

/** For bm_near_build(): the hash of the slot key, if there is one. */
size_t bm_slot_hashes(const char *strict_key, uint64_t *hashes);

/** Visit the number of every key that shares the slot key of `strict_key`, each once, in ascending
 *  order; also `strict_key` itself, when it is one of them. Stops when `visit` returns false. */
void bm_slot_search(const bm_keyset *keys, const bm_near_sections *sections, const char *strict_key,
                    bool (*visit)(void *context, uint32_t key), void *context);

#endif
