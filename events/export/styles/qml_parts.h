/** @file qml_parts.h
 *  What a QML is put together from.
 */
#ifndef BM_EVENTS_EXPORT_QML_PARTS_H
#define BM_EVENTS_EXPORT_QML_PARTS_H

#include "events/export/styles/categories.h"
#include "events/export/styles/layer_looks.h"

#include "base/strbuf.h"

/** The events, and the places, that are drawn, as expressions of QGIS. */
#define BM_QML_IS_DRAWN "coalesce(\"precision\" <> 'country', true)"
#define BM_QML_IS_SPOT "coalesce(\"kind\" NOT IN ('district', 'region', 'country'), true)"

/** Append `<Option name= value=/>` of a text. */
void bm_qml_put_option(bm_strbuf *out, const char *name, const char *value);
void bm_qml_put_option_number(bm_strbuf *out, const char *name, double value);
/** "#rrggbb" as "r,g,b,a". */
void bm_qml_put_option_color(bm_strbuf *out, const char *name, const char *color, double opacity);
void bm_qml_put_color(bm_strbuf *out, const char *color, double opacity);

/** Options of a line.
 *  @param dash_pt  on and off; NULL or 0: solid */
void bm_qml_put_stroke(const bm_look_line *line, const double dash_pt[2], bm_strbuf *out);

/** Begin a `<symbol>`: a "marker", "line" or "fill", that others name by `name`. */
void bm_qml_begin_symbol(const char *type, const char *name, bm_strbuf *out);
/** Begin a part of a symbol, of a class of QGIS's, and its options.
 *  @param pass  level at which it is drawn, where the renderer draws by levels */
void bm_qml_begin_part(const char *kind, int pass, bm_strbuf *out);
void bm_qml_end_options(bm_strbuf *out);
/** After the options: what is defined by expressions. */
void bm_qml_begin_defined(bm_strbuf *out);
/** What an expression says of each feature: `property` in QGIS's own words. */
void bm_qml_put_defined(bm_strbuf *out, const char *property, const char *expression);
void bm_qml_end_defined(bm_strbuf *out);
/** After all of these and a symbol of its own. */
void bm_qml_end_part(bm_strbuf *out);
void bm_qml_end_symbol(bm_strbuf *out);

/** Append the `<renderer-v2>` of the events, and of another layer. Events known to a district or a
 *  region have a geodesic circle.
 *  @param has_areas  these are a layer of their own, so that the events need no circles */
void bm_qml_put_categories(const bm_style_categories *categories, bool has_areas, bm_strbuf *out);
void bm_qml_put_layer(const bm_output_layer *layer, const bm_layer_look *look, bm_strbuf *out);

/** Labels of a layer, with a halo. */
typedef struct bm_qml_labels {
    const bm_look_text *text;
    const char *expression; /**< what they say; nothing where it is null */
    double around_pt;       /**< diameter of the symbols that they stand around; 0: in polygons */
    double zoom;            /**< of a map on the web, from which they are shown */
    int priority;           /**< 0…10: who gives way to whom */
    bool is_capital;        /**< in capitals, widely spaced */
} bm_qml_labels;
/** Append the `<labeling>` of a layer. */
void bm_qml_put_labels(const bm_qml_labels *labels, bm_strbuf *out);
/** Append that of a layer which has none, and which those of other layers keep off. */
void bm_qml_put_obstacle(bm_strbuf *out);

#endif
