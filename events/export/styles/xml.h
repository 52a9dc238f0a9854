/** @file xml.h
 *  Pieces of XML put together as text.
 */
#ifndef BM_EVENTS_EXPORT_XML_H
#define BM_EVENTS_EXPORT_XML_H

#include "base/strbuf.h"

/** Append text with what XML has marks for escaped, in an attribute as well; what it has no place
 *  for becomes U+FFFD. */
void bm_xml_put_text(bm_strbuf *out, const char *text);

#endif
