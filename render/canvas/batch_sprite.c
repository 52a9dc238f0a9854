#include <stdlib.h>
#include <string.h>

#include "render/canvas/batch_easel.h"
#include "render/canvas/batch_print.h"
#include "render/canvas/blend.h"

struct bm_sprite {
    unsigned references;
    bm_once painted;
    bool failed;              /**< memory was short for it */
    cairo_surface_t *surface; /**< NULL for one that is made */
    unsigned char *pixels;    /**< of the surface, or made */
    int width, height;
    size_t stride;
    bm_batch *parts;
    bm_image_maker make;
    void *context;
    bool has_print;
    bm_fingerprint print;
};

bm_sprite *bm_sprite_new(cairo_surface_t *surface, bm_batch *parts)
{
    bm_sprite *made = calloc(1, sizeof *made);
    cairo_surface_flush(surface);
    unsigned char *pixels = cairo_image_surface_get_data(surface);
    if (made && pixels) {
        made->references = 1;
        made->surface = surface;
        made->pixels = pixels;
        made->width = cairo_image_surface_get_width(surface);
        made->height = cairo_image_surface_get_height(surface);
        made->stride = (size_t)cairo_image_surface_get_stride(surface);
        made->parts = parts;
        return made;
    }
    free(made);
    cairo_surface_destroy(surface);
    if (parts)
        bm_batch_finish(parts);
    free(parts);
    return NULL;
}

bm_sprite *bm_sprite_new_made(int width, int height, bm_image_maker make, const void *context,
                              size_t size)
{
    bm_sprite *made = calloc(1, sizeof *made);
    void *copy = malloc(size);
    if (!made || !copy) {
        free(made);
        free(copy);
        return NULL;
    }
    memcpy(copy, context, size);
    *made = (bm_sprite){.references = 1,
                        .width = width,
                        .height = height,
                        .stride = (size_t)width * sizeof(uint32_t),
                        .make = make,
                        .context = copy};
    return made;
}

void bm_sprite_release(bm_sprite *sprite)
{
    if (!sprite || --sprite->references)
        return;
    if (sprite->surface)
        cairo_surface_destroy(sprite->surface);
    else
        free(sprite->pixels);
    free(sprite->context);
    if (sprite->parts)
        bm_batch_finish(sprite->parts);
    free(sprite->parts);
    free(sprite);
}

void bm_batch_add_sprite(bm_batch *batch, bm_sprite *sprite, int x, int y)
{
    bm_batch_job job = {.kind = BM_BATCH_IMAGE,
                        .top = y,
                        .bottom = y + sprite->height,
                        .left = x,
                        .right = x + sprite->width,
                        .image = sprite};
    if (bm_batch_add_job(batch, job))
        sprite->references++;
}

bool bm_sprite_print(bm_sprite *sprite, bm_fingerprint *print)
{
    if (!sprite->has_print && sprite->parts)
        sprite->has_print = bm_batch_print(sprite->parts, 0, sprite->height, &sprite->print);
    *print = sprite->print;
    return sprite->has_print;
}

static bool make(bm_sprite *sprite)
{
    sprite->pixels = malloc(sprite->stride * (size_t)sprite->height);
    if (sprite->pixels)
        sprite->make(sprite->context, (uint32_t *)(void *)sprite->pixels, sprite->width,
                     sprite->height);
    return sprite->pixels != NULL;
}

/* The image, once whichever threads need it. */
static bool make_pixels(bm_sprite *sprite)
{
    if (!bm_once_begin(&sprite->painted))
        return !sprite->failed;
    if (sprite->make) {
        sprite->failed = !make(sprite);
    } else {
        /* Beside the band that needs it. */
        bm_easel own = {0};
        const bm_pixel_rows rows = {.pixels = sprite->pixels, .stride = sprite->stride};
        sprite->failed = !bm_easel_paint_rows(&own, sprite->parts, &rows, 0, sprite->height);
        bm_easel_finish(&own);
    }
    bm_once_end(&sprite->painted);
    return !sprite->failed;
}

bool bm_batch_paint_image(const bm_batch_job *job, const bm_batch_target *to)
{
    bm_sprite *sprite = job->image;
    if (!make_pixels(sprite))
        return false;
    int x0 = job->left > to->box.x0 ? job->left : to->box.x0;
    int x1 = job->right < to->box.x1 ? job->right : to->box.x1;
    int y0 = job->top > to->box.y0 ? job->top : to->box.y0;
    int y1 = job->bottom < to->box.y1 ? job->bottom : to->box.y1;
    for (int y = y0; y < y1 && x0 < x1; y++) {
        const uint32_t *from =
            (const uint32_t *)(const void *)(sprite->pixels +
                                             (size_t)(y - job->top) * sprite->stride) +
            (x0 - job->left);
        const uint8_t *mask = NULL;
        if (!to->mask->is_full)
            mask =
                to->mask->values + (size_t)(y - to->box.y0) * to->mask->stride + (x0 - to->box.x0);
        bm_blend_image_row(bm_target_row(to, y) + x0, from, mask, x1 - x0);
    }
    return true;
}
