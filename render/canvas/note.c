#include <stdlib.h>

#include "render/canvas/batch.h"
#include "render/canvas/private.h"

struct bm_batch *bm_batch_new(int width, int height)
{
    bm_batch *made = calloc(1, sizeof *made);
    if (made && bm_batch_begin(made, (bm_pixel_box){0, 0, width, height}))
        return made;
    free(made);
    return NULL;
}

void bm_canvas_paint_noted(bm_canvas *canvas)
{
    if (!canvas->batch)
        return;
    bm_batch_paint(canvas->batch, cairo_get_target(canvas->cairo));
    if (canvas->batch->failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
}

void bm_canvas_prepare_noted(bm_canvas *canvas)
{
    if (canvas->batch)
        bm_batch_prepare(canvas->batch);
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
