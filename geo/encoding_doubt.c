#include "geo/encoding_doubt.h"

#include "base/utf8.h"

/* A short word in CP1251 may be UTF-8 by accident: "Лі". Several never are. */
enum { LETTERS_MIN = 4, CHARACTER_BYTES_MAX = 4 };

bool bm_encoding_doubt_look(bm_encoding_doubt *doubt, const char *bytes, size_t length, bool is_cut)
{
    size_t high = 0;
    while (high < length && (unsigned char)bytes[high] < 0x80)
        high++;
    if (high == length || doubt->refuted)
        return false;
    size_t valid = bm_utf8_valid_length(bytes, length);
    if (valid < length && !(is_cut && length - valid < CHARACTER_BYTES_MAX)) {
        doubt->refuted = true;
        return false;
    }
    /* First bytes of U+00C0 to U+053F: accented Latin, Greek, Cyrillic. */
    for (size_t i = high; i < valid; i++)
        doubt->letters += (unsigned char)bytes[i] >= 0xC3 && (unsigned char)bytes[i] <= 0xD4;
    return doubt->texts++ == 0;
}

bool bm_encoding_doubt_is_certain(const bm_encoding_doubt *doubt)
{
    return !doubt->refuted && doubt->letters >= LETTERS_MIN;
}
