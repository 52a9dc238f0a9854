/* GIF 89a. All frames share a palette; in each, pixels that are as before are transparent. */
#include <stdlib.h>
#include <string.h>

#include "render/series/gif_lzw.h"
#include "render/series/gif_palette.h"

/** The last of 256 colours. */
enum { TRANSPARENT = 255, PALETTE_SIZE = 256, KEEP_BEFORE = 1 };
#define SIDE_MAX 65535

typedef struct gif {
    bm_animator base;
    const bm_animation_job *job;
    bm_gif_palette *palette;
    unsigned char *before; /**< the last frame, by numbers of the palette */
    unsigned char *now, *box;
    size_t done;
} gif;

static void put_short(unsigned char *to, unsigned value)
{
    to[0] = (unsigned char)value;
    to[1] = (unsigned char)(value >> 8);
}

static void write_beginning(const gif *self)
{
    static const unsigned char forever[] = {0x21, 0xFF, 11,  'N', 'E', 'T', 'S', 'C', 'A', 'P',
                                            'E',  '2',  '.', '0', 3,   1,   0,   0,   0};
    unsigned char head[13] = {
        'G', 'I', 'F', '8', '9', 'a', 0, 0, 0, 0, 0xF7 /* 256 colours */, TRANSPARENT, 0};
    unsigned char colors[PALETTE_SIZE * 3] = {0};
    put_short(head + 6, (unsigned)self->job->width);
    put_short(head + 8, (unsigned)self->job->height);
    for (size_t i = 0; i < bm_gif_palette_count(self->palette); i++) {
        uint32_t color = bm_gif_palette_color(self->palette, i);
        colors[3 * i] = (unsigned char)(color >> 16);
        colors[3 * i + 1] = (unsigned char)(color >> 8);
        colors[3 * i + 2] = (unsigned char)color;
    }
    (void)bm_sink_write(self->job->sink, head, sizeof head);
    (void)bm_sink_write(self->job->sink, colors, sizeof colors);
    (void)bm_sink_write(self->job->sink, forever, sizeof forever);
}

static void write_control(const gif *self, bm_changed_box box)
{
    unsigned char control[8] = {0x21, 0xF9, 4,           KEEP_BEFORE << 2 | 1 /* transparency */,
                                0,    0,    TRANSPARENT, 0};
    unsigned char image[10] = {0x2C};
    // Hundredths of a second.
    put_short(control + 4, (unsigned)(self->job->frame_ms + 5) / 10);
    put_short(image + 1, (unsigned)box.x0);
    put_short(image + 3, (unsigned)box.y0);
    put_short(image + 5, (unsigned)(box.x1 - box.x0));
    put_short(image + 7, (unsigned)(box.y1 - box.y0));
    (void)bm_sink_write(self->job->sink, control, sizeof control);
    (void)bm_sink_write(self->job->sink, image, sizeof image);
}

/* The box that changes, by numbers of the palette. */
static bm_changed_box find_changed(const gif *self)
{
    int width = self->job->width, height = self->job->height;
    bm_changed_box box = {width, height, 0, 0};
    for (int y = 0; y < height; y++) {
        const unsigned char *a = self->before + (size_t)y * (size_t)width;
        const unsigned char *b = self->now + (size_t)y * (size_t)width;
        if (memcmp(a, b, (size_t)width) == 0)
            continue;
        int left = 0, right = width;
        while (a[left] == b[left])
            left++;
        while (a[right - 1] == b[right - 1])
            right--;
        box.x0 = left < box.x0 ? left : box.x0;
        box.x1 = right > box.x1 ? right : box.x1;
        box.y0 = y < box.y0 ? y : box.y0;
        box.y1 = y + 1;
    }
    return box.x1 > box.x0 ? box : (bm_changed_box){0, 0, 1, 1};
}

static bm_status sample(bm_animator *base, bm_animation_frame frame, bm_error *error)
{
    const gif *self = (const gif *)base;
    if (bm_gif_palette_see(self->palette, frame, self->job->width, self->job->height))
        return BM_OK;
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

static void number_colors(gif *self, bm_animation_frame frame)
{
    size_t width = (size_t)self->job->width;
    for (int y = 0; y < self->job->height; y++) {
        const uint32_t *from = frame.pixels + (size_t)y * frame.stride;
        unsigned char *to = self->now + (size_t)y * width;
        uint32_t last = from[0];
        unsigned char number = bm_gif_palette_find(self->palette, last);
        for (size_t x = 0; x < width; x++) {
            if (from[x] != last) {
                last = from[x];
                number = bm_gif_palette_find(self->palette, last);
            }
            to[x] = number;
        }
    }
}

static bm_status add(bm_animator *base, bm_animation_frame frame, bm_error *error)
{
    gif *self = (gif *)base;
    size_t width = (size_t)self->job->width;
    bm_changed_box box = {0, 0, self->job->width, self->job->height};
    if (self->done == 0 && !bm_gif_palette_settle(self->palette))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (self->done == 0)
        write_beginning(self);
    number_colors(self, frame);
    if (self->done > 0)
        box = find_changed(self);
    unsigned char *to = self->box;
    for (int y = box.y0; y < box.y1; y++)
        for (int x = box.x0; x < box.x1; x++) {
            size_t at = (size_t)y * width + (size_t)x;
            bool is_same = self->done > 0 && self->now[at] == self->before[at];
            *to++ = is_same ? TRANSPARENT : self->now[at];
        }
    write_control(self, box);
    if (!bm_gif_lzw(self->box, (size_t)(to - self->box), self->job->sink))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    unsigned char *swapped = self->before;
    self->before = self->now;
    self->now = swapped;
    self->done++;
    return BM_OK;
}

static bm_status finish(bm_animator *base, bm_error *error)
{
    const gif *self = (const gif *)base;
    (void)error;
    (void)bm_sink_write(self->job->sink, ";", 1);
    return BM_OK;
}

static void discard(bm_animator *base)
{
    gif *self = (gif *)base;
    bm_gif_palette_free(self->palette);
    free(self->before);
    free(self->now);
    free(self->box);
    free(self);
}

bm_status bm_gif_begin(const bm_animation_job *job, bm_animator **made, bm_error *error)
{
    size_t size = (size_t)job->width * (size_t)job->height;
    *made = NULL;
    if (job->width > SIDE_MAX || job->height > SIDE_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, NULL, 0, "a GIF has sides of up to %d pixels",
                            SIDE_MAX);
    gif *self = calloc(1, sizeof *self);
    if (!self)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    self->base = (bm_animator){.sample = sample, .add = add, .finish = finish, .discard = discard};
    self->job = job;
    self->palette = bm_gif_palette_new();
    self->before = malloc(size);
    self->now = malloc(size);
    self->box = malloc(size);
    if (!self->palette || !self->before || !self->now || !self->box) {
        discard(&self->base);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    *made = &self->base;
    return BM_OK;
}
