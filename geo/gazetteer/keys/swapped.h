/** @file swapped.h
 *  Latin names whose writer swapped two letters of what stands for one sound: Rubihzne and Rubzihne
 *  for Rubizhne. The strict keys of the two are too far apart for edits (edits.h), since zh is one
 *  symbol and z, h are two. Pure; thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_KEYS_SWAPPED_H
#define BM_GEO_GAZETTEER_KEYS_SWAPPED_H

#include <stdbool.h>

/** Visit the strict keys of `name` with two neighbouring letters swapped, one pair at a time, from
 *  left to right: only pairs with an h, s or z, which most runs of letters for one sound have, and
 *  never a word's first letter. A key may come twice. Stops when `visit` returns false. */
void bm_fold_swapped(const char *name, bool (*visit)(void *context, const char *strict_key),
                     void *context);

#endif
