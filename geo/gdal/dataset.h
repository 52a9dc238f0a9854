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

/** One line of what went wrong with a database: GDAL's last message.
 *  @param connection  when it is not open yet: what could be of its password is left out; or NULL
 */
void bm_gdal_say_database(const char *connection, const char *what,
                          char message[BM_ERROR_MESSAGE_SIZE]);

/** The functions behind ::bm_gdal_module; see there. */
bm_status bm_gdal_read_shapes(const char *path, const bm_gdal_shape_reader *reader,
                              char message[BM_ERROR_MESSAGE_SIZE]);
bm_status bm_gdal_open_raster(const char *path, void **raster, bool *is_grey,
                              char message[BM_ERROR_MESSAGE_SIZE]);
bm_status bm_gdal_sample_raster(void *raster, const bm_gdal_sampling *job,
                                char message[BM_ERROR_MESSAGE_SIZE]);
void bm_gdal_close_raster(void *raster);
bm_status bm_gdal_visit_layers(const char *path, void (*visit)(void *context, const char *name),
                               void *context, char message[BM_ERROR_MESSAGE_SIZE]);
bm_status bm_gdal_write(const bm_gdal_output *output, char message[BM_ERROR_MESSAGE_SIZE]);
bm_status bm_gdal_open_rows(const char *path, const bm_gdal_output *output, bm_gdal_rows **rows,
                            char message[BM_ERROR_MESSAGE_SIZE]);
bm_status bm_gdal_add_rows(bm_gdal_rows *rows, const bm_output_layer *part,
                           char message[BM_ERROR_MESSAGE_SIZE]);
bm_status bm_gdal_close_rows(bm_gdal_rows *rows, bool keep, size_t *count,
                             char message[BM_ERROR_MESSAGE_SIZE]);
bm_status bm_gdal_check(const char *path, const char *driver, const char *layer, size_t count,
                        char message[BM_ERROR_MESSAGE_SIZE]);
bm_status bm_gdal_read_table(const char *connection, const bm_gdal_table_reader *reader,
                             char message[BM_ERROR_MESSAGE_SIZE]);
bm_status bm_gdal_read_features(const char *path, const char *layer,
                                const bm_gdal_table_reader *reader,
                                char message[BM_ERROR_MESSAGE_SIZE]);

#endif
