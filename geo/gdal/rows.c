/* A GeoPackage on a disk that grows row by row. SQLite tells of every write that fails, and GDAL
 * hands it on; there is no journal, as a file that fails is thrown away, and nothing is
 * synchronised here, as that is done before the file gets its name. */
#include "geo/gdal/dataset.h"
#include "geo/gdal/write_features.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>

void RegisterOGRGeoPackage(void);

struct bm_gdal_rows {
    bm_gdal_output output;
    GDALDatasetH dataset;
    OGRLayerH layer;
    bm_packed_index *index;
    GIntBig count;
    char first_failure[BM_ERROR_MESSAGE_SIZE]; /* GDAL goes on after some */
};

static void CPL_STDCALL latch(CPLErr severity, CPLErrorNum number, const char *text)
{
    bm_gdal_rows *rows = CPLGetErrorHandlerUserData();
    (void)number;
    if (severity >= CE_Failure && !*rows->first_failure)
        snprintf(rows->first_failure, sizeof rows->first_failure, "%s",
                 *text ? text : "no reason is given");
}

static void guard(bm_gdal_rows *rows, const char *instant)
{
    CPLPushErrorHandlerEx(latch, rows);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", instant);
    CPLSetThreadLocalConfigOption("OGR_SQLITE_JOURNAL", "OFF");
    CPLSetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", "OFF");
    CPLErrorReset();
}

static void end_guard(void)
{
    CPLSetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", NULL);
    CPLSetThreadLocalConfigOption("OGR_SQLITE_JOURNAL", NULL);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    CPLPopErrorHandler();
}

bm_status bm_gdal_open_rows(const char *path, const bm_gdal_output *output, bm_gdal_rows **rows,
                            char message[BM_ERROR_MESSAGE_SIZE])
{
    const char *const drivers[] = {"GPKG", NULL};
    const char *name = output->layers[0]->name;
    bm_gdal_rows *made = *rows = calloc(1, sizeof *made);
    if (!made) {
        strcpy(message, "out of memory");
        return BM_ERROR_MEMORY;
    }
    made->output = *output;
    guard(made, output->instant);
    RegisterOGRGeoPackage();
    made->dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_UPDATE, drivers, NULL, NULL);
    made->layer = made->dataset ? GDALDatasetGetLayerByName(made->dataset, name) : NULL;
    bm_status status = made->layer ? BM_OK : bm_gdal_fail("open what it made", message);
    /* GDAL keeps a count only of what it has counted once. */
    if (!status && OGR_L_GetFeatureCount(made->layer, TRUE) != 0)
        status = bm_gdal_fail("find its layer empty", message);
    /* It says that a temporary's name has another ending. */
    CPLErrorReset();
    if (!status && GDALDatasetStartTransaction(made->dataset, FALSE) != OGRERR_NONE)
        status = bm_gdal_fail("begin a transaction", message);
    if (!status) {
        made->index = bm_packed_index_new(made->dataset, name, BM_GDAL_GEOMETRY_NAME);
        status = made->index ? BM_OK : bm_gdal_fail("make an index of positions", message);
    }
    CPLErrorReset();
    return status;
}

bm_status bm_gdal_add_rows(bm_gdal_rows *rows, const bm_output_layer *part,
                           char message[BM_ERROR_MESSAGE_SIZE])
{
    return bm_gdal_write_features(rows->layer, &rows->output, part, rows->index, &rows->count,
                                  message);
}

bm_status bm_gdal_close_rows(bm_gdal_rows *rows, bool keep, size_t *count,
                             char message[BM_ERROR_MESSAGE_SIZE])
{
    bm_status status = BM_OK;
    *count = 0;
    if (!rows)
        return status;
    *count = (size_t)rows->count;
    if (keep && !bm_packed_index_fill(rows->index))
        status = bm_gdal_fail("fill the index of positions", message);
    if (keep && !status && GDALDatasetCommitTransaction(rows->dataset) != OGRERR_NONE)
        status = bm_gdal_fail("end the transaction", message);
    if (rows->dataset && (!keep || status))
        (void)GDALDatasetRollbackTransaction(rows->dataset);
    if (rows->dataset)
        GDALClose(rows->dataset);
    if (keep && !status && *rows->first_failure) {
        snprintf(message, BM_ERROR_MESSAGE_SIZE, "GDAL cannot finish the file: %.180s",
                 rows->first_failure);
        status = BM_ERROR_IO;
    }
    bm_packed_index_free(rows->index);
    free(rows);
    end_guard();
    return status;
}

bm_status bm_gdal_check(const char *path, const char *driver, const char *layer, size_t count,
                        char message[BM_ERROR_MESSAGE_SIZE])
{
    const char *const drivers[] = {driver, NULL};
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
    OGRLayerH found = dataset ? GDALDatasetGetLayerByName(dataset, layer) : NULL;
    bm_status status = BM_OK;
    if (!found || OGR_L_GetFeatureCount(found, TRUE) != (GIntBig)count)
        status = bm_gdal_fail("find in the file all that was written", message);
    if (dataset)
        GDALClose(dataset);
    CPLPopErrorHandler();
    return status;
}
