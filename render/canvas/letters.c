/* Letters that no font has. What a stranger's table says must not keep a map from being drawn, so
 * they are left out; the caller's own texts are checked with bm_canvas_require(). */
#include <glib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/canvas/private.h"

/** Letters may be set differently once others are gone; two passes are enough in practice. */
#define PASSES_MAX 4

/* Signs that only change the one before: joiners, variation selectors, keycaps, skin tones. */
static bool is_modifier(int32_t code)
{
    return code == 0x200D || (code >= 0xFE00 && code <= 0xFE0F) || code == 0x20E3 ||
           (code >= 0x1F3FB && code <= 0x1F3FF) || (code >= 0xE0020 && code <= 0xE007F);
}

/* Mark in `unknown` the byte where each missing letter begins. */
static void find_unknown(PangoLayout *layout, bool unknown[BM_CANVAS_TEXT_MAX + 1])
{
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
    for (GSList *at = line ? line->runs : NULL; at; at = at->next) {
        const PangoLayoutRun *run = at->data;
        for (int i = 0; i < run->glyphs->num_glyphs; i++) {
            int offset = run->item->offset + run->glyphs->log_clusters[i];
            if ((run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) && offset >= 0 &&
                offset <= BM_CANVAS_TEXT_MAX)
                unknown[offset] = true;
        }
    }
}

/* Copy `text` over itself without the letters marked, and without the blanks that they leave. */
static void remove_marked(char *text, const bool unknown[BM_CANVAS_TEXT_MAX + 1])
{
    size_t length = 0;
    bool dropped = false, after_drop = false;
    for (const char *at = text; *at;) {
        const char *start = at;
        int32_t code = bm_utf8_next(&at);
        after_drop = unknown[start - text] || (after_drop && is_modifier(code));
        dropped |= after_drop;
        if (after_drop || (dropped && code == ' ' && (length == 0 || text[length - 1] == ' ')))
            continue;
        memmove(text + length, start, (size_t)(at - start));
        length += (size_t)(at - start);
    }
    while (dropped && length > 0 && text[length - 1] == ' ')
        length--;
    text[length] = '\0';
}

void bm_text_drop_unknown(PangoLayout *layout, char *text)
{
    for (int i = 0; i < PASSES_MAX && pango_layout_get_unknown_glyphs_count(layout) > 0; i++) {
        bool unknown[BM_CANVAS_TEXT_MAX + 1] = {false};
        find_unknown(layout, unknown);
        remove_marked(text, unknown);
        pango_layout_set_text(layout, text, -1);
    }
}

size_t bm_text_count_letters(const char *text)
{
    size_t count = 0;
    for (int32_t code; (code = bm_utf8_next(&text)) != 0;)
        count += code > 0 && g_unichar_isalnum((gunichar)code);
    return count;
}

bool bm_canvas_is_from_right(const char *text)
{
    while (*text) {
        int32_t code = bm_utf8_next(&text);
        if (code < 0 || !g_unichar_isalpha((gunichar)code))
            continue;
        switch (g_unichar_get_script((gunichar)code)) {
        case G_UNICODE_SCRIPT_HEBREW:
        case G_UNICODE_SCRIPT_ARABIC:
        case G_UNICODE_SCRIPT_SYRIAC:
        case G_UNICODE_SCRIPT_THAANA:
        case G_UNICODE_SCRIPT_NKO:
            return true;
        default:
            return false;
        }
    }
    return false;
}
