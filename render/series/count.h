/** @file count.h
 *  How many events touch each of many windows.
 */
#ifndef BM_RENDER_SERIES_COUNT_H
#define BM_RENDER_SERIES_COUNT_H

#include <bordermap/series.h>

/** Zero-initialise. */
typedef struct bm_window_counter {
    int64_t *starts_s, *ends_s; /**< sorted, each for itself */
    size_t count;
    bm_interval
        *rough; /**< months, years and approximate dates, which some windows are finer than */
    size_t rough_count;
} bm_window_counter;

/** Events of a window. */
typedef struct bm_window_count {
    size_t sure;
    size_t imprecise; /**< dated less exactly than the window */
} bm_window_count;

/** @param events  those of the map; NULL for a map of points, all of which are sure */
BM_NODISCARD bm_status bm_window_counter_make(bm_window_counter *counter, const bm_map *map,
                                              const bm_events *events, bm_error *error);
void bm_window_counter_finish(bm_window_counter *counter);
bm_window_count bm_window_counter_count(const bm_window_counter *counter, bm_interval window);

#endif
