/** @file png.h
 *  A picture in memory as a PNG (ISO/IEC 15948).
 */
#ifndef BM_EVENTS_EXPORT_PNG_H
#define BM_EVENTS_EXPORT_PNG_H

#include "base/strbuf.h"
#include "events/zip/module.h"

#include <stdint.h>

enum { BM_PNG_CHANNELS = 4 };

/** Append a picture.
 *  @param rgba  rows from the top, of bytes of red, green, blue and opacity, one after the other
 *  @param width, height  in pixels, from 1 to 8192
 *  @return false when memory is short */
BM_NODISCARD bool bm_png_put(const unsigned char *rgba, uint32_t width, uint32_t height,
                             const bm_zip_module *zip, bm_strbuf *out);

#endif
