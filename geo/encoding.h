/** @file encoding.h
 *  Code pages of `.dbf` files, and their conversion to UTF-8.
 */
#ifndef BM_GEO_ENCODING_H
#define BM_GEO_ENCODING_H

#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>

/** A code page: UTF-8, or one byte a character. */
typedef struct bm_encoding {
    const char *name; /**< "UTF-8", "CP1251"; static storage */
    bool is_utf8;
    char to_utf8[256][4]; /**< terminated; "" for a byte that means nothing */
} bm_encoding;

/** The code page of a `.cpg` text such as "UTF-8", "1251", "windows-1251", "KOI8-R", "ISO 88591".
 *  @return ::BM_ERROR_UNSUPPORTED when it is none that is known here */
bm_status bm_encoding_from_name(const char *name, bm_encoding *encoding);
/** The code page of a `.dbf` header's language driver; UTF-8 when the byte says nothing. */
bm_status bm_encoding_from_driver(int driver, bm_encoding *encoding);

/** Convert `length` bytes; `out` has room for 3 × length + 1. What cannot be decoded becomes
 * U+FFFD.
 *  @return length of the text; `*bad` is set when something was not decoded, else left alone */
size_t bm_encoding_convert(const bm_encoding *encoding, const char *bytes, size_t length, char *out,
                           bool *bad);

#endif
