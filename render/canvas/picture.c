#include "render/canvas/picture.h"

#include "render/canvas/private.h"
#include "render/canvas/svg/svg.h"

/** Width of the embedded picture, from which each use is scaled. */
#define UNIT_PX 100

static void embed(bm_svg *svg, const bm_picture *picture, bm_px_box box, const char *id)
{
    char *text = g_base64_encode((const guchar *)picture->bytes, picture->size);
    double high = UNIT_PX * (box.y1 - box.y0) / (box.x1 - box.x0);
    bm_strbuf_printf(&svg->defs, "<image id=\"%s\" width=\"%d\"", id, UNIT_PX);
    bm_svg_append_number(&svg->defs, "height", high, 2);
    bm_strbuf_printf(&svg->defs, " xlink:href=\"data:%s;base64,", picture->media_type);
    bm_strbuf_append(&svg->defs, text);
    bm_strbuf_append(&svg->defs, "\"/>\n");
    g_free(text);
}

static void add_use(bm_canvas *canvas, const bm_picture *picture, bm_px_box box)
{
    bm_svg *svg = canvas->svg;
    const char *id = g_hash_table_lookup(svg->symbols, picture->key);
    if (!id) {
        id = bm_svg_unique_id(svg, "picture");
        g_hash_table_insert(svg->symbols, g_strdup(picture->key), (gpointer)(uintptr_t)id);
        embed(svg, picture, box, id);
    }
    char numbers[3][64];
    bm_format_number(box.x0, 2, numbers[0]);
    bm_format_number(box.y0, 2, numbers[1]);
    bm_format_number((box.x1 - box.x0) / UNIT_PX, 5, numbers[2]);
    bm_strbuf own = {0};
    bm_strbuf_printf(&own, " xlink:href=\"#%s\" transform=\"translate(%s %s) scale(%s)\"", id,
                     numbers[0], numbers[1], numbers[2]);
    bm_svg_add(svg, "use", bm_strbuf_text(&own), "", NULL);
    if (own.failed || svg->defs.failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    bm_strbuf_finish(&own);
}

void bm_canvas_picture(bm_canvas *canvas, const bm_picture *picture, bm_px_box box)
{
    if (!(box.x1 > box.x0 && box.y1 > box.y0))
        return;
    if (canvas->format == BM_MAP_SVG) {
        add_use(canvas, picture, box);
        return;
    }
    bm_canvas_paint_noted(canvas);
    cairo_save(canvas->cairo);
    if (!picture->paint(canvas->cairo, box, picture->context))
        bm_canvas_fail(canvas, BM_ERROR_FORMAT, "a picture cannot be drawn: it is too complex");
    cairo_restore(canvas->cairo);
    cairo_new_path(canvas->cairo);
}
