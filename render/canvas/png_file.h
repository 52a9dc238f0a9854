/** @file png_file.h
 *  A cairo image as a PNG file.
 */
#ifndef BM_RENDER_PNG_FILE_H
#define BM_RENDER_PNG_FILE_H

#include "render/canvas/canvas.h"
#include "render/canvas/stripe_memo.h"

/** Paints what is still to come on the rows [`top`, `bottom`); calls for different rows run at the
 * same time. */
typedef void (*bm_row_painter)(void *context, const bm_pixel_rows *on, int top, int bottom);
/** Tells what that would be; false when it cannot. */
typedef bool (*bm_row_printer)(void *context, int top, int bottom, bm_fingerprint *print);

/** What comes over the pixels that there are. */
typedef struct bm_png_paint {
    bm_row_painter paint; /**< called at most once for each row before it is read */
    void *context;
    /** NULL to paint on the surface. Else it is left as it is, all is painted on copies of its
     * rows, and no stripe that is in the memo: for one thread. */
    bm_stripe_memo *memo;
    bm_row_printer print; /**< with a memo */
} bm_png_paint;

/** Write an opaque (RGB24) image with its resolution and what `info` says. The same bytes whatever
 *  the number of processors, and whatever is in the memo.
 *  @param paint  NULL when the image is there */
bm_status bm_png_write(cairo_surface_t *surface, double dpi, const bm_canvas_info *info,
                       bm_compression compression, const bm_png_paint *paint, bm_sink *sink,
                       bm_error *error);

/** Stripes of an image of this size, of which a memo is to be. */
size_t bm_png_count_stripes(int width, int height, bm_compression compression);

#endif
