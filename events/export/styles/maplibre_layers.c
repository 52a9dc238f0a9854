/* The layers beside the events: lines with their casing, polygons, and points with their names. */
#include "events/export/styles/maplibre_parts.h"

#include <bordermap/gazetteer.h>

#include <stdio.h>
#include <string.h>

enum { ID_SIZE = 64 };
/* Each part of a polygon has its name, and in each tile: a few of these keep off each other, and
 * farther in there would be many. */
enum { UNIT_NAMES_END = 8, UNIT_PADDING_PX = 8 };

/* A layer of the map data with its look. */
typedef struct shown {
    const bm_output_layer *layer;
    const bm_layer_look *look;
    const bm_maplibre_content *content;
} shown;

/* ["match", ["id"], [of the first of each outline], true, false]: what lies on each other is
 * filled once, or it grows darker with every event. */
static void put_is_first(bm_json *json, const bm_maplibre_content *content)
{
    bm_maplibre_begin_call(json, NULL, "match");
    bm_json_begin_compact_array(json);
    bm_json_string(json, "id");
    bm_json_end_array(json);
    bm_json_begin_compact_array(json);
    for (size_t i = 0; i < content->first_count; i++)
        bm_json_integer(json, content->firsts[i]);
    bm_json_end_array(json);
    bm_json_bool(json, true);
    bm_json_bool(json, false);
    bm_json_end_array(json);
}

static void put_is_of_window(bm_json *json, const char *window)
{
    bm_maplibre_begin_call(json, NULL, "==");
    bm_maplibre_put_get(json, "window");
    bm_json_string(json, window);
    bm_json_end_array(json);
}

static void put_is_no_unit(bm_json *json)
{
    static const bm_place_kind units[] = {BM_PLACE_DISTRICT, BM_PLACE_REGION, BM_PLACE_COUNTRY};
    bm_maplibre_begin_call(json, NULL, "match");
    bm_maplibre_put_get(json, "kind");
    bm_json_begin_compact_array(json);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        bm_json_string(json, bm_place_kind_name(units[i]));
    bm_json_end_array(json);
    bm_json_bool(json, false);
    bm_json_bool(json, true);
    bm_json_end_array(json);
}

static void put_filter(bm_json *json, const shown *of, bool is_fill)
{
    bool has_firsts = is_fill && of->content->firsts;
    if (!of->look->skips_countries && !of->look->skips_units && !of->content->window && !has_firsts)
        return;
    bm_maplibre_begin_call(json, "filter", "all");
    if (of->look->skips_countries)
        bm_maplibre_put_is_drawn(json, NULL);
    if (of->look->skips_units)
        put_is_no_unit(json);
    if (of->content->window)
        put_is_of_window(json, of->content->window);
    if (has_firsts)
        put_is_first(json, of->content);
    bm_json_end_array(json);
}

/* Begin a layer and its layout. */
static void begin(bm_json *json, const shown *of, const char *part, const char *type)
{
    char id[ID_SIZE];
    (void)snprintf(id, sizeof id, "%.40s-%s", of->layer->name, part);
    bm_maplibre_begin_layer(json, id, type, of->layer->name);
    put_filter(json, of, strcmp(type, "fill") == 0);
    bm_maplibre_begin_member(json, "layout");
    if (of->content->is_hidden)
        bm_maplibre_put_text(json, "visibility", "none");
}

static void begin_paint(bm_json *json)
{
    bm_json_end_object(json);
    bm_maplibre_begin_member(json, "paint");
}

static void end(bm_json *json)
{
    bm_json_end_object(json);
    bm_json_end_object(json);
}

static void put_line(bm_json *json, const shown *of, const char *part, const bm_look_line *line)
{
    const double *dash_pt = line == &of->look->line ? of->look->dash_pt : NULL;
    begin(json, of, part, "line");
    bm_maplibre_put_text(json, "line-join", "round");
    begin_paint(json);
    bm_maplibre_put_color(json, "line-color", line->color, line->opacity);
    if (of->layer->shape == BM_OUTPUT_LINE)
        bm_maplibre_put_size(json, "line-width", line->width_pt * BM_MAPLIBRE_PX_PER_PT);
    else
        bm_maplibre_put_number(json, "line-width", line->width_pt * BM_MAPLIBRE_PX_PER_PT);
    if (dash_pt && dash_pt[0] > 0) {
        /* In widths of the line. */
        bm_json_key(json, "line-dasharray");
        bm_json_begin_compact_array(json);
        for (int i = 0; i < 2; i++)
            bm_json_number(json, dash_pt[i] / line->width_pt, 2);
        bm_json_end_array(json);
    }
    end(json);
}

/* ["step", count, none, 1, …] */
static void put_count_color(bm_json *json, const bm_layer_look *look)
{
    bm_maplibre_begin_call(json, "fill-color", "step");
    bm_maplibre_begin_call(json, NULL, "coalesce");
    bm_maplibre_put_get(json, look->counts);
    bm_json_integer(json, 0);
    bm_json_end_array(json);
    bm_json_string(json, "rgba(0,0,0,0)");
    for (size_t i = 0; i < BM_COUNT_CLASSES; i++) {
        bm_json_integer(json, bm_count_classes[i].from);
        bm_json_string(json, bm_count_classes[i].color);
    }
    bm_json_end_array(json);
}

static void put_polygons(bm_json *json, const shown *of)
{
    begin(json, of, "fill", "fill");
    begin_paint(json);
    if (of->look->counts)
        put_count_color(json, of->look);
    else
        bm_maplibre_put_text(json, "fill-color", of->look->fill);
    bm_maplibre_put_number(json, "fill-opacity", of->look->fill_opacity);
    end(json);
    put_line(json, of, "outline", &of->look->line);
}

static void put_points(bm_json *json, const shown *of)
{
    const bm_layer_look *look = of->look;
    begin(json, of, "points", "circle");
    begin_paint(json);
    bm_maplibre_put_size(json, "circle-radius", look->size_pt / 2 * BM_MAPLIBRE_PX_PER_PT);
    bm_maplibre_put_color(json, "circle-color", look->fill, look->fill_opacity);
    bm_maplibre_put_color(json, "circle-stroke-color", look->line.color, look->line.opacity);
    bm_maplibre_put_number(json, "circle-stroke-width",
                           look->line.width_pt * BM_MAPLIBRE_PX_PER_PT);
    end(json);
}

static void put_names(bm_json *json, const shown *of)
{
    begin(json, of, "names", "symbol");
    bm_maplibre_begin_call(json, "text-field", "coalesce");
    bm_maplibre_put_get(json, of->look->label);
    bm_json_string(json, "");
    bm_json_end_array(json);
    bm_maplibre_put_font(json, &of->look->text);
    bm_maplibre_put_number(json, "text-size", of->look->text.size_pt * BM_MAPLIBRE_PX_PER_PT);
    bool is_unit = of->layer->shape == BM_OUTPUT_POLYGON;
    if (is_unit) {
        bm_maplibre_put_number(json, "text-padding", UNIT_PADDING_PX);
    } else {
        static const char *const anchors[] = {"left", "right", "bottom", "top"};
        bm_json_key(json, "text-variable-anchor");
        bm_json_begin_compact_array(json);
        for (size_t i = 0; i < sizeof anchors / sizeof *anchors; i++)
            bm_json_string(json, anchors[i]);
        bm_json_end_array(json);
        bm_maplibre_put_number(json, "text-radial-offset", 0.5);
    }
    bm_json_end_object(json);
    bm_maplibre_put_label_paint(json, &of->look->text);
    if (is_unit)
        bm_maplibre_put_number(json, "maxzoom", UNIT_NAMES_END);
    if (of->look->label_zoom > 0)
        bm_maplibre_put_number(json, "minzoom", of->look->label_zoom);
    bm_json_end_object(json);
}

void bm_maplibre_put_layer(bm_json *json, const bm_output_layer *layer, const bm_layer_look *look,
                           const bm_maplibre_content *content)
{
    const shown of = {layer, look, content};
    if (layer->shape == BM_OUTPUT_POLYGON) {
        put_polygons(json, &of);
    } else if (layer->shape == BM_OUTPUT_LINE) {
        if (look->casing.width_pt > 0)
            put_line(json, &of, "casing", &look->casing);
        put_line(json, &of, "line", &look->line);
    } else {
        put_points(json, &of);
    }
}

void bm_maplibre_put_names(bm_json *json, const bm_output_layer *layer, const bm_layer_look *look,
                           const bm_maplibre_content *content)
{
    const shown of = {layer, look, content};
    if (look->label)
        put_names(json, &of);
}
