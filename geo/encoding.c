#include "geo/encoding.h"

#include "base/utf8.h"

#include <iconv.h>
#include <stdint.h>
#include <string.h>

/* Names as they are met in .cpg files, in capitals and without punctuation, and what iconv calls
 * them. A name from a file is never handed to iconv itself. */
static const struct code_page {
    const char *name;
    const char *iconv_name;
} code_pages[] = {
    {"UTF8", "UTF-8"},
    {"65001", "UTF-8"},
    {"ASCII", "UTF-8"},
    {"USASCII", "UTF-8"},
    {"1250", "CP1250"},
    {"1251", "CP1251"},
    {"1252", "CP1252"},
    {"1253", "CP1253"},
    {"1254", "CP1254"},
    {"1255", "CP1255"},
    {"1256", "CP1256"},
    {"1257", "CP1257"},
    {"1258", "CP1258"},
    {"437", "CP437"},
    {"737", "CP737"},
    {"775", "CP775"},
    {"850", "CP850"},
    {"852", "CP852"},
    {"855", "CP855"},
    {"857", "CP857"},
    {"866", "CP866"},
    {"1125", "CP1125"},
    {"KOI8R", "KOI8-R"},
    {"20866", "KOI8-R"},
    {"KOI8U", "KOI8-U"},
    {"21866", "KOI8-U"},
    {"ISO88591", "ISO-8859-1"},
    {"ISO88592", "ISO-8859-2"},
    {"ISO88594", "ISO-8859-4"},
    {"ISO88595", "ISO-8859-5"},
    {"ISO88597", "ISO-8859-7"},
    {"ISO88599", "ISO-8859-9"},
    {"ISO885913", "ISO-8859-13"},
    {"ISO885915", "ISO-8859-15"},
    {"88591", "ISO-8859-1"},
    {"88592", "ISO-8859-2"},
    {"88595", "ISO-8859-5"},
    {"88597", "ISO-8859-7"},
    {"88599", "ISO-8859-9"},
    {"885913", "ISO-8859-13"},
    {"885915", "ISO-8859-15"},
    {"28591", "ISO-8859-1"},
    {"28592", "ISO-8859-2"},
    {"28595", "ISO-8859-5"},
    {"LATIN1", "ISO-8859-1"},
    {"LATIN2", "ISO-8859-2"},
};

/* Language drivers that name a code page. 0x57, the "current ANSI" one, names none. */
static const struct driver {
    int byte;
    const char *iconv_name;
} drivers[] = {
    {0x01, "CP437"},  {0x02, "CP850"},  {0x03, "CP1252"}, {0x08, "CP865"},  {0x09, "CP437"},
    {0x0B, "CP437"},  {0x0D, "CP437"},  {0x0F, "CP437"},  {0x11, "CP437"},  {0x15, "CP437"},
    {0x18, "CP437"},  {0x19, "CP437"},  {0x1B, "CP437"},  {0x1F, "CP852"},  {0x22, "CP852"},
    {0x23, "CP852"},  {0x26, "CP866"},  {0x37, "CP850"},  {0x40, "CP852"},  {0x58, "CP1252"},
    {0x59, "CP1252"}, {0x64, "CP852"},  {0x65, "CP866"},  {0x66, "CP865"},  {0x6A, "CP737"},
    {0x6B, "CP857"},  {0x87, "CP852"},  {0xC8, "CP1250"}, {0xC9, "CP1251"}, {0xCA, "CP1254"},
    {0xCB, "CP1253"}, {0xCC, "CP1257"},
};

/* Fill the table of a single-byte code page. */
static bm_status load(const char *iconv_name, bm_encoding *encoding)
{
    memset(encoding, 0, sizeof *encoding);
    encoding->name = iconv_name;
    encoding->is_utf8 = strcmp(iconv_name, "UTF-8") == 0;
    if (encoding->is_utf8)
        return BM_OK;
    iconv_t converter = iconv_open("UTF-8", iconv_name);
    if (converter == (iconv_t)-1) /* NOLINT: the interface's own error value */
        return BM_ERROR_UNSUPPORTED;
    for (int byte = 1; byte < 256; byte++) {
        char in = (char)byte;
        char *from = &in;
        char *to = encoding->to_utf8[byte];
        size_t from_left = 1;
        size_t to_left = 3;
        iconv(converter, NULL, NULL, NULL, NULL);
        if (iconv(converter, &from, &from_left, &to, &to_left) == (size_t)-1)
            memset(encoding->to_utf8[byte], 0, sizeof encoding->to_utf8[byte]);
    }
    iconv_close(converter);
    return BM_OK;
}

bm_status bm_encoding_from_name(const char *name, bm_encoding *encoding)
{
    char plain[32];
    size_t length = 0;
    for (const char *at = name; *at; at++) {
        char c = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
        if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
            continue;
        if (length + 1 == sizeof plain)
            return BM_ERROR_UNSUPPORTED;
        plain[length++] = c;
    }
    plain[length] = '\0';
    static const char *const prefixes[] = {"WINDOWS", "ANSI", "OEM", "IBM",
                                           "CP",      "MS",   "WIN", "DOS"};
    const char *key = plain;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t skip = strlen(prefixes[i]);
        if (strncmp(key, prefixes[i], skip) == 0 && key[skip] != '\0') {
            key += skip;
            break;
        }
    }
    for (size_t i = 0; i < sizeof code_pages / sizeof *code_pages; i++)
        if (strcmp(key, code_pages[i].name) == 0)
            return load(code_pages[i].iconv_name, encoding);
    return BM_ERROR_UNSUPPORTED;
}

bm_status bm_encoding_from_driver(int driver, bm_encoding *encoding)
{
    for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++)
        if (drivers[i].byte == driver)
            return load(drivers[i].iconv_name, encoding);
    return load("UTF-8", encoding);
}

static size_t append(char *out, const char *text)
{
    size_t length = strlen(text);
    memcpy(out, text, length);
    return length;
}

/* How many bytes from the start are ASCII, which is the same in every code page here. */
static size_t ascii_length(const char *bytes, size_t length)
{
    size_t at = 0;
    for (uint64_t word; at + sizeof word <= length; at += sizeof word) {
        memcpy(&word, bytes + at, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    while (at < length && (unsigned char)bytes[at] < 0x80)
        at++;
    return at;
}

size_t bm_encoding_convert(const bm_encoding *encoding, const char *bytes, size_t length, char *out,
                           bool *bad)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    size_t written = ascii_length(bytes, length);
    memcpy(out, bytes, written);
    bytes += written;
    length -= written;
    if (encoding->is_utf8) {
        for (size_t at = 0; at < length;) {
            size_t valid = bm_utf8_valid_length(bytes + at, length - at);
            memcpy(out + written, bytes + at, valid);
            written += valid;
            at += valid;
            if (at < length) {
                written += append(out + written, replacement);
                at++;
                *bad = true;
            }
        }
    } else {
        for (size_t at = 0; at < length; at++) {
            const char *text = encoding->to_utf8[(unsigned char)bytes[at]];
            if (*text == '\0') {
                text = replacement;
                *bad = true;
            }
            written += append(out + written, text);
        }
    }
    out[written] = '\0';
    return written;
}
