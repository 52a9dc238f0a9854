/** @file image.h
 *  Pixels on a canvas: a raster under the map.
 */
#ifndef BM_RENDER_CANVAS_IMAGE_H
#define BM_RENDER_CANVAS_IMAGE_H

#include <stdint.h>

#include "render/canvas/canvas.h"

typedef struct bm_canvas_image_data {
    uint32_t *pixels; /**< 0xAARRGGBB, premultiplied; `width` × `height`, rows from the top */
    int width;
    int height;
    bm_px_box box; /**< on the page */
    double opacity;
    bool multiplies; /**< darkens what is there, as a shade does, in place of covering it */
} bm_canvas_image_data;

/** Paint it. In SVG it is an <image> with a PNG in it. The pixels are borrowed for the canvas's
 * life. */
void bm_canvas_image(bm_canvas *canvas, const bm_canvas_image_data *image);

/** Put an image with transparency (ARGB32) on a PNG, its upper left corner at a pixel, and take it
 * over. */
void bm_canvas_put_image(bm_canvas *canvas, cairo_surface_t *image, int x, int y);
/** The same with one colour, as far as an image of coverages (A8) has it. */
void bm_canvas_put_mask(bm_canvas *canvas, cairo_surface_t *mask, int x, int y, bm_color color);

#endif
