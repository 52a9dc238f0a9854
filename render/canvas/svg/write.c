#include <math.h>

#include "base/utf8.h"
#include "render/canvas/svg/svg.h"

void bm_svg_append_escaped(bm_strbuf *out, const char *text)
{
    for (const char *at = text; *at;) {
        const char *start = at;
        int32_t code_point = bm_utf8_next(&at);
        switch (code_point) {
        case '&':
            bm_strbuf_append(out, "&amp;");
            break;
        case '<':
            bm_strbuf_append(out, "&lt;");
            break;
        case '>':
            bm_strbuf_append(out, "&gt;");
            break;
        case '"':
            bm_strbuf_append(out, "&quot;");
            break;
        default:
            /* XML 1.0 has no place for these at all, escaped or not. */
            if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
                (code_point & 0xFFFE) == 0xFFFE)
                bm_strbuf_append_char(out, ' ');
            else
                bm_strbuf_append_n(out, start, (size_t)(at - start));
        }
    }
}

void bm_svg_append_number(bm_strbuf *out, const char *name, double value, int decimals)
{
    char text[64];
    bm_format_number(value, decimals, text);
    bm_strbuf_printf(out, " %s=\"%s\"", name, text);
}

void bm_svg_append_color(bm_strbuf *out, const char *name, bm_color color)
{
    unsigned channels[] = {(unsigned)lround(color.red * 255), (unsigned)lround(color.green * 255),
                           (unsigned)lround(color.blue * 255)};
    bm_strbuf_printf(out, " %s=\"#%02x%02x%02x\"", name, channels[0], channels[1], channels[2]);
    if (color.alpha < 1) {
        char opacity[80];
        g_snprintf(opacity, sizeof opacity, "%s-opacity", name);
        bm_svg_append_number(out, opacity, color.alpha, 3);
    }
}

/* A name that XML takes and that no other element of the file has. */
const char *bm_svg_unique_id(bm_svg *svg, const char *wanted)
{
    GString *id = g_string_new(NULL);
    for (const char *at = wanted; *at && id->len < 80; at++) {
        bool letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || *at == '_';
        bool later = (*at >= '0' && *at <= '9') || *at == '-' || *at == '.';
        if (letter || (later && id->len > 0))
            g_string_append_c(id, *at);
        else if (id->len == 0 || id->str[id->len - 1] != '_')
            g_string_append_c(id, '_');
    }
    if (id->len == 0)
        g_string_append_c(id, '_');
    size_t length = id->len;
    /* A hint saves counting up from 2 for the ten-thousandth "label". */
    unsigned number = GPOINTER_TO_UINT(g_hash_table_lookup(svg->ids, id->str));
    char *base = g_strdup(id->str);
    while (g_hash_table_contains(svg->ids, id->str)) {
        number = number < 2 ? 2 : number + 1;
        g_string_truncate(id, length);
        g_string_append_printf(id, "-%u", number);
    }
    char *name = g_string_free(id, FALSE);
    if (number)
        g_hash_table_insert(svg->ids, base, GUINT_TO_POINTER(number));
    else
        g_free(base);
    g_hash_table_insert(svg->ids, name, NULL);
    return name;
}
