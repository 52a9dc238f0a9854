/* The layers beside the events: lines with their casing, polygons, and points with their names. */
#include "events/export/styles/maplibre_parts.h"

#include <stdio.h>

enum { ID_SIZE = 64 };

static void begin(bm_json *json, const bm_output_layer *layer, const char *part, const char *type)
{
    char id[ID_SIZE];
    (void)snprintf(id, sizeof id, "%.40s-%s", layer->name, part);
    bm_maplibre_begin_layer(json, id, type, layer->name);
}

static void put_line(bm_json *json, const bm_output_layer *layer, const char *part,
                     const bm_layer_look *look, const bm_look_line *line)
{
    const double *dash_pt = line == &look->line ? look->dash_pt : NULL;
    begin(json, layer, part, "line");
    if (look->skips_countries)
        bm_maplibre_put_is_drawn(json);
    bm_maplibre_begin_member(json, "layout");
    bm_maplibre_put_text(json, "line-join", "round");
    bm_json_end_object(json);
    bm_maplibre_begin_member(json, "paint");
    bm_maplibre_put_color(json, "line-color", line->color, line->opacity);
    bm_maplibre_put_number(json, "line-width", line->width_pt * BM_MAPLIBRE_PX_PER_PT);
    if (dash_pt && dash_pt[0] > 0) {
        /* In widths of the line. */
        bm_json_key(json, "line-dasharray");
        bm_json_begin_compact_array(json);
        for (int i = 0; i < 2; i++)
            bm_json_number(json, dash_pt[i] / line->width_pt, 2);
        bm_json_end_array(json);
    }
    bm_json_end_object(json);
    bm_json_end_object(json);
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

static void put_polygons(bm_json *json, const bm_output_layer *layer, const bm_layer_look *look)
{
    begin(json, layer, "fill", "fill");
    if (look->skips_countries)
        bm_maplibre_put_is_drawn(json);
    bm_maplibre_begin_member(json, "paint");
    if (look->counts)
        put_count_color(json, look);
    else
        bm_maplibre_put_text(json, "fill-color", look->fill);
    bm_maplibre_put_number(json, "fill-opacity", look->fill_opacity);
    bm_json_end_object(json);
    bm_json_end_object(json);
    put_line(json, layer, "outline", look, &look->line);
}

static void put_points(bm_json *json, const bm_output_layer *layer, const bm_layer_look *look)
{
    begin(json, layer, "points", "circle");
    bm_maplibre_begin_member(json, "paint");
    bm_maplibre_put_number(json, "circle-radius", look->size_pt / 2 * BM_MAPLIBRE_PX_PER_PT);
    bm_maplibre_put_color(json, "circle-color", look->fill, look->fill_opacity);
    bm_maplibre_put_color(json, "circle-stroke-color", look->line.color, look->line.opacity);
    bm_maplibre_put_number(json, "circle-stroke-width",
                           look->line.width_pt * BM_MAPLIBRE_PX_PER_PT);
    bm_json_end_object(json);
    bm_json_end_object(json);
}

static void put_names(bm_json *json, const bm_output_layer *layer, const bm_layer_look *look)
{
    begin(json, layer, "names", "symbol");
    bm_maplibre_begin_member(json, "layout");
    bm_maplibre_begin_call(json, "text-field", "coalesce");
    bm_maplibre_put_get(json, look->label);
    bm_json_string(json, "");
    bm_json_end_array(json);
    bm_maplibre_put_font(json, &look->text);
    if (layer->shape == BM_OUTPUT_POINT) {
        static const char *const anchors[] = {"left", "right", "bottom", "top"};
        bm_json_key(json, "text-variable-anchor");
        bm_json_begin_compact_array(json);
        for (size_t i = 0; i < sizeof anchors / sizeof *anchors; i++)
            bm_json_string(json, anchors[i]);
        bm_json_end_array(json);
        bm_maplibre_put_number(json, "text-radial-offset", 0.5);
    }
    bm_json_end_object(json);
    bm_maplibre_put_label_paint(json, &look->text);
    bm_json_end_object(json);
}

void bm_maplibre_put_layer(bm_json *json, const bm_output_layer *layer, const bm_layer_look *look)
{
    if (layer->shape == BM_OUTPUT_POLYGON) {
        put_polygons(json, layer, look);
    } else if (layer->shape == BM_OUTPUT_LINE) {
        if (look->casing.width_pt > 0)
            put_line(json, layer, "casing", look, &look->casing);
        put_line(json, layer, "line", look, &look->line);
    } else {
        put_points(json, layer, look);
    }
    if (look->label)
        put_names(json, layer, look);
}
