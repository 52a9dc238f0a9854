/* Layers become a file in memory, and that is handed over: the file itself is written by
 * bordermap's own sink, which notices a full disk, where GDAL's writers do not. */
#include "base/parallel.h"
#include "geo/gdal/dataset.h"
#include "geo/gdal/fill_feature.h"
#include "geo/gdal/packed_index.h"

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

#define GEOMETRY_NAME "geom"

enum { PATH_SIZE = 512, BATCH_COUNT = 1024 };

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
    const char *why = CPLGetLastErrorMsg();
    snprintf(out->message, BM_ERROR_MESSAGE_SIZE, "GDAL cannot %s: %.180s", what,
             *why ? why : "no reason is given");
    return BM_ERROR_IO;
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

static bool is_left_out(const bm_gdal_output *output, const bm_output_layer *layer,
                        const bm_output_feature *feature)
{
    return !output->has_nowhere && layer->shape != BM_OUTPUT_NOTHING &&
           feature->shape == BM_OUTPUT_NOTHING;
}

/* Features that are made while those before them are written. */
typedef struct batch {
    const bm_gdal_output *output;
    const bm_output_layer *from;
    size_t next; /* the first feature of the layer that is not in it yet */
    OGRFeatureH *features;
    size_t count;
} batch;

static void fill_batch(void *context)
{
    batch *made = context;
    made->count = 0;
    while (made->count < BATCH_COUNT && made->next < made->from->feature_count) {
        bm_output_feature read;
        made->from->read(made->from->context, made->next++, &read);
        if (!is_left_out(made->output, made->from, &read))
            bm_gdal_fill_feature(made->features[made->count++], made->from->columns,
                                 made->from->column_count, &read);
    }
}

static bm_status write_batch(const writer *out, OGRLayerH layer, const batch *made,
                             bm_packed_index *index)
{
    for (size_t i = 0; i < made->count; i++) {
        OGRFeatureH feature = made->features[i];
        if (OGR_L_CreateFeature(layer, feature) || CPLGetLastErrorType() >= CE_Warning)
            return fail(out, "write a feature");
        if (index && !bm_packed_index_add(index, feature))
            return BM_ERROR_MEMORY;
    }
    return BM_OK;
}

static bm_status write_batches(const writer *out, OGRLayerH layer, batch batches[2],
                               bm_packed_index *index, GIntBig *count)
{
    bm_task making = {0};
    bm_status status = BM_OK;
    batch *written = &batches[0], *made = &batches[1];
    fill_batch(written);
    while (written->count > 0 && !status) {
        made->next = written->next;
        bm_task_begin(&making, fill_batch, made);
        status = write_batch(out, layer, written, index);
        bm_task_join(&making);
        *count += (GIntBig)written->count;
        batch *swapped = written;
        written = made;
        made = swapped;
    }
    return status;
}

static bm_status write_features(const writer *out, OGRLayerH layer, const bm_output_layer *from,
                                bm_packed_index *index, GIntBig *written)
{
    size_t count = from->feature_count < BATCH_COUNT ? from->feature_count : BATCH_COUNT;
    OGRFeatureH *features = calloc(2 * count + 1, sizeof(OGRFeatureH));
    bm_status status = features ? BM_OK : BM_ERROR_MEMORY;
    for (size_t i = 0; i < 2 * count && !status; i++) {
        features[i] = OGR_F_Create(OGR_L_GetLayerDefn(layer));
        status = features[i] ? BM_OK : BM_ERROR_MEMORY;
    }
    if (!status) {
        batch batches[2] = {{.output = out->output, .from = from, .features = features},
                            {.output = out->output, .from = from, .features = features + count}};
        status = write_batches(out, layer, batches, index, written);
    }
    for (size_t i = 0; features && i < 2 * count; i++)
        OGR_F_Destroy(features[i]);
    free(features);
    return status;
}

static bm_status write_layer(const writer *out, const bm_output_layer *from, GIntBig *written)
{
    char **options = NULL;
    const char *driver = out->output->driver;
    if (strcmp(driver, "GPKG") == 0) {
        options = CSLSetNameValue(options, "GEOMETRY_NAME", GEOMETRY_NAME);
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
    bool is_indexed = strcmp(driver, "GPKG") == 0 && from->shape != BM_OUTPUT_NOTHING;
    bm_packed_index *index = NULL;
    if (!status && is_indexed) {
        index = bm_packed_index_new(out->dataset, from->name, GEOMETRY_NAME);
        status = index ? BM_OK : fail(out, "make an index of positions");
    }
    if (!status)
        status = write_features(out, layer, from, index, written);
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
