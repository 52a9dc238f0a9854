#include "render/canvas/batch_mask.h"

#include <stdlib.h>
#include <string.h>

#include "render/canvas/blend.h"

/** The mask of one path while it is made. */
typedef struct writing {
    uint8_t *values;
    size_t stride;
    int solid[BM_COVERAGE_ROWS][2];
} writing;

static void write_row(void *context, int row, int x, int count, const uint8_t *values,
                      uint8_t value)
{
    writing *at = context;
    uint8_t *to = at->values + (size_t)row * at->stride + x;
    int *solid = at->solid[row];
    if (values)
        memcpy(to, values, (size_t)count);
    else
        memset(to, value, (size_t)count);
    if (!values && value == 255 && count > solid[1] - solid[0]) {
        solid[0] = x;
        solid[1] = x + count;
    }
}

static bool reserve(bm_batch_mask *mask, size_t size)
{
    if (size <= mask->capacity)
        return true;
    bm_batch_mask_finish(mask);
    mask->values = malloc(size);
    mask->more = malloc(size);
    mask->capacity = mask->values && mask->more ? size : 0;
    return mask->capacity > 0;
}

static void write_path(writing *to, size_t size, const bm_batch *batch, const bm_batch_clip *clip,
                       bm_coverage *band)
{
    memset(to->values, 0, size);
    bm_batch_add_edges(batch, clip->first_run, clip->end_run, band);
    bm_coverage_sweep_areas(band, write_row, to);
}

/* What is within one path. */
static void begin_with(bm_batch_mask *mask, const bm_batch *batch, const bm_batch_clip *clip,
                       bm_coverage *band)
{
    writing first = {.values = mask->values, .stride = mask->stride};
    write_path(&first, mask->stride * (size_t)band->rows, batch, clip, band);
    memcpy(mask->solid, first.solid, sizeof mask->solid);
}

/* Leave what is within one more path. */
static void intersect(bm_batch_mask *mask, const bm_batch *batch, const bm_batch_clip *clip,
                      bm_coverage *band)
{
    writing more = {.values = mask->more, .stride = mask->stride};
    size_t size = mask->stride * (size_t)band->rows;
    int rows = band->rows;
    write_path(&more, size, batch, clip, band);
    for (size_t i = 0; i < size; i++)
        mask->values[i] = (uint8_t)bm_blend_share(mask->values[i], mask->more[i]);
    for (int row = 0; row < rows; row++) {
        int *solid = mask->solid[row];
        if (more.solid[row][0] > solid[0])
            solid[0] = more.solid[row][0];
        if (more.solid[row][1] < solid[1])
            solid[1] = more.solid[row][1];
        if (solid[1] < solid[0])
            solid[1] = solid[0];
    }
}

bool bm_batch_mask_make(bm_batch_mask *mask, const bm_batch *batch, int clip, bm_coverage *band)
{
    size_t size = (size_t)band->width * (size_t)band->rows;
    mask->is_full = true;
    mask->is_empty = false;
    for (int at = clip; at >= 0 && mask->is_full; at = batch->clips[at].outer)
        mask->is_full = batch->clips[at].first_run == batch->clips[at].end_run;
    if (mask->is_full)
        return true;
    if (!reserve(mask, size))
        return false;
    mask->stride = (size_t)band->width;
    bool is_begun = false;
    for (int at = clip; at >= 0; at = batch->clips[at].outer) {
        const bm_batch_clip *path = &batch->clips[at];
        if (path->first_run == path->end_run)
            continue;
        if (is_begun)
            intersect(mask, batch, path, band);
        else
            begin_with(mask, batch, path, band);
        is_begun = true;
    }
    mask->is_full = true;
    for (int row = 0; row < band->rows; row++)
        mask->is_full = mask->is_full && mask->solid[row][1] - mask->solid[row][0] == band->width;
    mask->is_empty = mask->values[0] == 0 && memcmp(mask->values, mask->values + 1, size - 1) == 0;
    return true;
}

void bm_batch_mask_finish(bm_batch_mask *mask)
{
    free(mask->values);
    free(mask->more);
    *mask = (bm_batch_mask){0};
}
