/** @file markup.h
 *  Plain text in a place that is read as HTML: the descriptions of KML.
 */
#ifndef BM_EVENTS_MARKUP_H
#define BM_EVENTS_MARKUP_H

#include "base/strbuf.h"

/** Append a text so that HTML shows it as it is. One that HTML would take for nothing else, such as
 *  "a < b & c", stays the same. */
void bm_markup_put_escaped(const char *text, bm_strbuf *out);
/** The other way: append a text without the character references of HTML. One with elements of HTML
 *  stays as it is. */
void bm_markup_put_plain(const char *text, bm_strbuf *out);

#endif
