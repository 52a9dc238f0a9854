/** @file frame.h
 *  One map of a series, into its file.
 */
#ifndef BM_RENDER_SERIES_FRAME_H
#define BM_RENDER_SERIES_FRAME_H

#include "render/series/plan.h"

/** What came of a map. It holds no pointers and is smaller than what a pipe takes in one piece:
 *  workers hand it on as it is. */
typedef struct bm_frame_result {
    size_t index; /**< in the plan */
    bm_status status;
    bm_error error;
    bm_map_report report;
    char digest[BM_SERIES_DIGEST_SIZE];
} bm_frame_result;

/** Draw a map and write its file, and its words beside it, as the options have it. Nothing depends
 *  on which maps were drawn before.
 *  @param result  zeroed but for its index */
void bm_frame_draw(bm_map *map, const bm_series_plan_frame *at, const bm_series_options *options,
                   bm_frame_result *result);

/** Remove what a worker that was killed has left of a map's file beside it. */
void bm_frame_sweep(const bm_series_plan_frame *at, const bm_series_options *options);

#endif
