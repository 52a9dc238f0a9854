/** @file relative.h
 *  One file as seen from another.
 */
#ifndef BM_EVENTS_EXPORT_RELATIVE_H
#define BM_EVENTS_EXPORT_RELATIVE_H

#include "base/strbuf.h"

/** Append the way from the folder of the file `from` to the file `to` as a URL: with slashes, what
 *  is not plain in percent signs. Both as the user wrote them; a path that is absolute where the
 *  other is not stays as it is. */
void bm_relative_path_put(const char *from, const char *to, bm_strbuf *out);

#endif
