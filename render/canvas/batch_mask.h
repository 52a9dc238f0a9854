/** @file batch_mask.h
 *  What of a band is within a clip of a batch.
 */
#ifndef BM_RENDER_BATCH_MASK_H
#define BM_RENDER_BATCH_MASK_H

#include "render/canvas/batch.h"

/** Zero-initialise it. */
typedef struct bm_batch_mask {
    uint8_t *values; /**< row by row; 255 is within */
    size_t stride;
    int solid[BM_COVERAGE_ROWS][2]; /**< a stretch of each row that is all 255, as [from, to) */
    bool is_full, is_empty;
    uint8_t *more; /**< of one path, before it joins the others */
    size_t capacity;
} bm_batch_mask;

/** Make the mask of a clip in a band that was begun and is empty; false when memory is short. */
bool bm_batch_mask_make(bm_batch_mask *mask, const bm_batch *batch, int clip, bm_coverage *band);
void bm_batch_mask_finish(bm_batch_mask *mask);

#endif
