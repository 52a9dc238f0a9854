#include <math.h>
#include <stdlib.h>

#include "render/ground/parts.h"

#define OPACITY_DEFAULT 0.6
/** A larger page has the raster at a lower resolution. */
#define PIXELS_MAX 40000000.0

/* The picture covers the map: its pixels are those of the page, or larger ones. */
typedef struct placing {
    const bm_frame *frame;
    double px; /* of the page to one of the picture */
} placing;

static void locate(void *context, const bm_px *points, bm_lonlat *positions, size_t count)
{
    const placing *in = context;
    for (size_t i = 0; i < count; i++)
        positions[i] =
            bm_frame_to_lonlat(in->frame, (bm_px){in->frame->map.x0 + points[i].x * in->px,
                                                  in->frame->map.y0 + points[i].y * in->px});
}

bm_status bm_base_load_raster(bm_base *base, bm_raster *raster, bm_error *error)
{
    bm_px_box map = base->frame.map;
    double width = map.x1 - map.x0, height = map.y1 - map.y0;
    placing in = {&base->frame, fmax(1, sqrt(width * height / PIXELS_MAX))};
    if (!raster || base->backdrop.pixels || !(width > 0 && height > 0))
        return BM_OK;
    int columns = (int)ceil(width / in.px), rows = (int)ceil(height / in.px);
    base->backdrop = (bm_canvas_image_data){
        .pixels = calloc((size_t)columns * (size_t)rows, sizeof(uint32_t)),
        .width = columns,
        .height = rows,
        .box = {map.x0, map.y0, map.x0 + columns * in.px, map.y0 + rows * in.px},
        .opacity =
            base->options.raster_opacity > 0 ? base->options.raster_opacity : OPACITY_DEFAULT,
        .multiplies = bm_raster_is_grey(raster)};
    if (!base->backdrop.pixels)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_status status =
        bm_raster_sample(raster, columns, rows, locate, &in, base->backdrop.pixels, error);
    bool is_empty = true;
    for (size_t i = 0; i < (size_t)columns * (size_t)rows && is_empty; i++)
        is_empty = base->backdrop.pixels[i] == 0;
    if (is_empty) {
        free(base->backdrop.pixels);
        base->backdrop.pixels = NULL;
    }
    return status;
}

void bm_ground_draw_backdrop(const bm_base *base, bm_canvas *canvas)
{
    if (!base->backdrop.pixels)
        return;
    bm_canvas_begin_group(canvas, "backdrop", NULL);
    bm_canvas_image(canvas, &base->backdrop);
    bm_canvas_end_group(canvas);
}
