/** @file writers.h
 *  Layers into a sink, one function a format. What goes wrong with the sink is sticky there.
 */
#ifndef BM_EVENTS_EXPORT_WRITERS_H
#define BM_EVENTS_EXPORT_WRITERS_H

#include "geo/output.h"

#include <bordermap/export.h>

/** One collection, RFC 7946. */
void bm_write_geojson(const bm_output_layer *layer, const bm_export_options *options,
                      bm_sink *sink);
/** A feature a line. */
void bm_write_geojsonl(const bm_output_layer *layer, const bm_export_options *options,
                       bm_sink *sink);
/** The same, each after a record separator: RFC 8142. */
void bm_write_geojsons(const bm_output_layer *layer, const bm_export_options *options,
                       bm_sink *sink);
/** RFC 4180: positions as `lon` and `lat`, everything else under its own name. */
void bm_write_csv(const bm_output_layer *layer, const bm_export_options *options, bm_sink *sink);

#endif
