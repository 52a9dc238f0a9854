/* The hatching of areas: thin and light, so that names on it stay easy to read. */
#include <math.h>

#include "render/marks/private.h"

#define HATCH_PT 0.8
#define HATCH_ALPHA 0.22
#define HATCH_PITCH_PT 4.4

static bm_line_style line_of(const bm_style *style)
{
    bm_line_style line = {.color = style->event_label.color, .width_pt = HATCH_PT};
    line.color.alpha = HATCH_ALPHA;
    return line;
}

void bm_area_hatch(bm_canvas *canvas, const bm_style *style, bm_px_box box)
{
    bm_line_style line = line_of(style);
    double pitch = bm_canvas_px(canvas, HATCH_PITCH_PT), height = box.y1 - box.y0;
    /* All areas have their lines in one grid, so that those of neighbours meet. */
    double first = ceil((box.x0 - box.y1) / pitch) * pitch;
    for (double at = first; at + box.y0 < box.x1 && height > 0; at += pitch) {
        const bm_px ends[] = {{at + box.y0, box.y0}, {at + box.y1, box.y1}};
        bm_canvas_add_points(canvas, ends, 2, false);
    }
    bm_canvas_stroke(canvas, &line);
}

/* Clip the path to what of the country is within the box, and in no lake. */
static void begin_land(bm_canvas *canvas, const bm_base *base, const char *country, bm_px_box box)
{
    bm_canvas_begin_clip_path(canvas);
    if (!bm_base_add_country(base, country, box, canvas))
        bm_canvas_add_box(canvas, box);
    bm_canvas_begin_clip_path(canvas);
    bm_canvas_add_box(canvas, box);
    bm_base_add_lakes(base, box, canvas);
    bm_canvas_begin_clip_path(canvas);
}

void bm_area_hatch_land(bm_canvas *canvas, const bm_style *style, const bm_base *base,
                        const char *country, bm_px_box box, bm_px_box map)
{
    bm_px_box seen = {fmax(box.x0, map.x0), fmax(box.y0, map.y0), fmin(box.x1, map.x1),
                      fmin(box.y1, map.y1)};
    if (!(seen.x1 > seen.x0 && seen.y1 > seen.y0)) {
        cairo_new_path(bm_canvas_cairo(canvas));
        return;
    }
    /* On pixels only what is near counts. */
    if (bm_canvas_format(canvas) == BM_MAP_PNG) {
        begin_land(canvas, base, country, seen);
        bm_area_hatch(canvas, style, box);
        for (int i = 0; i < 3; i++)
            bm_canvas_end_clip(canvas);
        return;
    }
    bm_canvas_begin_clip_path(canvas);
    bool clipped = bm_base_begin_country(base, country, canvas);
    bm_base_begin_dry(base, canvas);
    bm_area_hatch(canvas, style, box);
    bm_canvas_end_clip(canvas);
    if (clipped)
        bm_canvas_end_clip(canvas);
    bm_canvas_end_clip(canvas);
}
