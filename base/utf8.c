#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

/* Length of the sequence at `bytes`, 0 when it is not valid. The table is that of the Unicode
 * Standard, table 3-7. */
static size_t sequence_length(const unsigned char *bytes, size_t length)
{
    unsigned char first = bytes[0];
    if (first < 0x80)
        return 1;
    size_t size = first >= 0xC2 && first <= 0xDF   ? 2
                  : first >= 0xE0 && first <= 0xEF ? 3
                  : first >= 0xF0 && first <= 0xF4 ? 4
                                                   : 0;
    if (size == 0 || size > length)
        return 0;
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (bytes[1] < low || bytes[1] > high)
        return 0;
    for (size_t i = 2; i < size; i++)
        if (bytes[i] < 0x80 || bytes[i] > 0xBF)
            return 0;
    return size;
}

/* A letter of Cyrillic or another alphabet near it. */
static bool is_pair(const unsigned char *bytes)
{
    return (unsigned char)(bytes[0] - 0xC2) <= 0xDF - 0xC2 && (bytes[1] & 0xC0) == 0x80;
}

size_t bm_utf8_valid_length(const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    size_t offset = 0;
    /* Nearly everything is ASCII, which is looked at by eight, or pairs: so it takes a quarter of
     * the time, and indexes of some megabytes are checked. */
    while (length - offset >= sizeof(uint64_t)) {
        uint64_t eight;
        memcpy(&eight, at + offset, sizeof eight);
        if ((eight & UINT64_C(0x8080808080808080)) == 0) {
            offset += sizeof eight;
            continue;
        }
        for (size_t end = offset + sizeof eight - 1; offset < end;) {
            size_t size = at[offset] < 0x80      ? 1
                          : is_pair(at + offset) ? 2
                                                 : sequence_length(at + offset, length - offset);
            if (size == 0)
                return offset;
            offset += size;
        }
    }
    while (offset < length) {
        size_t size = sequence_length(at + offset, length - offset);
        if (size == 0)
            break;
        offset += size;
    }
    return offset;
}

bool bm_utf8_is_valid(const char *text)
{
    size_t length = strlen(text);
    return bm_utf8_valid_length(text, length) == length;
}

size_t bm_utf8_decode(const char *bytes, size_t length, int32_t *code_point)
{
    const unsigned char *at = (const unsigned char *)bytes;
    size_t size = sequence_length(at, length);
    if (size == 0) {
        *code_point = -1;
        return 1;
    }
    int32_t value = size == 1 ? at[0] : at[0] & (0xFF >> (size + 1));
    for (size_t i = 1; i < size; i++)
        value = (value << 6) | (at[i] & 0x3F);
    *code_point = value;
    return size;
}

int32_t bm_utf8_next(const char **text)
{
    if (**text == 0)
        return 0;
    /* The terminator is not a continuation byte, so no sequence reads past it. */
    int32_t code_point;
    *text += bm_utf8_decode(*text, 4, &code_point);
    return code_point;
}

size_t bm_utf8_encode(int32_t code_point, char *bytes)
{
    uint32_t c = (uint32_t)code_point;
    if (c < 0x80) {
        bytes[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        bytes[0] = (char)(0xC0 | (c >> 6));
        bytes[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        bytes[0] = (char)(0xE0 | (c >> 12));
        bytes[1] = (char)(0x80 | ((c >> 6) & 0x3F));
        bytes[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    bytes[0] = (char)(0xF0 | ((c >> 18) & 0x07));
    bytes[1] = (char)(0x80 | ((c >> 12) & 0x3F));
    bytes[2] = (char)(0x80 | ((c >> 6) & 0x3F));
    bytes[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

size_t bm_utf8_count(const char *text)
{
    size_t count = 0;
    while (bm_utf8_next(&text) != 0)
        count++;
    return count;
}

size_t bm_utf8_cut(const char *text, size_t limit)
{
    size_t length = strlen(text);
    if (length <= limit)
        return length;
    while (limit > 0 && ((unsigned char)text[limit] & 0xC0) == 0x80)
        limit--;
    return limit;
}

void bm_utf8_escape(const char *text, char *out, size_t size)
{
    static const char ellipsis[] = "…";
    size_t used = 0;
    if (size == 0)
        return;
    while (*text) {
        /* Most of it. */
        if (*text >= 0x20 && *text < 0x7F && used + 1 + sizeof ellipsis <= size) {
            out[used++] = *text++;
            continue;
        }
        const char *start = text;
        int32_t code_point = bm_utf8_next(&text);
        size_t length = (size_t)(text - start);
        char piece[8];
        if (code_point < 0x20 || code_point == 0x7F) {
            snprintf(piece, sizeof piece, "\\x%02x", (unsigned char)*start);
            length = 4;
        } else {
            memcpy(piece, start, length);
        }
        /* Always leave room for the ellipsis unless the text ends here. */
        size_t reserve = *text ? sizeof ellipsis : 1;
        if (used + length + reserve > size) {
            if (used + sizeof ellipsis <= size) {
                memcpy(out + used, ellipsis, sizeof ellipsis - 1);
                used += sizeof ellipsis - 1;
            }
            break;
        }
        memcpy(out + used, piece, length);
        used += length;
    }
    out[used] = '\0';
}

static bool is_hidden(int32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x061C || c == 0x200B ||
           c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

void bm_utf8_strip_controls(const char *text, char *out)
{
    while (*text) {
        const char *start = text;
        int32_t code_point = bm_utf8_next(&text);
        if (code_point == '\n' || code_point == '\t' || code_point == '\r')
            *out++ = ' ';
        else if (!is_hidden(code_point)) {
            size_t length = (size_t)(text - start);
            memmove(out, start, length);
            out += length;
        }
    }
    *out = '\0';
}
