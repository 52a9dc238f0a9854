/** @file write_features.h
 *  Features into a layer of GDAL's: while some are written, the next ones are made.
 */
#ifndef BM_GEO_GDAL_WRITE_FEATURES_H
#define BM_GEO_GDAL_WRITE_FEATURES_H

#include "geo/gdal/module.h"
#include "geo/gdal/packed_index.h"

#define BM_GDAL_GEOMETRY_NAME "geom"

/** Write all features of `from`.
 *  @param index    told of each row; may be NULL
 *  @param written  raised by the count of those that were not left out */
bm_status bm_gdal_write_features(OGRLayerH layer, const bm_gdal_output *output,
                                 const bm_output_layer *from, bm_packed_index *index,
                                 GIntBig *written, char message[BM_ERROR_MESSAGE_SIZE]);

/** What GDAL could not do, and its last message. ::BM_ERROR_IO. */
bm_status bm_gdal_fail(const char *what, char message[BM_ERROR_MESSAGE_SIZE]);

#endif
