/** @file lines.h
 *  The lines of a plain text, and which of them belong to one paragraph.
 */
#ifndef BM_EVENTS_REPORT_TEXT_LINES_H
#define BM_EVENTS_REPORT_TEXT_LINES_H

#include <bordermap/status.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A line that is not blank. */
typedef struct bm_line {
    uint32_t start; /**< its first byte that is no blank */
    uint32_t end;   /**< after its last */
    uint16_t width; /**< in characters, the blanks before it left out; very long ones are cut */
    uint16_t first; /**< width of its first word */
    uint8_t flags;  /**< BM_LINE_… */
} bm_line;

enum {
    BM_LINE_ALONE = 1 << 0,    /**< a blank line, or the beginning, stands before it */
    BM_LINE_INDENTED = 1 << 1, /**< blanks stand before it */
    BM_LINE_SMALL = 1 << 2,    /**< it begins with a small letter */
    BM_LINE_ITEM = 1 << 3,     /**< it begins like an item of a list, or a heading: - * • 1. # */
    BM_LINE_ENDED = 1 << 4,    /**< it ends like a sentence: . ! ? … : */
    BM_LINE_JOINED = 1 << 5    /**< it goes on with the paragraph of the line before */
};

/** The lines of a text. Those without letters and digits ("* * *", "=====") count as blank.
 *  @param lines  free() it, also after an error */
BM_NODISCARD bm_status bm_lines_find(const char *text, uint32_t length, bm_line **lines,
                                     size_t *count);
/** Set ::BM_LINE_JOINED where lines of a paragraph are wrapped by hand. */
void bm_lines_join(bm_line *lines, size_t count);

#endif
