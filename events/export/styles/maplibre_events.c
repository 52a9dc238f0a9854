/* Circles in the map's colours, as a style without a sprite has no other shapes; under them the
 * true circles of areas, over them the labels. */
#include "events/export/styles/maplibre_parts.h"

#include <math.h>

enum { ZOOM_MAX = 22 };
static const double PI = 3.14159265358979323846, MIDDLE_LAT = 52;
static const double EQUATOR_M = 40075016.686, TILE_PX = 512;
static const char SOURCE[] = "events";

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
    bm_maplibre_begin_call(json, NULL, "*");
    bm_maplibre_begin_call(json, NULL, "coalesce");
    bm_maplibre_put_get(json, "radius_m");
    bm_json_integer(json, 0);
    bm_json_end_array(json);
    bm_json_number(json, px_per_m, 12);
    bm_json_end_array(json);
}

static void put_areas(bm_json *json, const bm_output_layer *layer)
{
    static const double line_pt = 0.8, shade = 0.07;
    const bm_symbology *style = &bm_symbology_light;
    double px_per_m = TILE_PX / (EQUATOR_M * cos(find_latitude(layer) * PI / 180));
    bm_maplibre_begin_layer(json, "events-areas", "circle", SOURCE);
    bm_maplibre_begin_call(json, "filter", "in");
    bm_maplibre_put_get(json, "precision");
    bm_maplibre_begin_call(json, NULL, "literal");
    bm_json_begin_compact_array(json);
    bm_json_string(json, bm_place_precision_name(BM_PLACE_PRECISION_CELL));
    bm_json_string(json, bm_place_precision_name(BM_PLACE_PRECISION_DISTRICT));
    bm_json_string(json, bm_place_precision_name(BM_PLACE_PRECISION_REGION));
    bm_json_end_array(json);
    bm_json_end_array(json);
    bm_json_end_array(json);
    bm_maplibre_begin_member(json, "paint");
    bm_maplibre_begin_call(json, "circle-radius", "interpolate");
    bm_maplibre_begin_call(json, NULL, "exponential");
    bm_json_integer(json, 2);
    bm_json_end_array(json);
    bm_json_begin_compact_array(json);
    bm_json_string(json, "zoom");
    bm_json_end_array(json);
    put_radius_at(json, 0, px_per_m);
    put_radius_at(json, ZOOM_MAX, ldexp(px_per_m, ZOOM_MAX));
    bm_json_end_array(json);
    bm_maplibre_put_color(json, "circle-color", style->outline, shade);
    bm_maplibre_put_color(json, "circle-stroke-color", style->outline, 1);
    bm_maplibre_put_number(json, "circle-stroke-width", line_pt * BM_MAPLIBRE_PX_PER_PT);
    bm_json_end_object(json);
    bm_json_end_object(json);
}

/* Full for what is confirmed or unstated; of a claim only the edge, of what is assessed a tint. */
static void put_fill_opacity(bm_json *json)
{
    static const double full = 1, tint = 0.45, none = 0.15;
    bm_maplibre_begin_call(json, "circle-opacity", "match");
    bm_maplibre_put_get(json, "claim");
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
        bm_maplibre_put_text(json, "circle-color", categories->other.color);
        return;
    }
    bm_maplibre_begin_call(json, "circle-color", "match");
    bm_maplibre_put_get(json, "category");
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
    bm_maplibre_begin_layer(json, "events-symbols", "circle", SOURCE);
    bm_maplibre_put_is_drawn(json);
    bm_maplibre_begin_member(json, "paint");
    bm_maplibre_put_number(json, "circle-radius",
                           BM_SHAPE_CIRCLE_RADII * style->size_pt / 2 * BM_MAPLIBRE_PX_PER_PT);
    put_category_colors(json, categories);
    put_fill_opacity(json);
    bm_maplibre_put_color(json, "circle-stroke-color", style->outline, 1);
    bm_maplibre_put_number(json, "circle-stroke-width", style->outline_pt * BM_MAPLIBRE_PX_PER_PT);
    bm_json_end_object(json);
    bm_json_end_object(json);
}

static void put_label_layout(bm_json *json, const bm_look_text *text)
{
    static const char *const anchors[] = {"left",     "right",        "bottom-left",
                                          "top-left", "bottom-right", "top-right"};
    bm_maplibre_begin_member(json, "layout");
    bm_maplibre_begin_call(json, "text-field", "coalesce");
    bm_maplibre_put_get(json, "title");
    bm_maplibre_put_get(json, "name");
    bm_maplibre_put_get(json, "place");
    bm_json_string(json, "");
    bm_json_end_array(json);
    bm_maplibre_put_font(json, text);
    bm_json_key(json, "text-variable-anchor");
    bm_json_begin_compact_array(json);
    for (size_t i = 0; i < sizeof anchors / sizeof *anchors; i++)
        bm_json_string(json, anchors[i]);
    bm_json_end_array(json);
    bm_maplibre_put_number(json, "text-radial-offset", 0.8);
    bm_maplibre_put_text(json, "text-justify", "auto");
    bm_json_end_object(json);
}

static void put_labels(bm_json *json)
{
    const bm_look_text *text = &bm_symbology_light.event_label;
    bm_maplibre_begin_layer(json, "events-labels", "symbol", SOURCE);
    bm_maplibre_put_is_drawn(json);
    put_label_layout(json, text);
    bm_maplibre_put_label_paint(json, text);
    bm_json_end_object(json);
}

void bm_maplibre_put_events(bm_json *json, const bm_output_layer *layer,
                            const bm_style_categories *categories, bool has_areas)
{
    if (!has_areas)
        put_areas(json, layer);
    put_symbols(json, categories);
    put_labels(json);
}
