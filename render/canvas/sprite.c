#include <math.h>

#include "render/canvas/private.h"

static void destroy_surface(gpointer surface)
{
    cairo_surface_destroy(surface);
}

/* Paint the picture on a surface of its own: the canvas draws there for the time being. */
static cairo_surface_t *make_sprite(bm_canvas *canvas, int side, bm_sprite_painter paint,
                                    const void *context)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side, side);
    cairo_t *page = canvas->cairo;
    canvas->cairo = cairo_create(surface);
    cairo_set_fill_rule(canvas->cairo, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_set_line_join(canvas->cairo, CAIRO_LINE_JOIN_ROUND);
    /* The middle of a pixel, so that odd and even widths both come out symmetric. */
    double middle = side / 2 + 0.5;
    paint(canvas, (bm_px){middle, middle}, context);
    cairo_status_t status = cairo_status(canvas->cairo);
    if (status)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "cannot draw a symbol: %s",
                       cairo_status_to_string(status));
    cairo_destroy(canvas->cairo);
    canvas->cairo = page;
    return surface;
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
    if (canvas->format != BM_MAP_PNG) {
        paint(canvas, center, context);
        return;
    }
    int side = 2 * ((int)ceil(reach_px) + 1) + 1;
    if (!canvas->sprites)
        canvas->sprites = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, destroy_surface);
    cairo_surface_t *surface = g_hash_table_lookup(canvas->sprites, key);
    if (!surface) {
        surface = make_sprite(canvas, side, paint, context);
        g_hash_table_insert(canvas->sprites, g_strdup(key), surface);
    }
    cairo_set_source_surface(canvas->cairo, surface, floor(center.x) - side / 2,
                             floor(center.y) - side / 2);
    cairo_paint(canvas->cairo);
}
