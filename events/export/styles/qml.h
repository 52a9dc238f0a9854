/** @file qml.h
 *  A layer's style for QGIS, as its QML.
 */
#ifndef BM_EVENTS_EXPORT_QML_H
#define BM_EVENTS_EXPORT_QML_H

#include "events/export/styles/categories.h"

#include "base/strbuf.h"

/** What the styles of one export have in common. */
typedef struct bm_qml_options {
    const bm_style_categories *categories; /**< of the events */
    /** Times are to be read by QGIS itself: those that are texts, and those of a GeoPackage, which
     *  it compares as texts, so that an event would last a frame too long. */
    bool reads_times;
    bool has_areas; /**< the events' areas are a layer of their own */
} bm_qml_options;

/** Append the style of a layer: symbols, labels and times.
 *  @return false for a layer of which no look is known: nothing is appended */
bool bm_qml_put(const bm_output_layer *layer, const bm_qml_options *options, bm_strbuf *out);

#endif
