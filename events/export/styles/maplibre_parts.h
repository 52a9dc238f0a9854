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
/** Begin the value that a size has at each zoom; `value` puts it for a factor, 1 at the zoom of a
 *  whole border: sizes are smaller farther off and larger nearer. */
void bm_maplibre_put_by_zoom(bm_json *json, const char *key,
                             void (*value)(bm_json *json, double factor, const void *context),
                             const void *context);
/** The same of one number. */
void bm_maplibre_put_size(bm_json *json, const char *key, double value);
/** The colours of a label. */
void bm_maplibre_put_label_paint(bm_json *json, const bm_look_text *text);
/** `text-font` */
void bm_maplibre_put_font(bm_json *json, const bm_look_text *text);

/** How a layer's features differ from each other for the style. */
typedef struct bm_maplibre_content {
    int64_t
        *firsts; /**< heap: where polygons lie on each other, the first of each; NULL: nowhere */
    size_t first_count;
    char *window;   /**< heap: the newest of its windows of time; NULL: it has none */
    bool is_hidden; /**< another layer shows counts already */
} bm_maplibre_content;

/** An expression: what is known only to a country is not drawn, as on a map. */
void bm_maplibre_put_is_drawn(bm_json *json, const char *key);
/** The layers of the style that show the events.
 *  @param has_areas   these are a layer of their own
 *  @param has_sprite  the symbols are there, and not only circles */
void bm_maplibre_put_events(bm_json *json, const bm_output_layer *layer,
                            const bm_style_categories *categories, bool has_areas, bool has_sprite);
/** The symbols of the events, from a sprite. */
void bm_maplibre_put_icons(bm_json *json, const bm_style_categories *categories);
/** Of events at one position, that of the gravest kind is on top. */
void bm_maplibre_put_order(bm_json *json, const char *key, const bm_style_categories *categories);
/** Those of another layer; its source has the layer's name. */
void bm_maplibre_put_layer(bm_json *json, const bm_output_layer *layer, const bm_layer_look *look,
                           const bm_maplibre_content *content);
/** And their names, which lie above all of them. */
void bm_maplibre_put_names(bm_json *json, const bm_output_layer *layer, const bm_layer_look *look,
                           const bm_maplibre_content *content);
/** Zero-initialise it; end it with bm_maplibre_content_finish(). @return false when memory is
 *  short */
bool bm_maplibre_content_find(const bm_output_layer *layer, const bm_layer_look *look,
                              bm_maplibre_content *content);
void bm_maplibre_content_finish(bm_maplibre_content *content);

#endif
