/** @file text.h
 *  Small matters of text: UTF-8 width and checks, plain numbers.
 */
#ifndef BM_CLI_TEXT_H
#define BM_CLI_TEXT_H

#include <bordermap/sink.h>
#include <stdbool.h>
#include <stddef.h>

/** True when the whole of `text` is UTF-8. */
bool cli_text_is_utf8(const char *text);
/** Columns of a terminal that `text` takes, one a character. */
size_t cli_text_width(const char *text);
/** Write `text` with control characters as \xNN, so that it cannot drive a terminal. */
void cli_text_write(bm_sink *sink, const char *text);
/** Write `text` and blanks up to `width` columns. */
void cli_text_write_padded(bm_sink *sink, const char *text, size_t width);

/** Whether `text` is more than `ending` and ends with it, in whatever letter case. */
bool cli_text_ends_with(const char *text, const char *ending);

/** Read a plain decimal number (digits, sign, one point) that ends at `*end`; false when there is
 *  none. */
bool cli_number_read(const char *text, double *value, const char **end);

#endif
