/** @file writers.h
 *  Layers into a sink, one function a format. Each returns the status of the sink, or its own.
 */
#ifndef BM_EVENTS_EXPORT_WRITERS_H
#define BM_EVENTS_EXPORT_WRITERS_H

#include "geo/output.h"

#include <bordermap/export.h>

/** One collection, RFC 7946. */
bm_status bm_write_geojson(const bm_output_layer *layer, const bm_export_options *options,
                           bm_sink *sink);
/** A feature a line. */
bm_status bm_write_geojsonl(const bm_output_layer *layer, const bm_export_options *options,
                            bm_sink *sink);
/** The same, each after a record separator: RFC 8142. */
bm_status bm_write_geojsons(const bm_output_layer *layer, const bm_export_options *options,
                            bm_sink *sink);
/** RFC 4180: positions as `lon` and `lat`, everything else under its own name. */
bm_status bm_write_csv(const bm_output_layer *layer, const bm_export_options *options,
                       bm_sink *sink);

/** KML 2.2. */
bm_status bm_write_kml(const bm_output_layer *layer, const bm_export_options *options,
                       bm_sink *sink);
/** The same in a ZIP archive; it is made in memory first. */
bm_status bm_write_kmz(const bm_output_layer *layer, const bm_export_options *options,
                       bm_sink *sink);
/** Layers through GDAL, which makes the file in memory first.
 *  @param driver,name  as in ::bm_gdal_output
 *  @param findings     what the format cannot hold; may be NULL */
BM_NODISCARD bm_status bm_write_gdal(const char *driver, const char *name,
                                     const bm_output_layer *const *layers, size_t layer_count,
                                     const bm_export_options *options, const char *path,
                                     bm_findings *findings, bm_error *error);

#endif
