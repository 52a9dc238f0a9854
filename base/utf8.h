/** @file utf8.h
 *  UTF-8 text from strangers: validation, stepping, escaping for messages. Pure; thread-safe.
 */
#ifndef BM_BASE_UTF8_H
#define BM_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Offset of the first byte that is not part of valid UTF-8 (overlong forms, surrogates and values
 *  above U+10FFFF are not), or `length` when all is valid. */
size_t bm_utf8_valid_length(const char *bytes, size_t length);
bool bm_utf8_is_valid(const char *text);

/** The code point at `*text`, which is advanced past it; −1 at an invalid byte, which is skipped;
 *  0 at the terminator, where it stays. */
int32_t bm_utf8_next(const char **text);
/** The code point at `bytes`, of which there are `length` ≥ 1; −1 at an invalid byte. Returns how
 *  many bytes it has, 1 for an invalid one. */
size_t bm_utf8_decode(const char *bytes, size_t length, int32_t *code_point);
/** Write a code point as UTF-8; returns its length 1…4. `bytes` has room for 4. */
size_t bm_utf8_encode(int32_t code_point, char *bytes);
/** Number of code points; invalid bytes count one each. */
size_t bm_utf8_count(const char *text);

/** The largest length ≤ `limit` that does not cut a character of `text`. */
size_t bm_utf8_cut(const char *text, size_t limit);

/** Copy for one line of a message: control characters and invalid bytes as \xNN, cut with `…` to
 * fit `size` bytes, terminator included. */
void bm_utf8_escape(const char *text, char *out, size_t size);

/** Copy without control, bidirectional-control and zero-width characters (joiners within words of
 *  scripts that need them are kept). `out` has room for strlen(text) + 1. */
void bm_utf8_strip_controls(const char *text, char *out);

#endif
