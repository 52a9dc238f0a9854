/** @file gdal_output.h
 *  What GDAL is told to write, and what all that it writes has in common.
 */
#ifndef BM_EVENTS_EXPORT_GDAL_OUTPUT_H
#define BM_EVENTS_EXPORT_GDAL_OUTPUT_H

#include "geo/gdal/module.h"

#include <bordermap/export.h>

/** What a ::bm_gdal_output points to. */
typedef struct bm_gdal_description {
    char instant[BM_OUTPUT_TIME_SIZE];
    char day[BM_OUTPUT_TIME_SIZE];
    const char *metadata[3];
} bm_gdal_description;

/** The output of layers, without the functions that take its files. It borrows all it is given. */
bm_gdal_output bm_gdal_describe(const char *driver, const char *name,
                                const bm_output_layer *const *layers, size_t layer_count,
                                const bm_export_options *options, bm_gdal_description *room);
/** Load the module, or say what is to be done without it. */
BM_NODISCARD bm_status bm_gdal_writer_open(const char *path, const bm_gdal_module **module,
                                           bm_error *error);
/** See whether GDAL finds so many features in the temporary of a sink; a sink without one is not
 *  looked at. */
BM_NODISCARD bm_status bm_gdal_check_file(const bm_gdal_module *module, const char *driver,
                                          const char *layer, const char *file, size_t count,
                                          const char *path, bm_error *error);
/** Warn that a FlatGeobuf leaves out what has no position. */
void bm_gdal_tell_nowhere(const char *layer, size_t count, const char *path, bm_findings *findings);

#endif
