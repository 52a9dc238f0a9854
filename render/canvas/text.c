#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/canvas/private.h"

/** Lines that are kept; when there are more, all are made anew. */
#define LINES_MAX 4000

static void free_line(gpointer data)
{
    bm_text_line *line = data;
    g_object_unref(line->layout);
    g_free(line->text);
    g_free(line);
}

static void free_face(gpointer data)
{
    bm_face_free(data);
}

/* Sizes are set in pixels, and glyphs are outlines without hinting, so that the machine's screen
 * settings have no say in where a letter goes. */
bm_fonts *bm_fonts_new(void)
{
    bm_fonts *fonts = calloc(1, sizeof *fonts);
    if (!fonts)
        return NULL;
    if (pthread_mutex_init(&fonts->lock, NULL) != 0) {
        free(fonts);
        return NULL;
    }
    fonts->references = 1;
    fonts->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    if (!fonts->map) {
        pthread_mutex_destroy(&fonts->lock);
        free(fonts);
        return NULL;
    }
    fonts->context = pango_font_map_create_context(fonts->map);
    pango_cairo_context_set_resolution(fonts->context, 72);
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
    fonts->faces = g_ptr_array_new_with_free_func(free_face);
    fonts->lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_line);
    return fonts;
}

void bm_fonts_release(bm_fonts *fonts)
{
    if (!fonts || --fonts->references)
        return;
    g_hash_table_destroy(fonts->lines);
    g_ptr_array_free(fonts->faces, TRUE);
    g_object_unref(fonts->context);
    g_object_unref(fonts->map);
    pthread_mutex_destroy(&fonts->lock);
    free(fonts);
}

bm_fonts *bm_fonts_of(bm_canvas *canvas)
{
    if (!canvas->fonts)
        canvas->fonts = bm_fonts_new();
    if (!canvas->fonts)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "cannot set up the fonts");
    return canvas->fonts;
}

void bm_canvas_open_fonts(bm_canvas *canvas)
{
    (void)bm_fonts_of(canvas);
}

void bm_canvas_share_fonts(bm_canvas *canvas, bm_canvas *from)
{
    bm_canvas_use_fonts(canvas, bm_fonts_of(from));
}

PangoFontDescription *bm_text_describe(const bm_text_style *style)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, style->family);
    pango_font_description_set_weight(font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(font, BM_TEXT_UNIT_PX * PANGO_SCALE);
    return font;
}

bm_face *bm_fonts_face(bm_fonts *fonts, const bm_text_style *style)
{
    for (guint i = 0; i < fonts->faces->len; i++)
        if (bm_face_is_of(fonts->faces->pdata[i], style))
            return fonts->faces->pdata[i];
    PangoFontDescription *font = bm_text_describe(style);
    bm_face *made = bm_face_new(fonts->map, fonts->context, style, font, &fonts->lock);
    pango_font_description_free(font);
    g_ptr_array_add(fonts->faces, made);
    return made;
}

/* A plain text, shaped, and its font; NULL when Pango is needed. The caller holds the lock. */
static const bm_shaped *shape(bm_fonts *fonts, const bm_text_style *style, const char *text,
                              bm_face **face)
{
    if (!*text || !(style->size_pt > 0) || fabs(style->spacing_pt) > 100 * style->size_pt ||
        strlen(text) > BM_CANVAS_TEXT_MAX)
        return NULL;
    *face = bm_fonts_face(fonts, style);
    return bm_face_shape(*face, text);
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

/* Set a text, without the letters that no font has. */
static bm_text_line *make_line(bm_fonts *fonts, const bm_text_style *style, int spacing,
                               const char *cleaned)
{
    bm_text_line *line = g_new0(bm_text_line, 1);
    line->layout = pango_layout_new(fonts->context);
    line->text = g_strdup(cleaned);
    PangoLayout *layout = line->layout;
    PangoFontDescription *font = bm_text_describe(style);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    if (spacing != 0) {
        PangoAttrList *attributes = pango_attr_list_new();
        pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(spacing));
        pango_layout_set_attributes(layout, attributes);
        pango_attr_list_unref(attributes);
    }
    pango_layout_set_text(layout, cleaned, -1);
    bm_text_drop_unknown(layout, line->text);
    if (*line->text) {
        PangoRectangle box;
        pango_layout_get_extents(layout, NULL, &box);
        int baseline = pango_layout_get_baseline(layout);
        line->width = (double)box.width / PANGO_SCALE;
        line->ascent = (double)baseline / PANGO_SCALE;
        line->descent = (double)(box.height - baseline) / PANGO_SCALE;
    }
    return line;
}

/* The line of a text, kept or made; NULL when there is nothing to show. Borrowed until the next.
 * The caller holds the lock. */
static const bm_text_line *line_of(bm_fonts *fonts, const bm_text_style *style, const char *text)
{
    char cleaned[BM_CANVAS_TEXT_MAX + 1], key[BM_CANVAS_TEXT_MAX + BM_FAMILY_SIZE + 64];
    clean(text, cleaned);
    if (!*cleaned || !(style->size_pt > 0))
        return NULL;
    double spacing = style->spacing_pt / style->size_pt * BM_TEXT_UNIT_PX * PANGO_SCALE;
    int spacing_units = fabs(spacing) < 1e8 ? (int)lround(spacing) : 0;
    /* All that a line depends on, but its size. */
    snprintf(key, sizeof key, "%d %d%d %s|%s", spacing_units, style->bold, style->italic,
             style->family, cleaned);
    const bm_text_line *line = g_hash_table_lookup(fonts->lines, key);
    if (!line) {
        bm_text_line *made = make_line(fonts, style, spacing_units, cleaned);
        if (g_hash_table_size(fonts->lines) >= LINES_MAX)
            g_hash_table_remove_all(fonts->lines);
        g_hash_table_insert(fonts->lines, g_strdup(key), made);
        line = made;
    }
    return *line->text ? line : NULL;
}

/* What stands between two letters. */
static double spacing_px(const bm_canvas *canvas, const bm_text_style *style)
{
    return bm_canvas_px(canvas, style->spacing_pt);
}

static bm_text_size measure(const bm_canvas *canvas, bm_fonts *fonts, const bm_text_style *style,
                            const char *text)
{
    bm_face *face;
    double scale = bm_text_scale(style, bm_canvas_px(canvas, 1));
    const bm_shaped *shaped = shape(fonts, style, text, &face);
    if (shaped)
        return (bm_text_size){(double)shaped->width / PANGO_SCALE * scale +
                                  (shaped->clusters - 1) * spacing_px(canvas, style),
                              bm_face_ascent(face) * scale, bm_face_descent(face) * scale};
    const bm_text_line *line = line_of(fonts, style, text);
    if (!line)
        return (bm_text_size){0};
    return (bm_text_size){line->width * scale, line->ascent * scale, line->descent * scale};
}

bm_text_size bm_canvas_measure(bm_canvas *canvas, const bm_text_style *style, const char *text)
{
    bm_fonts *fonts = bm_fonts_of(canvas);
    if (!fonts)
        return (bm_text_size){0};
    pthread_mutex_lock(&fonts->lock);
    bm_text_size size = measure(canvas, fonts, style, text);
    pthread_mutex_unlock(&fonts->lock);
    return size;
}

/* What was set for a canvas that draws, which one thread does. */
static const bm_text_line *line_in(bm_canvas *canvas, const bm_text_style *style, const char *text)
{
    bm_fonts *fonts = bm_fonts_of(canvas);
    if (!fonts)
        return NULL;
    pthread_mutex_lock(&fonts->lock);
    const bm_text_line *line = line_of(fonts, style, text);
    pthread_mutex_unlock(&fonts->lock);
    return line;
}

static const bm_shaped *shaped_in(bm_canvas *canvas, const bm_text_style *style, const char *text,
                                  bm_face **face)
{
    bm_fonts *fonts = bm_fonts_of(canvas);
    if (!fonts)
        return NULL;
    pthread_mutex_lock(&fonts->lock);
    const bm_shaped *shaped = shape(fonts, style, text, face);
    pthread_mutex_unlock(&fonts->lock);
    return shaped;
}

void bm_canvas_add_text(bm_canvas *canvas, const bm_text_style *style, const char *text,
                        cairo_t *cairo)
{
    const bm_text_line *line = line_in(canvas, style, text);
    if (!line)
        return;
    double scale = bm_text_scale(style, bm_canvas_px(canvas, 1));
    cairo_save(cairo);
    cairo_scale(cairo, scale, scale);
    cairo_move_to(cairo, 0, 0);
    pango_cairo_layout_line_path(cairo, pango_layout_get_line_readonly(line->layout, 0));
    cairo_restore(cairo);
}

static bool is_ascii(const char *text)
{
    while (*text && (unsigned char)*text < 0x80)
        text++;
    return !*text;
}

/* Copy what the fonts show of what was cleaned. */
static bool copy_known(bm_fonts *fonts, const bm_text_style *style, const char *cleaned,
                       char known[BM_CANVAS_TEXT_MAX + 1])
{
    bm_face *face;
    if (shape(fonts, style, cleaned, &face))
        return true;
    const bm_text_line *line = line_of(fonts, style, cleaned);
    strcpy(known, line ? line->text : "");
    return strcmp(known, cleaned) == 0;
}

bool bm_canvas_keep_known(bm_canvas *canvas, const bm_text_style *style, const char *text,
                          char known[BM_CANVAS_TEXT_MAX + 1])
{
    char cleaned[BM_CANVAS_TEXT_MAX + 1];
    clean(text, cleaned);
    strcpy(known, cleaned);
    if (is_ascii(cleaned))
        return true;
    bm_fonts *fonts = bm_fonts_of(canvas);
    if (!fonts) {
        *known = '\0';
        return false;
    }
    pthread_mutex_lock(&fonts->lock);
    bool all = copy_known(fonts, style, cleaned, known);
    pthread_mutex_unlock(&fonts->lock);
    return all;
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
static void show_in_pdf(bm_canvas *canvas, const bm_text_style *style, const bm_text_line *line)
{
    cairo_t *cairo = canvas->cairo;
    double px_per_pt = bm_canvas_px(canvas, 1), scale = bm_text_scale(style, px_per_pt);
    if (style->halo_pt > 0 && style->halo_color.alpha > 0) {
        bm_text_style halo = *style;
        halo.color.alpha = 0;
        bm_text_paint(cairo, &halo, px_per_pt, line);
    }
    cairo_set_source_rgba(cairo, style->color.red, style->color.green, style->color.blue,
                          style->color.alpha);
    cairo_scale(cairo, scale, scale);
    cairo_move_to(cairo, 0, 0);
    pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(line->layout, 0));
}

/* What Pango has set, or plain text that could not be painted by its glyphs. */
static void show_line(bm_canvas *canvas, const bm_text_style *style, bm_px baseline,
                      double angle_deg, const bm_text_line *line)
{
    cairo_t *cairo = canvas->cairo;
    cairo_save(cairo);
    cairo_translate(cairo, baseline.x, baseline.y);
    if (angle_deg != 0)
        cairo_rotate(cairo, angle_deg * G_PI / 180);
    if (canvas->format == BM_MAP_SVG)
        bm_text_add_letters(cairo, style, bm_canvas_px(canvas, 1), line);
    else if (canvas->format == BM_MAP_PNG || canvas->info.outlines)
        bm_text_paint(cairo, style, bm_canvas_px(canvas, 1), line);
    else
        show_in_pdf(canvas, style, line);
    cairo_restore(cairo);
    if (canvas->format == BM_MAP_SVG)
        bm_svg_outlines(canvas, style, line->text);
}

void bm_canvas_text(bm_canvas *canvas, const bm_text_style *style, bm_px baseline, double angle_deg,
                    const char *text)
{
    if (!isfinite(baseline.x) || !isfinite(baseline.y) || !isfinite(angle_deg))
        return;
    bool is_svg_text = canvas->format == BM_MAP_SVG && !canvas->info.outlines;
    bm_face *face;
    const bm_shaped *shaped = shaped_in(canvas, style, text, &face);
    if (shaped && is_svg_text) {
        bm_svg_text(canvas, style, baseline, angle_deg, text);
        return;
    }
    cairo_new_path(canvas->cairo);
    if (shaped && bm_text_note_shaped(canvas, style, baseline, angle_deg, face, shaped))
        return;
    const bm_text_line *line = line_in(canvas, style, text);
    if (!line || bm_text_note_line(canvas, style, baseline, angle_deg, line))
        return;
    bm_canvas_paint_noted(canvas);
    if (is_svg_text)
        bm_svg_text(canvas, style, baseline, angle_deg, line->text);
    else
        show_line(canvas, style, baseline, angle_deg, line);
    cairo_new_path(canvas->cairo);
}
