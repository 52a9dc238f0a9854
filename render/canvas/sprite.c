#include <math.h>
#include <stdlib.h>

#include "render/canvas/batch.h"
#include "render/canvas/image.h"
#include "render/canvas/private.h"

static void release_sprite(gpointer sprite)
{
    bm_sprite_release(sprite);
}

/* Note the picture for a surface of its own: the canvas draws there for the time being. */
static bm_sprite *make_sprite(bm_canvas *canvas, int side, bm_sprite_painter paint,
                              const void *context)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side, side);
    cairo_t *page = canvas->cairo;
    struct bm_batch *noted = canvas->batch;
    canvas->cairo = cairo_create(surface);
    canvas->batch = bm_batch_new(side, side);
    cairo_set_fill_rule(canvas->cairo, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_set_line_join(canvas->cairo, CAIRO_LINE_JOIN_ROUND);
    /* The middle of a pixel, so that odd and even widths both come out symmetric. */
    double middle = side / 2 + 0.5;
    if (canvas->batch)
        paint(canvas, (bm_px){middle, middle}, context);
    cairo_status_t status = cairo_status(canvas->cairo);
    if (status)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "cannot draw a symbol: %s",
                       cairo_status_to_string(status));
    cairo_destroy(canvas->cairo);
    bm_sprite *made = bm_sprite_new(surface, canvas->batch);
    canvas->cairo = page;
    canvas->batch = noted;
    return made;
}

static void put_sprite(bm_canvas *canvas, bm_sprite *sprite, int x, int y)
{
    if (sprite)
        bm_batch_add_sprite(canvas->batch, sprite, x, y);
    else
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
}

void bm_canvas_sprite(bm_canvas *canvas, const char *key, bm_px center, double reach_px,
                      bm_sprite_painter paint, const void *context)
{
    if (!isfinite(center.x) || !isfinite(center.y) || !(reach_px >= 0 && reach_px <= 4096))
        return;
    if (canvas->format == BM_MAP_SVG && bm_svg_shares_sprites(canvas)) {
        bm_svg_sprite(canvas, key, center, paint, context);
        return;
    }
    if (!canvas->batch) {
        paint(canvas, center, context);
        return;
    }
    int side = 2 * ((int)ceil(reach_px) + 1) + 1;
    if (!canvas->sprites)
        canvas->sprites = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, release_sprite);
    bm_sprite *sprite = g_hash_table_lookup(canvas->sprites, key);
    if (!sprite) {
        sprite = make_sprite(canvas, side, paint, context);
        g_hash_table_insert(canvas->sprites, g_strdup(key), sprite);
    }
    put_sprite(canvas, sprite, (int)floor(center.x) - side / 2, (int)floor(center.y) - side / 2);
}

void bm_canvas_put_image(bm_canvas *canvas, int x, int y, int width, int height,
                         bm_image_maker make, const void *context, size_t size)
{
    bm_sprite *sprite = bm_sprite_new_made(width, height, make, context, size);
    put_sprite(canvas, sprite, x, y);
    bm_sprite_release(sprite);
}
