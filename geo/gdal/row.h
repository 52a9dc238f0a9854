/** @file row.h
 *  A feature of GDAL's as cells of text.
 */
#ifndef BM_GEO_GDAL_ROW_H
#define BM_GEO_GDAL_ROW_H

#include "geo/gdal/module.h"

#include <ogr_api.h>
#include <ogr_srs_api.h>

/** Tell every cell, and that the row ends. False: the reader wants no more.
 *  @param way            to WGS 84; NULL when the positions are that
 *  @param number_column  name of a column that is the number of the feature; NULL for none */
bool bm_gdal_tell_row(const bm_gdal_table_reader *reader, OGRCoordinateTransformationH way,
                      OGRFeatureH feature, const char *number_column);

#endif
