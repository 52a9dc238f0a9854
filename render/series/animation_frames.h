/** @file animation_frames.h
 *  The frames of an animation, drawn by forked workers, in order.
 */
#ifndef BM_RENDER_SERIES_ANIMATION_FRAMES_H
#define BM_RENDER_SERIES_ANIMATION_FRAMES_H

#include "render/series/animator.h"
#include "render/series/plan.h"

/** Takes frame `index`; false when no more are wanted. */
typedef bool (*bm_frame_visitor)(size_t index, bm_animation_frame frame,
                                 const bm_map_report *report, void *context);

/** How many workers are worth having for frames of that size: 0 or 1 when none. */
size_t bm_animation_workers(const bm_map *map, const bm_series_options *options, size_t count);
/** Draw all windows of the plan by so many workers, and visit the frames in this process. The
 *  map's windows are prepared (bm_map_prepare_windows()), and no other thread is at work. */
BM_NODISCARD bm_status bm_animation_draw(bm_map *map, const bm_series_plan *plan, size_t workers,
                                         const bm_series_options *options, bm_frame_visitor visit,
                                         void *context, bm_error *error);

#endif
