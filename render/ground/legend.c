#include "render/ground/parts.h"

static void paint_disputed(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                           const void *context)
{
    (void)context;
    double inset = (room.y1 - room.y0) / 8;
    room.y0 += inset;
    room.y1 -= inset;
    bm_line_style hatch = {.color = style->disputed_hatch, .width_pt = style->disputed_hatch_pt};
    bm_canvas_add_box(canvas, room);
    bm_ground_hatch(canvas, room, &hatch);
    bm_canvas_add_box(canvas, room);
    bm_canvas_stroke(canvas, &style->disputed_line);
}

static void paint_urban(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                        const void *context)
{
    (void)context;
    bm_canvas_add_box(canvas, room);
    bm_canvas_fill(canvas, style->urban);
}

static void paint_raions(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                         const void *context)
{
    (void)context;
    bm_legend_paint_line(canvas, &style->raion_line, room);
}

static void paint_road(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                       const void *context)
{
    (void)context;
    bm_line_style casing = style->road_casing;
    casing.width_pt = style->roads[0].width_pt + 2 * casing.width_pt;
    bm_legend_paint_line(canvas, &casing, room);
    bm_legend_paint_line(canvas, &style->roads[0], room);
}

static void paint_railway(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                          const void *context)
{
    (void)context;
    bm_legend_paint_line(canvas, &style->railway_line, room);
    bm_legend_paint_line(canvas, &style->railway_ticks, room);
}

static void paint_no_data(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                          const void *context)
{
    (void)context;
    bm_line_style line = {.color = style->ink, .width_pt = 0.3};
    bm_canvas_add_box(canvas, room);
    bm_canvas_fill_stroke(canvas, style->no_data, &line);
}

void bm_base_add_legend(const bm_base *base, bm_legend *legend)
{
    if (base->first[BM_GROUND_DISPUTED])
        bm_legend_add(legend, BM_LEGEND_LINES, "Disputed area", paint_disputed, NULL);
    if (base->first[BM_GROUND_RAIONS])
        bm_legend_add(legend, BM_LEGEND_GROUND, "Boundary of districts", paint_raions, NULL);
    if (base->first[BM_GROUND_URBAN])
        bm_legend_add(legend, BM_LEGEND_GROUND, "Built-up area", paint_urban, NULL);
    if (base->first[BM_GROUND_ROADS_1] || base->first[BM_GROUND_ROADS_2] ||
        base->first[BM_GROUND_ROADS_3])
        bm_legend_add(legend, BM_LEGEND_GROUND, "Road", paint_road, NULL);
    if (base->first[BM_GROUND_RAILWAYS])
        bm_legend_add(legend, BM_LEGEND_GROUND, "Railway", paint_railway, NULL);
    if (base->is_partly_known)
        bm_legend_add(legend, BM_LEGEND_GROUND, "No map data", paint_no_data, NULL);
}
