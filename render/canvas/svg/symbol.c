#include <math.h>
#include <string.h>

#include "render/canvas/private.h"
#include "render/canvas/svg/svg.h"

/** A map with fewer symbols has each drawn where it stands, which a designer edits at ease; with
 * more, equal ones are references to one picture, which keeps the file small. */
#define SHARED_FROM 400

bool bm_svg_shares_sprites(const bm_canvas *canvas)
{
    return canvas->svg->sprite_count >= SHARED_FROM && !canvas->svg->is_symbol;
}

/* The picture is painted round the origin, apart from the document. */
static const char *make_symbol(bm_canvas *canvas, bm_sprite_painter paint, const void *context)
{
    bm_svg *svg = canvas->svg;
    bm_strbuf body = svg->body;
    bm_svg_frame frames[BM_SVG_DEPTH_MAX];
    size_t depth = svg->depth;
    memcpy(frames, svg->frames, sizeof frames);
    memset(svg->frames, 0, sizeof svg->frames);
    svg->body = (bm_strbuf){0};
    svg->depth = 0;
    svg->is_symbol = true;
    const char *id = bm_svg_unique_id(svg, "symbol");
    char tag[64];
    g_snprintf(tag, sizeof tag, "<g id=\"%s\"", id);
    (void)bm_svg_open(svg, tag); /* the first level is never too deep */
    paint(canvas, (bm_px){0, 0}, context);
    bm_svg_end(canvas);
    bm_strbuf_append(&svg->defs, bm_strbuf_text(&svg->body));
    if (svg->body.failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    bm_strbuf_finish(&svg->body);
    svg->body = body;
    svg->depth = depth;
    svg->is_symbol = false;
    memcpy(svg->frames, frames, sizeof frames);
    return id;
}

void bm_svg_sprite(bm_canvas *canvas, const char *key, bm_px center, bm_sprite_painter paint,
                   const void *context)
{
    bm_svg *svg = canvas->svg;
    bm_strbuf own = {0};
    const char *id = g_hash_table_lookup(svg->symbols, key);
    if (!id) {
        id = make_symbol(canvas, paint, context);
        g_hash_table_insert(svg->symbols, g_strdup(key), (gpointer)(uintptr_t)id);
    }
    bm_strbuf_printf(&own, " xlink:href=\"#%s\"", id);
    bm_svg_append_number(&own, "x", center.x, 1);
    bm_svg_append_number(&own, "y", center.y, 1);
    bm_svg_add(svg, "use", bm_strbuf_text(&own), "", NULL);
    if (own.failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    bm_strbuf_finish(&own);
}
