/* One layer of a file, as it was asked for: every feature of it, with a position or without. */
#include "geo/gdal/dataset.h"
#include "geo/gdal/names.h"
#include "geo/gdal/row.h"
#include "geo/gdal/spatial_reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

enum { COLUMNS_MAX = 4000 };
static const char *const own_layer = "events";

void RegisterOGRShape(void);
void RegisterOGRGeoPackage(void);
void RegisterOGRFlatGeobuf(void);

typedef struct feature_reader {
    GDALDatasetH dataset;
    OGRLayerH layer;
    OGRCoordinateTransformationH way;
    const bm_gdal_table_reader *reader;
    const char *path;
    char *message;
    bool stopped; /* the reader wants no more */
} feature_reader;

static bool can_have_points(OGRLayerH layer)
{
    OGRwkbGeometryType type = wkbFlatten(OGR_L_GetGeomType(layer));
    return type == wkbPoint || type == wkbMultiPoint || type == wkbUnknown;
}

/* The layer that is asked for; else that of our name, or the only one, or the only one of points.
 */
static bm_status choose_layer(feature_reader *in, const char *name)
{
    int count = GDALDatasetGetLayerCount(in->dataset), candidates = 0;
    char list[160] = "";
    in->layer = GDALDatasetGetLayerByName(in->dataset, name ? name : own_layer);
    if (in->layer)
        return BM_OK;
    for (int i = 0; i < count; i++) {
        OGRLayerH layer = GDALDatasetGetLayer(in->dataset, i);
        size_t used = strlen(list);
        if (!layer)
            continue;
        (void)snprintf(list + used, sizeof list - used, "%s%.60s", used ? ", " : "",
                       OGR_L_GetName(layer));
        if (count > 1 && !can_have_points(layer))
            continue;
        in->layer = layer;
        candidates++;
    }
    if (!name && candidates == 1)
        return BM_OK;
    snprintf(in->message, BM_ERROR_MESSAGE_SIZE,
             name ? "'%.60s' has no layer of that name; it has: %s"
                  : "'%.60s': choose a layer of points with '--table NAME'; it has: %s",
             in->path, *list ? list : "none");
    return BM_ERROR_NOT_FOUND;
}

static bm_gdal_column_kind kind_of(OGRFieldDefnH field)
{
    switch (OGR_Fld_GetType(field)) {
    case OFTReal:
        return BM_GDAL_COLUMN_REAL;
    case OFTInteger:
    case OFTInteger64:
        return BM_GDAL_COLUMN_NUMBER;
    case OFTDate:
        return BM_GDAL_COLUMN_DATE;
    case OFTDateTime:
        return BM_GDAL_COLUMN_TIME;
    default:
        return BM_GDAL_COLUMN_TEXT;
    }
}

static bm_status tell_columns(feature_reader *in)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(in->layer);
    int count = OGR_FD_GetFieldCount(definition);
    if (count > COLUMNS_MAX) {
        snprintf(in->message, BM_ERROR_MESSAGE_SIZE, "'%.120s' has more than %d columns", in->path,
                 COLUMNS_MAX);
        return BM_ERROR_LIMIT;
    }
    bm_gdal_column *columns = calloc((size_t)count + 1, sizeof *columns);
    if (!columns) {
        snprintf(in->message, BM_ERROR_MESSAGE_SIZE, "not enough memory");
        return BM_ERROR_MEMORY;
    }
    for (int i = 0; i < count; i++) {
        OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
        columns[i] = (bm_gdal_column){OGR_Fld_GetNameRef(field), kind_of(field)};
    }
    const char *condition = NULL;
    bool has_positions = wkbFlatten(OGR_L_GetGeomType(in->layer)) != wkbNone;
    in->stopped = !in->reader->columns(in->reader->context, columns, (size_t)count,
                                       has_positions ? "" : NULL, &condition);
    free(columns);
    return BM_OK;
}

/* Cut short, a FlatGeobuf reads as if it ended there. A GeoPackage's count is let go stale by other
 * programs. */
static GIntBig own_count(const feature_reader *in)
{
    const char *driver = GDALGetDriverShortName(GDALGetDatasetDriver(in->dataset));
    return strcmp(driver, "GPKG") == 0 ? -1 : OGR_L_GetFeatureCount(in->layer, 0);
}

static bm_status tell_rows(feature_reader *in)
{
    GIntBig wanted = own_count(in), count = 0;
    CPLErrorReset();
    OGR_L_ResetReading(in->layer);
    for (OGRFeatureH feature; !in->stopped && (feature = OGR_L_GetNextFeature(in->layer)) != NULL;
         count++) {
        in->stopped = !bm_gdal_tell_row(in->reader, in->way, feature, NULL);
        OGR_F_Destroy(feature);
    }
    if (in->stopped)
        return BM_OK;
    if (CPLGetLastErrorType() >= CE_Failure)
        snprintf(in->message, BM_ERROR_MESSAGE_SIZE, "'%.80s' is damaged: %.150s", in->path,
                 CPLGetLastErrorMsg());
    else if (count < wanted)
        snprintf(in->message, BM_ERROR_MESSAGE_SIZE,
                 "'%.80s' is cut short: it has %lld features, of which %lld can be read", in->path,
                 (long long)wanted, (long long)count);
    else
        return BM_OK;
    return BM_ERROR_FORMAT;
}

static bm_status read_layer(feature_reader *in, const char *name)
{
    bm_status status = choose_layer(in, name);
    if (!status && wkbFlatten(OGR_L_GetGeomType(in->layer)) != wkbNone)
        status = bm_gdal_way_to_wgs84(OGR_L_GetSpatialRef(in->layer), OGR_L_GetName(in->layer),
                                      &in->way, in->message);
    if (!status)
        status = tell_columns(in);
    if (!status && !in->stopped)
        status = tell_rows(in);
    if (in->way)
        OCTDestroyCoordinateTransformation(in->way);
    return status;
}

bm_status bm_gdal_read_features(const char *path, const char *layer,
                                const bm_gdal_table_reader *reader,
                                char message[BM_ERROR_MESSAGE_SIZE])
{
    static const char *const drivers[] = {"GPKG", "FlatGeobuf", "ESRI Shapefile", NULL};
    message[0] = '\0';
    bm_status status = bm_gdal_check_name(path, message);
    if (status)
        return status;
    RegisterOGRShape();
    RegisterOGRGeoPackage();
    RegisterOGRFlatGeobuf();
    OSRSetPROJEnableNetwork(0);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    /* Views in a stranger's file call no functions of GDAL's. */
    CPLSetThreadLocalConfigOption("OGR_SQLITE_PRAGMA", "trusted_schema=0");
    feature_reader in = {.reader = reader, .path = path, .message = message};
    in.dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
    if (in.dataset) {
        status = read_layer(&in, layer);
        GDALClose(in.dataset);
    } else {
        snprintf(message, BM_ERROR_MESSAGE_SIZE, "cannot read '%.80s': %.150s", path,
                 *CPLGetLastErrorMsg() ? CPLGetLastErrorMsg()
                                       : "it is no GeoPackage, FlatGeobuf or shapefile");
        status = BM_ERROR_FORMAT;
    }
    CPLSetThreadLocalConfigOption("OGR_SQLITE_PRAGMA", NULL);
    CPLPopErrorHandler();
    return status;
}
