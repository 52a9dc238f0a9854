/** @file keyset.h
 *  The distinct strict keys of a gazetteer, sorted by bytes, and the tables that find keys which
 * are nearly the same.
 */
#ifndef BM_GEO_GAZETTEER_KEYS_KEYSET_H
#define BM_GEO_GAZETTEER_KEYS_KEYSET_H

#include "base/image.h"

#include <bordermap/gazetteer.h>

/** Two sections of an image: `offsets` (32-bit, one a key) into `texts`. */
typedef struct bm_keyset {
    const bm_image *image;
    uint32_t offsets;
    uint32_t texts;
} bm_keyset;

static inline uint32_t bm_keyset_count(const bm_keyset *set)
{
    return (uint32_t)bm_image_count(set->image, set->offsets);
}

/** A key; "" for what does not exist or is damaged. */
static inline const char *bm_keyset_text(const bm_keyset *set, uint32_t index)
{
    return bm_image_text(set->image, set->texts, bm_image_u32(set->image, set->offsets, index));
}

#endif
