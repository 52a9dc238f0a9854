/** @file pattern.h
 *  File names of a series.
 */
#ifndef BM_RENDER_SERIES_PATTERN_H
#define BM_RENDER_SERIES_PATTERN_H

#include <bordermap/date.h>

#include "base/strbuf.h"

/** What a name may tell. */
typedef struct bm_pattern_values {
    bm_interval window;
    size_t number; /**< from 1 */
    size_t total;
    size_t event_count;
} bm_pattern_values;

/** Append `pattern` with its {words} replaced. ::BM_ERROR_ARGUMENT for a word that there is not. */
bm_status bm_pattern_expand(const char *pattern, const bm_pattern_values *values, bm_strbuf *path,
                            bm_error *error);
/** Make the folders of `path` that are missing. */
bm_status bm_pattern_make_folders(const char *path, bm_error *error);

#endif
