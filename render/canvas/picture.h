/** @file picture.h
 *  Pictures from files on a canvas: painted in PNG and PDF, embedded in SVG, each file once.
 */
#ifndef BM_RENDER_CANVAS_PICTURE_H
#define BM_RENDER_CANVAS_PICTURE_H

#include "render/canvas/canvas.h"

typedef struct bm_picture {
    const char *key;        /**< equal for equal bytes */
    const char *media_type; /**< of `bytes`: "image/svg+xml", "image/png" */
    const char *bytes;      /**< the file */
    size_t size;
    /** Paint it into the box; false when that failed. */
    bool (*paint)(cairo_t *cairo, bm_px_box box, const void *context);
    const void *context;
} bm_picture;

/** Draw a picture so that it fills `box`, whose proportions are those of the picture. */
void bm_canvas_picture(bm_canvas *canvas, const bm_picture *picture, bm_px_box box);

#endif
