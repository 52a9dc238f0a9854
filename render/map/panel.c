/* One of the small maps of a sheet. */
#include <math.h>
#include <stdlib.h>

#include "render/canvas/private.h"
#include "render/map/private.h"

/** Lines and symbols are made for a page of 800 × 600 pt. On small ones they follow the root of the
 * side, down to a limit. */
#define USUAL_SIDE_PT 692.0
#define SCALE_MIN 0.5
/** No type is smaller. */
#define TYPE_MIN_PT 6.0
#define TYPE_MIN_PX 11.0
/** A halo that does its work. */
#define HALO_MIN_PT 0.75

static void scale_lines(bm_style *style, double scale)
{
    bm_line_style *lines[] = {
        &style->country_line,  &style->coast_line,    &style->oblast_line,   &style->border_line,
        &style->border_casing, &style->zone_line,     &style->lake_line,     &style->rivers[0],
        &style->rivers[1],     &style->rivers[2],     &style->disputed_line, &style->raion_line,
        &style->roads[0],      &style->roads[1],      &style->roads[2],      &style->road_casing,
        &style->railway_line,  &style->railway_ticks, &style->graticule_line};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        lines[i]->width_pt *= scale;
        for (int k = 0; k < 4; k++)
            lines[i]->dash_pt[k] *= scale;
    }
}

static void scale_type(bm_text_style *type, double scale, double least_pt)
{
    double size = fmax(type->size_pt * scale, least_pt);
    type->spacing_pt *= size / type->size_pt;
    if (type->halo_pt > 0)
        type->halo_pt = fmax(type->halo_pt * size / type->size_pt, HALO_MIN_PT);
    type->size_pt = size;
}

/* The style of a map so small; NULL when memory is short. */
static bm_style *make_style(const bm_style *usual, int width_px, int height_px, double dpi)
{
    bm_style *style = malloc(sizeof *style);
    if (!style)
        return NULL;
    *style = *usual;
    double side_pt = sqrt((double)width_px * height_px) * 72 / dpi;
    double scale = fmin(fmax(sqrt(side_pt / USUAL_SIDE_PT), SCALE_MIN), 1);
    double least_pt = fmax(TYPE_MIN_PT, TYPE_MIN_PX * 72 / dpi);
    scale_lines(style, scale);
    style->symbol_size_pt *= scale;
    style->symbol_outline_pt *= scale;
    // Names of countries are scaled by the map's size where they are placed.
    scale_type(&style->country_label, sqrt(scale), least_pt);
    for (int grade = 0; grade < 4; grade++)
        scale_type(&style->town_labels[grade], scale, least_pt);
    style->dot_scale = sqrt(scale);
    // There is no room for a number that can be read.
    style->hides_counts = true;
    return style;
}

bm_status bm_map_new_panel(const bm_map *whole, int width_px, int height_px, bm_map **panel,
                           bm_error *error)
{
    bm_map_options options = whole->recipe.options;
    *panel = NULL;
    bm_style *style = make_style(whole->style, width_px, height_px, whole->dpi);
    if (!style)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    options.width_px = width_px;
    options.height_px = height_px;
    options.width_mm = options.height_mm = 0;
    options.paint_ahead = false;
    options.is_series = true;
    options.symbols.of_several = true;
    options.ground.graticule_deg = 0;
    options.furniture.no_title = true;
    options.furniture.disclaimer = "";
    options.furniture.legend = options.furniture.scale_bar = options.furniture.inset = BM_SPOT_NONE;
    options.furniture.panel = BM_SPOT_NONE;
    options.furniture.north = BM_NORTH_NONE;
    options.fonts = bm_fonts_of(whole->measure);
    return bm_map_make(&whole->basemap, whole->recipe.events, whole->recipe.points, style, &options,
                       style, panel, error);
}
