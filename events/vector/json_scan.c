#include "events/vector/json_scan.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

static bool fail(bm_json_scan *scan, const char *expected)
{
    if (!scan->wrong)
        scan->wrong = expected;
    return false;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

char bm_json_peek(bm_json_scan *scan)
{
    while (scan->at < scan->end && is_blank(*scan->at))
        scan->at++;
    return scan->at < scan->end && !scan->wrong ? *scan->at : '\0';
}

bool bm_json_take(bm_json_scan *scan, char byte, const char *expected)
{
    if (bm_json_peek(scan) != byte || scan->wrong)
        return fail(scan, expected);
    scan->at++;
    return true;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'                     ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
}

/* Four hexadecimal digits; −1 when they are none. */
static int32_t take_unit(bm_json_scan *scan)
{
    int32_t unit = 0;
    if (scan->end - scan->at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(scan->at[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    scan->at += 4;
    return unit;
}

/* After `\u`: a unit, or two that are one character. Halves alone become U+FFFD. */
static bool take_unicode(bm_json_scan *scan, bm_strbuf *text)
{
    int32_t c = take_unit(scan);
    if (c < 0)
        return fail(scan, "four hexadecimal digits");
    if (c >= 0xD800 && c < 0xDC00 && scan->end - scan->at >= 6 && scan->at[0] == '\\' &&
        scan->at[1] == 'u') {
        const char *before = scan->at;
        scan->at += 2;
        int32_t low = take_unit(scan);
        if (low >= 0xDC00 && low < 0xE000)
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        else
            scan->at = before;
    }
    if (c == 0 || (c >= 0xD800 && c < 0xE000))
        c = 0xFFFD;
    char bytes[8];
    size_t length = bm_utf8_encode(c, bytes);
    bm_strbuf_append_n(text, bytes, length);
    return true;
}

static bool take_escape(bm_json_scan *scan, bm_strbuf *text)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    if (scan->at == scan->end)
        return fail(scan, "the end of a string");
    char letter = *scan->at++;
    if (letter == 'u')
        return take_unicode(scan, text);
    const char *found = letter ? strchr(letters, letter) : NULL;
    if (!found)
        return fail(scan, "an escape that there is");
    bm_strbuf_append_char(text, meant[found - letters]);
    return true;
}

bool bm_json_take_string(bm_json_scan *scan, bm_strbuf *text)
{
    bm_strbuf_clear(text);
    if (!bm_json_take(scan, '"', "a string"))
        return false;
    while (scan->at < scan->end) {
        const char *run = scan->at;
        while (scan->at < scan->end && *scan->at != '"' && *scan->at != '\\' &&
               (unsigned char)*scan->at >= 0x20)
            scan->at++;
        bm_strbuf_append_n(text, run, (size_t)(scan->at - run));
        if (scan->at == scan->end || (unsigned char)*scan->at < 0x20)
            break;
        if (*scan->at++ == '"') {
            scan->no_memory = scan->no_memory || text->failed;
            return !text->failed || fail(scan, "more memory");
        }
        if (!take_escape(scan, text))
            return false;
    }
    return fail(scan, "the end of a string");
}

static size_t take_digits(bm_json_scan *scan)
{
    const char *first = scan->at;
    while (scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9')
        scan->at++;
    return (size_t)(scan->at - first);
}

bool bm_json_take_number(bm_json_scan *scan, bm_strbuf *text)
{
    (void)bm_json_peek(scan);
    const char *first = scan->at;
    bm_strbuf_clear(text);
    if (scan->at < scan->end && *scan->at == '-')
        scan->at++;
    bool zero = scan->at < scan->end && *scan->at == '0';
    size_t digits = take_digits(scan);
    bool good = digits > 0 && !(zero && digits > 1);
    if (good && scan->at < scan->end && *scan->at == '.') {
        scan->at++;
        good = take_digits(scan) > 0;
    }
    if (good && scan->at < scan->end && (*scan->at | 0x20) == 'e') {
        scan->at++;
        if (scan->at < scan->end && (*scan->at == '+' || *scan->at == '-'))
            scan->at++;
        good = take_digits(scan) > 0;
    }
    if (!good || scan->wrong)
        return fail(scan, "a number");
    bm_strbuf_append_n(text, first, (size_t)(scan->at - first));
    return true;
}

char bm_json_take_word(bm_json_scan *scan)
{
    static const char *const words[] = {"true", "false", "null"};
    (void)bm_json_peek(scan);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if ((size_t)(scan->end - scan->at) < length || memcmp(scan->at, words[i], length) != 0)
            continue;
        scan->at += length;
        return words[i][0];
    }
    (void)fail(scan, "a value");
    return '\0';
}

/* Past a string, without a copy. */
static bool skip_string(bm_json_scan *scan)
{
    for (scan->at++; scan->at < scan->end; scan->at++) {
        if (*scan->at == '"') {
            scan->at++;
            return true;
        }
        if ((unsigned char)*scan->at < 0x20)
            break;
        if (*scan->at == '\\' && scan->at + 1 < scan->end)
            scan->at++;
    }
    return fail(scan, "the end of a string");
}

static bool skip_members(bm_json_scan *scan, char open)
{
    bool is_first = true;
    bm_strbuf key = {0};
    if (open == '{')
        while (bm_json_next_member(scan, &is_first, &key) && bm_json_skip(scan))
            ;
    else
        while (bm_json_next_element(scan, &is_first) && bm_json_skip(scan))
            ;
    bm_strbuf_finish(&key);
    return !scan->wrong;
}

bool bm_json_skip(bm_json_scan *scan)
{
    bm_strbuf number = {0};
    char first = bm_json_peek(scan);
    switch (first) {
    case '"':
        return skip_string(scan);
    case '{':
    case '[':
        return skip_members(scan, first);
    case 't':
    case 'f':
    case 'n':
        return bm_json_take_word(scan) != '\0';
    default:
        (void)bm_json_take_number(scan, &number);
        bm_strbuf_finish(&number);
        return !scan->wrong;
    }
}

/* An object or an array begins, goes on or ends; true when something of it follows. */
static bool next(bm_json_scan *scan, bool *is_first, char open, char close)
{
    if (*is_first) {
        const char *expected = open == '{' ? "an object" : "an array";
        if (!bm_json_take(scan, open, expected))
            return false;
        if (++scan->depth > BM_JSON_DEPTH_MAX)
            return fail(scan, "values that are less deep");
    }
    bool is_end = bm_json_peek(scan) == close;
    if (is_end) {
        scan->at++;
        scan->depth--;
        return false;
    }
    if (!*is_first && !bm_json_take(scan, ',', open == '{' ? "a comma or }" : "a comma or ]"))
        return false;
    *is_first = false;
    return !scan->wrong;
}

bool bm_json_next_member(bm_json_scan *scan, bool *is_first, bm_strbuf *key)
{
    return next(scan, is_first, '{', '}') && bm_json_take_string(scan, key) &&
           bm_json_take(scan, ':', "a colon");
}

bool bm_json_next_element(bm_json_scan *scan, bool *is_first)
{
    return next(scan, is_first, '[', ']');
}
