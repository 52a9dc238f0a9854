#include "render/canvas/canvas.h"

#include <cairo-pdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "render/canvas/batch.h"
#include "render/canvas/pixels.h"
#include "render/canvas/png_file.h"
#include "render/canvas/private.h"
#include "render/canvas/svg/svg.h"

void bm_canvas_fail(bm_canvas *canvas, bm_status status, const char *format, ...)
{
    if (canvas->status)
        return;
    canvas->status = status;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(canvas->message, sizeof canvas->message, format, arguments);
    va_end(arguments);
}

bm_status bm_canvas_status(const bm_canvas *canvas, bm_error *error)
{
    if (canvas->status)
        return bm_error_set(error, canvas->status, NULL, 0, "%s", canvas->message);
    cairo_status_t status = cairo_status(canvas->cairo);
    if (!status)
        return BM_OK;
    return bm_error_set(error,
                        status == CAIRO_STATUS_NO_MEMORY ? BM_ERROR_MEMORY : BM_ERROR_INTERNAL,
                        NULL, 0, "cannot draw: %s", cairo_status_to_string(status));
}

static void make_surface(bm_canvas *canvas)
{
    const bm_canvas_info *info = &canvas->info;
    switch (canvas->format) {
    case BM_MAP_PNG:
        canvas->surface = bm_pixels_new(canvas->width_px, canvas->height_px);
        canvas->batch = bm_batch_new(canvas->width_px, canvas->height_px);
        if (!canvas->batch)
            bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
        break;
    case BM_MAP_PDF:
        // Sides in millimetres are no whole number of pixels; the page has them exactly.
        canvas->surface = cairo_pdf_surface_create_for_stream(
            bm_pdf_collect, canvas,
            info->width_mm > 0 ? info->width_mm / 25.4 * 72 : canvas->width_px * 72 / canvas->dpi,
            info->height_mm > 0 ? info->height_mm / 25.4 * 72
                                : canvas->height_px * 72 / canvas->dpi);
        break;
    case BM_MAP_SVG:
        /* Nothing is painted on it. It has no bounds, for cairo leaves out letters beyond them. */
        canvas->surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
        canvas->svg = bm_svg_new();
        if (!canvas->svg)
            bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
        break;
    }
    canvas->cairo = cairo_create(canvas->surface);
    if (canvas->format == BM_MAP_PDF)
        cairo_scale(canvas->cairo, 72 / canvas->dpi, 72 / canvas->dpi);
    cairo_set_fill_rule(canvas->cairo, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_set_line_join(canvas->cairo, CAIRO_LINE_JOIN_ROUND);
}

static void take_info(bm_canvas *canvas, const bm_canvas_info *info)
{
    canvas->info = info ? *info : (bm_canvas_info){0};
    const char **texts[] = {&canvas->info.title,    &canvas->info.description,
                            &canvas->info.credit,   &canvas->info.author,
                            &canvas->info.software, &canvas->info.keywords};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!*texts[i])
            *texts[i] = "";
}

bm_status bm_canvas_new(bm_map_format format, int width_px, int height_px, double dpi,
                        const bm_canvas_info *info, bm_canvas **canvas, bm_error *error)
{
    *canvas = NULL;
    if (width_px < 1 || height_px < 1 || width_px > BM_CANVAS_SIDE_MAX ||
        height_px > BM_CANVAS_SIDE_MAX)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "size %dx%d is out of range; each side is 1 to %d pixels", width_px,
                            height_px, BM_CANVAS_SIDE_MAX);
    if (format == BM_MAP_PNG && (long long)width_px * height_px > BM_CANVAS_PIXELS_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, NULL, 0,
                            "size %dx%d is over the budget of %d megapixels; use SVG or PDF",
                            width_px, height_px, BM_CANVAS_PIXELS_MAX / 1000000);
    if (!(dpi >= 36 && dpi <= 1200))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "resolution is out of range; it is 36 to 1200 dpi");
    bm_canvas *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    made->format = format;
    made->width_px = width_px;
    made->height_px = height_px;
    made->dpi = dpi;
    take_info(made, info);
    make_surface(made);
    bm_status status = bm_canvas_status(made, error);
    if (status) {
        bm_canvas_free(made);
        return status;
    }
    *canvas = made;
    return BM_OK;
}

void bm_canvas_free(bm_canvas *canvas)
{
    if (!canvas)
        return;
    bm_canvas_drop_below(canvas);
    bm_stripe_memo_free(canvas->over.memo);
    if (canvas->batch)
        bm_batch_finish(canvas->batch);
    free(canvas->batch);
    if (canvas->sprites)
        g_hash_table_destroy(canvas->sprites);
    bm_fonts_release(canvas->fonts);
    bm_svg_free(canvas->svg);
    cairo_destroy(canvas->cairo);
    cairo_surface_destroy(canvas->surface);
    bm_strbuf_finish(&canvas->out);
    free(canvas);
}

/** What is painted on a stripe of rows, in this order. */
typedef struct layers {
    const bm_batch *batch; /**< of what is noted */
    bm_painting *below, *noted;
} layers;

static void paint_layers(void *context, const bm_pixel_rows *on, int top, int bottom)
{
    const layers *both = context;
    bm_painting_rows(both->below, on, top, bottom);
    bm_painting_rows(both->noted, on, top, bottom);
}

static bool print_noted(void *context, int top, int bottom, bm_fingerprint *print)
{
    const layers *both = context;
    return bm_batch_print(both->batch, top, bottom, print);
}

/* The memo of what is painted over the base; none when memory is short. */
static bm_stripe_memo *memo_of(bm_canvas *canvas)
{
    if (canvas->over.memo_base == canvas->over.base)
        return canvas->over.memo;
    bm_stripe_memo_free(canvas->over.memo);
    canvas->over.memo = bm_stripe_memo_new(
        bm_png_count_stripes(canvas->width_px, canvas->height_px, canvas->compression));
    canvas->over.memo_base = canvas->over.memo ? canvas->over.base : NULL;
    return canvas->over.memo;
}

/* What is noted is painted as the rows are compressed, unless they are so all at once. */
static bm_status finish_png(bm_canvas *canvas, bm_sink *sink, bm_error *error)
{
    if (canvas->compression == BM_COMPRESSION_SMALL)
        bm_canvas_paint_noted(canvas);
    bm_painting_stop(canvas->below.painting);
    layers both = {canvas->batch, canvas->below.painting,
                   bm_batch_begin_painting(canvas->batch, canvas->surface)};
    bm_png_paint paint = {.paint = paint_layers, .context = &both, .print = print_noted};
    cairo_surface_t *surface = canvas->surface;
    if (canvas->over.base)
        paint.memo = memo_of(canvas);
    if (paint.memo)
        surface = canvas->over.base->surface;
    else
        bm_canvas_take_base(canvas);
    bm_status status =
        bm_png_write(surface, canvas->dpi, &canvas->info, canvas->compression, &paint, sink, error);
    canvas->over.base = NULL;
    bm_canvas_drop_below(canvas);
    bm_batch_end_painting(canvas->batch, both.noted);
    if (canvas->batch->failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    return status ? status : bm_canvas_status(canvas, error);
}

bm_status bm_canvas_finish(bm_canvas *canvas, bm_sink *sink, bm_error *error)
{
    bm_status status = bm_canvas_status(canvas, error);
    if (status)
        return status;
    cairo_surface_flush(canvas->surface);
    switch (canvas->format) {
    case BM_MAP_PNG:
        return finish_png(canvas, sink, error);
    case BM_MAP_PDF:
        bm_pdf_finish(canvas, sink);
        break;
    case BM_MAP_SVG:
        bm_svg_finish(canvas, sink);
        break;
    }
    if (canvas->out.failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    /* What the sink could not write, its commit tells. */
    return bm_canvas_status(canvas, error);
}

void bm_canvas_take_base(bm_canvas *canvas)
{
    const bm_canvas *base = canvas->over.base;
    canvas->over.base = NULL;
    if (!base)
        return;
    cairo_surface_flush(canvas->surface);
    unsigned char *to = cairo_image_surface_get_data(canvas->surface);
    const unsigned char *from = cairo_image_surface_get_data(base->surface);
    if (!to || !from) {
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
        return;
    }
    memcpy(to, from,
           (size_t)cairo_image_surface_get_stride(canvas->surface) * (size_t)canvas->height_px);
    cairo_surface_mark_dirty(canvas->surface);
}

void bm_canvas_copy(bm_canvas *canvas, const bm_canvas *base)
{
    if (canvas->format != BM_MAP_PNG || base->format != BM_MAP_PNG ||
        canvas->width_px != base->width_px || canvas->height_px != base->height_px) {
        bm_canvas_fail(canvas, BM_ERROR_INTERNAL, "the base has another size");
        return;
    }
    bm_canvas_paint_noted(canvas);
    cairo_surface_flush(base->surface);
    canvas->over.base = base;
    // One thread paints a stripe after the other, and may find it in the memo; for several the
    // pixels are to be there.
    if (bm_parallel_threads() > 1)
        bm_canvas_take_base(canvas);
}

void bm_canvas_place(bm_canvas *canvas, const bm_canvas *picture, int x, int y)
{
    if (canvas->format != BM_MAP_PNG || picture->format != BM_MAP_PNG || x < 0 || y < 0)
        return;
    bm_canvas_paint_noted(canvas);
    cairo_surface_flush(canvas->surface);
    cairo_surface_flush(picture->surface);
    unsigned char *to = cairo_image_surface_get_data(canvas->surface);
    const unsigned char *from = cairo_image_surface_get_data(picture->surface);
    if (!to || !from) {
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
        return;
    }
    size_t to_stride = (size_t)cairo_image_surface_get_stride(canvas->surface);
    size_t from_stride = (size_t)cairo_image_surface_get_stride(picture->surface);
    int width = picture->width_px, height = picture->height_px;
    if (width > canvas->width_px - x)
        width = canvas->width_px - x;
    if (height > canvas->height_px - y)
        height = canvas->height_px - y;
    for (int row = 0; row < height && width > 0; row++)
        memcpy(to + (size_t)(y + row) * to_stride + (size_t)x * 4, from + (size_t)row * from_stride,
               (size_t)width * 4);
    cairo_surface_mark_dirty(canvas->surface);
}

const uint32_t *bm_canvas_pixels(const bm_canvas *canvas, size_t *stride)
{
    *stride = 0;
    if (canvas->format != BM_MAP_PNG)
        return NULL;
    cairo_surface_flush(canvas->surface);
    *stride = (size_t)cairo_image_surface_get_stride(canvas->surface) / sizeof(uint32_t);
    return (const uint32_t *)(const void *)cairo_image_surface_get_data(canvas->surface);
}

void bm_canvas_begin_offset(bm_canvas *canvas, double x, double y)
{
    if (canvas->format == BM_MAP_SVG) {
        bm_svg_begin_offset(canvas, x, y);
        return;
    }
    cairo_save(canvas->cairo);
    cairo_translate(canvas->cairo, x, y);
}

void bm_canvas_end_offset(bm_canvas *canvas)
{
    if (canvas->format == BM_MAP_SVG)
        bm_svg_end(canvas);
    else
        cairo_restore(canvas->cairo);
}

void bm_canvas_describe(bm_canvas *canvas, const bm_canvas_info *info)
{
    take_info(canvas, info);
}

void bm_canvas_set_compression(bm_canvas *canvas, bm_compression compression)
{
    canvas->compression = compression;
}

bm_map_format bm_canvas_format(const bm_canvas *canvas)
{
    return canvas->format;
}

int bm_canvas_width(const bm_canvas *canvas)
{
    return canvas->width_px;
}

int bm_canvas_height(const bm_canvas *canvas)
{
    return canvas->height_px;
}

double bm_canvas_px(const bm_canvas *canvas, double length_pt)
{
    return length_pt * canvas->dpi / 72;
}

cairo_t *bm_canvas_cairo(bm_canvas *canvas)
{
    return canvas->cairo;
}

void bm_canvas_begin_group(bm_canvas *canvas, const char *id, const char *title)
{
    bm_canvas_begin_group_with(canvas, id, title, NULL, 0);
}

void bm_canvas_begin_group_with(bm_canvas *canvas, const char *id, const char *title,
                                const bm_attribute *attributes, size_t attribute_count)
{
    if (canvas->format == BM_MAP_SVG)
        bm_svg_begin_group(canvas, id, title, attributes, attribute_count);
}

void bm_canvas_expect_sprites(bm_canvas *canvas, size_t count)
{
    if (canvas->format == BM_MAP_SVG)
        canvas->svg->sprite_count = count;
}

void bm_canvas_end_group(bm_canvas *canvas)
{
    if (canvas->format == BM_MAP_SVG)
        bm_svg_end(canvas);
}

void bm_canvas_begin_clip(bm_canvas *canvas, bm_px_box box)
{
    cairo_new_path(canvas->cairo);
    // To cut pixels in two takes twice the time of all that is painted within, and nobody sees it.
    if (canvas->format == BM_MAP_PNG)
        box = (bm_px_box){round(box.x0), round(box.y0), round(box.x1), round(box.y1)};
    bm_canvas_add_box(canvas, box);
    bm_canvas_begin_clip_path(canvas);
}

void bm_canvas_begin_clip_path(bm_canvas *canvas)
{
    if (canvas->format == BM_MAP_SVG) {
        bm_svg_begin_clip(canvas);
        canvas->circle.data_count = 0;
        cairo_new_path(canvas->cairo);
        return;
    }
    if (canvas->batch)
        bm_batch_begin_clip(canvas->batch, canvas->cairo);
    cairo_save(canvas->cairo);
    cairo_clip(canvas->cairo);
}

void bm_canvas_end_clip(bm_canvas *canvas)
{
    if (canvas->format == BM_MAP_SVG) {
        bm_svg_end(canvas);
        return;
    }
    if (canvas->batch)
        bm_batch_end_clip(canvas->batch);
    cairo_restore(canvas->cairo);
}
