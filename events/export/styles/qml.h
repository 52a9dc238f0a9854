/** @file qml.h
 *  A layer's style for QGIS, as its QML.
 */
#ifndef BM_EVENTS_EXPORT_QML_H
#define BM_EVENTS_EXPORT_QML_H

#include "events/export/styles/categories.h"

#include "base/strbuf.h"

/** Append the style of a layer: symbols, labels and times.
 *  @param reads_times  times are to be read by QGIS itself: those that are texts, and those of a
 *                      GeoPackage, which it compares as texts, so that an event would last a frame
 *                      too long
 *  @return false for a layer of which no look is known: nothing is appended */
bool bm_qml_put(const bm_output_layer *layer, const bm_style_categories *categories,
                bool reads_times, bm_strbuf *out);

#endif
