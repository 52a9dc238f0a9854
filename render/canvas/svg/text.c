#include <string.h>

#include "base/utf8.h"
#include "render/canvas/private.h"
#include "render/canvas/svg/svg.h"

static bool has_halo(const bm_text_style *style)
{
    return style->halo_pt > 0 && style->halo_color.alpha > 0;
}

/* The halo is a stroke below the letters; half of it lies outside them. */
static void append_paint(bm_canvas *canvas, const bm_text_style *style, bm_strbuf *look)
{
    bm_svg_append_color(look, "fill", style->color);
    if (!has_halo(style))
        return;
    bm_svg_append_color(look, "stroke", style->halo_color);
    bm_svg_append_number(look, "stroke-width", 2 * bm_canvas_px(canvas, style->halo_pt), 2);
    bm_strbuf_append(look, " paint-order=\"stroke\"");
}

static void append_type(bm_canvas *canvas, const bm_text_style *style, bm_strbuf *look)
{
    bm_svg *svg = canvas->svg;
    if (!svg->family)
        svg->family = g_strdup(style->family);
    if (strcmp(svg->family, style->family) != 0) {
        bm_strbuf_append(look, " font-family=\"");
        bm_svg_append_escaped(look, style->family);
        bm_strbuf_append(look, "\"");
    }
    bm_svg_append_number(look, "font-size", bm_canvas_px(canvas, style->size_pt), 2);
    if (style->bold)
        bm_strbuf_append(look, " font-weight=\"bold\"");
    if (style->italic)
        bm_strbuf_append(look, " font-style=\"italic\"");
    if (style->spacing_pt != 0)
        bm_svg_append_number(look, "letter-spacing", bm_canvas_px(canvas, style->spacing_pt), 2);
}

/* True when the first letter is of a script that is written from the right. */
static bool begins_from_right(const char *text)
{
    for (int32_t code; (code = bm_utf8_next(&text)) != 0;)
        if (code > 0 && g_unichar_isalpha((gunichar)code))
            return (code >= 0x590 && code <= 0x8FF) || (code >= 0xFB1D && code <= 0xFDFF) ||
                   (code >= 0xFE70 && code <= 0xFEFF) || (code >= 0x10800 && code <= 0x10FFF) ||
                   (code >= 0x1E800 && code <= 0x1EFFF);
    return false;
}

void bm_svg_text(bm_canvas *canvas, const bm_text_style *style, bm_px baseline, double angle_deg,
                 const char *text)
{
    bm_strbuf own = {0}, look = {0}, content = {0};
    bm_svg_append_number(&own, "x", baseline.x, 1);
    bm_svg_append_number(&own, "y", baseline.y, 1);
    if (angle_deg != 0) {
        char parts[3][64];
        bm_format_number(angle_deg, 1, parts[0]);
        bm_format_number(baseline.x, 1, parts[1]);
        bm_format_number(baseline.y, 1, parts[2]);
        bm_strbuf_printf(&own, " transform=\"rotate(%s %s %s)\"", parts[0], parts[1], parts[2]);
    }
    /* SVG would make several blanks one, and the rest of the line would shift. */
    if (strstr(text, "  ") || text[0] == ' ')
        bm_strbuf_append(&own, " xml:space=\"preserve\"");
    append_type(canvas, style, &look);
    append_paint(canvas, style, &look);
    /* A text goes the way of its first letter, as Pango has it: said by an isolate, for with
     * `direction` it would begin at its right end. */
    bool is_from_right = begins_from_right(text);
    bm_strbuf_append(&content, is_from_right ? "\u2067" : "");
    bm_svg_append_escaped(&content, text);
    bm_strbuf_append(&content, is_from_right ? "\u2069" : "");
    bm_svg_add(canvas->svg, "text", bm_strbuf_text(&own), bm_strbuf_text(&look),
               bm_strbuf_text(&content));
    if (own.failed || look.failed || content.failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    bm_strbuf_finish(&own);
    bm_strbuf_finish(&look);
    bm_strbuf_finish(&content);
}

void bm_svg_outlines(bm_canvas *canvas, const bm_text_style *style, const char *text)
{
    bm_strbuf own = {0}, look = {0};
    bool is_compound;
    bm_strbuf_append(&own, " aria-label=\"");
    bm_svg_append_escaped(&own, text);
    bm_strbuf_append(&own, "\" d=\"");
    /* The curves of small letters need hundredths. */
    if (bm_svg_append_path(canvas, &own, 2, &is_compound)) {
        bm_strbuf_append(&own, "\"");
        // Says to programs what the letters' heights say to eyes.
        bm_svg_append_number(&look, "font-size", bm_canvas_px(canvas, style->size_pt), 2);
        if (style->bold)
            bm_strbuf_append(&look, " font-weight=\"bold\"");
        append_paint(canvas, style, &look);
        bm_svg_add(canvas->svg, "path", bm_strbuf_text(&own), bm_strbuf_text(&look), NULL);
    }
    if (own.failed || look.failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    bm_strbuf_finish(&own);
    bm_strbuf_finish(&look);
}
