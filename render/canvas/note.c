#include <stdlib.h>

#include "base/parallel.h"
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

static void free_batch(struct bm_batch *batch)
{
    if (batch)
        bm_batch_finish(batch);
    free(batch);
}

void bm_canvas_drop_below(bm_canvas *canvas)
{
    struct bm_batch *batch = canvas->below.batch;
    if (!batch)
        return;
    bm_batch_end_painting(batch, canvas->below.painting);
    if (batch->failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    free_batch(batch);
    canvas->below.batch = NULL;
    canvas->below.painting = NULL;
}

/* Paint on a PNG what is left of what is below what is noted. */
static void finish_below(bm_canvas *canvas)
{
    bm_painting_finish(canvas->below.painting);
    bm_canvas_drop_below(canvas);
}

void bm_canvas_begin_painting(bm_canvas *canvas)
{
    // With one thread all is painted as it is compressed, while it is in the processor's cache.
    if (!canvas->batch || canvas->batch->clip != 0 || bm_parallel_threads() == 1)
        return;
    finish_below(canvas);
    struct bm_batch *next = bm_batch_new(canvas->width_px, canvas->height_px);
    if (!next)
        return; // All is painted at the end.
    canvas->below.batch = canvas->batch;
    canvas->batch = next;
    canvas->below.painting = bm_batch_begin_painting_ahead(canvas->below.batch, canvas->surface);
}

void bm_canvas_paint_noted(bm_canvas *canvas)
{
    if (!canvas->batch)
        return;
    bm_canvas_take_base(canvas);
    finish_below(canvas);
    bm_batch_paint(canvas->batch, cairo_get_target(canvas->cairo));
    if (canvas->batch->failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
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
