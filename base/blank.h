/** @file blank.h
 *  Cells that say nothing.
 */
#ifndef BM_BASE_BLANK_H
#define BM_BASE_BLANK_H

#include <stdbool.h>
#include <string.h>

/** True for NULL, and for a text of spaces, tabs and ends of lines alone. Pure; thread-safe. */
static inline bool bm_is_blank(const char *text)
{
    return !text || text[strspn(text, " \t\r\n")] == '\0';
}

#endif
