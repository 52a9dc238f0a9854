/** @file plan.h
 *  Which maps a series has: their windows, their counts and their files.
 */
#ifndef BM_RENDER_SERIES_PLAN_H
#define BM_RENDER_SERIES_PLAN_H

#include <bordermap/series.h>

#include "base/arena.h"

/** A map to be made. */
typedef struct bm_series_plan_frame {
    bm_interval window;     /**< what it shows */
    bm_interval step;       /**< what its file is called by */
    const char *period;     /**< how the map calls its window; owned by the plan */
    size_t event_count;     /**< in the window for sure */
    size_t imprecise_count; /**< perhaps in the window: their dates are less exact */
    const char *path;       /**< of its file, or "ATLAS#page=N"; owned by the plan */
} bm_series_plan_frame;

/** All maps of a series, in the order of their windows. Zero-initialise; after
 *  bm_series_plan_finish() it is empty again. */
typedef struct bm_series_plan {
    bm_arena arena; /**< of the paths */
    bm_series_plan_frame *frames;
    size_t count;
    size_t capacity;
} bm_series_plan;

/** Told of each map, by its number from 0, once it is drawn; returns false to stop. */
typedef bool (*bm_series_teller)(size_t index, const bm_map_report *report, void *context);

/** Plan the maps. Nothing is drawn or written.
 *  @param events  those of the map; NULL for a map of points
 *  @return ::BM_ERROR_ARGUMENT when there are no dates, or two maps would have one file;
 *          ::BM_ERROR_LIMIT above ::BM_SERIES_FRAMES_MAX */
BM_NODISCARD bm_status bm_series_plan_make(bm_series_plan *plan, const bm_map *map,
                                           const bm_events *events,
                                           const bm_series_options *options, bm_error *error);

/** From the first window's start to the last one's end; of at least one map. */
bm_interval bm_series_plan_span(const bm_series_plan *plan);
void bm_series_plan_finish(bm_series_plan *plan);

#endif
