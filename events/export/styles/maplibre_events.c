/* Symbols, or circles in their colours, as a style without a sprite has no other shapes; under them
 * the true circles of areas, over them the labels. */
#include "events/export/styles/maplibre_parts.h"

#include <math.h>
#include <stdio.h>

enum { ZOOM_MAX = 22 };
static const double PI = 3.14159265358979323846, MIDDLE_LAT = 52;
static const double EQUATOR_M = 40075016.686, TILE_PX = 512;
static const char SOURCE[] = "events";
enum { LABEL_CHARACTERS = 80 };
/* Width of a claim's ring, in radii of the symbol. */
static const double RING = 0.4;
/* Round a label, where no other one may be. */
static const double PADDING_PX = 4;
/* Of a symbol, up to its edge. */
#define RADIUS_PX                                                                                  \
    ((BM_SHAPE_CIRCLE_RADII * bm_symbology_light.size_pt - bm_symbology_light.outline_pt) / 2 *    \
     BM_MAPLIBRE_PX_PER_PT)

static void put_strings(bm_json *json, const char *const *texts, size_t count)
{
    bm_json_begin_compact_array(json);
    for (size_t i = 0; i < count; i++)
        bm_json_string(json, texts[i]);
    bm_json_end_array(json);
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

/* A colour on white. */
static void put_tint(bm_json *json, const char *color, double share)
{
    unsigned rgb[3] = {0};
    char tint[32];
    (void)sscanf(color, "#%2x%2x%2x", &rgb[0], &rgb[1], &rgb[2]);
    for (int i = 0; i < 3; i++)
        rgb[i] = (unsigned)lround(255 - share * (255 - rgb[i]));
    (void)snprintf(tint, sizeof tint, "#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
    bm_json_string(json, tint);
}

static void put_category_colors(bm_json *json, const bm_style_categories *categories, double share)
{
    /* "match" has at least one value. */
    if (categories->count == 0) {
        put_tint(json, categories->other.color, share);
        return;
    }
    bm_maplibre_begin_call(json, NULL, "match");
    bm_maplibre_put_get(json, "category");
    for (size_t i = 0; i < categories->count; i++) {
        bm_json_string(json, categories->items[i].key);
        put_tint(json, categories->items[i].color, share);
    }
    put_tint(json, categories->other.color, share);
    bm_json_end_array(json);
}

static void put_is_claim(bm_json *json, const char *key, bm_claim claim)
{
    bm_maplibre_begin_call(json, key, "==");
    bm_maplibre_put_get(json, "claim");
    bm_json_string(json, bm_claim_name(claim));
    bm_json_end_array(json);
}

/* `["case", what is claimed, one, other]` */
static void put_claimed_or(bm_json *json, double claimed, double other)
{
    bm_maplibre_begin_call(json, NULL, "case");
    put_is_claim(json, NULL, BM_CLAIM_CLAIMED);
    bm_json_number(json, claimed, 3);
    bm_json_number(json, other, 3);
    bm_json_end_array(json);
}

static void put_radius(bm_json *json, double factor, const void *context)
{
    double radius_px = *(const double *)context * factor;
    put_claimed_or(json, radius_px * (1 - RING), radius_px);
}

static void put_stroke_width(bm_json *json, double factor, const void *context)
{
    double radius_px = *(const double *)context * factor;
    put_claimed_or(json, radius_px * RING, bm_symbology_light.outline_pt * BM_MAPLIBRE_PX_PER_PT);
}

static void put_fill_color(bm_json *json, const bm_style_categories *categories)
{
    static const double tint = 0.45;
    bm_maplibre_begin_call(json, "circle-color", "case");
    put_is_claim(json, NULL, BM_CLAIM_CLAIMED);
    bm_json_string(json, "#ffffff");
    put_is_claim(json, NULL, BM_CLAIM_ASSESSED);
    put_category_colors(json, categories, tint);
    put_category_colors(json, categories, 1);
    bm_json_end_array(json);
}

static void put_stroke_color(bm_json *json, const bm_style_categories *categories)
{
    bm_maplibre_begin_call(json, "circle-stroke-color", "case");
    put_is_claim(json, NULL, BM_CLAIM_CLAIMED);
    put_category_colors(json, categories, 1);
    bm_json_string(json, bm_symbology_light.outline);
    bm_json_end_array(json);
}

void bm_maplibre_put_order(bm_json *json, const char *key, const bm_style_categories *categories)
{
    if (categories->count == 0)
        return;
    bm_maplibre_begin_call(json, key, "match");
    bm_maplibre_put_get(json, "category");
    for (size_t i = 0; i < categories->count; i++) {
        bm_json_string(json, categories->items[i].key);
        bm_json_integer(json, (int64_t)(categories->count - i));
    }
    bm_json_integer(json, 0);
    bm_json_end_array(json);
}

/* The ring of a claim has the stroke, so that its edge is a circle behind it. */
static void put_edges(bm_json *json)
{
    bm_maplibre_begin_layer(json, "events-edges", "circle", SOURCE);
    bm_maplibre_begin_call(json, "filter", "all");
    bm_maplibre_put_is_drawn(json, NULL);
    put_is_claim(json, NULL, BM_CLAIM_CLAIMED);
    bm_json_end_array(json);
    bm_maplibre_begin_member(json, "paint");
    bm_maplibre_put_size(json, "circle-radius", RADIUS_PX);
    bm_maplibre_put_text(json, "circle-color", bm_symbology_light.outline);
    bm_maplibre_put_text(json, "circle-stroke-color", bm_symbology_light.outline);
    bm_maplibre_put_number(json, "circle-stroke-width",
                           bm_symbology_light.outline_pt * BM_MAPLIBRE_PX_PER_PT);
    bm_json_end_object(json);
    bm_json_end_object(json);
}

/* Filled where it is confirmed or unstated, a tint where it is assessed, a ring where it is
 * claimed. */
static void put_symbols(bm_json *json, const bm_style_categories *categories)
{
    const double radius_px = RADIUS_PX;
    put_edges(json);
    bm_maplibre_begin_layer(json, "events-symbols", "circle", SOURCE);
    bm_maplibre_put_is_drawn(json, "filter");
    bm_maplibre_begin_member(json, "layout");
    bm_maplibre_put_order(json, "circle-sort-key", categories);
    bm_json_end_object(json);
    bm_maplibre_begin_member(json, "paint");
    bm_maplibre_put_by_zoom(json, "circle-radius", put_radius, &radius_px);
    put_fill_color(json, categories);
    put_stroke_color(json, categories);
    bm_maplibre_put_by_zoom(json, "circle-stroke-width", put_stroke_width, &radius_px);
    bm_json_end_object(json);
    bm_json_end_object(json);
}

/* `["coalesce", title, name, place, ""]`, cut where it would be a paragraph. */
static void put_label_text(bm_json *json)
{
    static const char *const columns[] = {"title", "name", "place"};
    static const char *const whole[] = {"var", "text"};
    bm_maplibre_begin_call(json, "text-field", "let");
    bm_json_string(json, "text");
    bm_maplibre_begin_call(json, NULL, "coalesce");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        bm_maplibre_put_get(json, columns[i]);
    bm_json_string(json, "");
    bm_json_end_array(json);
    bm_maplibre_begin_call(json, NULL, "case");
    bm_maplibre_begin_call(json, NULL, ">");
    bm_maplibre_begin_call(json, NULL, "length");
    put_strings(json, whole, 2);
    bm_json_end_array(json);
    bm_json_integer(json, LABEL_CHARACTERS);
    bm_json_end_array(json);
    bm_maplibre_begin_call(json, NULL, "concat");
    bm_maplibre_begin_call(json, NULL, "slice");
    put_strings(json, whole, 2);
    bm_json_integer(json, 0);
    bm_json_integer(json, LABEL_CHARACTERS - 1);
    bm_json_end_array(json);
    bm_json_string(json, "…");
    bm_json_end_array(json);
    put_strings(json, whole, 2);
    bm_json_end_array(json);
    bm_json_end_array(json);
}

/* From the middle of a symbol to its label's padding, in ems: to its edge, and a little farther, as
 * some shapes have corners. */
static void put_offset(bm_json *json, double factor, const void *context)
{
    double em_px = *(const double *)context;
    bm_json_number(json, (RADIUS_PX * factor + 1) / em_px, 3);
}

static void put_label_layout(bm_json *json, const bm_look_text *text)
{
    static const char *const anchors[] = {"left",     "right",        "bottom-left",
                                          "top-left", "bottom-right", "top-right"};
    bm_maplibre_begin_member(json, "layout");
    put_label_text(json);
    bm_maplibre_put_font(json, text);
    bm_maplibre_put_number(json, "text-size", text->size_pt * BM_MAPLIBRE_PX_PER_PT);
    bm_json_key(json, "text-variable-anchor");
    put_strings(json, anchors, sizeof anchors / sizeof *anchors);
    double em_px = text->size_pt * BM_MAPLIBRE_PX_PER_PT;
    bm_maplibre_put_by_zoom(json, "text-radial-offset", put_offset, &em_px);
    bm_maplibre_put_number(json, "text-padding", PADDING_PX);
    bm_maplibre_put_text(json, "text-justify", "auto");
    bm_json_end_object(json);
}

static void put_labels(bm_json *json)
{
    const bm_look_text *text = &bm_symbology_light.event_label;
    bm_maplibre_begin_layer(json, "events-labels", "symbol", SOURCE);
    bm_maplibre_put_is_drawn(json, "filter");
    put_label_layout(json, text);
    bm_maplibre_put_label_paint(json, text);
    bm_json_end_object(json);
}

/* Labels make room for labels alone: one that is not seen keeps them off each symbol. It is placed
 * before them, as it lies above them. */
static void put_room(bm_json *json)
{
    static const double m_radii = 1.9;
    bm_maplibre_begin_layer(json, "events-room", "symbol", SOURCE);
    bm_maplibre_put_is_drawn(json, "filter");
    bm_maplibre_begin_member(json, "layout");
    bm_maplibre_put_text(json, "text-field", "M");
    bm_maplibre_put_font(json, &bm_symbology_light.event_label);
    bm_maplibre_put_size(json, "text-size", RADIUS_PX * m_radii);
    bm_json_key(json, "text-allow-overlap");
    bm_json_bool(json, true);
    bm_maplibre_put_number(json, "text-padding", 0);
    bm_json_end_object(json);
    bm_maplibre_begin_member(json, "paint");
    bm_maplibre_put_number(json, "text-opacity", 0);
    bm_json_end_object(json);
    bm_json_end_object(json);
}

void bm_maplibre_put_events(bm_json *json, const bm_output_layer *layer,
                            const bm_style_categories *categories, bool has_areas, bool has_sprite)
{
    if (!has_areas)
        put_areas(json, layer);
    if (has_sprite)
        bm_maplibre_put_icons(json, categories);
    else
        put_symbols(json, categories);
    put_labels(json);
    put_room(json);
}
