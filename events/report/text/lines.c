/* Where lines begin and end, and what they look like. */
#include "events/report/text/lines.h"

#include "base/arena.h"
#include "events/report/text/scan.h"

#include <string.h>

/* Lines this wide are never wrapped by hand. */
enum { WIDTH_MAX = 1000 };

/* Each is looked for once, however far it is. */
typedef struct line_ends {
    const char *text;
    uint32_t length;
    uint32_t next[3]; /* of \n, \r and \f, or the length */
} line_ends;

static uint32_t find_line_end(line_ends *ends, uint32_t at)
{
    static const char marks[] = "\n\r\f";
    uint32_t nearest = ends->length;
    for (int i = 0; i < 3; i++) {
        if (ends->next[i] < at || at == 0) {
            const char *found = memchr(ends->text + at, marks[i], ends->length - at);
            ends->next[i] = found ? (uint32_t)(found - ends->text) : ends->length;
        }
        nearest = ends->next[i] < nearest ? ends->next[i] : nearest;
    }
    return nearest;
}

static bm_line trim(const char *text, uint32_t start, uint32_t end)
{
    uint32_t from = start;
    for (;;) {
        bm_scan_character character = bm_scan_character_at(text, from, end);
        if (character.size == 0 ||
            !(bm_scan_is_blank(character.code_point) || bm_scan_is_invisible(character.code_point)))
            break;
        from += character.size;
    }
    while (end > from && (unsigned char)text[end - 1] <= ' ')
        end--;
    return (bm_line){.start = from, .end = end, .flags = from > start + 1 ? BM_LINE_INDENTED : 0};
}

/* Counts no further than ever matters: the rest is of no use, and lines may have megabytes. */
static void measure(const char *text, bm_line *line)
{
    uint32_t width = 0;
    for (uint32_t at = line->start; at < line->end && width < WIDTH_MAX; at++) {
        width += ((unsigned char)text[at] & 0xC0) != 0x80;
        if (!line->first && text[at] == ' ')
            line->first = (uint16_t)(width - 1);
    }
    line->width = (uint16_t)width;
    if (!line->first)
        line->first = line->width;
}

static bool has_word(const char *text, const bm_line *line)
{
    for (uint32_t at = line->start; at < line->end;) {
        bm_scan_character character = bm_scan_character_at(text, at, line->end);
        if (character.kind & (BM_LETTER_ANY | BM_LETTER_DIGIT))
            return true;
        at += character.size;
    }
    return false;
}

/* "- ", "* ", "• ", "1. ", "12) ", "# ", "## ". */
static bool is_item(const char *text, const bm_line *line)
{
    bm_scan_character character = bm_scan_character_at(text, line->start, line->end);
    uint32_t at = line->start + character.size;
    if (character.code_point == '#')
        return true;
    if (character.kind & BM_LETTER_DIGIT) {
        bm_scan_character second = bm_scan_character_at(text, at, line->end);
        at += second.kind & BM_LETTER_DIGIT ? second.size : 0;
        bm_scan_character mark = bm_scan_character_at(text, at, line->end);
        if (mark.code_point != '.' && mark.code_point != ')')
            return false;
        at += mark.size;
    } else if (!strchr("-*+", character.code_point < 0x80 ? character.code_point : '?') &&
               character.code_point != 0x2022 && character.code_point != 0xB7 &&
               !(character.code_point >= 0x2012 && character.code_point <= 0x2015) &&
               !(character.code_point >= 0x25A0 && character.code_point <= 0x27BF)) {
        return false;
    }
    return bm_scan_is_blank(bm_scan_character_at(text, at, line->end).code_point);
}

/* Closing quotes and brackets may follow the period. */
static bool is_ended(const char *text, const bm_line *line)
{
    uint32_t at = line->end;
    for (int i = 0; i < 8 && at > line->start; i++) {
        uint32_t before = at - 1;
        while (before > line->start && ((unsigned char)text[before] & 0xC0) == 0x80)
            before--;
        bm_scan_character character = bm_scan_character_at(text, before, at);
        int32_t c = character.code_point;
        if (c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == ';')
            return true;
        if (c != '"' && c != ')' && c != ']' && c != 0xBB && !bm_scan_is_apostrophe(c) &&
            !(c >= 0x201C && c <= 0x201F) && c != '*' && c != '_')
            return false;
        at = before;
    }
    return false;
}

static void describe(const char *text, bm_line *line)
{
    measure(text, line);
    bm_scan_character first = bm_scan_character_at(text, line->start, line->end);
    if (first.kind & BM_LETTER_SMALL)
        line->flags |= BM_LINE_SMALL;
    if (is_item(text, line))
        line->flags |= BM_LINE_ITEM;
    if (is_ended(text, line))
        line->flags |= BM_LINE_ENDED;
}

bm_status bm_lines_find(const char *text, uint32_t length, bm_line **lines, size_t *count)
{
    size_t capacity = 0;
    bool alone = true;
    line_ends ends = {.text = text, .length = length};
    *lines = NULL;
    *count = 0;
    for (uint32_t at = 0; at < length;) {
        uint32_t end = find_line_end(&ends, at);
        bm_line line = trim(text, at, end);
        at = end + 1;
        if (end + 1 < length && text[end] == '\r' && text[end + 1] == '\n')
            at++;
        if (!has_word(text, &line)) {
            alone = true;
            continue;
        }
        bm_line *grown = bm_array_grow(*lines, *count, &capacity, sizeof *grown);
        if (!grown)
            return BM_ERROR_MEMORY;
        *lines = grown;
        describe(text, &line);
        if (alone)
            line.flags |= BM_LINE_ALONE;
        alone = end < length && text[end] == '\f';
        grown[(*count)++] = line;
    }
    return BM_OK;
}
