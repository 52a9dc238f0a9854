/** @file dataset.h
 *  Opening what GDAL reads, with its guards: only our drivers, no network, no messages of its own.
 */
#ifndef BM_GEO_GDAL_DATASET_H
#define BM_GEO_GDAL_DATASET_H

#include "geo/gdal/module.h"

#include <gdal.h>

/** Close it with bm_gdal_close(), whatever opening it returned. */
typedef struct bm_gdal_dataset {
    GDALDatasetH dataset;
    bool is_guarded;
} bm_gdal_dataset;

bm_status bm_gdal_open(const char *path, bm_gdal_dataset *opened,
                       char message[BM_ERROR_MESSAGE_SIZE]);
void bm_gdal_close(bm_gdal_dataset *opened);

/** The functions behind ::bm_gdal_module; see there. */
bm_status bm_gdal_read_shapes(const char *path, const bm_gdal_shape_reader *reader,
                              char message[BM_ERROR_MESSAGE_SIZE]);
bm_status bm_gdal_open_raster(const char *path, void **raster, bool *is_grey,
                              char message[BM_ERROR_MESSAGE_SIZE]);
bm_status bm_gdal_sample_raster(void *raster, const bm_gdal_sampling *job,
                                char message[BM_ERROR_MESSAGE_SIZE]);
void bm_gdal_close_raster(void *raster);

#endif
