/** @file json.h
 *  A streaming JSON writer (RFC 8259) on a sink. Keys come out in the order they were written.
 *
 *  Nesting is checked by assertions in debug builds; the writer is plain state in the caller's
 *  memory and owns nothing. Invalid UTF-8 in a string becomes U+FFFD.
 */
#ifndef BORDERMAP_JSON_H
#define BORDERMAP_JSON_H

#include <bordermap/sink.h>
#include <stdbool.h>
#include <stdint.h>

BM_BEGIN_DECLS

#define BM_JSON_DEPTH_MAX 32

typedef struct bm_json {
    bm_sink *sink;
    int indent; /**< spaces a level; 0 writes everything on one line */
    int depth;
    bool has_members[BM_JSON_DEPTH_MAX];
    bool compact[BM_JSON_DEPTH_MAX]; /**< this array or object is written on one line */
    bool after_key;
} bm_json;

/** Start writing on `sink`, which stays the caller's and must outlive `json`. */
BM_API void bm_json_init(bm_json *json, bm_sink *sink, int indent);
BM_API void bm_json_begin_object(bm_json *json);
BM_API void bm_json_end_object(bm_json *json);
BM_API void bm_json_begin_array(bm_json *json);
/** An array or object whose members all stand on one line, whatever the indent. */
BM_API void bm_json_begin_compact_array(bm_json *json);
BM_API void bm_json_begin_compact_object(bm_json *json);
BM_API void bm_json_end_array(bm_json *json);
BM_API void bm_json_key(bm_json *json, const char *key);
/** NULL is written as null. */
BM_API void bm_json_string(bm_json *json, const char *text);
BM_API void bm_json_integer(bm_json *json, int64_t value);
/** At most `decimals` digits after the point; null when not finite. See bm_format_number(). */
BM_API void bm_json_number(bm_json *json, double value, int decimals);
BM_API void bm_json_bool(bm_json *json, bool value);
BM_API void bm_json_null(bm_json *json);

BM_END_DECLS
#endif
