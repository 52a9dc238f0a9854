/** @file maplibre.h
 *  A style of the events' GeoJSON for MapLibre and its like.
 */
#ifndef BM_EVENTS_EXPORT_MAPLIBRE_H
#define BM_EVENTS_EXPORT_MAPLIBRE_H

#include "events/export/styles/categories.h"

#include <bordermap/sink.h>

/** Write a style (MapLibre style specification, version 8).
 *  @param data  where the GeoJSON is, as seen from the style */
void bm_maplibre_write(const bm_output_layer *layer, const bm_style_categories *categories,
                       const char *data, bm_sink *sink);

#endif
