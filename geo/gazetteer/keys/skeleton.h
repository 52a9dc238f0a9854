/** @file skeleton.h
 *  What is left of a name in any spelling and inflection. Pure; thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_KEYS_SKELETON_H
#define BM_GEO_GAZETTEER_KEYS_SKELETON_H

#include <bordermap/gazetteer.h>

/** The consonants of the strict key, runs once, with what the languages write one for the other as
 *  one. "" for a name without a strict key. */
void bm_name_skeleton(const char *name, char out[BM_FOLD_KEY_SIZE]);

#endif
