/** @file strbuf.h
 *  A growing, always terminated string. Errors are sticky: after a failed allocation appends do
 *  nothing and `failed` is set, so a caller checks once at the end.
 */
#ifndef BM_BASE_STRBUF_H
#define BM_BASE_STRBUF_H

#include <bordermap/api.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/** Zero-initialise it; `text` is NULL until something is appended. */
typedef struct bm_strbuf {
    char *text;
    size_t length;
    size_t capacity;
    bool failed;
} bm_strbuf;

void bm_strbuf_append(bm_strbuf *buffer, const char *text);
void bm_strbuf_append_n(bm_strbuf *buffer, const char *bytes, size_t length);
void bm_strbuf_append_char(bm_strbuf *buffer, char byte);
/** printf without a locale: integers and strings only. */
void bm_strbuf_printf(bm_strbuf *buffer, const char *format, ...) BM_PRINTF(2, 3);
void bm_strbuf_vprintf(bm_strbuf *buffer, const char *format, va_list arguments) BM_PRINTF(2, 0);
/** Empty it and keep the memory. */
void bm_strbuf_clear(bm_strbuf *buffer);
/** The text, "" when nothing was appended; borrowed until the next append. */
const char *bm_strbuf_text(const bm_strbuf *buffer);
void bm_strbuf_finish(bm_strbuf *buffer);

#endif
