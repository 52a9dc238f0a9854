/* Layers become a file in memory, and that is handed over: the file itself is written by
 * bordermap's own sink, which notices a full disk, where GDAL's writers do not. */
#include "geo/gdal/dataset.h"
#include "geo/gdal/fill_feature.h"
#include "geo/gdal/packed_index.h"
#include "geo/gdal/write_features.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

enum { PATH_SIZE = 512 };

void RegisterOGRShape(void);
void RegisterOGRGeoPackage(void);
void RegisterOGRFlatGeobuf(void);

typedef struct writer {
    const bm_gdal_output *output;
    char folder[PATH_SIZE / 4];
    char path[PATH_SIZE];
    GDALDatasetH dataset;
    OGRSpatialReferenceH wgs84;
    GIntBig *counts; /* of the features written, for each layer */
    char *message;
} writer;

static bm_status fail(const writer *out, const char *what)
{
    return bm_gdal_fail(what, out->message);
}

static OGRFieldType field_type(bm_value_type type)
{
    switch (type) {
    case BM_VALUE_INTEGER:
        return OFTInteger64;
    case BM_VALUE_REAL:
        return OFTReal;
    case BM_VALUE_BOOLEAN:
        return OFTInteger;
    case BM_VALUE_DAY:
        return OFTDate;
    case BM_VALUE_INSTANT:
        return OFTDateTime;
    default:
        return OFTString;
    }
}

static bm_status create_columns(const writer *out, OGRLayerH layer, const bm_output_layer *from)
{
    for (size_t i = 0; i < from->column_count; i++) {
        const bm_output_column *column = &from->columns[i];
        OGRFieldDefnH field = OGR_Fld_Create(column->name, field_type(column->type));
        if (column->type == BM_VALUE_BOOLEAN)
            OGR_Fld_SetSubType(field, OFSTBoolean);
        OGR_Fld_SetWidth(field, column->width);
        OGR_Fld_SetPrecision(field, column->decimals);
        OGRErr failed = OGR_L_CreateField(layer, field, FALSE);
        OGR_Fld_Destroy(field);
        if (failed || CPLGetLastErrorType() >= CE_Warning)
            return fail(out, "make a column");
    }
    return OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer)) == (int)from->column_count
               ? BM_OK
               : fail(out, "make the columns");
}

static bm_status write_layer(const writer *out, const bm_output_layer *from, GIntBig *written)
{
    char **options = NULL;
    const char *driver = out->output->driver;
    if (strcmp(driver, "GPKG") == 0) {
        options = CSLSetNameValue(options, "GEOMETRY_NAME", BM_GDAL_GEOMETRY_NAME);
        options = CSLSetNameValue(options, "SPATIAL_INDEX", "NO");
        options = CSLSetNameValue(options, "FID", from->id_name ? from->id_name : "fid");
        options = CSLSetNameValue(options, "IDENTIFIER", from->title);
    } else if (strcmp(driver, "ESRI Shapefile") == 0) {
        options = CSLSetNameValue(options, "ENCODING", "UTF-8");
        options = CSLSetNameValue(options, "DBF_DATE_LAST_UPDATE", out->output->day);
    } else if (strcmp(driver, "FlatGeobuf") == 0) {
        options = CSLSetNameValue(options, "SPATIAL_INDEX", "YES");
    }
    OGRLayerH layer = GDALDatasetCreateLayer(out->dataset, from->name,
                                             from->shape == BM_OUTPUT_NOTHING ? NULL : out->wgs84,
                                             bm_gdal_geometry_type(from->shape), options);
    CSLDestroy(options);
    if (!layer)
        return fail(out, "make a layer");
    bm_status status = create_columns(out, layer, from);
    bool is_indexed = strcmp(driver, "GPKG") == 0 && from->shape != BM_OUTPUT_NOTHING &&
                      !out->output->is_open_ended;
    bm_packed_index *index = NULL;
    if (!status && is_indexed) {
        index = bm_packed_index_new(out->dataset, from->name, BM_GDAL_GEOMETRY_NAME);
        status = index ? BM_OK : fail(out, "make an index of positions");
    }
    if (!status)
        status = bm_gdal_write_features(layer, out->output, from, index, written, out->message);
    if (!status && index && !bm_packed_index_fill(index))
        status = fail(out, "fill the index of positions");
    bm_packed_index_free(index);
    return status;
}

static bm_status write_dataset(writer *out)
{
    const bm_gdal_output *output = out->output;
    GDALDriverH driver = GDALGetDriverByName(output->driver);
    if (!driver)
        return fail(out, "find its driver");
    out->dataset = GDALCreate(driver, out->path, 0, 0, 0, GDT_Unknown, NULL);
    if (!out->dataset)
        return fail(out, "make the file");
    for (const char *const *pair = output->metadata; pair && pair[0]; pair += 2)
        GDALSetMetadataItem(out->dataset, pair[0], pair[1], NULL);
    bool transaction = GDALDatasetTestCapability(out->dataset, ODsCTransactions) &&
                       GDALDatasetStartTransaction(out->dataset, FALSE) == OGRERR_NONE;
    bm_status status = BM_OK;
    for (size_t i = 0; i < output->layer_count && !status; i++)
        status = write_layer(out, output->layers[i], &out->counts[i]);
    if (!status && transaction && GDALDatasetCommitTransaction(out->dataset) != OGRERR_NONE)
        status = fail(out, "end the transaction");
    CPLErrorReset();
    GDALClose(out->dataset);
    out->dataset = NULL;
    if (!status && CPLGetLastErrorType() >= CE_Failure)
        status = fail(out, "finish the file");
    return status;
}

/* What was written is read again: GDAL's writers lose some errors. */
static bm_status check_dataset(const writer *out)
{
    const char *const drivers[] = {out->output->driver, NULL};
    GDALDatasetH dataset =
        GDALOpenEx(out->path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
    if (!dataset)
        return fail(out, "read the file that it wrote");
    bm_status status = BM_OK;
    for (size_t i = 0; i < out->output->layer_count && !status; i++) {
        OGRLayerH layer = GDALDatasetGetLayerByName(dataset, out->output->layers[i]->name);
        if (!layer || OGR_L_GetFeatureCount(layer, TRUE) != out->counts[i])
            status = fail(out, "find in the file all that it wrote");
    }
    GDALClose(dataset);
    return status;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bm_status hand_over(const writer *out)
{
    char **names = VSIReadDir(out->folder);
    bm_status status = names ? BM_OK : fail(out, "find the file that it wrote");
    if (names)
        qsort(names, (size_t)CSLCount(names), sizeof *names, compare_names);
    for (char **name = names; name && *name && !status; name++) {
        char path[2 * PATH_SIZE];
        vsi_l_offset size = 0;
        if (strcmp(*name, ".") == 0 || strcmp(*name, "..") == 0)
            continue;
        (void)snprintf(path, sizeof path, "%s/%s", out->folder, *name);
        const void *bytes = VSIGetMemFileBuffer(path, &size, FALSE);
        if (!bytes || !out->output->file(out->output->context, *name, bytes, (size_t)size))
            status = BM_ERROR_IO;
    }
    CSLDestroy(names);
    return status;
}

bm_status bm_gdal_write(const bm_gdal_output *output, char message[BM_ERROR_MESSAGE_SIZE])
{
    writer out = {.output = output, .message = message};
    message[0] = '\0';
    RegisterOGRShape();
    RegisterOGRGeoPackage();
    RegisterOGRFlatGeobuf();
    OSRSetPROJEnableNetwork(0);
    (void)snprintf(out.folder, sizeof out.folder, "/vsimem/bordermap-%p", (void *)&out);
    (void)snprintf(out.path, sizeof out.path, "%s/%.200s", out.folder, output->name);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", output->instant);
    CPLSetThreadLocalConfigOption("CPL_TMPDIR", out.folder);
    CPLErrorReset();
    VSIMkdir(out.folder, 0700);
    out.wgs84 = OSRNewSpatialReference(NULL);
    out.counts = calloc(output->layer_count, sizeof *out.counts);
    bm_status status = out.counts ? BM_OK : BM_ERROR_MEMORY;
    if (!out.wgs84 || OSRImportFromEPSG(out.wgs84, 4326) != OGRERR_NONE)
        status = fail(&out, "make WGS 84");
    if (!status) {
        OSRSetAxisMappingStrategy(out.wgs84, OAMS_TRADITIONAL_GIS_ORDER);
        status = write_dataset(&out);
    }
    if (!status)
        status = check_dataset(&out);
    if (!status)
        status = hand_over(&out);
    if (out.wgs84)
        OSRRelease(out.wgs84);
    free(out.counts);
    if (status == BM_ERROR_MEMORY && !*message)
        strcpy(message, "out of memory");
    VSIRmdirRecursive(out.folder);
    CPLSetThreadLocalConfigOption("CPL_TMPDIR", NULL);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    CPLPopErrorHandler();
    return status;
}
