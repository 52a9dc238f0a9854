/** @file png_file.h
 *  A cairo image as a PNG file.
 */
#ifndef BM_RENDER_PNG_FILE_H
#define BM_RENDER_PNG_FILE_H

#include "render/canvas/canvas.h"

/** Write an opaque (RGB24) image with its resolution and what `info` says. The same bytes whatever
 *  the number of processors. */
bm_status bm_png_write(cairo_surface_t *surface, double dpi, const bm_canvas_info *info,
                       bm_compression compression, bm_sink *sink, bm_error *error);

#endif
