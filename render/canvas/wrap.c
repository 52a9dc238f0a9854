#include "render/canvas/wrap.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"

/** True for letters of writing in which a word that is broken has a hyphen. */
static bool is_hyphenated(int32_t code)
{
    return code > 0 && code < 0x590 && g_unichar_isalpha((gunichar)code);
}

/** True when a line that ends after `length` bytes ends within a word. */
static bool breaks_word(const char *text, size_t length)
{
    const char *after = text + length;
    size_t last = length ? length - 1 : 0;
    while (last > 0 && ((unsigned char)text[last] & 0xC0) == 0x80)
        last--;
    const char *before = text + last;
    return length > 0 && is_hyphenated(bm_utf8_next(&before)) &&
           is_hyphenated(bm_utf8_next(&after));
}

size_t bm_wrap_copy_part(const char *text, size_t length, char *line)
{
    if (length > BM_WRAP_LINE_SIZE - 2)
        length = bm_utf8_cut(text, BM_WRAP_LINE_SIZE - 2);
    memcpy(line, text, length);
    line[length] = '\0';
    return length;
}

void bm_wrap_copy(const char *text, size_t length, char *line)
{
    bool is_broken = breaks_word(text, length);
    length = bm_wrap_copy_part(text, length, line);
    if (is_broken)
        memcpy(line + length, "-", 2);
}

static double width_of(bm_canvas *canvas, const bm_text_style *style, const char *text,
                       size_t length)
{
    char line[BM_WRAP_LINE_SIZE];
    bm_wrap_copy(text, length, line);
    return bm_canvas_measure(canvas, style, line).width;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/** The end of a word's part up to its last own hyphen that fits, if that has one; else 0. */
static size_t end_at_hyphen(const char *text, size_t fits)
{
    for (size_t end = fits; end > 1; end--)
        if (text[end - 1] == '-' && text[end - 2] != '-')
            return end;
    return 0;
}

/** As many characters of a word as fit, or as come before a hyphen of its own; at least one. */
static size_t cut_word(bm_canvas *canvas, const bm_text_style *style, const char *text,
                       size_t length, double width_px)
{
    size_t kept = 0;
    while (kept < length) {
        const char *end = text + kept;
        bm_utf8_next(&end);
        size_t longer = (size_t)(end - text);
        if (longer == kept || (kept > 0 && width_of(canvas, style, text, longer) > width_px))
            break;
        kept = longer;
    }
    size_t hyphen = kept < length ? end_at_hyphen(text, kept) : 0;
    return hyphen ? hyphen : kept;
}

/** A text that is likely to fit is measured at once rather than word by word. */
#define SHORT_SIZE 64

/** The length of a short text without line ends that fits as it is; else 0. */
static size_t whole_line(bm_canvas *canvas, const bm_text_style *style, const char *text,
                         double width_px)
{
    size_t length = strcspn(text, "\n\r");
    if (text[length] || length > SHORT_SIZE)
        return 0;
    while (length > 0 && is_blank(text[length - 1]))
        length--;
    return width_of(canvas, style, text, length) <= width_px ? length : 0;
}

size_t bm_wrap_line(bm_canvas *canvas, const bm_text_style *style, const char *text,
                    double width_px, size_t *next)
{
    size_t start = 0, kept = 0;
    while (is_blank(text[start]))
        start++;
    size_t at = start, whole = whole_line(canvas, style, text, width_px);
    if (whole > start) {
        kept = whole;
        at = strlen(text);
    }
    while (text[at]) {
        size_t end = at;
        while (text[end] && !is_blank(text[end]))
            end++;
        bool fits = end < BM_WRAP_LINE_SIZE && width_of(canvas, style, text, end) <= width_px;
        if (!fits && kept == 0)
            kept = start + cut_word(canvas, style, text + start, end - start, width_px);
        if (!fits)
            break;
        kept = end;
        at = end;
        while (is_blank(text[at]))
            at++;
        if (text[end] == '\n')
            break;
    }
    *next = kept;
    while (is_blank(text[*next]))
        (*next)++;
    return kept;
}

bm_wrap_size bm_wrap_measure(bm_canvas *canvas, const bm_text_style *style, const char *text,
                             double width_px)
{
    bm_wrap_size size = {0};
    while (*text) {
        size_t next;
        size_t length = bm_wrap_line(canvas, style, text, width_px, &next);
        if (length == 0)
            break;
        size.lines++;
        size.width_px = fmax(size.width_px, width_of(canvas, style, text, length));
        text += next;
    }
    return size;
}

double bm_wrap_balance(bm_canvas *canvas, const bm_text_style *style, const char *text,
                       double width_px)
{
    size_t lines = bm_wrap_measure(canvas, style, text, width_px).lines;
    if (lines < 2)
        return width_px;
    double narrow = width_px / 2, wide = width_px;
    for (int i = 0; i < 6; i++) {
        double middle = (narrow + wide) / 2;
        bm_wrap_size size = bm_wrap_measure(canvas, style, text, middle);
        // A word that had to be cut makes a line wider than was asked for, or one more.
        if (size.lines > lines || size.width_px > middle)
            narrow = middle;
        else
            wide = middle;
    }
    return wide;
}
