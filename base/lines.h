/** @file lines.h
 *  A text file line by line, however large it is and whatever stands in it. Not thread-safe.
 */
#ifndef BM_BASE_LINES_H
#define BM_BASE_LINES_H

#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/** Longest line in bytes, its end excluded. */
#define BM_LINE_MAX 65536

typedef struct bm_lines {
    FILE *file;
    const char *path; /**< borrowed */
    char *block;
    size_t block_size;
    size_t block_used;
    char *text;    /**< the line: no line end, zero-terminated; valid until the next */
    size_t length; /**< in bytes; zero bytes within the line count */
    bool too_long; /**< the line was cut at ::BM_LINE_MAX */
    long number;   /**< of the line, from 1 */
} bm_lines;

/** Open a regular file. A byte order mark at its beginning is skipped. ::BM_ERROR_IO when it cannot
 *  be opened or is no regular file. Close it with bm_lines_close(), also after an error. */
BM_NODISCARD bm_status bm_lines_open(bm_lines *lines, const char *path, bm_error *error);
/** Read the next line; false at the end of the file and when it cannot be read, see
 *  bm_lines_status(). The line end is LF or CR LF, and may be missing at the end of the file. */
bool bm_lines_next(bm_lines *lines);
/** ::BM_ERROR_IO when reading failed. */
BM_NODISCARD bm_status bm_lines_status(const bm_lines *lines, bm_error *error);
void bm_lines_close(bm_lines *lines);

/** Cut `line` at its tabs, in place. Returns the number of fields; at most `capacity` of them are
 *  put into `fields`. */
size_t bm_lines_split(char *line, char **fields, size_t capacity);

#endif
