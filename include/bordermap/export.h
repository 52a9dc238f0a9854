/** @file export.h
 *  Located events for a GIS.
 */
#ifndef BORDERMAP_EXPORT_H
#define BORDERMAP_EXPORT_H

#include <bordermap/events.h>
#include <bordermap/sink.h>

BM_BEGIN_DECLS

/** Write the events as GeoJSON (RFC 7946): WGS 84, 6 decimals, no `crs`, a `bbox`, stable integer
 *  ids, the same keys on every feature, ISO dates with the EDTF text and `start_epoch` beside them,
 *  foreign columns after ours. Events without a location have a null geometry.
 *  Byte-identical for the same input. */
BM_API BM_NODISCARD bm_status bm_events_write_geojson(const bm_events *events, bm_sink *sink,
                                                      bm_error *error);

BM_END_DECLS
#endif
