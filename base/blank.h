/** @file blank.h
 *  Cells that say nothing.
 */
#ifndef BM_BASE_BLANK_H
#define BM_BASE_BLANK_H

#include <stdbool.h>

/** True for NULL, and for a text of spaces, tabs and ends of lines alone. Pure; thread-safe. */
static inline bool bm_is_blank(const char *text)
{
    /* Mostly the first byte tells: strspn() would take longer to begin. */
    while (text && (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\n'))
        text++;
    return !text || *text == '\0';
}

#endif
