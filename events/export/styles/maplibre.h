/** @file maplibre.h
 *  A style of the events' GeoJSON for MapLibre and its like.
 */
#ifndef BM_EVENTS_EXPORT_MAPLIBRE_H
#define BM_EVENTS_EXPORT_MAPLIBRE_H

#include "events/export/styles/categories.h"

#include <bordermap/sink.h>

/** Write a style (MapLibre style specification, version 8) of layers that have a look.
 *  @param data        where the GeoJSON of each is, as seen from the style
 *  @param count       at least one
 *  @param categories  of the events
 *  @param sprite      its address, without an ending; NULL for none
 *  @return false when memory is short */
bool bm_maplibre_write(const bm_output_layer *const *layers, const char *const *data, size_t count,
                       const bm_style_categories *categories, const char *sprite, bm_sink *sink);

#endif
