/* The pixels are compressed in stripes, each by itself, on all processors. Where a stripe ends
 * depends on the image's size only, so the bytes do not depend on the machine. Flat colours
 * compress as well without a filter, and in a fraction of the time. */
#include "render/canvas/png_file.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/parallel.h"
#include "base/strbuf.h"
#include "render/canvas/deflate.h"
#include "render/canvas/png_chunks.h"

/** Bytes of a stripe, about. Less costs size, more leaves processors idle. */
#define STRIPE_SIZE ((size_t)256 << 10)
/** Of an image that is compressed as a whole, at most. */
#define WHOLE_SIZE_MAX ((size_t)128 << 20)
/** Stripes whose bytes are held at a time. */
#define BATCH 64
/** Of a zlib stream: 32 kB window, fastest. */
static const unsigned char stream_head[2] = {0x78, 0x01};

/** Rows compressed together. */
typedef struct stripe {
    uint32_t first_row, row_count;
    unsigned char *bytes; /**< compressed, `size` of them; NULL when memory was short */
    size_t size;
    uLong sum; /**< Adler-32 of the `plain_size` bytes before compression */
    size_t plain_size;
} stripe;

typedef struct image {
    const unsigned char *pixels;
    size_t stride;
    uint32_t width, height;
    uint32_t rows_each;
    bm_compression compression;
    stripe stripes[BATCH]; /**< of the batch */
} image;

/* A row as the file has it: its filter (none), then red, green, blue. */
static void pack_row(const unsigned char *from, uint32_t width, unsigned char *to)
{
    *to++ = 0;
    for (uint32_t x = 0; x < width; x++) {
        uint32_t pixel;
        memcpy(&pixel, from + 4 * (size_t)x, sizeof pixel);
        to[3 * (size_t)x] = (unsigned char)(pixel >> 16);
        to[3 * (size_t)x + 1] = (unsigned char)(pixel >> 8);
        to[3 * (size_t)x + 2] = (unsigned char)pixel;
    }
}

static void compress_stripe(size_t index, void *context)
{
    image *whole = context;
    stripe *part = &whole->stripes[index];
    size_t row_size = 1 + 3 * (size_t)whole->width;
    part->plain_size = row_size * part->row_count;
    bool is_last = part->first_row + part->row_count == whole->height;
    unsigned char *plain = malloc(part->plain_size);
    part->bytes = malloc(bm_deflate_bound(part->plain_size));
    part->size = 0;
    if (plain && part->bytes) {
        for (uint32_t row = 0; row < part->row_count; row++)
            pack_row(whole->pixels + (part->first_row + row) * whole->stride, whole->width,
                     plain + row * row_size);
        part->sum = adler32(adler32(0, NULL, 0), plain, (uInt)part->plain_size);
        part->size =
            bm_deflate_part(plain, part->plain_size, is_last, whole->compression, part->bytes);
    }
    free(plain);
}

/* Write stripe after stripe; each is a chunk. `sum` is that of all before. */
static bool write_stripe(const stripe *part, bool is_first, bool is_last, uLong *sum, bm_sink *sink)
{
    bm_strbuf chunk = {0};
    unsigned char end[4];
    if (part->size == 0)
        return false;
    *sum = is_first ? part->sum : adler32_combine(*sum, part->sum, (z_off_t)part->plain_size);
    bm_png_put_number(end, (uint32_t)*sum);
    if (is_first)
        bm_strbuf_append_n(&chunk, (const char *)stream_head, sizeof stream_head);
    bm_strbuf_append_n(&chunk, (const char *)part->bytes, part->size);
    if (is_last)
        bm_strbuf_append_n(&chunk, (const char *)end, sizeof end);
    bool fine = !chunk.failed;
    if (fine)
        bm_png_chunk(sink, "IDAT", bm_strbuf_text(&chunk), chunk.length);
    bm_strbuf_finish(&chunk);
    return fine;
}

static bool write_pixels(image *whole, bm_sink *sink)
{
    uLong sum = 0;
    bool fine = true;
    stripe *stripes = whole->stripes;
    for (uint32_t row = 0; row < whole->height && fine && !bm_sink_status(sink);) {
        size_t count = 0;
        uint32_t first = row;
        for (; count < BATCH && row < whole->height; count++) {
            uint32_t left = whole->height - row;
            uint32_t rows = left < whole->rows_each ? left : whole->rows_each;
            stripes[count] = (stripe){.first_row = row, .row_count = rows};
            row += rows;
        }
        bm_parallel_for(count, compress_stripe, whole);
        for (size_t i = 0; i < count; i++) {
            fine = fine && write_stripe(&stripes[i], first == 0 && i == 0,
                                        row == whole->height && i + 1 == count, &sum, sink);
            free(stripes[i].bytes);
        }
    }
    return fine;
}

bm_status bm_png_write(cairo_surface_t *surface, double dpi, const bm_canvas_info *info,
                       bm_compression compression, bm_sink *sink, bm_error *error)
{
    image whole = {.pixels = cairo_image_surface_get_data(surface),
                   .stride = (size_t)cairo_image_surface_get_stride(surface),
                   .width = (uint32_t)cairo_image_surface_get_width(surface),
                   .height = (uint32_t)cairo_image_surface_get_height(surface),
                   .compression = compression};
    size_t row_size = 1 + 3 * (size_t)whole.width;
    whole.rows_each = row_size < STRIPE_SIZE ? (uint32_t)(STRIPE_SIZE / row_size) : 1;
    if (bm_deflate_likes_whole(compression) && row_size * whole.height <= WHOLE_SIZE_MAX)
        whole.rows_each = whole.height;
    bm_png_write_head(sink, whole.width, whole.height, dpi, info);
    if (!whole.pixels || !write_pixels(&whole, sink))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_png_write_tail(sink);
    /* A failing sink keeps its own error, which its commit reports with the file's name. */
    return BM_OK;
}
