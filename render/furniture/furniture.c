#include "render/furniture/furniture.h"

#include <math.h>

#include "render/furniture/parts.h"

/** Type sizes are made for a page of 800 × 600 pt; on others they follow the root of the side. */
static double type_scale(const bm_canvas *canvas)
{
    double pt = bm_canvas_px(canvas, 1);
    double side = sqrt(bm_canvas_width(canvas) / pt * (bm_canvas_height(canvas) / pt));
    return fmin(fmax(sqrt(side / sqrt(800.0 * 600.0)), 0.75), 1.6);
}

bm_px_box bm_furniture_measure(bm_furniture *furniture, const bm_furniture_content *content,
                               const bm_style *style, bm_canvas *canvas, bool is_compact)
{
    double wanted = content->type_scale > 0 ? fmin(fmax(content->type_scale, 0.5), 3) : 1;
    *furniture = (bm_furniture){.type_scale = type_scale(canvas) * wanted * (is_compact ? 0.8 : 1),
                                .is_compact = is_compact,
                                .legend_columns = 1,
                                .panel_columns = 1,
                                .legend_end = BM_LEGEND_SECTIONS};
    double width = bm_canvas_width(canvas), height = bm_canvas_height(canvas);
    double margin = bm_furniture_margin(furniture, canvas);
    double top = bm_furniture_header(furniture, content, style, canvas, false);
    double bottom = bm_furniture_footer(furniture, content, style, canvas, false);
    // No text is cut; who asked for more than the page holds is told so.
    top = round(top);
    bottom = round(bottom);
    furniture->header = (bm_px_box){0, 0, width, top};
    furniture->footer = (bm_px_box){0, height - bottom, width, height};
    double side = round(margin);
    if (side * 4 > width)
        side = 0;
    return (bm_px_box){side, top, width - side, height - bottom};
}

void bm_furniture_draw(const bm_furniture *furniture, const bm_furniture_job *job,
                       bm_canvas *canvas)
{
    const bm_style *style = job->style;
    bm_canvas_begin_group(canvas, "furniture", NULL);
    bm_furniture_header(furniture, job->content, style, canvas, true);
    if (job->inset)
        bm_inset_draw(job->inset, furniture->inset, style, canvas);
    bm_legend_draw(furniture, job->legend, style, canvas);
    bm_panel_draw(furniture, job->labels, job->marks, style, canvas);
    bm_north_draw(furniture, style, canvas);
    bm_scale_bar_draw(furniture, style, canvas);
    bm_furniture_footer(furniture, job->content, style, canvas, true);
    bm_canvas_end_group(canvas);
}
