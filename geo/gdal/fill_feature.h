/** @file fill_feature.h
 *  A feature of ours as one of GDAL's.
 */
#ifndef BM_GEO_GDAL_FILL_FEATURE_H
#define BM_GEO_GDAL_FILL_FEATURE_H

#include <ogr_api.h>

#include "geo/output.h"

/** Lines and polygons are of several parts. */
OGRwkbGeometryType bm_gdal_geometry_type(bm_output_shape shape);
/** Set all fields and the geometry of `feature`, whose layer has `columns`, in their order.
 * Features may be filled on several threads, each on one. */
void bm_gdal_fill_feature(OGRFeatureH feature, const bm_output_column *columns, size_t count,
                          const bm_output_feature *from);

#endif
