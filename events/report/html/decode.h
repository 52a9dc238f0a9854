/** @file decode.h
 *  The bytes of a page as UTF-8.
 */
#ifndef BM_EVENTS_REPORT_HTML_DECODE_H
#define BM_EVENTS_REPORT_HTML_DECODE_H

#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>

/** A page in UTF-8. `bytes` is the input itself when nothing had to be changed. */
typedef struct bm_html_bytes {
    const char *bytes;
    size_t length;
    char *made; /**< on the heap, when they are others than those of the input */
    /** Offsets of these bytes are not those of the input: it was in another encoding. */
    bool recoded;
} bm_html_bytes;

/** The encoding is that of a byte order mark; UTF-8 when all of it is that, whatever the page says;
 *  what its `<meta>` says; else it is told by the letters. Bytes that no encoding knows and
 * characters that no text has become DEL, a byte each, so that other bytes stay where they are.
 *  @param decoded  finish it with bm_html_bytes_finish() */
BM_NODISCARD bm_status bm_html_decode(const char *bytes, size_t length, bm_html_bytes *decoded,
                                      bm_error *error);
void bm_html_bytes_finish(bm_html_bytes *decoded);

/** The encoding that a page says it has, as iconv names it; NULL when it says none that is known
 *  here. Looks at its beginning only. */
const char *bm_html_declared_encoding(const char *bytes, size_t length);

#endif
