/** @file paths.h
 *  What the files of a series may be called: nothing is written over twice, and no input is.
 */
#ifndef BM_RENDER_SERIES_PATHS_H
#define BM_RENDER_SERIES_PATHS_H

#include "render/series/plan.h"

/** Refuse a pattern whose files could leave the folder that it names before its first {word}.
 *  @return ::BM_ERROR_ARGUMENT */
BM_NODISCARD bm_status bm_series_check_pattern(const char *pattern, bm_error *error);
/** Refuse two outputs of one name, also where a file system takes capitals and small letters for
 * the same, and an output that is one of the inputs of the options.
 *  @return ::BM_ERROR_ARGUMENT */
BM_NODISCARD bm_status bm_series_check_paths(const bm_series_plan *plan,
                                             const bm_series_options *options, bm_error *error);

#endif
