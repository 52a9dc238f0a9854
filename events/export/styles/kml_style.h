/** @file kml_style.h
 *  The `<Style>` elements of a KML.
 */
#ifndef BM_EVENTS_EXPORT_KML_STYLE_H
#define BM_EVENTS_EXPORT_KML_STYLE_H

#include "events/export/styles/categories.h"
#include "events/export/styles/icon.h"

#include <bordermap/sink.h>

/** The style of a kind of events: in a KMZ its symbol, else the reader's own pin in its colour.
 *  @param id     of the style
 *  @param claim  what the symbol tells
 *  @param icons  pictures of the archive, to which the symbol is added; NULL: there is none */
void bm_kml_style_write_category(const char *id, const bm_style_categories *categories,
                                 const char *category, bm_claim claim, bm_icon_set *icons,
                                 bm_sink *sink);
/** The style of a layer that is not the events: its lines, areas and points.
 *  @param count_class  of bm_count_class_of(); any number for a layer without counts */
void bm_kml_style_write_layer(const char *id, const bm_output_layer *layer, size_t count_class,
                              bm_icon_set *icons, bm_sink *sink);

#endif
