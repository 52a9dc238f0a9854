#include "render/canvas/face.h"

#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangofc-font.h>
#include <string.h>

#include "base/utf8.h"

/** Glyphs of the texts, and words, that are kept of each face; when there are more, all are set
 * anew. */
#define GLYPHS_MAX 400000
#define WORDS_MAX 8000
/** Bytes of a word. */
#define WORD_MAX 60
struct bm_face {
    char family[BM_FAMILY_SIZE];
    bool bold, italic, spaced;
    PangoFont *font;    /**< NULL when there is none */
    hb_font_t *shaper;  /**< of the font: may serve several threads */
    hb_buffer_t *spare; /**< for the next word; NULL while it is taken */
    pthread_mutex_t *lock;
    double ascent, descent;
    GHashTable *words;  /**< script and word to bm_shaped */
    GHashTable *texts;  /**< text to bm_shaped, or NULL when it is not plain */
    size_t glyph_count; /**< of all texts */
    bm_glyphs *glyphs;
};

bm_face *bm_face_new(PangoFontMap *map, PangoContext *context, const bm_text_style *style,
                     const PangoFontDescription *description, pthread_mutex_t *lock)
{
    bm_face *made = g_new0(bm_face, 1);
    memcpy(made->family, style->family, sizeof made->family);
    made->bold = style->bold;
    made->italic = style->italic;
    made->spaced = style->spacing_pt != 0;
    made->font = pango_font_map_load_font(map, context, description);
    made->spare = hb_buffer_create();
    made->lock = lock;
    made->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    made->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (!made->font)
        return made;
    made->shaper = pango_font_get_hb_font(made->font);
    /* A line's height is its font's, which Pango says with every glyph. */
    PangoRectangle line;
    pango_font_get_glyph_extents(made->font, 1, NULL, &line);
    made->ascent = -(double)line.y / PANGO_SCALE;
    made->descent = (double)(line.y + line.height) / PANGO_SCALE;
    made->glyphs = bm_glyphs_new(made->font);
    return made;
}

void bm_face_free(bm_face *face)
{
    bm_glyphs_free(face->glyphs);
    g_hash_table_destroy(face->words);
    g_hash_table_destroy(face->texts);
    hb_buffer_destroy(face->spare);
    if (face->font)
        g_object_unref(face->font);
    g_free(face);
}

bool bm_face_is_of(const bm_face *face, const bm_text_style *style)
{
    return face->bold == style->bold && face->italic == style->italic &&
           face->spaced == (style->spacing_pt != 0) && strcmp(face->family, style->family) == 0;
}

const char *bm_face_file(const bm_face *face)
{
    FcChar8 *path = NULL;
    if (!face->font || !PANGO_IS_FC_FONT(face->font) ||
        FcPatternGetString(pango_fc_font_get_pattern(PANGO_FC_FONT(face->font)), FC_FILE, 0,
                           &path) != FcResultMatch)
        return NULL;
    return (const char *)path;
}

double bm_face_ascent(const bm_face *face)
{
    return face->ascent;
}

double bm_face_descent(const bm_face *face)
{
    return face->descent;
}

/* The script of a letter, common for what all scripts share; invalid for what is not plain:
 * controls, combining marks, signs that may be pictures, other scripts. */
static hb_script_t script_of(int32_t code)
{
    if ((code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z'))
        return HB_SCRIPT_LATIN;
    if (code >= 0x20 && code <= 0x7E)
        return HB_SCRIPT_COMMON;
    if ((code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7) ||
        (code >= 0x1E00 && code <= 0x1EFF) || code == 0xAA || code == 0xBA)
        return HB_SCRIPT_LATIN;
    if (code >= 0x400 && code <= 0x52F && !(code >= 0x482 && code <= 0x489))
        return HB_SCRIPT_CYRILLIC;
    if (code >= 0x386 && code <= 0x3E1 && code != 0x387)
        return HB_SCRIPT_GREEK;
    bool is_common = (code >= 0xA0 && code <= 0xF7 && code != 0xAD) || /* the rest of Latin 1 */
                     (code >= 0x2010 && code <= 0x201E) ||             /* dashes, quotation marks */
                     (code >= 0x2020 && code <= 0x2022) ||             /* daggers, bullet */
                     code == 0x2026 || code == 0x202F || code == 0x2030 || code == 0x2032 ||
                     code == 0x2033 || code == 0x2039 || code == 0x203A || code == 0x20AC ||
                     code == 0x2116 || code == 0x2212;
    return is_common ? HB_SCRIPT_COMMON : HB_SCRIPT_INVALID;
}

static void shape_letters(const bm_face *face, hb_buffer_t *buffer, const char *text, size_t length,
                          hb_script_t script)
{
    /* Spaced letters stand apart: Pango turns these off too. */
    static const hb_feature_t apart[] = {{HB_TAG('l', 'i', 'g', 'a'), 0, 0, (unsigned)-1},
                                         {HB_TAG('c', 'l', 'i', 'g'), 0, 0, (unsigned)-1},
                                         {HB_TAG('d', 'l', 'i', 'g'), 0, 0, (unsigned)-1}};
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, text, (int)length, 0, (int)length);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, script);
    hb_buffer_set_language(buffer, hb_language_from_string("en", -1));
    hb_shape(face->shaper, buffer, apart, face->spaced ? 3 : 0);
}

static bm_shaped *read_letters(hb_buffer_t *buffer)
{
    unsigned count, last = UINT32_MAX;
    const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(buffer, &count);
    bm_shaped *made = g_malloc0(sizeof *made + count * sizeof *made->glyphs);
    for (unsigned i = 0; i < count; i++) {
        made->lacks_letters = made->lacks_letters || glyphs[i].codepoint == 0;
        made->clusters += i == 0 || glyphs[i].cluster != last;
        last = glyphs[i].cluster;
        made->glyphs[made->count++] = (bm_glyph){glyphs[i].codepoint, made->width + at[i].x_offset,
                                                 -at[i].y_offset, made->clusters - 1};
        made->width += at[i].x_advance;
    }
    return made;
}

/* A word shaped, while other threads may go on. */
static bm_shaped *shape_word(bm_face *face, const char *text, size_t length, hb_script_t script)
{
    hb_buffer_t *buffer = face->spare;
    face->spare = NULL;
    pthread_mutex_unlock(face->lock);
    if (!buffer)
        buffer = hb_buffer_create();
    shape_letters(face, buffer, text, length, script);
    bm_shaped *made = read_letters(buffer);
    pthread_mutex_lock(face->lock);
    if (face->spare)
        hb_buffer_destroy(buffer);
    else
        face->spare = buffer;
    return made;
}

/* A word of one script, or a blank, shaped and kept: texts are put together from few words. */
static const bm_shaped *word_of(bm_face *face, const char *text, size_t length, hb_script_t script)
{
    char key[WORD_MAX + 2] = {(char)(script & 0x7F)}; // last letters of their tags differ
    memcpy(key + 1, text, length);
    key[length + 1] = '\0';
    bm_shaped *made = g_hash_table_lookup(face->words, key);
    if (made)
        return made;
    made = shape_word(face, text, length, script);
    bm_shaped *other = g_hash_table_lookup(face->words, key);
    if (other) {
        g_free(made);
        return other;
    }
    if (g_hash_table_size(face->words) >= WORDS_MAX)
        g_hash_table_remove_all(face->words);
    g_hash_table_insert(face->words, g_strdup(key), made);
    return made;
}

static bm_shaped *append(bm_shaped *to, const bm_shaped *word)
{
    to = g_realloc(to, sizeof *to + (to->count + word->count) * sizeof *to->glyphs);
    for (unsigned i = 0; i < word->count; i++) {
        bm_glyph glyph = word->glyphs[i];
        glyph.x += to->width;
        glyph.cluster += to->clusters;
        to->glyphs[to->count++] = glyph;
    }
    to->lacks_letters = to->lacks_letters || word->lacks_letters;
    to->width += word->width;
    to->clusters += word->clusters;
    return to;
}

/* The words of a run of one script. A blank is a word; so is a part of what is too long. */
static bm_shaped *append_run(bm_face *face, bm_shaped *to, const char *run, const char *end,
                             hb_script_t script)
{
    const char *start = run, *at = run;
    bool after_blank = false;
    while (at < end) {
        const char *here = at;
        int32_t code = bm_utf8_next(&at);
        bool is_blank = code == ' ' || code == 0xA0;
        if (here > start && (is_blank || after_blank || at - start > WORD_MAX)) {
            to = append(to, word_of(face, start, (size_t)(here - start), script));
            start = here;
        }
        after_blank = is_blank;
    }
    return start < end ? append(to, word_of(face, start, (size_t)(end - start), script)) : to;
}

/* Signs that all scripts share go with the letters before them, at the beginning with those after
 * them. NULL when the text is not plain. */
static bm_shaped *shape(bm_face *face, const char *text)
{
    bm_shaped *made = g_new0(bm_shaped, 1);
    hb_script_t script = HB_SCRIPT_COMMON;
    const char *start = text, *at = text;
    for (;;) {
        const char *here = at;
        int32_t code = bm_utf8_next(&at);
        hb_script_t next = code ? script_of(code) : HB_SCRIPT_COMMON;
        bool is_other = next != HB_SCRIPT_COMMON && script != HB_SCRIPT_COMMON && next != script;
        if (next == HB_SCRIPT_INVALID)
            break;
        if (is_other || code == 0) {
            made = append_run(face, made, start, here, script);
            start = here;
        }
        if (next != HB_SCRIPT_COMMON)
            script = next;
        if (code == 0 && !made->lacks_letters)
            return made;
        if (made->lacks_letters)
            break;
    }
    g_free(made);
    return NULL;
}

const bm_shaped *bm_face_shape(bm_face *face, const char *text)
{
    gpointer kept;
    if (!face->font)
        return NULL;
    if (g_hash_table_lookup_extended(face->texts, text, NULL, &kept))
        return kept;
    bm_shaped *made = shape(face, text);
    if (g_hash_table_lookup_extended(face->texts, text, NULL, &kept)) {
        g_free(made);
        return kept;
    }
    face->glyph_count += made ? made->count : 1;
    if (face->glyph_count > GLYPHS_MAX) {
        g_hash_table_remove_all(face->texts);
        face->glyph_count = 0;
    }
    g_hash_table_insert(face->texts, g_strdup(text), made);
    return made;
}

bm_glyphs *bm_face_glyphs(bm_face *face)
{
    return face->glyphs;
}
