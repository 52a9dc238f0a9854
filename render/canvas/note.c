#include <stdlib.h>

#include "render/canvas/batch.h"
#include "render/canvas/private.h"

/* Where cairo paints now; false when that is not a box of whole pixels of the page. */
static bool find_clip(bm_canvas *canvas, bm_pixel_box *pixels)
{
    cairo_rectangle_list_t *list = cairo_copy_clip_rectangle_list(canvas->cairo);
    bool found = list->status == CAIRO_STATUS_SUCCESS && list->num_rectangles == 1;
    if (found) {
        cairo_rectangle_t at = list->rectangles[0];
        *pixels =
            (bm_pixel_box){(int)at.x, (int)at.y, (int)(at.x + at.width), (int)(at.y + at.height)};
        found = pixels->x0 == at.x && pixels->y0 == at.y && pixels->x1 == at.x + at.width &&
                pixels->y1 == at.y + at.height;
    }
    cairo_rectangle_list_destroy(list);
    return found;
}

void bm_canvas_begin_batch(bm_canvas *canvas)
{
    bm_pixel_box box;
    if (canvas->format != BM_MAP_PNG || canvas->batch || !find_clip(canvas, &box))
        return;
    canvas->batch = calloc(1, sizeof *canvas->batch);
    if (canvas->batch && bm_batch_begin(canvas->batch, box))
        return;
    bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    free(canvas->batch);
    canvas->batch = NULL;
}

void bm_canvas_flush_batch(bm_canvas *canvas)
{
    if (canvas->batch)
        bm_batch_paint(canvas->batch, canvas->surface);
}

void bm_canvas_end_batch(bm_canvas *canvas)
{
    if (!canvas->batch)
        return;
    bm_batch_paint(canvas->batch, canvas->surface);
    if (canvas->batch->failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    bm_batch_finish(canvas->batch);
    free(canvas->batch);
    canvas->batch = NULL;
}

void bm_canvas_note(bm_canvas *canvas, const bm_color *fill, const bm_line_style *line)
{
    double dashes[4];
    if (fill)
        bm_batch_add_area(canvas->batch, canvas->cairo, *fill);
    if (line)
        bm_batch_add_lines(canvas->batch, canvas->cairo, bm_canvas_line_width_px(canvas, line),
                           dashes, bm_canvas_dashes(canvas, line, dashes), line->color);
}
