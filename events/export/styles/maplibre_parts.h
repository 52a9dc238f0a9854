/** @file maplibre_parts.h
 *  What a style for MapLibre is put together from.
 */
#ifndef BM_EVENTS_EXPORT_MAPLIBRE_PARTS_H
#define BM_EVENTS_EXPORT_MAPLIBRE_PARTS_H

#include "events/export/styles/categories.h"
#include "events/export/styles/layer_looks.h"

#include <bordermap/json.h>

/** Its pixels are of 1/96 inch. */
#define BM_MAPLIBRE_PX_PER_PT (4.0 / 3)

void bm_maplibre_put_text(bm_json *json, const char *key, const char *text);
void bm_maplibre_put_number(bm_json *json, const char *key, double value);
/** "#rrggbb" as "rgba(r,g,b,a)". */
void bm_maplibre_put_color(bm_json *json, const char *key, const char *color, double opacity);
/** `["get", column]` */
void bm_maplibre_put_get(bm_json *json, const char *column);
/** Begin an object of the style's `layers`: of a type, of what a source has. */
void bm_maplibre_begin_layer(bm_json *json, const char *id, const char *type, const char *source);
void bm_maplibre_begin_member(bm_json *json, const char *key);
/** Begin an expression; the key is NULL within another one. */
void bm_maplibre_begin_call(bm_json *json, const char *key, const char *function);
/** The colours of a label. */
void bm_maplibre_put_label_paint(bm_json *json, const bm_look_text *text);
/** `text-font` and `text-size`. */
void bm_maplibre_put_font(bm_json *json, const bm_look_text *text);

/** A filter: what is known only to a country is not drawn, as on a map. */
void bm_maplibre_put_is_drawn(bm_json *json);
/** The layers of the style that show the events.
 *  @param has_areas  these are a layer of their own */
void bm_maplibre_put_events(bm_json *json, const bm_output_layer *layer,
                            const bm_style_categories *categories, bool has_areas);
/** Those of another layer; its source has the layer's name. */
void bm_maplibre_put_layer(bm_json *json, const bm_output_layer *layer, const bm_layer_look *look);

#endif
