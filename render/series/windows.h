/** @file windows.h
 *  The windows of a series: what its maps show, and what they are called by.
 */
#ifndef BM_RENDER_SERIES_WINDOWS_H
#define BM_RENDER_SERIES_WINDOWS_H

#include <bordermap/series.h>

#include "base/strbuf.h"

/** One map's time. Both are the same unless the windows slide or grow. */
typedef struct bm_window {
    bm_interval step;  /**< of the file's name; each map has its own */
    bm_interval shown; /**< events that touch it are on the map */
    const char *title; /**< of a period of the options; borrowed; NULL for none */
} bm_window;

/** In the order of their steps. Zero-initialise. */
typedef struct bm_windows {
    bm_window *items;
    size_t count;
    size_t capacity;
} bm_windows;

/** Find the windows from the first instant of `span` to its last, or those of the periods of the
 *  options, when these have any.
 *  @return ::BM_ERROR_ARGUMENT when the span is empty, ::BM_ERROR_LIMIT above
 *          ::BM_SERIES_FRAMES_MAX */
BM_NODISCARD bm_status bm_windows_make(bm_windows *windows, bm_interval span,
                                       const bm_series_options *options, bm_error *error);
void bm_windows_finish(bm_windows *windows);

/** Append how a map calls its time: "week 12, 21–27 March 2022", "Q1 2022", "28 days to 27 March
 *  2022", else the dates of what it shows. */
void bm_window_append_name(const bm_window *window, const bm_series_options *options,
                           bm_strbuf *text);

#endif
