/** @file out.h
 *  Text put together from pieces that are known beforehand: a feature has forty columns, and to
 *  write each by itself takes longer than all else that an export does.
 */
#ifndef BM_EVENTS_EXPORT_OUT_H
#define BM_EVENTS_EXPORT_OUT_H

#include "base/strbuf.h"
#include "geo/output.h"

#include <stdint.h>
#include <string.h>

/** Append bytes. */
static inline void bm_out_bytes(bm_strbuf *out, const char *bytes, size_t size)
{
    if (size >= out->capacity - out->length || out->failed) {
        bm_strbuf_append_n(out, bytes, size);
        return;
    }
    memcpy(out->text + out->length, bytes, size);
    out->length += size;
}

/** Append a text that is known when this is compiled. */
#define BM_OUT(out, literal) bm_out_bytes(out, "" literal, sizeof literal - 1)

/** A JSON string. */
void bm_out_text(bm_strbuf *out, const char *text);
void bm_out_integer(bm_strbuf *out, int64_t value);
/** As bm_format_number() has it. */
void bm_out_number(bm_strbuf *out, double value, int decimals);
/** As bm_output_format_time() has it. */
void bm_out_time(bm_strbuf *out, bm_value_type type, int64_t time);

#endif
