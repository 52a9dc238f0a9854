/** @file encoding_doubt.h
 *  Whether a table that claims a code page of one byte a character is UTF-8 all the same.
 */
#ifndef BM_GEO_ENCODING_DOUBT_H
#define BM_GEO_ENCODING_DOUBT_H

#include <stdbool.h>
#include <stddef.h>

/** What a table's texts say. All zero at first. */
typedef struct bm_encoding_doubt {
    size_t texts;   /**< texts beyond ASCII */
    size_t letters; /**< letters of two bytes in them, were they UTF-8 */
    bool refuted;   /**< one of them cannot be UTF-8 */
} bm_encoding_doubt;

/** Look at a text. `is_cut`: it fills its field, so that its last character may be incomplete.
 *  @return true for the first text beyond ASCII */
bool bm_encoding_doubt_look(bm_encoding_doubt *doubt, const char *bytes, size_t length,
                            bool is_cut);
/** True when every text beyond ASCII is UTF-8, with Latin, Greek or Cyrillic letters enough that
 *  this is no accident. */
bool bm_encoding_doubt_is_certain(const bm_encoding_doubt *doubt);

#endif
