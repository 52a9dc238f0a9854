/* The width of plain text. Labels are measured in many more words and lines than are ever drawn,
 * and Pango's layouts take most of that time for what plain text does not need: finding scripts,
 * directions, fonts and line ends. The shaper and the font are the same, so the width is too. */
#include <hb.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "render/canvas/private.h"

/** Widths that are kept for each style; when there are more, all are found anew. */
#define WIDTHS_MAX 4000

/** What measures the plain texts of a style. */
typedef struct ruler {
    PangoFont *font;
    hb_buffer_t *buffer;
    double ascent, descent; /**< at the unit size */
    bool is_spaced;         /**< letters are set apart, so that none are joined */
    GHashTable *widths;     /**< text to its width in Pango's units, or -1 when it is not plain */
} ruler;

static void free_ruler(gpointer data)
{
    ruler *made = data;
    if (made->font)
        g_object_unref(made->font);
    hb_buffer_destroy(made->buffer);
    g_hash_table_destroy(made->widths);
    g_free(made);
}

GHashTable *bm_text_rulers_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_ruler);
}

static ruler *ruler_of(bm_canvas *canvas, const bm_text_style *style)
{
    char key[BM_FAMILY_SIZE + 16];
    bm_fonts *fonts = bm_fonts_of(canvas);
    if (!fonts)
        return NULL;
    bool is_spaced = style->spacing_pt != 0;
    snprintf(key, sizeof key, "%d%d%d %s", style->bold, style->italic, is_spaced, style->family);
    ruler *made = g_hash_table_lookup(fonts->rulers, key);
    if (made)
        return made;
    made = g_new0(ruler, 1);
    PangoFontDescription *description = bm_text_describe(style);
    made->font = pango_font_map_load_font(fonts->map, fonts->context, description);
    made->buffer = hb_buffer_create();
    made->is_spaced = is_spaced;
    made->widths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    /* A line's height is its font's as Pango has it. */
    PangoLayout *layout = pango_layout_new(fonts->context);
    PangoRectangle box;
    pango_layout_set_font_description(layout, description);
    pango_layout_set_text(layout, "x", 1);
    pango_layout_get_extents(layout, NULL, &box);
    int baseline = pango_layout_get_baseline(layout);
    made->ascent = (double)baseline / PANGO_SCALE;
    made->descent = (double)(box.height - baseline) / PANGO_SCALE;
    g_object_unref(layout);
    pango_font_description_free(description);
    g_hash_table_insert(fonts->rulers, g_strdup(key), made);
    return made;
}

/* True for printable ASCII, and for it with letters of either Latin or Cyrillic, not of both. */
static bool find_script(const char *text, hb_script_t *script)
{
    bool latin = false, cyrillic = false;
    for (int32_t code; (code = bm_utf8_next(&text)) != 0;) {
        bool is_letter = (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
        if (is_letter || (code >= 0xC0 && code <= 0x17F && code != 0xD7 && code != 0xF7))
            latin = true;
        else if (code >= 0x401 && code <= 0x491 && !(code >= 0x482 && code <= 0x489))
            cyrillic = true;
        else if (code < 0x20 || code > 0x7E)
            return false;
    }
    *script = cyrillic ? HB_SCRIPT_CYRILLIC : HB_SCRIPT_LATIN;
    return latin != cyrillic;
}

/* In Pango's units; -1 when the text is not plain or its font lacks a letter. */
static int find_width(ruler *with, const char *text)
{
    hb_script_t script;
    if (!with->font || !find_script(text, &script))
        return -1;
    hb_font_t *font = pango_font_get_hb_font(with->font);
    hb_buffer_clear_contents(with->buffer);
    hb_buffer_add_utf8(with->buffer, text, -1, 0, -1);
    hb_buffer_set_direction(with->buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(with->buffer, script);
    hb_buffer_set_language(with->buffer, hb_language_from_string("en", -1));
    static const hb_feature_t apart[] = {
        {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('d', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('h', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    };
    hb_shape(font, with->buffer, apart, with->is_spaced ? sizeof apart / sizeof *apart : 0);
    unsigned count;
    const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(with->buffer, &count);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(with->buffer, &count);
    int width = 0;
    for (unsigned i = 0; i < count; i++) {
        if (glyphs[i].codepoint == 0)
            return -1;
        width += at[i].x_advance;
    }
    return width;
}

bool bm_text_measure_quickly(bm_canvas *canvas, const bm_text_style *style, const char *text,
                             bm_text_size *size)
{
    if (!(style->size_pt > 0) || !*text || fabs(style->spacing_pt) > 100 * style->size_pt ||
        strlen(text) > BM_CANVAS_TEXT_MAX)
        return false;
    ruler *with = ruler_of(canvas, style);
    gpointer kept;
    int width;
    if (!with)
        return false;
    if (g_hash_table_lookup_extended(with->widths, text, NULL, &kept)) {
        width = GPOINTER_TO_INT(kept);
    } else {
        width = find_width(with, text);
        if (g_hash_table_size(with->widths) >= WIDTHS_MAX)
            g_hash_table_remove_all(with->widths);
        g_hash_table_insert(with->widths, g_strdup(text), GINT_TO_POINTER(width));
    }
    bool is_plain = width >= 0;
    if (with->is_spaced && is_plain)
        width += ((int)g_utf8_strlen(text, -1) - 1) * bm_text_spacing(style);
    double scale = bm_text_scale(style, bm_canvas_px(canvas, 1));
    *size = (bm_text_size){(double)width / PANGO_SCALE * scale, with->ascent * scale,
                           with->descent * scale};
    return is_plain;
}
