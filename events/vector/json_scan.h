/** @file json_scan.h
 *  JSON (RFC 8259) from strangers, read on the way and not kept: files of a million features do not
 *  become a tree. Strict; the text is known to be UTF-8.
 */
#ifndef BM_EVENTS_VECTOR_JSON_SCAN_H
#define BM_EVENTS_VECTOR_JSON_SCAN_H

#include "base/strbuf.h"

/** How deep values may lie in each other. */
#define BM_JSON_DEPTH_MAX 100

/** Where reading stands. Once `wrong` is set, with what was expected, nothing more is read. */
typedef struct bm_json_scan {
    const char *at;
    const char *end;
    const char *wrong;
    int depth;
    bool no_memory;
} bm_json_scan;

/** The next byte that is no blank, 0 at the end; it is not taken. */
char bm_json_peek(bm_json_scan *scan);
/** Take this byte, or set `wrong` to `expected`. */
bool bm_json_take(bm_json_scan *scan, char byte, const char *expected);
/** Take a string, unescaped, into `text`; U+0000 becomes U+FFFD. */
bool bm_json_take_string(bm_json_scan *scan, bm_strbuf *text);
/** Take a number as it is written into `text`. */
bool bm_json_take_number(bm_json_scan *scan, bm_strbuf *text);
/** Take `true`, `false` or `null`; its first letter, or 0. */
char bm_json_take_word(bm_json_scan *scan);
/** Pass over a value. */
bool bm_json_skip(bm_json_scan *scan);

/** Before the members of an object: while (bm_json_next_member(…)) takes the key; the value is then
 * to be taken. `*is_first` is true before the first call. */
bool bm_json_next_member(bm_json_scan *scan, bool *is_first, bm_strbuf *key);
/** The same for the elements of an array. */
bool bm_json_next_element(bm_json_scan *scan, bool *is_first);

#endif
