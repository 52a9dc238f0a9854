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

/** Makes an image with transparency: all of its pixels (ARGB32), row by row. */
typedef void (*bm_image_maker)(const void *context, uint32_t *pixels, int width, int height);
/** Put an image on a PNG, its upper left corner at a pixel. It is made later, on any thread, from a
 * copy of `size` bytes of context. */
void bm_canvas_put_image(bm_canvas *canvas, int x, int y, int width, int height,
                         bm_image_maker make, const void *context, size_t size);

#endif
