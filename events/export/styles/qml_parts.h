/** @file qml_parts.h
 *  What a QML is put together from.
 */
#ifndef BM_EVENTS_EXPORT_QML_PARTS_H
#define BM_EVENTS_EXPORT_QML_PARTS_H

#include "events/export/styles/categories.h"
#include "events/export/styles/layer_looks.h"

#include "base/strbuf.h"

/** The events that are drawn, as an expression of QGIS. */
#define BM_QML_IS_DRAWN "coalesce(\"precision\" <> 'country', true)"

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

/** Append the `<labeling>` of a layer: what an expression says, with a halo; nothing where it is
 *  null.
 *  @param size_pt  diameter of the symbols that the labels stand around; 0: in polygons */
void bm_qml_put_labels(const bm_look_text *text, const char *expression, double size_pt,
                       bm_strbuf *out);

#endif
