/* The module: everything of GDAL's is here and in the two files beside it. */
#include "geo/gdal/module.h"

#include "geo/gdal/dataset.h"
#include "geo/gdal/names.h"
#include "geo/gdal/spatial_reference.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_api.h>

enum { COLUMNS_MAX = 1000, JOINED_SIZE = 4096 };

/* Declared for C in a header of GDAL's that is for C++ as a whole. */
void RegisterOGRGeoJSON(void);
void RegisterOGRGeoPackage(void);
void RegisterOGRFlatGeobuf(void);
void RegisterOGRCSV(void);
void RegisterOGRKML(void);
void RegisterOGRGPX(void);
void RegisterOGRTAB(void);
void RegisterOGRPG(void);

static const char *const file_drivers[] = {"GPKG", "GeoJSON", "FlatGeobuf",   "CSV",
                                           "KML",  "GPX",     "MapInfo File", NULL};
static const char *const database_drivers[] = {"PostgreSQL", NULL};
/* Times come in UTC; large tables are read from their beginning; nothing can be changed. */
static const char *const database_options[] = {
    "PRELUDE_STATEMENTS=SET timezone TO 'UTC'; SET synchronize_seqscans TO off; "
    "SET default_transaction_read_only TO on",
    NULL};

static void register_drivers(bool database)
{
    if (database) {
        RegisterOGRPG();
        return;
    }
    RegisterOGRGeoPackage();
    RegisterOGRGeoJSON();
    RegisterOGRFlatGeobuf();
    RegisterOGRCSV();
    RegisterOGRKML();
    RegisterOGRGPX();
    RegisterOGRTAB();
}

/* A layer while it is read. */
typedef struct layer_reader {
    OGRLayerH layer;
    OGRCoordinateTransformationH way;
    const char **columns;
    const char **values;
    char **joined; /* texts that GDAL does not keep, one a column */
    int column_count;
    GIntBig own_count; /* what the file says of itself; −1 when it says nothing */
    GIntBig read_count;
    const bm_gdal_reader *reader;
} layer_reader;

static bool is_point_type(OGRwkbGeometryType type)
{
    type = wkbFlatten(type);
    return type == wkbPoint || type == wkbMultiPoint || type == wkbUnknown;
}

/* Room of our own for a column: GDAL makes texts of numbers in one buffer, again and again. */
static char *room(layer_reader *in, int column)
{
    if (!in->joined[column])
        in->joined[column] = malloc(JOINED_SIZE);
    return in->joined[column];
}

static const char *copy(layer_reader *in, OGRFeatureH feature, int column)
{
    char *out = room(in, column);
    const char *text = OGR_F_GetFieldAsString(feature, column);
    if (!out || !text || strlen(text) >= JOINED_SIZE)
        return "";
    return strcpy(out, text);
}

/* Texts of a list with semicolons between; "" when they do not fit. */
static const char *join(layer_reader *in, OGRFeatureH feature, int column)
{
    char *out = room(in, column);
    size_t used = 0;
    if (!out)
        return "";
    char **list = OGR_F_GetFieldAsStringList(feature, column);
    out[0] = '\0';
    for (int i = 0; list && list[i]; i++) {
        size_t length = strlen(list[i]);
        if (used + length + 2 > JOINED_SIZE)
            return "";
        if (i > 0)
            out[used++] = ';';
        memcpy(out + used, list[i], length + 1);
        used += length;
    }
    return out;
}

static void read_values(layer_reader *in, OGRFeatureH feature)
{
    for (int i = 0; i < in->column_count; i++) {
        in->values[i] = "";
        if (!OGR_F_IsFieldSetAndNotNull(feature, i))
            continue;
        OGRFieldDefnH field = OGR_F_GetFieldDefnRef(feature, i);
        OGRFieldType type = OGR_Fld_GetType(field);
        const char *text = type == OFTString       ? OGR_F_GetFieldAsString(feature, i)
                           : type == OFTStringList ? join(in, feature, i)
                                                   : copy(in, feature, i);
        in->values[i] = text ? text : "";
    }
}

static void read_position(const layer_reader *in, OGRFeatureH feature, bm_gdal_row *row)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    if (geometry && wkbFlatten(OGR_G_GetGeometryType(geometry)) == wkbMultiPoint &&
        OGR_G_GetGeometryCount(geometry) == 1)
        geometry = OGR_G_GetGeometryRef(geometry, 0);
    if (!geometry || wkbFlatten(OGR_G_GetGeometryType(geometry)) != wkbPoint ||
        OGR_G_IsEmpty(geometry))
        return;
    double x = OGR_G_GetX(geometry, 0);
    double y = OGR_G_GetY(geometry, 0);
    if (!isfinite(x) || !isfinite(y) || (in->way && !OCTTransform(in->way, 1, &x, &y, NULL)))
        return;
    row->has_position = true;
    row->lon = x;
    row->lat = y;
}

/* False: the reader wants no more. */
static bool read_rows(layer_reader *in)
{
    bm_gdal_row row = {0};
    bool more = true;
    OGR_L_ResetReading(in->layer);
    for (OGRFeatureH feature; more && (feature = OGR_L_GetNextFeature(in->layer)) != NULL;) {
        row = (bm_gdal_row){.number = row.number + 1, .values = in->values};
        read_values(in, feature);
        read_position(in, feature, &row);
        more = in->reader->row(in->reader->context, &row);
        in->read_count++;
        OGR_F_Destroy(feature);
    }
    return more;
}

/* Cut short, a FlatGeobuf reads as if it ended there. The others notice, or keep no count that can
 * be relied on: MapInfo's has the deleted rows, GeoPackage's is let go stale by other programs. */
static GIntBig own_count(GDALDatasetH dataset, OGRLayerH layer)
{
    const char *driver = GDALGetDriverShortName(GDALGetDatasetDriver(dataset));
    return strcmp(driver, "FlatGeobuf") == 0 ? OGR_L_GetFeatureCount(layer, 0) : -1;
}

/* GDAL ends a damaged file as if it were whole, but most often says so. */
static bm_status check_whole(const layer_reader *in, char message[BM_ERROR_MESSAGE_SIZE])
{
    if (CPLGetLastErrorType() >= CE_Failure)
        snprintf(message, BM_ERROR_MESSAGE_SIZE, "layer '%.60s' is damaged: %.150s",
                 OGR_L_GetName(in->layer), CPLGetLastErrorMsg());
    else if (in->read_count < in->own_count)
        snprintf(message, BM_ERROR_MESSAGE_SIZE,
                 "layer '%.60s' is cut short: it has %lld features, of which %lld can be read; "
                 "copy or export the file again",
                 OGR_L_GetName(in->layer), (long long)in->own_count, (long long)in->read_count);
    else
        return BM_OK;
    return BM_ERROR_FORMAT;
}

static bm_status read_layer(layer_reader in, bool is_table, bool *more,
                            char message[BM_ERROR_MESSAGE_SIZE])
{
    OGRLayerH layer = in.layer;
    const bm_gdal_reader *reader = in.reader;
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    bm_status status =
        bm_gdal_way_to_wgs84(OGR_L_GetSpatialRef(layer), OGR_L_GetName(layer), &in.way, message);
    in.column_count = OGR_FD_GetFieldCount(definition);
    if (!status && in.column_count > COLUMNS_MAX) {
        snprintf(message, BM_ERROR_MESSAGE_SIZE, "layer '%.60s' has more than %d columns",
                 OGR_L_GetName(layer), COLUMNS_MAX);
        status = BM_ERROR_LIMIT;
    }
    if (status)
        goto done;
    size_t count = (size_t)in.column_count;
    in.columns = calloc(count + 1, sizeof *in.columns);
    in.values = calloc(count + 1, sizeof *in.values);
    in.joined = calloc(count + 1, sizeof *in.joined);
    if (!in.columns || !in.values || !in.joined) {
        snprintf(message, BM_ERROR_MESSAGE_SIZE, "not enough memory");
        status = BM_ERROR_MEMORY;
        goto done;
    }
    for (int i = 0; i < in.column_count; i++)
        in.columns[i] = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i));
    CPLErrorReset();
    *more = reader->layer(reader->context, OGR_L_GetName(layer), in.columns, count, is_table) &&
            read_rows(&in);
    if (*more)
        status = check_whole(&in, message);
done:
    for (int i = 0; in.joined && i < in.column_count; i++)
        free(in.joined[i]);
    free((void *)in.joined);
    free((void *)in.columns);
    free((void *)in.values);
    if (in.way)
        OCTDestroyCoordinateTransformation(in.way);
    return status;
}

static bm_status read_layers(GDALDatasetH dataset, const char *path, const bm_gdal_reader *reader,
                             char message[BM_ERROR_MESSAGE_SIZE])
{
    bool tables = strcmp(GDALGetDriverShortName(GDALGetDatasetDriver(dataset)), "CSV") == 0;
    int used = 0;
    bool more = true;
    bm_status status = BM_OK;
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset) && more && !status; i++) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
        if (!layer || (!tables && !is_point_type(OGR_L_GetGeomType(layer))))
            continue;
        used++;
        layer_reader in = {
            .layer = layer, .own_count = own_count(dataset, layer), .reader = reader};
        status = read_layer(in, tables, &more, message);
    }
    if (status || used > 0)
        return status;
    if (bm_gdal_is_database(path))
        snprintf(message, BM_ERROR_MESSAGE_SIZE,
                 "the database has no layer of points: a gazetteer needs one");
    else
        snprintf(message, BM_ERROR_MESSAGE_SIZE,
                 "'%.120s' has no layer of points: a gazetteer needs one", path);
    return BM_ERROR_FORMAT;
}

static void say_unreadable(const char *path, char message[BM_ERROR_MESSAGE_SIZE])
{
    if (bm_gdal_is_database(path))
        bm_gdal_say_database(path, "cannot open the database", message);
    else
        snprintf(message, BM_ERROR_MESSAGE_SIZE,
                 "cannot read '%.100s': it is no GeoPackage, GeoJSON, FlatGeobuf, CSV, KML, GPX or "
                 "MapInfo file",
                 path);
}

bm_status bm_gdal_open(const char *path, bm_gdal_dataset *opened,
                       char message[BM_ERROR_MESSAGE_SIZE])
{
    bool database = bm_gdal_is_database(path);
    *opened = (bm_gdal_dataset){0};
    message[0] = '\0';
    bm_status status = bm_gdal_check_name(path, message);
    if (status)
        return status;
    register_drivers(database);
    OSRSetPROJEnableNetwork(0);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLSetThreadLocalConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "10");
    /* Views in a stranger's database call no functions of GDAL's. */
    CPLSetThreadLocalConfigOption("OGR_SQLITE_PRAGMA", "trusted_schema=0");
    opened->is_guarded = true;
    opened->dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY,
                                 database ? database_drivers : file_drivers,
                                 database ? database_options : NULL, NULL);
    if (opened->dataset)
        return BM_OK;
    say_unreadable(path, message);
    return database ? BM_ERROR_IO : BM_ERROR_FORMAT;
}

void bm_gdal_close(bm_gdal_dataset *opened)
{
    if (opened->dataset)
        GDALClose(opened->dataset);
    if (opened->is_guarded) {
        CPLSetThreadLocalConfigOption("OGR_SQLITE_PRAGMA", NULL);
        CPLSetThreadLocalConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", NULL);
        CPLPopErrorHandler();
    }
    *opened = (bm_gdal_dataset){0};
}

/* "PG:dbname=gis tables=villages where=country = 'UA'": a condition takes the rest. NULL: none. */
static const char *condition_of(const char *path)
{
    const char *where = bm_gdal_is_database(path) ? strstr(path, " where=") : NULL;
    return where ? where + strlen(" where=") : NULL;
}

/* The first failure: those that follow from it say less. */
static void CPL_STDCALL keep_first(CPLErr severity, CPLErrorNum number, const char *text)
{
    char *first = CPLGetErrorHandlerUserData();
    (void)number;
    if (severity >= CE_Failure && !*first)
        snprintf(first, BM_ERROR_MESSAGE_SIZE, "%s", text);
}

/* The server sends only rows for which the condition holds; whether it takes it is told by the
 * first of them. */
static bool accepts(OGRLayerH layer, const char *condition)
{
    char first[BM_ERROR_MESSAGE_SIZE] = "";
    CPLPushErrorHandlerEx(keep_first, first);
    bool good = OGR_L_SetAttributeFilter(layer, condition) == OGRERR_NONE;
    OGRFeatureH feature = good ? OGR_L_GetNextFeature(layer) : NULL;
    OGR_F_Destroy(feature);
    OGR_L_ResetReading(layer);
    CPLPopErrorHandler();
    if (*first)
        CPLErrorSetState(CE_Failure, CPLE_AppDefined, first);
    return good && !*first;
}

static bm_status set_condition(GDALDatasetH dataset, const char *condition,
                               char message[BM_ERROR_MESSAGE_SIZE])
{
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset); i++) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
        if (!layer || !is_point_type(OGR_L_GetGeomType(layer)) || accepts(layer, condition))
            continue;
        bm_gdal_say_database(NULL, "the database refuses the condition", message);
        return BM_ERROR_IO;
    }
    return BM_OK;
}

static bm_status read_path(const char *path, const bm_gdal_reader *reader,
                           char message[BM_ERROR_MESSAGE_SIZE])
{
    bm_gdal_dataset in;
    const char *condition = condition_of(path);
    char *connection =
        condition ? strndup(path, (size_t)(condition - path) - strlen(" where=")) : strdup(path);
    if (!connection) {
        snprintf(message, BM_ERROR_MESSAGE_SIZE, "not enough memory");
        return BM_ERROR_MEMORY;
    }
    bm_status status = bm_gdal_open(connection, &in, message);
    if (!status && condition)
        status = set_condition(in.dataset, condition, message);
    if (!status)
        status = read_layers(in.dataset, connection, reader, message);
    bm_gdal_close(&in);
    free(connection);
    return status;
}

__attribute__((visibility("default"))) extern const bm_gdal_module bordermap_gdal_module;
const bm_gdal_module bordermap_gdal_module = {BM_GDAL_MODULE_VERSION, read_path,
                                              bm_gdal_read_shapes,    bm_gdal_open_raster,
                                              bm_gdal_sample_raster,  bm_gdal_close_raster,
                                              bm_gdal_read_table,     bm_gdal_write,
                                              bm_gdal_open_rows,      bm_gdal_add_rows,
                                              bm_gdal_close_rows,     bm_gdal_check,
                                              bm_gdal_read_features,  bm_gdal_visit_layers};
