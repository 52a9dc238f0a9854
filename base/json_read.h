/** @file json_read.h
 *  A strict reader of JSON (RFC 8259) from strangers: a tree in an arena, bounded in depth and in
 *  number of values. Only valid UTF-8 without U+0000 is read. Pure; thread-safe.
 */
#ifndef BM_BASE_JSON_READ_H
#define BM_BASE_JSON_READ_H

#include <bordermap/status.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef enum bm_json_kind {
    BM_JSON_NULL,
    BM_JSON_BOOL,
    BM_JSON_NUMBER,
    BM_JSON_STRING,
    BM_JSON_ARRAY,
    BM_JSON_OBJECT
} bm_json_kind;

/** A value of the tree; all of it belongs to the arena. */
typedef struct bm_json_value {
    bm_json_kind kind;
    bool is_true;                      /**< of a bool */
    bool is_integer;                   /**< of a number: `integer` is exact */
    int64_t integer;                   /**< of a number without fraction and exponent */
    const char *key;                   /**< of a member of an object */
    const char *text;                  /**< of a string */
    const struct bm_json_value *first; /**< of an array or object */
    const struct bm_json_value *next;  /**< the next element or member */
} bm_json_value;

/** Most values of one text. */
#define BM_JSON_VALUES_MAX 4000000

/** Read `size` bytes, all of them one value.
 *  @param name  of the file, for the error, which tells the line from `line` on
 *  @return ::BM_ERROR_FORMAT, ::BM_ERROR_LIMIT for what is too deep or too much */
BM_NODISCARD bm_status bm_json_read(const char *bytes, size_t size, const char *name, long line,
                                    bm_arena *arena, const bm_json_value **value, bm_error *error);

/** The first member with this key; NULL when there is none, or `object` is none. */
const bm_json_value *bm_json_member(const bm_json_value *object, const char *key);
/** The text of such a member; NULL when it is not a string. */
const char *bm_json_member_text(const bm_json_value *object, const char *key);
/** The integer of such a member in `low`…`high`; false when it is not one. */
bool bm_json_member_integer(const bm_json_value *object, const char *key, int64_t low, int64_t high,
                            int64_t *value);

#endif
