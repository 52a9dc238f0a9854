/* The pixels are compressed in stripes, each by itself, on all processors. Where a stripe ends
 * depends on the image's size only, so the bytes do not depend on the machine. Flat colours
 * compress as well without a filter, and in a fraction of the time. */
#include "render/canvas/png_file.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "render/canvas/checksum.h"
#include "render/canvas/coverage.h"
#include "render/canvas/deflate.h"
#include "render/canvas/pack.h"
#include "render/canvas/png_chunks.h"

/** Bytes of a stripe, at most, and whole bands of what is painted. Less costs size, more leaves
 * processors idle. */
#define STRIPE_SIZE ((size_t)256 << 10)
/** Of an image that is compressed as a whole, at most. */
#define WHOLE_SIZE_MAX ((size_t)128 << 20)
/** Of a zlib stream: 32 kB window, fastest. */
static const unsigned char stream_head[2] = {0x78, 0x01};
/** Bytes of the stream's sum. */
#define END_SIZE 4

/** Rows compressed together. */
typedef struct stripe {
    unsigned char *bytes; /**< of the chunk, with room for the stream's end; NULL when written */
    size_t size;
    uint32_t sum; /**< Adler-32 of the `plain_size` bytes before compression */
    size_t plain_size;
    bool is_ready;
    bool is_kept; /**< the bytes are the memo's */
} stripe;

/** What a thread works with, kept for its next stripe: fresh memory costs more than the work. */
typedef struct desk {
    struct desk *next;
    unsigned char *pixels;         /**< that are painted; NULL when that is done on the image */
    unsigned char *plain, *packed; /**< rows, and what they are compressed to */
} desk;

typedef struct image {
    unsigned char *pixels;
    size_t stride;
    uint32_t width, height;
    uint32_t rows_each;
    size_t row_size; /**< as the file has it: its filter (none), then red, green, blue */
    bm_compression compression;
    const bm_png_paint *paint; /**< may be NULL */
    bm_stripe_memo *memo;      /**< of it */
    bm_sink *sink;
    stripe *stripes;
    size_t stripe_count;
    pthread_mutex_t lock; /**< of what follows, and of the stripes that are ready */
    desk *desks;
    bool is_writing; /**< a thread writes stripe `next` */
    size_t next;
    uint32_t sum;
    bool failed;
} image;

static void free_desk(desk *at)
{
    if (!at)
        return;
    free(at->pixels);
    free(at->plain);
    free(at->packed);
    free(at);
}

static desk *make_desk(const image *whole)
{
    size_t size = whole->row_size * whole->rows_each;
    desk *made = calloc(1, sizeof *made);
    if (!made)
        return NULL;
    made->plain = malloc(size + BM_PACK_SLACK);
    made->packed = malloc(bm_deflate_bound(size));
    if (whole->memo)
        made->pixels = malloc(whole->stride * whole->rows_each);
    if (made->plain && made->packed && (made->pixels || !whole->memo))
        return made;
    free_desk(made);
    return NULL;
}

static desk *take_desk(image *whole)
{
    (void)pthread_mutex_lock(&whole->lock);
    desk *taken = whole->desks;
    if (taken)
        whole->desks = taken->next;
    (void)pthread_mutex_unlock(&whole->lock);
    return taken ? taken : make_desk(whole);
}

/* Keep what is at the desk as the bytes of a chunk. */
static void keep(stripe *part, const desk *at, size_t size, bool is_first)
{
    size_t head = is_first ? sizeof stream_head : 0;
    part->bytes = size > 0 ? malloc(head + size + END_SIZE) : NULL;
    if (!part->bytes)
        return;
    memcpy(part->bytes, stream_head, head);
    memcpy(part->bytes + head, at->packed, size);
    part->size = head + size;
}

static uint32_t rows_of(const image *whole, size_t index)
{
    uint32_t left = whole->height - (uint32_t)index * whole->rows_each;
    return left < whole->rows_each ? left : whole->rows_each;
}

/* The rows of a stripe as they are to be. */
static bm_pixel_rows paint_rows(const image *whole, size_t index, const desk *at)
{
    uint32_t first = (uint32_t)index * whole->rows_each, rows = rows_of(whole, index);
    bm_pixel_rows on = {whole->pixels, whole->stride, 0};
    if (at->pixels) {
        memcpy(at->pixels, whole->pixels + first * whole->stride, rows * whole->stride);
        on = (bm_pixel_rows){at->pixels, whole->stride, (int)first};
    }
    if (whole->paint)
        whole->paint->paint(whole->paint->context, &on, (int)first, (int)(first + rows));
    return on;
}

static void compress_rows(image *whole, size_t index, const desk *at)
{
    stripe *part = &whole->stripes[index];
    uint32_t first = (uint32_t)index * whole->rows_each, rows = rows_of(whole, index);
    bm_pixel_rows from = paint_rows(whole, index, at);
    const unsigned char *pixels = from.pixels + (first - (uint32_t)from.first) * from.stride;
    for (uint32_t row = 0; row < rows; row++) {
        unsigned char *to = at->plain + row * whole->row_size;
        *to = 0;
        bm_pack_pixels((const uint32_t *)(const void *)(pixels + row * from.stride), whole->width,
                       to + 1);
    }
    part->sum = bm_adler(BM_ADLER_START, at->plain, part->plain_size);
    keep(part, at,
         bm_deflate_part(at->plain, part->plain_size, index + 1 == whole->stripe_count,
                         whole->compression, at->packed),
         index == 0);
}

/* Take a stripe from the memo, or have it there for the next image. */
static void recall_or_compress(image *whole, size_t index, const desk *at)
{
    stripe *part = &whole->stripes[index];
    uint32_t first = (uint32_t)index * whole->rows_each, rows = rows_of(whole, index);
    bm_fingerprint print;
    part->plain_size = whole->row_size * rows;
    bool can_tell = whole->memo && whole->paint->print(whole->paint->context, (int)first,
                                                       (int)(first + rows), &print);
    const bm_packed_stripe *known =
        can_tell ? bm_stripe_memo_find(whole->memo, index, print) : NULL;
    if (known) {
        part->bytes = known->bytes;
        part->size = known->size;
        part->sum = known->sum;
    } else {
        compress_rows(whole, index, at);
        if (can_tell && part->bytes)
            bm_stripe_memo_add(whole->memo, index, print,
                               (bm_packed_stripe){part->bytes, part->size, part->sum});
    }
    part->is_kept = can_tell && part->bytes;
}

static void drop(stripe *part)
{
    if (!part->is_kept)
        free(part->bytes);
    part->bytes = NULL;
}

/* Each stripe is a chunk. */
static bool write_stripe(image *whole, size_t index)
{
    stripe *part = &whole->stripes[index];
    if (!part->bytes)
        return false;
    whole->sum = index == 0 ? part->sum : bm_adler_join(whole->sum, part->sum, part->plain_size);
    if (index + 1 == whole->stripe_count) {
        bm_png_put_number(part->bytes + part->size, whole->sum);
        part->size += END_SIZE;
    }
    bm_png_chunk(whole->sink, "IDAT", part->bytes, part->size);
    drop(part);
    return true;
}

/* With the lock: write what is ready and next, unless another thread is about it. */
static void write_ready(image *whole)
{
    if (whole->is_writing)
        return;
    whole->is_writing = true;
    while (whole->next < whole->stripe_count && whole->stripes[whole->next].is_ready) {
        bool fine = !whole->failed;
        (void)pthread_mutex_unlock(&whole->lock);
        fine = fine && write_stripe(whole, whole->next);
        (void)pthread_mutex_lock(&whole->lock);
        whole->failed = !fine;
        whole->next++;
    }
    whole->is_writing = false;
}

static void compress_stripe(size_t index, void *context)
{
    image *whole = context;
    desk *at = take_desk(whole);
    if (at)
        recall_or_compress(whole, index, at);
    (void)pthread_mutex_lock(&whole->lock);
    if (at) {
        at->next = whole->desks;
        whole->desks = at;
    }
    whole->stripes[index].is_ready = true;
    write_ready(whole);
    (void)pthread_mutex_unlock(&whole->lock);
}

static bool write_pixels(image *whole)
{
    whole->stripe_count = (whole->height + whole->rows_each - 1) / whole->rows_each;
    whole->stripes = calloc(whole->stripe_count, sizeof *whole->stripes);
    if (!whole->stripes)
        return false;
    bm_parallel_for(whole->stripe_count, compress_stripe, whole);
    for (desk *next, *at = whole->desks; at; at = next) {
        next = at->next;
        free_desk(at);
    }
    for (size_t i = 0; i < whole->stripe_count; i++)
        drop(&whole->stripes[i]);
    free(whole->stripes);
    return !whole->failed;
}

static uint32_t choose_rows_each(size_t row_size, uint32_t height, bm_compression compression)
{
    uint32_t rows = row_size < STRIPE_SIZE ? (uint32_t)(STRIPE_SIZE / row_size) : 1;
    if (rows > BM_COVERAGE_ROWS)
        rows -= rows % BM_COVERAGE_ROWS;
    if (bm_deflate_likes_whole(compression) && row_size * height <= WHOLE_SIZE_MAX)
        rows = height;
    return rows < height ? rows : height;
}

/* A row as the file has it. */
static size_t row_size_of(uint32_t width)
{
    return 1 + 3 * (size_t)width;
}

size_t bm_png_count_stripes(int width, int height, bm_compression compression)
{
    uint32_t rows = choose_rows_each(row_size_of((uint32_t)width), (uint32_t)height, compression);
    return ((uint32_t)height + rows - 1) / rows;
}

bm_status bm_png_write(cairo_surface_t *surface, double dpi, const bm_canvas_info *info,
                       bm_compression compression, const bm_png_paint *paint, bm_sink *sink,
                       bm_error *error)
{
    image whole = {.pixels = cairo_image_surface_get_data(surface),
                   .stride = (size_t)cairo_image_surface_get_stride(surface),
                   .width = (uint32_t)cairo_image_surface_get_width(surface),
                   .height = (uint32_t)cairo_image_surface_get_height(surface),
                   .compression = compression,
                   .paint = paint,
                   .memo = paint ? paint->memo : NULL,
                   .sink = sink,
                   .lock = PTHREAD_MUTEX_INITIALIZER};
    whole.row_size = row_size_of(whole.width);
    whole.rows_each = choose_rows_each(whole.row_size, whole.height, compression);
    bm_png_write_head(sink, whole.width, whole.height, dpi, info);
    bool fine = whole.pixels && write_pixels(&whole);
    (void)pthread_mutex_destroy(&whole.lock);
    if (!fine)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_png_write_tail(sink);
    /* A failing sink keeps its own error, which its commit reports with the file's name. */
    return BM_OK;
}
