/** @file flatgeobuf.h
 *  Features of points as a FlatGeobuf has them.
 */
#ifndef BM_EVENTS_EXPORT_FLATGEOBUF_H
#define BM_EVENTS_EXPORT_FLATGEOBUF_H

#include "base/strbuf.h"
#include "geo/output.h"

/** Append the features of a layer of points that have a position, each after its length in 4 bytes:
 *  they end with longitude and latitude, 8 bytes each. */
void bm_flatgeobuf_put(const bm_output_layer *layer, bm_strbuf *out);

#endif
