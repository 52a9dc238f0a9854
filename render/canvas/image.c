#include "render/canvas/image.h"

#include <bordermap/sink.h>

#include "render/canvas/private.h"
#include "render/canvas/svg/svg.h"

static cairo_surface_t *surface_of(const bm_canvas_image_data *image)
{
    return cairo_image_surface_create_for_data((unsigned char *)image->pixels, CAIRO_FORMAT_ARGB32,
                                               image->width, image->height, 4 * image->width);
}

static void paint(bm_canvas *canvas, const bm_canvas_image_data *image, cairo_surface_t *surface)
{
    cairo_t *cairo = canvas->cairo;
    bm_canvas_paint_noted(canvas);
    cairo_save(cairo);
    cairo_translate(cairo, image->box.x0, image->box.y0);
    cairo_scale(cairo, (image->box.x1 - image->box.x0) / image->width,
                (image->box.y1 - image->box.y0) / image->height);
    cairo_set_source_surface(cairo, surface, 0, 0);
    cairo_set_operator(cairo, image->multiplies ? CAIRO_OPERATOR_MULTIPLY : CAIRO_OPERATOR_OVER);
    cairo_paint_with_alpha(cairo, image->opacity);
    cairo_restore(cairo);
}

static cairo_status_t append(void *context, const unsigned char *bytes, unsigned int count)
{
    bm_strbuf *out = context;
    bm_strbuf_append_n(out, (const char *)bytes, count);
    return out->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

static void add_element(bm_canvas *canvas, const bm_canvas_image_data *image,
                        cairo_surface_t *surface)
{
    bm_strbuf png = {0}, own = {0}, look = {0};
    char opacity[64];
    cairo_status_t status = cairo_surface_write_to_png_stream(surface, append, &png);
    char *text = g_base64_encode((const guchar *)bm_strbuf_text(&png), png.length);
    bm_svg_append_number(&own, "x", image->box.x0, 2);
    bm_svg_append_number(&own, "y", image->box.y0, 2);
    bm_svg_append_number(&own, "width", image->box.x1 - image->box.x0, 2);
    bm_svg_append_number(&own, "height", image->box.y1 - image->box.y0, 2);
    bm_strbuf_append(&own, " preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64,");
    bm_strbuf_append(&own, text);
    bm_strbuf_append(&own, "\"");
    bm_format_number(image->opacity, 2, opacity);
    bm_strbuf_printf(&look, " opacity=\"%s\"", opacity);
    if (image->multiplies)
        bm_strbuf_append(&look, " style=\"mix-blend-mode:multiply\"");
    bm_svg_add(canvas->svg, "image", bm_strbuf_text(&own), bm_strbuf_text(&look), NULL);
    if (status != CAIRO_STATUS_SUCCESS || png.failed || own.failed || look.failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    g_free(text);
    bm_strbuf_finish(&png);
    bm_strbuf_finish(&own);
    bm_strbuf_finish(&look);
}

void bm_canvas_image(bm_canvas *canvas, const bm_canvas_image_data *image)
{
    if (image->width < 1 || image->height < 1 || !(image->opacity > 0))
        return;
    cairo_surface_t *surface = surface_of(image);
    if (canvas->format == BM_MAP_SVG)
        add_element(canvas, image, surface);
    else
        paint(canvas, image, surface);
    /* A PDF keeps its pictures until it is written. */
    cairo_surface_destroy(surface);
}
