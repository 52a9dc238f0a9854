#include <math.h>

#include "render/ground/parts.h"

#define SCALE_METRES_PER_PT 706

static void add_group(const bm_base *base, bm_ground_group which, bool closed, bm_canvas *canvas)
{
    for (const bm_ground_shape *at = base->first[which]; at; at = at->next)
        for (const bm_ground_path *part = at->first; part; part = part->next)
            bm_canvas_add_points(canvas, part->points, part->count, closed);
}

void bm_ground_add_land(const bm_base *base, bm_canvas *canvas)
{
    add_group(base, BM_GROUND_LAND, true, canvas);
    add_group(base, BM_GROUND_FOCUS_A, true, canvas);
    add_group(base, BM_GROUND_FOCUS_B, true, canvas);
}

/* Areas one by one: where two overlap the rule of filling would leave a hole. */
static void fill_group(const bm_base *base, bm_ground_group which, bm_color fill,
                       const bm_line_style *line, bm_canvas *canvas)
{
    for (const bm_ground_shape *at = base->first[which]; at; at = at->next) {
        for (const bm_ground_path *part = at->first; part; part = part->next)
            bm_canvas_add_points(canvas, part->points, part->count, true);
        if (line)
            bm_canvas_fill_stroke(canvas, fill, line);
        else
            bm_canvas_fill(canvas, fill);
    }
}

static void stroke_group(const bm_base *base, bm_ground_group which, const bm_line_style *line,
                         bm_canvas *canvas)
{
    if (line->width_pt <= 0)
        return;
    for (const bm_ground_shape *at = base->first[which]; at; at = at->next) {
        for (const bm_ground_path *part = at->first; part; part = part->next)
            bm_canvas_add_points(canvas, part->points, part->count, false);
        bm_canvas_stroke(canvas, line);
    }
}

static void draw_countries(const bm_base *base, const bm_style *style, bm_canvas *canvas)
{
    bm_canvas_begin_group(canvas, "countries", NULL);
    bm_canvas_add_box(canvas, base->frame.map);
    bm_canvas_fill(canvas, base->is_partly_known ? style->no_data : style->background);
    if (base->known) {
        bm_canvas_add_points(canvas, base->known->points, base->known->count, true);
        bm_canvas_fill(canvas, style->background);
    }
    /* The border's two come last: where outlines overlap, theirs count. */
    fill_group(base, BM_GROUND_LAND, style->land, NULL, canvas);
    fill_group(base, BM_GROUND_FOCUS_A, style->focus[0], NULL, canvas);
    fill_group(base, BM_GROUND_FOCUS_B, style->focus[1], NULL, canvas);
    bm_canvas_end_group(canvas);
}

/* A layer that is not always there has its group only when it is. */
static void begin_layer(const bm_base *base, bm_ground_group which, const char *id,
                        bm_canvas *canvas)
{
    if (base->first[which])
        bm_canvas_begin_group(canvas, id, NULL);
}

static void end_layer(const bm_base *base, bm_ground_group which, bm_canvas *canvas)
{
    if (base->first[which])
        bm_canvas_end_group(canvas);
}

static void draw_areas(const bm_base *base, const bm_style *style, bm_canvas *canvas)
{
    begin_layer(base, BM_GROUND_URBAN, "urban", canvas);
    fill_group(base, BM_GROUND_URBAN, style->urban, NULL, canvas);
    end_layer(base, BM_GROUND_URBAN, canvas);
    begin_layer(base, BM_GROUND_RAIONS, "raions", canvas);
    stroke_group(base, BM_GROUND_RAIONS, &style->raion_line, canvas);
    end_layer(base, BM_GROUND_RAIONS, canvas);
    bm_canvas_begin_group(canvas, "oblasts", NULL);
    stroke_group(base, BM_GROUND_OBLASTS, &style->oblast_line, canvas);
    bm_canvas_end_group(canvas);
}

/* Rivers and roads are finer on maps of a small scale, and heavier on those of a large one: the
 * styles' widths are for 1 : 2,000,000. */
static bm_line_style at_scale(const bm_base *base, const bm_line_style *line)
{
    double metres_per_pt = bm_frame_px(&base->frame, 1) / base->frame.px_per_m;
    bm_line_style made = *line;
    made.width_pt *= fmin(fmax(pow(SCALE_METRES_PER_PT / metres_per_pt, 0.3), 0.65), 1.6);
    return made;
}

static void draw_water(const bm_base *base, const bm_style *style, bm_canvas *canvas)
{
    bm_canvas_begin_group(canvas, "rivers", NULL);
    for (int rank = 2; rank >= 0; rank--) {
        bm_line_style line = at_scale(base, &style->rivers[rank]);
        stroke_group(base, (bm_ground_group)(BM_GROUND_RIVERS_1 + rank), &line, canvas);
    }
    bm_canvas_end_group(canvas);
    bm_canvas_begin_group(canvas, "lakes", NULL);
    fill_group(base, BM_GROUND_LAKES, style->water, &style->lake_line, canvas);
    bm_canvas_end_group(canvas);
}

static bool has_roads(const bm_base *base)
{
    return base->first[BM_GROUND_ROADS_1] || base->first[BM_GROUND_ROADS_2] ||
           base->first[BM_GROUND_ROADS_3];
}

/* Casings first, so that roads join without a line between them. */
static void draw_roads(const bm_base *base, const bm_style *style, bm_canvas *canvas)
{
    bm_canvas_begin_group(canvas, "roads", NULL);
    for (int rank = 2; rank >= 0 && style->road_casing.width_pt > 0; rank--) {
        bm_line_style casing = at_scale(base, &style->roads[rank]);
        casing.width_pt += 2 * style->road_casing.width_pt;
        casing.color = style->road_casing.color;
        stroke_group(base, (bm_ground_group)(BM_GROUND_ROADS_1 + rank), &casing, canvas);
    }
    for (int rank = 2; rank >= 0; rank--) {
        bm_line_style line = at_scale(base, &style->roads[rank]);
        stroke_group(base, (bm_ground_group)(BM_GROUND_ROADS_1 + rank), &line, canvas);
    }
    bm_canvas_end_group(canvas);
}

static void draw_ways(const bm_base *base, const bm_style *style, bm_canvas *canvas)
{
    if (has_roads(base))
        draw_roads(base, style, canvas);
    begin_layer(base, BM_GROUND_RAILWAYS, "railways", canvas);
    stroke_group(base, BM_GROUND_RAILWAYS, &style->railway_line, canvas);
    stroke_group(base, BM_GROUND_RAILWAYS, &style->railway_ticks, canvas);
    end_layer(base, BM_GROUND_RAILWAYS, canvas);
}

void bm_base_draw_border(const bm_base *base, const bm_style *style, bm_canvas *canvas)
{
    bm_canvas_begin_group(canvas, "border", NULL);
    stroke_group(base, BM_GROUND_BORDER, &style->border_casing, canvas);
    stroke_group(base, BM_GROUND_BORDER, &style->border_line, canvas);
    bm_canvas_end_group(canvas);
}

void bm_base_draw(const bm_base *base, const bm_style *style, bm_canvas *canvas)
{
    draw_countries(base, style, canvas);
    bm_ground_draw_backdrop(base, canvas);
    if (base->known) {
        bm_canvas_add_points(canvas, base->known->points, base->known->count, true);
        bm_canvas_begin_clip_path(canvas);
    }
    /* One path for all: where outlines meet, nothing is painted twice. Below the lakes, whose
     * shores some outlines follow. */
    bm_canvas_begin_group(canvas, "country_lines", NULL);
    add_group(base, BM_GROUND_COAST, false, canvas);
    bm_canvas_stroke(canvas, &style->coast_line);
    add_group(base, BM_GROUND_COUNTRY_LINES, false, canvas);
    bm_canvas_stroke(canvas, &style->country_line);
    bm_canvas_end_group(canvas);
    draw_areas(base, style, canvas);
    draw_water(base, style, canvas);
    draw_ways(base, style, canvas);
    bm_ground_draw_disputed(base, style, canvas);
    bm_base_draw_border(base, style, canvas);
    if (base->known)
        bm_canvas_end_clip(canvas);
    bm_ground_draw_graticule(base, style, canvas);
}
