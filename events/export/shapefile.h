/** @file shapefile.h
 *  A layer as a shapefile can hold it.
 */
#ifndef BM_EVENTS_EXPORT_SHAPEFILE_H
#define BM_EVENTS_EXPORT_SHAPEFILE_H

#include "geo/output.h"

#include <bordermap/findings.h>

/** It borrows the layer that it was made of, and is for one thread. */
typedef struct bm_shapefile_layer bm_shapefile_layer;

/** Names of at most ten bytes, texts of at most 254, times of day as texts, truths as 0 and 1.
 *  @param findings  a note for each name that is another, a warning for each text that is cut,
 *                   between two characters; may be NULL */
BM_NODISCARD bm_status bm_shapefile_layer_new(const bm_output_layer *from, bm_findings *findings,
                                              bm_shapefile_layer **layer, bm_error *error);
const bm_output_layer *bm_shapefile_layer_output(const bm_shapefile_layer *layer);
void bm_shapefile_layer_free(bm_shapefile_layer *layer);

#endif
