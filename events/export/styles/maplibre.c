/* Circles in the map's colours, as a style without a sprite has no other shapes; under them the
 * true circles of areas, over them the labels. */
#include "events/export/styles/maplibre.h"

#include <bordermap/json.h>
#include <math.h>
#include <stdio.h>

enum { DECIMALS = 4, ZOOM_MAX = 22 };
static const double PI = 3.14159265358979323846, PX_PER_PT = 4.0 / 3, MIDDLE_LAT = 52;
static const double EQUATOR_M = 40075016.686, TILE_PX = 512;
static const char SOURCE[] = "events";

static void put_text(bm_json *json, const char *key, const char *text)
{
    bm_json_key(json, key);
    bm_json_string(json, text);
}

static void put_number(bm_json *json, const char *key, double value)
{
    bm_json_key(json, key);
    bm_json_number(json, value, DECIMALS);
}

/* "rgba(r,g,b,a)" */
static void put_color(bm_json *json, const char *key, const char *color, double opacity)
{
    unsigned rgb[3] = {0};
    char text[128], alpha[64];
    (void)sscanf(color, "#%2x%2x%2x", &rgb[0], &rgb[1], &rgb[2]);
    bm_format_number(opacity, 3, alpha);
    (void)snprintf(text, sizeof text, "rgba(%u,%u,%u,%s)", rgb[0], rgb[1], rgb[2], alpha);
    put_text(json, key, text);
}

/* ["get", column] */
static void put_get(bm_json *json, const char *column)
{
    bm_json_begin_compact_array(json);
    bm_json_string(json, "get");
    bm_json_string(json, column);
    bm_json_end_array(json);
}

static void begin_layer(bm_json *json, const char *id, const char *type)
{
    bm_json_begin_object(json);
    put_text(json, "id", id);
    put_text(json, "type", type);
    put_text(json, "source", SOURCE);
}

static void begin_member(bm_json *json, const char *key)
{
    bm_json_key(json, key);
    bm_json_begin_object(json);
}

static void begin_call(bm_json *json, const char *key, const char *function)
{
    if (key)
        bm_json_key(json, key);
    bm_json_begin_compact_array(json);
    bm_json_string(json, function);
}

/* The middle of all events: a metre has as many pixels there as a circle is drawn with. */
static double find_latitude(const bm_output_layer *layer)
{
    bm_lonlat_box box = bm_lonlat_box_empty();
    for (size_t i = 0; i < layer->feature_count; i++) {
        bm_output_feature feature;
        layer->read(layer->context, i, &feature);
        for (size_t k = 0; k < feature.point_count; k++)
            box = bm_lonlat_box_grow(box, feature.points[k]);
    }
    return bm_lonlat_box_is_empty(box) ? MIDDLE_LAT : (box.south + box.north) / 2;
}

/* Pixels that go with a radius in metres, at one zoom. */
static void put_radius_at(bm_json *json, int zoom, double px_per_m)
{
    bm_json_integer(json, zoom);
    begin_call(json, NULL, "*");
    begin_call(json, NULL, "coalesce");
    put_get(json, "radius_m");
    bm_json_integer(json, 0);
    bm_json_end_array(json);
    bm_json_number(json, px_per_m, 12);
    bm_json_end_array(json);
}

/* An event of which only the country is known is not drawn, as on a map. */
static void put_is_drawn(bm_json *json)
{
    begin_call(json, "filter", "!=");
    put_get(json, "precision");
    bm_json_string(json, bm_place_precision_name(BM_PLACE_PRECISION_COUNTRY));
    bm_json_end_array(json);
}

static void put_areas(bm_json *json, const bm_output_layer *layer)
{
    static const double line_pt = 0.8, shade = 0.07;
    const bm_symbology *style = &bm_symbology_light;
    double px_per_m = TILE_PX / (EQUATOR_M * cos(find_latitude(layer) * PI / 180));
    begin_layer(json, "events-areas", "circle");
    begin_call(json, "filter", "in");
    put_get(json, "precision");
    begin_call(json, NULL, "literal");
    bm_json_begin_compact_array(json);
    bm_json_string(json, bm_place_precision_name(BM_PLACE_PRECISION_DISTRICT));
    bm_json_string(json, bm_place_precision_name(BM_PLACE_PRECISION_REGION));
    bm_json_end_array(json);
    bm_json_end_array(json);
    bm_json_end_array(json);
    begin_member(json, "paint");
    begin_call(json, "circle-radius", "interpolate");
    begin_call(json, NULL, "exponential");
    bm_json_integer(json, 2);
    bm_json_end_array(json);
    bm_json_begin_compact_array(json);
    bm_json_string(json, "zoom");
    bm_json_end_array(json);
    put_radius_at(json, 0, px_per_m);
    put_radius_at(json, ZOOM_MAX, ldexp(px_per_m, ZOOM_MAX));
    bm_json_end_array(json);
    put_color(json, "circle-color", style->outline, shade);
    put_color(json, "circle-stroke-color", style->outline, 1);
    put_number(json, "circle-stroke-width", line_pt * PX_PER_PT);
    bm_json_end_object(json);
    bm_json_end_object(json);
}

/* Full for what is confirmed or unstated; of a claim only the edge, of what is assessed a tint. */
static void put_fill_opacity(bm_json *json)
{
    static const double full = 1, tint = 0.45, none = 0.15;
    begin_call(json, "circle-opacity", "match");
    put_get(json, "claim");
    bm_json_string(json, bm_claim_name(BM_CLAIM_ASSESSED));
    bm_json_number(json, tint, 2);
    bm_json_string(json, bm_claim_name(BM_CLAIM_CLAIMED));
    bm_json_number(json, none, 2);
    bm_json_number(json, full, 2);
    bm_json_end_array(json);
}

static void put_category_colors(bm_json *json, const bm_style_categories *categories)
{
    /* "match" has at least one value. */
    if (categories->count == 0) {
        put_text(json, "circle-color", categories->other.color);
        return;
    }
    begin_call(json, "circle-color", "match");
    put_get(json, "category");
    for (size_t i = 0; i < categories->count; i++) {
        bm_json_string(json, categories->items[i].key);
        bm_json_string(json, categories->items[i].color);
    }
    bm_json_string(json, categories->other.color);
    bm_json_end_array(json);
}

static void put_symbols(bm_json *json, const bm_style_categories *categories)
{
    const bm_symbology *style = &bm_symbology_light;
    begin_layer(json, "events-symbols", "circle");
    put_is_drawn(json);
    begin_member(json, "paint");
    put_number(json, "circle-radius", BM_SHAPE_CIRCLE_RADII * style->size_pt / 2 * PX_PER_PT);
    put_category_colors(json, categories);
    put_fill_opacity(json);
    put_color(json, "circle-stroke-color", style->outline, 1);
    put_number(json, "circle-stroke-width", style->outline_pt * PX_PER_PT);
    bm_json_end_object(json);
    bm_json_end_object(json);
}

static void put_label_layout(bm_json *json, const bm_look_text *text)
{
    static const char *const anchors[] = {"left",     "right",        "bottom-left",
                                          "top-left", "bottom-right", "top-right"};
    begin_member(json, "layout");
    begin_call(json, "text-field", "coalesce");
    put_get(json, "title");
    put_get(json, "name");
    put_get(json, "place");
    bm_json_string(json, "");
    bm_json_end_array(json);
    bm_json_key(json, "text-font");
    bm_json_begin_compact_array(json);
    bm_json_string(json, text->is_bold ? "Roboto Condensed Bold" : "Roboto Condensed Regular");
    bm_json_string(json, text->is_bold ? "Noto Sans Bold" : "Noto Sans Regular");
    bm_json_end_array(json);
    put_number(json, "text-size", text->size_pt * PX_PER_PT);
    bm_json_key(json, "text-variable-anchor");
    bm_json_begin_compact_array(json);
    for (size_t i = 0; i < sizeof anchors / sizeof *anchors; i++)
        bm_json_string(json, anchors[i]);
    bm_json_end_array(json);
    put_number(json, "text-radial-offset", 0.8);
    put_text(json, "text-justify", "auto");
    bm_json_end_object(json);
}

static void put_labels(bm_json *json)
{
    const bm_look_text *text = &bm_symbology_light.event_label;
    begin_layer(json, "events-labels", "symbol");
    put_is_drawn(json);
    put_label_layout(json, text);
    begin_member(json, "paint");
    put_color(json, "text-color", text->color, 1);
    put_color(json, "text-halo-color", text->halo_color, text->halo_opacity);
    put_number(json, "text-halo-width", text->halo_pt * PX_PER_PT);
    bm_json_end_object(json);
    bm_json_end_object(json);
}

void bm_maplibre_write(const bm_output_layer *layer, const bm_style_categories *categories,
                       const char *data, bm_sink *sink)
{
    bm_json json;
    bm_json_init(&json, sink, 1);
    bm_json_begin_object(&json);
    bm_json_key(&json, "version");
    bm_json_integer(&json, 8);
    put_text(&json, "name", layer->title);
    begin_member(&json, "sources");
    begin_member(&json, SOURCE);
    put_text(&json, "type", "geojson");
    put_text(&json, "data", data);
    bm_json_end_object(&json);
    bm_json_end_object(&json);
    bm_json_key(&json, "layers");
    bm_json_begin_array(&json);
    put_areas(&json, layer);
    put_symbols(&json, categories);
    put_labels(&json);
    bm_json_end_array(&json);
    bm_json_end_object(&json);
}
