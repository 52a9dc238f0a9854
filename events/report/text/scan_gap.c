/* What stands between two words, and whether a sentence may end there. */
#include "events/report/text/scan.h"

#include "events/report/text/words.h"

bool bm_scan_is_blank(int32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_line_end(int32_t c)
{
    return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_hyphen(int32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011 || c == 0xFE63 || c == 0xFF0D;
}

static uint16_t flag_of_ascii(int32_t c)
{
    switch (c) {
    case ',':
        return BM_GAP_COMMA;
    case '.':
    case '!':
    case '?':
        return BM_GAP_PERIOD;
    case ':':
    case ';':
        return BM_GAP_COLON;
    case '-':
        return BM_GAP_DASH;
    case '(':
    case '[':
    case '{':
        return BM_GAP_OPEN;
    case ')':
    case ']':
    case '}':
        return BM_GAP_CLOSE;
    case '"':
    case '\'':
    case '`':
        return BM_GAP_QUOTE;
    case '/':
    case '\\':
        return BM_GAP_SLASH;
    default:
        return BM_GAP_OTHER;
    }
}

static uint16_t flag_of(int32_t c)
{
    if (c < 0x80)
        return flag_of_ascii(c);
    switch (c) {
    case 0x60C:
    case 0x3001:
    case 0xFF0C:
        return BM_GAP_COMMA;
    case 0x2026:
    case 0x964:
    case 0x3002:
    case 0xFF01:
    case 0xFF0E:
    case 0xFF1F:
        return BM_GAP_PERIOD;
    case 0xFF1A:
    case 0xFF1B:
        return BM_GAP_COLON;
    case 0xFF08:
    case 0x3010:
        return BM_GAP_OPEN;
    case 0xFF09:
    case 0x3011:
        return BM_GAP_CLOSE;
    case 0xAB:
    case 0xBB:
    case 0x2039:
    case 0x203A:
    case 0x300C:
    case 0x300D:
    case 0xFF02:
        return BM_GAP_QUOTE;
    case 0x2044:
    case 0xFF0F:
        return BM_GAP_SLASH;
    case 0x2212:
        return BM_GAP_DASH;
    default:
        break;
    }
    if (bm_scan_is_apostrophe(c) || (c >= 0x2018 && c <= 0x201F))
        return BM_GAP_QUOTE;
    return is_hyphen(c) || (c >= 0x2012 && c <= 0x2015) ? BM_GAP_DASH : BM_GAP_OTHER;
}

/* Chinese and Japanese put no blanks between sentences. */
static bool parts_by_itself(int32_t c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF0E || c == 0xFF1F;
}

typedef struct gap_scan {
    const char *text;
    uint32_t start;
    uint32_t at;
    bm_scanned_gap gap;
    bool first;
    bool closing;  /* after a mark that ends a sentence, without a blank since */
    bool directly; /* a quotation mark stands directly before */
    bool colon;    /* the last that is not blank */
} gap_scan;

static void take_blank(gap_scan *scan, int32_t c)
{
    bm_scanned_gap *gap = &scan->gap;
    gap->blank = true;
    if (is_line_end(c))
        gap->flags |= BM_GAP_LINE;
    else if (c == '\t' && !(gap->flags & BM_GAP_LINE))
        gap->flags |= BM_GAP_OTHER; /* between cells of a table */
    gap->parted |= gap->ends;
    scan->closing = false;
    scan->directly = false;
}

static void take_end_mark(gap_scan *scan, bm_scan_character mark)
{
    bm_scanned_gap *gap = &scan->gap;
    gap->ends = true;
    gap->parted = parts_by_itself(mark.code_point);
    gap->sentence_end = scan->at + mark.size;
    scan->closing = true;
}

static void take_mark(gap_scan *scan, bm_scan_character mark, bm_scan_character next)
{
    bm_scanned_gap *gap = &scan->gap;
    int32_t c = mark.code_point;
    uint16_t flag = flag_of(c);
    bool before_word = (next.kind & (BM_LETTER_ANY | BM_LETTER_DIGIT)) != 0;
    if (before_word && (c == '@' || c == '#'))
        flag = BM_GAP_AT;
    if (flag == BM_GAP_PERIOD)
        take_end_mark(scan, mark);
    else if (scan->closing && (flag & (BM_GAP_QUOTE | BM_GAP_CLOSE)) && !before_word)
        gap->sentence_end = scan->at + mark.size;
    else
        scan->closing = false;
    if (bm_scan_is_apostrophe(c))
        gap->quoted = before_word && (scan->at > scan->start || scan->first);
    gap->flags |= flag;
    scan->directly = flag == BM_GAP_QUOTE;
    scan->colon = c == ':' || c == 0xFF1A;
}

/* Of two bytes: an ASCII letter, or one from U+0400 to U+047F. */
static bool begins_letter(const char *bytes)
{
    unsigned char first = (unsigned char)bytes[0];
    return (unsigned char)((first | 0x20) - 'a') <= 'z' - 'a' ||
           ((first == 0xD0 || first == 0xD1) && ((unsigned char)bytes[1] & 0xC0) == 0x80);
}

bm_scanned_gap bm_scan_gap(const char *text, uint32_t start, uint32_t end, bool first, bool quoted)
{
    gap_scan scan = {.text = text, .start = start, .at = start, .first = first};
    scan.gap.quoted = quoted;
    /* Nearly all gaps are one blank. */
    if (end - start >= 3 && text[start] == ' ' && begins_letter(text + start + 1)) {
        scan.gap.blank = true;
        scan.gap.end = start + 1;
        return scan.gap;
    }
    bm_scan_character character = bm_scan_character_at(text, start, end);
    if (!first && (character.kind & (BM_LETTER_ANY | BM_LETTER_DIGIT)))
        scan.gap.flags = BM_GAP_NONE;
    while (character.size > 0 && !(character.kind & (BM_LETTER_ANY | BM_LETTER_DIGIT))) {
        int32_t c = character.code_point;
        bm_scan_character next = bm_scan_character_at(text, scan.at + character.size, end);
        if (is_hyphen(c) && scan.at == start && !first &&
            (next.kind & (BM_LETTER_ANY | BM_LETTER_DIGIT)))
            scan.gap.flags |= BM_GAP_NONE | BM_GAP_HYPHEN;
        else if (bm_scan_is_blank(c))
            take_blank(&scan, c);
        else if (!bm_scan_is_invisible(c))
            take_mark(&scan, character, next);
        scan.at += character.size;
        character = next;
    }
    scan.gap.end = scan.at;
    scan.gap.opened = scan.directly || scan.colon;
    return scan.gap;
}
