/* A PNG with frames, as the PNG specification has them since its third edition. What does not
 * change from a frame to the next is one colour that counts as transparent, and so takes hardly a
 * byte. */
#include <stdlib.h>
#include <string.h>

#include "render/canvas/checksum.h"
#include "render/canvas/deflate.h"
#include "render/canvas/pack.h"
#include "render/canvas/png_chunks.h"
#include "render/series/animator.h"

/** The colour that stands for what the frame before has. Pixels of that colour become the next. */
#define CLEAR UINT32_C(0xFF00FE)
#define NEARLY_CLEAR UINT32_C(0xFF00FD)
#define COLOR UINT32_C(0xFFFFFF)

enum { DISPOSE_NONE = 0, BLEND_SOURCE = 0, BLEND_OVER = 1 };
/** Before the compressed rows: the number of a frame's chunk, and the head of the zlib stream. */
enum { NUMBER_SIZE = 4, HEAD_SIZE = 2, SUM_SIZE = 4 };

typedef struct apng {
    bm_animator base;
    const bm_animation_job *job;
    uint32_t *before; /**< the last frame; its pixels have no gaps */
    uint32_t *row;
    unsigned char *plain, *packed;
    size_t done;
    uint32_t chunk_number;
} apng;

static void write_beginning(apng *self)
{
    const bm_animation_job *job = self->job;
    bm_sink *sink = job->sink;
    unsigned char animation[8] = {0}; // plays for ever
    const unsigned char clear[6] = {0, CLEAR >> 16 & 0xFF, 0, CLEAR >> 8 & 0xFF, 0, CLEAR & 0xFF};
    bm_png_write_head(sink, (uint32_t)job->width, (uint32_t)job->height, job->dpi, job->info);
    bm_png_put_number(animation, (uint32_t)job->frame_count);
    bm_png_chunk(sink, "acTL", animation, sizeof animation);
    bm_png_chunk(sink, "tRNS", clear, sizeof clear);
}

static void write_control(apng *self, bm_changed_box box)
{
    unsigned char bytes[26] = {0};
    bm_png_put_number(bytes, self->chunk_number++);
    bm_png_put_number(bytes + 4, (uint32_t)(box.x1 - box.x0));
    bm_png_put_number(bytes + 8, (uint32_t)(box.y1 - box.y0));
    bm_png_put_number(bytes + 12, (uint32_t)box.x0);
    bm_png_put_number(bytes + 16, (uint32_t)box.y0);
    unsigned delay = (unsigned)self->job->frame_ms;
    bytes[20] = (unsigned char)(delay >> 8);
    bytes[21] = (unsigned char)delay;
    bytes[22] = 1000 >> 8;
    bytes[23] = 1000 & 0xFF;
    bytes[24] = DISPOSE_NONE;
    bytes[25] = self->done > 0 ? BLEND_OVER : BLEND_SOURCE;
    bm_png_chunk(self->job->sink, "fcTL", bytes, sizeof bytes);
}

/* The rows of the box, without filters, as the file has them before compression. */
static size_t pack_rows(apng *self, bm_animation_frame frame, bm_changed_box box)
{
    unsigned char *to = self->plain;
    size_t width = (size_t)(box.x1 - box.x0);
    for (int y = box.y0; y < box.y1; y++) {
        const uint32_t *from = frame.pixels + (size_t)y * frame.stride + box.x0;
        const uint32_t *before =
            self->before + (size_t)y * (size_t)self->job->width + (size_t)box.x0;
        for (size_t x = 0; x < width; x++) {
            uint32_t color = from[x] & COLOR;
            if (self->done > 0 && color == (before[x] & COLOR))
                color = CLEAR;
            else if (color == CLEAR)
                color = NEARLY_CLEAR;
            self->row[x] = color;
        }
        *to = 0;
        bm_pack_pixels(self->row, width, to + 1);
        to += 1 + 3 * width;
    }
    return (size_t)(to - self->plain);
}

static bm_status add(bm_animator *base, bm_animation_frame frame, bm_error *error)
{
    apng *self = (apng *)base;
    const bm_animation_job *job = self->job;
    bm_changed_box box = {0, 0, job->width, job->height};
    if (self->done == 0)
        write_beginning(self);
    else
        box = bm_animation_changed(self->before, frame, job->width, job->height);
    write_control(self, box);
    size_t size = pack_rows(self, frame, box);
    unsigned char *head = self->packed + NUMBER_SIZE, *rows = head + HEAD_SIZE;
    head[0] = 0x78; // a zlib stream with a window of 32 kB
    head[1] = 0x01;
    size_t packed = bm_deflate_part(self->plain, size, true, job->compression, rows);
    if (packed == 0)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_png_put_number(rows + packed, bm_adler(BM_ADLER_START, self->plain, size));
    size_t stream = HEAD_SIZE + packed + SUM_SIZE;
    if (self->done == 0) {
        bm_png_chunk(job->sink, "IDAT", head, stream);
    } else {
        bm_png_put_number(self->packed, self->chunk_number++);
        bm_png_chunk(job->sink, "fdAT", self->packed, NUMBER_SIZE + stream);
    }
    bm_animation_keep(frame, job->width, job->height, self->before);
    self->done++;
    return BM_OK;
}

static bm_status finish(bm_animator *base, bm_error *error)
{
    const apng *self = (const apng *)base;
    (void)error;
    bm_png_write_tail(self->job->sink);
    return BM_OK;
}

static void discard(bm_animator *base)
{
    apng *self = (apng *)base;
    free(self->before);
    free(self->row);
    free(self->plain);
    free(self->packed);
    free(self);
}

bm_status bm_apng_begin(const bm_animation_job *job, bm_animator **made, bm_error *error)
{
    size_t width = (size_t)job->width, height = (size_t)job->height;
    size_t plain = (1 + 3 * width) * height;
    *made = NULL;
    apng *self = calloc(1, sizeof *self);
    if (!self)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    self->base = (bm_animator){.add = add, .finish = finish, .discard = discard};
    self->job = job;
    self->before = malloc(width * height * sizeof *self->before);
    self->row = malloc(width * sizeof *self->row);
    self->plain = malloc(plain + BM_PACK_SLACK);
    self->packed = malloc(NUMBER_SIZE + HEAD_SIZE + bm_deflate_bound(plain) + SUM_SIZE);
    if (!self->before || !self->row || !self->plain || !self->packed) {
        discard(&self->base);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    *made = &self->base;
    return BM_OK;
}
