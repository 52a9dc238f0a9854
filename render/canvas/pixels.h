/** @file pixels.h
 *  The pixels of a page.
 */
#ifndef BM_RENDER_PIXELS_H
#define BM_RENDER_PIXELS_H

#include <cairo.h>

/** An image without transparency (RGB24), all black; like cairo's own in all but where its memory
 *  is from. */
cairo_surface_t *bm_pixels_new(int width, int height);

#endif
