#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/canvas/private.h"

/** Sizes of texts that are remembered. */
#define SIZES_MAX 20000

/* Sizes are set in pixels, and glyphs are outlines without hinting, so that the machine's screen
 * settings have no say in where a letter goes. */
static bm_fonts *make_fonts(void)
{
    bm_fonts *fonts = calloc(1, sizeof *fonts);
    if (!fonts)
        return NULL;
    fonts->references = 1;
    fonts->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    if (!fonts->map) {
        free(fonts);
        return NULL;
    }
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts->map), 72);
    fonts->context = pango_font_map_create_context(fonts->map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(fonts->context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(fonts->context, FALSE);
    pango_context_set_base_dir(fonts->context, PANGO_DIRECTION_LTR);
    /* Han letters and the like look different by language; the environment must not choose. */
    pango_context_set_language(fonts->context, pango_language_from_string("en"));
    fonts->layout = pango_layout_new(fonts->context);
    pango_layout_set_single_paragraph_mode(fonts->layout, TRUE);
    fonts->pictures = bm_text_pictures_new();
    fonts->sizes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return fonts;
}

void bm_fonts_release(bm_fonts *fonts)
{
    if (!fonts || --fonts->references)
        return;
    g_hash_table_destroy(fonts->sizes);
    g_hash_table_destroy(fonts->pictures);
    g_object_unref(fonts->layout);
    g_object_unref(fonts->context);
    g_object_unref(fonts->map);
    free(fonts);
}

static bm_fonts *fonts_of(bm_canvas *canvas)
{
    if (!canvas->fonts)
        canvas->fonts = make_fonts();
    if (!canvas->fonts)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "cannot set up the fonts");
    return canvas->fonts;
}

void bm_canvas_share_fonts(bm_canvas *canvas, bm_canvas *from)
{
    bm_fonts *fonts = fonts_of(from);
    if (!fonts || fonts == canvas->fonts)
        return;
    bm_fonts_release(canvas->fonts);
    canvas->fonts = fonts;
    fonts->references++;
}

static PangoFontDescription *describe(const bm_canvas *canvas, const bm_text_style *style)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, style->family);
    pango_font_description_set_weight(font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(font,
                                             bm_canvas_px(canvas, style->size_pt) * PANGO_SCALE);
    return font;
}

/* Copy what may be drawn of `text`: valid, bounded, without controls. */
static void clean(const char *text, char out[BM_CANVAS_TEXT_MAX + 1])
{
    char cut[BM_CANVAS_TEXT_MAX + 1];
    size_t length = bm_utf8_cut(text, BM_CANVAS_TEXT_MAX);
    size_t valid = bm_utf8_valid_length(text, length);
    memcpy(cut, text, valid);
    cut[valid] = '\0';
    bm_utf8_strip_controls(cut, out);
}

/* Set the text in the fonts' layout, and take from `cleaned` the letters that no font has. Returns
 * NULL when there is nothing to show. */
static PangoLayout *lay_out(bm_canvas *canvas, const bm_text_style *style, char *cleaned)
{
    bm_fonts *fonts = *cleaned ? fonts_of(canvas) : NULL;
    if (!fonts || !(style->size_pt > 0))
        return NULL;
    PangoLayout *layout = fonts->layout;
    PangoFontDescription *font = describe(canvas, style);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    PangoAttrList *attributes = pango_attr_list_new();
    if (style->spacing_pt != 0) {
        int spacing = (int)lround(bm_canvas_px(canvas, style->spacing_pt) * PANGO_SCALE);
        pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(spacing));
    }
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_text(layout, cleaned, -1);
    bm_text_drop_unknown(layout, cleaned);
    return *cleaned ? layout : NULL;
}

static bm_text_size measure(bm_canvas *canvas, const bm_text_style *style, char *cleaned)
{
    PangoLayout *layout = lay_out(canvas, style, cleaned);
    if (!layout)
        return (bm_text_size){0};
    PangoRectangle box;
    pango_layout_get_extents(layout, NULL, &box);
    int baseline = pango_layout_get_baseline(layout);
    return (bm_text_size){(double)box.width / PANGO_SCALE, (double)baseline / PANGO_SCALE,
                          (double)(box.height - baseline) / PANGO_SCALE};
}

bm_text_size bm_canvas_measure(bm_canvas *canvas, const bm_text_style *style, const char *text)
{
    char cleaned[BM_CANVAS_TEXT_MAX + 1], key[BM_CANVAS_TEXT_MAX + BM_FAMILY_SIZE + 64];
    bm_fonts *fonts = fonts_of(canvas);
    clean(text, cleaned);
    if (!fonts)
        return (bm_text_size){0};
    /* All that the size depends on. Lengths are compared to 1/1024 px, which is what Pango takes.
     */
    snprintf(key, sizeof key, "%ld %ld %d%d %s|%s",
             lround(bm_canvas_px(canvas, style->size_pt) * PANGO_SCALE),
             lround(bm_canvas_px(canvas, style->spacing_pt) * PANGO_SCALE), style->bold,
             style->italic, style->family, cleaned);
    const bm_text_size *known = g_hash_table_lookup(fonts->sizes, key);
    if (known)
        return *known;
    bm_text_size size = measure(canvas, style, cleaned);
    if (canvas->status)
        return size; /* so that each canvas of these fonts finds the fault itself */
    if (g_hash_table_size(fonts->sizes) >= SIZES_MAX)
        g_hash_table_remove_all(fonts->sizes);
    bm_text_size *kept = g_new(bm_text_size, 1);
    *kept = size;
    g_hash_table_insert(fonts->sizes, g_strdup(key), kept);
    return size;
}

bool bm_canvas_keep_known(bm_canvas *canvas, const bm_text_style *style, const char *text,
                          char known[BM_CANVAS_TEXT_MAX + 1])
{
    char cleaned[BM_CANVAS_TEXT_MAX + 1];
    clean(text, cleaned);
    strcpy(known, cleaned);
    bool is_ascii = true;
    for (const char *at = cleaned; *at && is_ascii; at++)
        is_ascii = (unsigned char)*at < 0x80;
    if (!is_ascii && !lay_out(canvas, style, known))
        *known = '\0';
    return strcmp(known, cleaned) == 0;
}

void bm_canvas_require(bm_canvas *canvas, const bm_text_style *style, const char *text)
{
    char known[BM_CANVAS_TEXT_MAX + 1], shown[96];
    if (!text || bm_canvas_keep_known(canvas, style, text, known))
        return;
    bm_utf8_escape(text, shown, sizeof shown);
    bm_canvas_fail(canvas, BM_ERROR_UNSUPPORTED,
                   "no font of '%s' has all the letters of '%s'; install one that does",
                   style->family, shown);
}

/* Halo as outlines, letters as text that a reader can select and search. */
static void show_in_pdf(bm_canvas *canvas, const bm_text_style *style, PangoLayout *layout)
{
    cairo_t *cairo = canvas->cairo;
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
    if (style->halo_pt > 0 && style->halo_color.alpha > 0) {
        bm_text_style halo = *style;
        halo.color.alpha = 0;
        bm_text_paint(cairo, &halo, bm_canvas_px(canvas, 1), layout);
    }
    cairo_set_source_rgba(cairo, style->color.red, style->color.green, style->color.blue,
                          style->color.alpha);
    cairo_move_to(cairo, 0, 0);
    pango_cairo_show_layout_line(cairo, line);
}

void bm_canvas_text(bm_canvas *canvas, const bm_text_style *style, bm_px baseline, double angle_deg,
                    const char *text)
{
    if (!isfinite(baseline.x) || !isfinite(baseline.y) || !isfinite(angle_deg))
        return;
    char cleaned[BM_CANVAS_TEXT_MAX + 1];
    clean(text, cleaned);
    PangoLayout *layout = lay_out(canvas, style, cleaned);
    if (!layout)
        return;
    if (canvas->format == BM_MAP_SVG) {
        bm_svg_text(canvas, style, baseline, angle_deg, cleaned);
        return;
    }
    cairo_t *cairo = canvas->cairo;
    cairo_new_path(cairo);
    if (canvas->format == BM_MAP_PNG &&
        bm_text_copy(canvas, style, baseline, angle_deg, cleaned, layout))
        return;
    cairo_save(cairo);
    cairo_translate(cairo, baseline.x, baseline.y);
    if (angle_deg != 0)
        cairo_rotate(cairo, angle_deg * G_PI / 180);
    if (canvas->format == BM_MAP_PNG)
        bm_text_paint(cairo, style, bm_canvas_px(canvas, 1), layout);
    else
        show_in_pdf(canvas, style, layout);
    cairo_restore(cairo);
    cairo_new_path(cairo);
}
