#include "events/export/styles/maplibre_parts.h"

#include <stdio.h>

enum { DECIMALS = 4 };

void bm_maplibre_put_text(bm_json *json, const char *key, const char *text)
{
    bm_json_key(json, key);
    bm_json_string(json, text);
}

void bm_maplibre_put_number(bm_json *json, const char *key, double value)
{
    bm_json_key(json, key);
    bm_json_number(json, value, DECIMALS);
}

void bm_maplibre_put_color(bm_json *json, const char *key, const char *color, double opacity)
{
    unsigned rgb[3] = {0};
    char text[128], alpha[64];
    (void)sscanf(color, "#%2x%2x%2x", &rgb[0], &rgb[1], &rgb[2]);
    bm_format_number(opacity, 3, alpha);
    (void)snprintf(text, sizeof text, "rgba(%u,%u,%u,%s)", rgb[0], rgb[1], rgb[2], alpha);
    bm_maplibre_put_text(json, key, text);
}

void bm_maplibre_put_get(bm_json *json, const char *column)
{
    bm_json_begin_compact_array(json);
    bm_json_string(json, "get");
    bm_json_string(json, column);
    bm_json_end_array(json);
}

void bm_maplibre_begin_layer(bm_json *json, const char *id, const char *type, const char *source)
{
    bm_json_begin_object(json);
    bm_maplibre_put_text(json, "id", id);
    bm_maplibre_put_text(json, "type", type);
    bm_maplibre_put_text(json, "source", source);
}

void bm_maplibre_begin_member(bm_json *json, const char *key)
{
    bm_json_key(json, key);
    bm_json_begin_object(json);
}

void bm_maplibre_begin_call(bm_json *json, const char *key, const char *function)
{
    if (key)
        bm_json_key(json, key);
    bm_json_begin_compact_array(json);
    bm_json_string(json, function);
}

void bm_maplibre_put_by_zoom(bm_json *json, const char *key,
                             void (*value)(bm_json *json, double factor, const void *context),
                             const void *context)
{
    static const struct {
        int zoom;
        double factor;
    } stops[] = {{4, 0.6}, {6, 1}, {12, 1.4}};
    bm_maplibre_begin_call(json, key, "interpolate");
    bm_json_begin_compact_array(json);
    bm_json_string(json, "linear");
    bm_json_end_array(json);
    bm_json_begin_compact_array(json);
    bm_json_string(json, "zoom");
    bm_json_end_array(json);
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        bm_json_integer(json, stops[i].zoom);
        value(json, stops[i].factor, context);
    }
    bm_json_end_array(json);
}

static void put_scaled(bm_json *json, double factor, const void *context)
{
    bm_json_number(json, *(const double *)context * factor, DECIMALS);
}

void bm_maplibre_put_size(bm_json *json, const char *key, double value)
{
    bm_maplibre_put_by_zoom(json, key, put_scaled, &value);
}

void bm_maplibre_put_label_paint(bm_json *json, const bm_look_text *text)
{
    bm_maplibre_begin_member(json, "paint");
    bm_maplibre_put_color(json, "text-color", text->color, 1);
    bm_maplibre_put_color(json, "text-halo-color", text->halo_color, text->halo_opacity);
    bm_maplibre_put_number(json, "text-halo-width", text->halo_pt * BM_MAPLIBRE_PX_PER_PT);
    bm_json_end_object(json);
}

void bm_maplibre_put_font(bm_json *json, const bm_look_text *text)
{
    const char *cut = text->is_bold ? "Bold" : text->is_italic ? "Italic" : "Regular";
    const char *const families[] = {text->family, "Noto Sans"};
    bm_json_key(json, "text-font");
    bm_json_begin_compact_array(json);
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        char font[64];
        (void)snprintf(font, sizeof font, "%.40s %s", families[i], cut);
        bm_json_string(json, font);
        /* A reader without glyphs takes the cut from the first name and looks for families. */
        bm_json_string(json, families[i]);
    }
    bm_json_end_array(json);
}

void bm_maplibre_put_is_drawn(bm_json *json, const char *key)
{
    bm_maplibre_begin_call(json, key, "!=");
    bm_maplibre_put_get(json, "precision");
    bm_json_string(json, bm_place_precision_name(BM_PLACE_PRECISION_COUNTRY));
    bm_json_end_array(json);
}
