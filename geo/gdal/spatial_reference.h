/** @file spatial_reference.h
 *  From a layer's coordinates to WGS 84.
 */
#ifndef BM_GEO_GDAL_SPATIAL_REFERENCE_H
#define BM_GEO_GDAL_SPATIAL_REFERENCE_H

#include <bordermap/status.h>
#include <stdbool.h>

#include <ogr_srs_api.h>

/** The way from a layer's system to WGS 84 longitude and latitude; `*way` is NULL when it is that
 *  already or says nothing. Any other system counts by its EPSG code alone: a definition from a
 *  file may name further files. Free it with OCTDestroyCoordinateTransformation(). */
bm_status bm_gdal_way_to_wgs84(OGRSpatialReferenceH of, const char *layer,
                               OGRCoordinateTransformationH *way,
                               char message[BM_ERROR_MESSAGE_SIZE]);

#endif
