/** @file batch_easel.h
 *  What one thread paints a batch with.
 */
#ifndef BM_RENDER_BATCH_EASEL_H
#define BM_RENDER_BATCH_EASEL_H

#include "render/canvas/batch_mask.h"

/** Zero-initialise it, but `clip`. */
typedef struct bm_easel {
    struct bm_easel *next;
    bm_coverage band;
    bm_batch_mask mask;
    int clip;                  /**< that the mask is of; -1 for none */
    bm_outline_filler *filler; /**< made when a glyph is painted */
    uint8_t *letters;          /**< room for a text and its halo */
    size_t letters_size;
} bm_easel;

void bm_easel_finish(bm_easel *easel);

/** Where the pixels of a job go. */
typedef struct bm_batch_target {
    const bm_pixel_rows *rows; /**< of the image */
    bm_pixel_box box;          /**< of the image, that is being painted */
    uint32_t pixel;
    const bm_batch_mask *mask; /**< of the box */
} bm_batch_target;

/** The pixels of a row of the image. */
static inline uint32_t *bm_target_row(const bm_batch_target *at, int row)
{
    return (uint32_t *)(void *)(at->rows->pixels +
                                (size_t)(row - at->rows->first) * at->rows->stride);
}

/** A ::bm_coverage_sink: lay the target's pixel over a row of its box. */
void bm_batch_put(void *target, int row, int x, int count, const uint8_t *values, uint8_t value);

/** Lay a text, or an image, over the target; false when memory is short. */
bool bm_batch_paint_text(const bm_batch *batch, const bm_batch_job *job, bm_easel *on,
                         bm_batch_target *to);
bool bm_batch_paint_image(const bm_batch_job *job, const bm_batch_target *to);

/** Paint rows of a batch. */
bool bm_easel_paint_rows(bm_easel *on, const bm_batch *batch, const bm_pixel_rows *rows, int top,
                         int bottom);

#endif
