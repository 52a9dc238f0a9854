#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "render/canvas/batch_easel.h"
#include "render/canvas/blend.h"
#include "render/canvas/halo.h"

/* Texts of a batch: in each band the coverages of a text's glyphs are put together, a halo is made
 * from them, and both are laid over the page. */

void bm_batch_add_mask(bm_batch *batch, bm_batch_piece piece)
{
    bm_batch_piece *pieces =
        bm_array_grow(batch->pieces, batch->piece_count, &batch->piece_capacity, sizeof *pieces);
    if (pieces) {
        batch->pieces = pieces;
        pieces[batch->piece_count++] = piece;
    } else {
        bm_mask_release(piece.mask);
        batch->failed = true;
    }
}

static bm_pixel_box meet(bm_pixel_box a, bm_pixel_box b)
{
    return (bm_pixel_box){a.x0 > b.x0 ? a.x0 : b.x0, a.y0 > b.y0 ? a.y0 : b.y0,
                          a.x1 < b.x1 ? a.x1 : b.x1, a.y1 < b.y1 ? a.y1 : b.y1};
}

static bool is_empty(bm_pixel_box box)
{
    return box.x1 <= box.x0 || box.y1 <= box.y0;
}

static bm_pixel_box widened(bm_pixel_box box, int by)
{
    return (bm_pixel_box){box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by};
}

static bm_pixel_box box_of(const bm_batch_piece *of)
{
    int left = of->x + of->mask->left, top = of->y + of->mask->top;
    return (bm_pixel_box){left, top, left + of->mask->width, top + of->mask->height};
}

/* Whole pixels that a halo reaches beyond the letters. */
static int reach_of(double halo_px)
{
    return halo_px > 0 ? (int)ceil(halo_px) + 1 : 0;
}

static void drop_pieces(bm_batch *batch, size_t first)
{
    while (batch->piece_count > first)
        bm_mask_release(batch->pieces[--batch->piece_count].mask);
}

void bm_batch_add_text(bm_batch *batch, size_t first, bm_color color, double halo_px, bm_color halo)
{
    bm_pixel_box box = {INT_MAX, INT_MAX, INT_MIN, INT_MIN};
    if (first == batch->piece_count)
        return;
    for (size_t i = first; i < batch->piece_count; i++) {
        bm_pixel_box piece = box_of(&batch->pieces[i]);
        box.x0 = piece.x0 < box.x0 ? piece.x0 : box.x0;
        box.y0 = piece.y0 < box.y0 ? piece.y0 : box.y0;
        box.x1 = piece.x1 > box.x1 ? piece.x1 : box.x1;
        box.y1 = piece.y1 > box.y1 ? piece.y1 : box.y1;
    }
    box = widened(box, reach_of(halo_px));
    if (is_empty(meet(box, batch->clips[batch->clip].box)) ||
        !bm_batch_add_job(batch, (bm_batch_job){.kind = BM_BATCH_TEXT,
                                                .first = first,
                                                .end = batch->piece_count,
                                                .top = box.y0,
                                                .bottom = box.y1,
                                                .left = box.x0,
                                                .right = box.x1,
                                                .half_width = (float)halo_px,
                                                .pixel = bm_blend_pixel(color),
                                                .halo = bm_blend_pixel(halo)}))
        drop_pieces(batch, first);
}

/* Letters may touch: coverages add up. */
static void add_mask(uint8_t *to, bm_pixel_box frame, const bm_batch_piece *from,
                     bm_outline_filler *filler)
{
    bm_pixel_box box = box_of(from), part = meet(box, frame);
    if (is_empty(part))
        return;
    bm_mask_paint(from->mask, filler);
    int width = frame.x1 - frame.x0;
    for (int y = part.y0; y < part.y1; y++) {
        const uint8_t *source = from->mask->pixels +
                                (size_t)(y - box.y0) * (size_t)from->mask->width +
                                (part.x0 - box.x0);
        uint8_t *target = to + (size_t)(y - frame.y0) * (size_t)width + (part.x0 - frame.x0);
        for (int x = 0; x < part.x1 - part.x0; x++) {
            unsigned sum = target[x] + source[x];
            target[x] = (uint8_t)(sum < 255 ? sum : 255);
        }
    }
}

/* A mask of `size` bytes that are zero; for a halo another one, and a row of `width` bytes. */
static uint8_t *take_letters(bm_easel *on, size_t size, int width, bool has_two)
{
    size_t needed = 2 * size + (size_t)width;
    if (needed > on->letters_size) {
        free(on->letters);
        on->letters = malloc(needed);
        on->letters_size = on->letters ? needed : 0;
    }
    if (on->letters)
        memset(on->letters, 0, has_two ? 2 * size : size);
    return on->letters;
}

static void lay_over(bm_batch_target *to, bm_pixel_box frame, bm_pixel_box shown,
                     const uint8_t *mask, uint32_t pixel)
{
    size_t width = (size_t)(frame.x1 - frame.x0);
    to->pixel = pixel;
    for (int y = shown.y0; y < shown.y1; y++)
        bm_batch_put(to, y - to->box.y0, shown.x0 - to->box.x0, shown.x1 - shown.x0,
                     mask + (size_t)(y - frame.y0) * width + (shown.x0 - frame.x0), 0);
}

bool bm_batch_paint_text(const bm_batch *batch, const bm_batch_job *job, bm_easel *on,
                         bm_batch_target *to)
{
    bm_pixel_box reach = {job->left, job->top, job->right, job->bottom};
    bm_pixel_box shown = meet(reach, to->box);
    if (is_empty(shown))
        return true;
    /* Letters beside the box may have a halo within it. */
    double halo_px = (double)job->half_width;
    bm_pixel_box frame = meet(reach, widened(shown, reach_of(halo_px)));
    int width = frame.x1 - frame.x0, height = frame.y1 - frame.y0;
    size_t size = (size_t)width * (size_t)height;
    uint8_t *letters = take_letters(on, size, width, halo_px > 0);
    if (!on->filler)
        on->filler = bm_outline_filler_new();
    if (!letters || !on->filler)
        return false;
    for (size_t i = job->first; i < job->end; i++)
        add_mask(letters, frame, &batch->pieces[i], on->filler);
    if (halo_px > 0) {
        uint8_t *halo = letters + size;
        bm_halo_spread(letters, halo, width, height, (size_t)width, shown.y0 - frame.y0,
                       shown.y1 - frame.y0, halo_px, halo + size);
        lay_over(to, frame, shown, halo, job->halo);
    }
    lay_over(to, frame, shown, letters, job->pixel);
    return true;
}
