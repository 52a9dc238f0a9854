#include <bordermap/map.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "render/labels/sides.h"
#include "render/map/private.h"
#include "render/map/text.h"

static void take_furniture(bm_map *map, const bm_furniture_options *options)
{
    map->content.legend = options->legend;
    map->content.scale_bar = options->scale_bar;
    map->content.inset = options->inset;
    map->content.panel = options->panel;
    map->content.north = options->north;
    map->content.type_scale = options->type_scale;
}

static bm_status take_page(bm_map *map, const bm_map_options *options, bm_error *error)
{
    bm_page page = {
        .width_px = options->width_px, .height_px = options->height_px, .dpi = options->dpi};
    bm_status status = bm_page_resolve(&page, error);
    map->width_px = page.width_px;
    map->height_px = page.height_px;
    map->dpi = page.dpi;
    map->width_mm = options->width_mm;
    map->height_mm = options->height_mm;
    return status;
}

/* Copy what the caller's options say; false when memory is short. */
static bool take_options(bm_map *map, const bm_map_options *options)
{
    map->file = options->file;
    if (options->file.author)
        map->file.author = bm_map_keep(map, options->file.author);
    map->symbols = options->symbols;
    map->ground_options = options->ground;
    bm_interval span;
    map->made_at_s = options->made_at_s;
    map->compression = options->compression;
    map->paints_ahead = options->paint_ahead;
    map->is_series = options->is_series;
    if (!map->made_at_s && bm_map_span(map, &span))
        map->made_at_s = span.end_s;
    for (int side = 0; side < 2; side++)
        map->content.country_names[side] = bm_map_country_name(
            map->basemap.countries, bm_border_country(map->basemap.border, side));
    bm_strbuf title = {0};
    if (options->furniture.title)
        bm_strbuf_append(&title, options->furniture.title);
    else
        bm_strbuf_printf(&title, "Incidents at the %s–%s border", map->content.country_names[0],
                         map->content.country_names[1]);
    map->title = bm_map_keep(map, bm_strbuf_text(&title));
    map->title_length_max = bm_utf8_count(bm_strbuf_text(&title));
    bool fine = !title.failed && map->title;
    bm_strbuf_finish(&title);
    map->no_title = options->furniture.no_title;
    map->has_default_title = !options->furniture.title;
    map->subject = "";
    if (options->place)
        map->place = bm_map_keep(map, options->place);
    if (options->furniture.subtitle)
        map->subtitle = bm_map_keep(map, options->furniture.subtitle);
    map->content.subtitle = map->subtitle;
    map->content.has_own_subtitle = map->subtitle != NULL;
    map->content.title = options->furniture.no_title ? "" : map->title;
    map->content.disclaimer = bm_map_keep(
        map, options->furniture.disclaimer ? options->furniture.disclaimer : BM_MAP_DISCLAIMER);
    take_furniture(map, &options->furniture);
    map->content.hides_counts = map->is_panel;
    map->label_options = options->labels;
    // A panel that is asked for lists all places; without one, numbers would have no key.
    if (map->content.panel == BM_SPOT_NONE)
        map->label_options.callouts = BM_CALLOUTS_NONE;
    else if (map->content.panel != BM_SPOT_AUTO)
        map->label_options.callouts = BM_CALLOUTS_ALL;
    if (options->labels.languages)
        map->label_options.languages = bm_map_keep(map, options->labels.languages);
    fine = fine && (map->label_options.languages || !options->labels.languages);
    fine = fine && (map->place || !options->place);
    return fine && (map->file.author || !options->file.author) && map->content.disclaimer &&
           (map->subtitle || !options->furniture.subtitle);
}

/* The page has room for the longest name of a window. */
static bm_status settle(bm_map *map, const bm_map_options *options, bm_error *error)
{
    map->period = options->period;
    bm_status status = bm_map_settle(map, options, error);
    map->period = NULL;
    return status;
}

/* What a panel of the map will be made with; false when memory is short. */
static bool keep_recipe(bm_map *map, const bm_map_options *options, const bm_events *events,
                        const bm_event_points *points)
{
    bm_map_options *kept = &map->recipe.options;
    map->recipe.events = events;
    map->recipe.points = points;
    *kept = *options;
    const char **texts[] = {
        &kept->place,           &kept->projection,          &kept->labels.languages,
        &kept->furniture.title, &kept->furniture.data_note, &kept->file.author};
    bool fine = true;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (*texts[i])
            *texts[i] = bm_map_keep(map, *texts[i]);
        else
            continue;
        fine = fine && *texts[i];
    }
    kept->furniture.subtitle = kept->furniture.disclaimer = kept->furniture.logo = NULL;
    kept->period = NULL;
    kept->fonts = NULL;
    return fine;
}

bm_status bm_map_make(const bm_basemap *basemap, const bm_events *events,
                      const bm_event_points *points, const bm_style *style,
                      const bm_map_options *options, bm_style *own_style, bm_map **map,
                      bm_error *error)
{
    static const bm_map_options defaults = {0};
    if (!options)
        options = &defaults;
    *map = NULL;
    bm_status checked = bm_map_check_languages(options->labels.languages, error);
    if (!checked && (!basemap->border || !basemap->countries))
        checked = bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                               "a map needs the countries and the border");
    bm_map *made = checked ? NULL : calloc(1, sizeof *made);
    if (!made) {
        free(own_style);
        return checked ? checked : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    made->basemap = *basemap;
    made->events = events;
    made->own_style = own_style;
    made->is_panel = own_style != NULL;
    made->style = style;
    bm_status status = take_page(made, options, error);
    made->density_options = options->density;
    if (points && options->density.kind == BM_DENSITY_OFF)
        made->density_options.kind = BM_DENSITY_AUTO;
    if (!status && (points || made->density_options.kind > BM_DENSITY_OFF))
        status = bm_map_take_points(made, points, error);
    if (!status && !(take_options(made, options) && keep_recipe(made, options, events, points)))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    /* An SVG canvas has no pixels, and so measures pages of any size. */
    if (!status)
        status = bm_canvas_new(BM_MAP_SVG, made->width_px, made->height_px, made->dpi, NULL,
                               &made->measure, error);
    if (!status)
        bm_canvas_use_fonts(made->measure, options->fonts);
    if (!status)
        status = bm_zones_new(&made->symbols, made->basemap.border, made->content.country_names,
                              &made->zones, error);
    if (!status && options->furniture.logo)
        status = bm_logo_open(options->furniture.logo, &made->logo, error);
    made->content.logo = made->logo;
    made->sources = "";
    if (!status && !options->furniture.no_sources && !options->furniture.no_credit)
        status = bm_map_name_sources(made, error);
    if (!status)
        status = settle(made, options, error);
    if (status)
        bm_map_free(made);
    else
        *map = made;
    return status;
}

bm_status bm_map_new(const bm_basemap *basemap, const bm_events *events, const bm_style *style,
                     const bm_map_options *options, bm_map **map, bm_error *error)
{
    return bm_map_make(basemap, events, NULL, style, options, NULL, map, error);
}

bm_status bm_map_new_of_points(const bm_basemap *basemap, const bm_event_points *points,
                               const bm_style *style, const bm_map_options *options, bm_map **map,
                               bm_error *error)
{
    return bm_map_make(basemap, NULL, points, style, options, NULL, map, error);
}

void bm_map_free(bm_map *map)
{
    if (!map)
        return;
    bm_canvas_free(map->drawn);
    bm_canvas_free(map->kept);
    bm_canvas_free(map->spare);
    bm_canvas_free(map->measure);
    bm_map_drop_base(map);
    bm_zones_free(map->zones);
    bm_labels_free(map->labels);
    bm_labels_free(map->standing);
    bm_label_sides_free(map->sides);
    bm_callouts_free(map->callouts);
    bm_density_free(map->density);
    free(map->seen);
    free(map->cells.items);
    bm_event_points_free(map->own_points);
    bm_inset_free(map->inset);
    bm_logo_free(map->logo);
    bm_marks_free(map->ground);
    bm_projection_free(map->projection);
    bm_strbuf_finish(&map->alt_text);
    bm_arena_finish(&map->arena);
    free(map->own_style);
    free(map);
}
