/** @file logo.h
 *  A picture of the publisher's, right of the title: a PNG or SVG file.
 */
#ifndef BM_RENDER_FURNITURE_LOGO_H
#define BM_RENDER_FURNITURE_LOGO_H

#include "render/canvas/canvas.h"

/** Largest file, and most pixels along a side of a PNG; checked before anything is decoded. */
#define BM_LOGO_BYTES_MAX ((size_t)8 << 20)
#define BM_LOGO_SIDE_MAX 4096

typedef struct bm_logo bm_logo;

/** Read a file; `.svg` goes by librsvg, where that is installed.
 *  @return ::BM_ERROR_IO, ::BM_ERROR_FORMAT, ::BM_ERROR_LIMIT, ::BM_ERROR_UNSUPPORTED */
bm_status bm_logo_open(const char *path, bm_logo **logo, bm_error *error);
void bm_logo_free(bm_logo *logo);
/** Width to height. */
double bm_logo_aspect(const bm_logo *logo);
void bm_logo_draw(const bm_logo *logo, bm_canvas *canvas, bm_px_box box);

#endif
