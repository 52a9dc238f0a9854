#include "events/report/html/decode.h"

#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

/* Neither a letter nor a blank, and allowed in XML. */
#define UNKNOWN_BYTE '\x7F'

static bm_status no_memory(bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
}

/* Length of the byte order mark; what it says goes to `encoding`. */
static size_t byte_order_mark(const char *bytes, size_t length, const char **encoding)
{
    *encoding = NULL;
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        *encoding = "UTF-8";
    else if (length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
        *encoding = "UTF-16LE";
    else if (length >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
        *encoding = "UTF-16BE";
    return *encoding ? strlen(*encoding) == 5 ? 3 : 2 : 0;
}

/* When nothing says: Cyrillic words have high bytes side by side, Latin ones a letter here and
 * there. Most letters are small, and those are in the upper half of windows-1251 and the lower of
 * KOI8. */
static const char *guess_encoding(const char *bytes, size_t length)
{
    size_t lower_half = 0;
    size_t upper_half = 0;
    size_t alone = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0xC0)
            continue;
        bool after = i > 0 && (unsigned char)bytes[i - 1] >= 0xC0;
        bool before = i + 1 < length && (unsigned char)bytes[i + 1] >= 0xC0;
        alone += !after && !before;
        lower_half += c < 0xE0;
        upper_half += c >= 0xE0;
    }
    if (2 * alone > lower_half + upper_half)
        return "CP1252";
    return lower_half > upper_half ? "KOI8-R" : "CP1251";
}

/* Bytes that are part of no UTF-8 against those that are of characters of several bytes. */
static bool is_rather_utf8(const char *bytes, size_t length)
{
    size_t bad = 0;
    size_t good = 0;
    for (size_t at = 0; at < length;) {
        size_t valid = bm_utf8_valid_length(bytes + at, length - at);
        for (size_t i = at; i < at + valid; i++)
            good += (unsigned char)bytes[i] >= 0xC0;
        at += valid;
        if (at < length) {
            bad++;
            at++;
        }
    }
    return good >= bad;
}

static bm_status recode(const char *bytes, size_t length, const char *encoding,
                        bm_html_bytes *decoded, bm_error *error)
{
    /* A byte of a table is at most three bytes of UTF-8, two bytes of UTF-16 as well. */
    size_t size = 3 * length + 1;
    decoded->made = malloc(size);
    iconv_t way = iconv_open("UTF-8", encoding);
    if (way == (iconv_t)-1)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, NULL, 0,
                            "this system's iconv does not know '%s'; convert the page to UTF-8",
                            encoding);
    if (!decoded->made) {
        (void)iconv_close(way);
        return no_memory(error);
    }
    char *from = NULL;
    memcpy(&from, &bytes, sizeof from); /* iconv does not write there */
    char *to = decoded->made;
    size_t rest = length;
    size_t room = size;
    while (rest > 0 && iconv(way, &from, &rest, &to, &room) == (size_t)-1 && errno != E2BIG) {
        /* Not a character: passed over, as whatever is cut off at the end. */
        if (rest == 0 || room == 0)
            break;
        *to++ = UNKNOWN_BYTE;
        from++;
        rest--;
        room--;
    }
    (void)iconv_close(way);
    decoded->bytes = decoded->made;
    decoded->length = (size_t)(to - decoded->made);
    decoded->recoded = true;
    return BM_OK;
}

/* Bytes at `at` that are not to be seen: a control character, a noncharacter or no UTF-8. */
static size_t bad_length(const char *bytes, size_t length)
{
    unsigned char c = (unsigned char)*bytes;
    if (c < ' ')
        return c != '\n' && c != '\t' && c != '\r';
    if (c < 0x80)
        return 0;
    if (c == 0xEF && length >= 3 && (unsigned char)bytes[1] == 0xBF &&
        ((unsigned char)bytes[2] | 1) == 0xBF)
        return 3;
    size_t size = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    size = size < length ? size : length;
    return bm_utf8_valid_length(bytes, size) == size ? 0 : 1;
}

static size_t character_length(const char *bytes, size_t length)
{
    unsigned char c = (unsigned char)*bytes;
    size_t size = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    return size < length ? size : length;
}

/* The first byte from `at` on that is not to be seen. */
static size_t find_bad(const bm_html_bytes *decoded, size_t at, size_t *bad)
{
    *bad = 0;
    while (at < decoded->length) {
        unsigned char c = (unsigned char)decoded->bytes[at];
        if (c >= ' ' && c < 0x80) {
            at++;
            continue;
        }
        *bad = bad_length(decoded->bytes + at, decoded->length - at);
        if (*bad > 0)
            break;
        at += character_length(decoded->bytes + at, decoded->length - at);
    }
    return at;
}

static bm_status clean(bm_html_bytes *decoded, bm_error *error)
{
    size_t bad = 0;
    size_t at = find_bad(decoded, 0, &bad);
    if (bad == 0)
        return BM_OK;
    if (!decoded->made) {
        decoded->made = malloc(decoded->length);
        if (!decoded->made)
            return no_memory(error);
        memcpy(decoded->made, decoded->bytes, decoded->length);
        decoded->bytes = decoded->made;
    }
    for (; bad > 0; at = find_bad(decoded, at, &bad)) {
        memset(decoded->made + at, UNKNOWN_BYTE, bad);
        at += bad;
    }
    return BM_OK;
}

bm_status bm_html_decode(const char *bytes, size_t length, bm_html_bytes *decoded, bm_error *error)
{
    const char *encoding;
    size_t mark = byte_order_mark(bytes, length, &encoding);
    *decoded = (bm_html_bytes){.bytes = bytes, .length = length};
    if (!encoding && bm_utf8_valid_length(bytes, length) == length)
        encoding = "UTF-8";
    if (!encoding)
        encoding = bm_html_declared_encoding(bytes, length);
    if (!encoding || strcmp(encoding, "UTF-8") == 0)
        encoding =
            mark > 0 || is_rather_utf8(bytes, length) ? "UTF-8" : guess_encoding(bytes, length);
    bm_status status = BM_OK;
    if (strcmp(encoding, "UTF-8") != 0)
        status = recode(bytes + mark, length - mark, encoding, decoded, error);
    if (!status)
        status = clean(decoded, error);
    if (status)
        bm_html_bytes_finish(decoded);
    return status;
}

void bm_html_bytes_finish(bm_html_bytes *decoded)
{
    free(decoded->made);
    *decoded = (bm_html_bytes){.bytes = ""};
}
