/** @file png_file.h
 *  A cairo image as a PNG file.
 */
#ifndef BM_RENDER_PNG_FILE_H
#define BM_RENDER_PNG_FILE_H

#include "render/canvas/canvas.h"

/** Paints what is still to come on the rows [`top`, `bottom`); calls for different rows run at the
 * same time. */
typedef void (*bm_row_painter)(void *context, int top, int bottom);

/** Write an opaque (RGB24) image with its resolution and what `info` says. The same bytes whatever
 *  the number of processors.
 *  @param paint  called once for each row before it is read; NULL when the image is there */
bm_status bm_png_write(cairo_surface_t *surface, double dpi, const bm_canvas_info *info,
                       bm_compression compression, bm_row_painter paint, void *context,
                       bm_sink *sink, bm_error *error);

#endif
