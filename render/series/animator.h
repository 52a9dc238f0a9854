/** @file animator.h
 *  Writers of animations: they take one frame after the other and keep no more than the last.
 */
#ifndef BM_RENDER_SERIES_ANIMATOR_H
#define BM_RENDER_SERIES_ANIMATOR_H

#include "render/canvas/canvas.h"

/** A frame: 0x..RRGGBB, row by row. Borrowed. */
typedef struct bm_animation_frame {
    const uint32_t *pixels;
    size_t stride; /**< pixels from row to row */
} bm_animation_frame;

/** What all writers need. Borrowed until they are freed. */
typedef struct bm_animation_job {
    int width, height;
    double dpi;
    size_t frame_count;
    int frame_ms; /**< how long each is shown, 20 to 60,000 */
    const bm_canvas_info *info;
    bm_compression compression;
    bm_sink *sink;
} bm_animation_job;

/** Most pixels of a frame: a writer holds a few frames' worth. */
#define BM_ANIMATION_PIXELS_MAX 67000000

typedef struct bm_animator bm_animator;
/** One kind of writer. All return a status and free nothing; `finish` comes after the last frame,
 * `discard` frees it all, whatever came before. */
struct bm_animator {
    /** See a frame before the first is added; NULL when none need be seen. */
    bm_status (*sample)(bm_animator *self, bm_animation_frame frame, bm_error *error);
    bm_status (*add)(bm_animator *self, bm_animation_frame frame, bm_error *error);
    bm_status (*finish)(bm_animator *self, bm_error *error);
    void (*discard)(bm_animator *self);
};

/** GIF: one palette for all frames, of the colours that the sampled ones have; each frame has only
 * what differs from the one before. */
bm_status bm_gif_begin(const bm_animation_job *job, bm_animator **made, bm_error *error);
/** APNG: all colours; each frame has only what differs from the one before. */
bm_status bm_apng_begin(const bm_animation_job *job, bm_animator **made, bm_error *error);
/** MP4 (H.264) by the program ffmpeg.
 *  @return ::BM_ERROR_NOT_FOUND when there is none */
bm_status bm_mp4_begin(const bm_animation_job *job, bm_animator **made, bm_error *error);

/** Whole pixels; `x1` and `y1` are beyond it. */
typedef struct bm_changed_box {
    int x0, y0, x1, y1;
} bm_changed_box;
/** The smallest box that holds all pixels in which two frames differ; one pixel when there is none.
 */
bm_changed_box bm_animation_changed(const uint32_t *before, bm_animation_frame frame, int width,
                                    int height);
/** Copy a frame to `to`, which has room for all of its pixels and no gaps. */
void bm_animation_keep(bm_animation_frame frame, int width, int height, uint32_t *to);

#endif
