/* Lines and polygons of whatever GDAL reads, for layers of the map. */
#include "geo/gdal/dataset.h"
#include "geo/gdal/spatial_reference.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cpl_error.h>
#include <ogr_api.h>

enum { COLUMNS_MAX = 1000, DEPTH_MAX = 4 };

/* A layer while it is read, and one shape of it. */
typedef struct shape_reader {
    const bm_gdal_shape_reader *reader;
    OGRLayerH layer;
    OGRCoordinateTransformationH way;
    double *x;
    double *y;
    size_t capacity;
    bool out_of_memory;
} shape_reader;

static bool reserve(shape_reader *in, size_t count)
{
    if (count <= in->capacity)
        return true;
    double *x = realloc(in->x, count * sizeof *x);
    if (x)
        in->x = x;
    double *y = realloc(in->y, count * sizeof *y);
    if (y)
        in->y = y;
    in->out_of_memory = !x || !y;
    if (!in->out_of_memory)
        in->capacity = count;
    return !in->out_of_memory;
}

/* A line or a ring. */
static bool tell_part(shape_reader *in, OGRGeometryH part)
{
    int count = OGR_G_GetPointCount(part);
    if (count < 2)
        return true;
    if (!reserve(in, (size_t)count))
        return false;
    OGR_G_GetPoints(part, in->x, sizeof *in->x, in->y, sizeof *in->y, NULL, 0);
    if (in->way && !OCTTransform(in->way, count, in->x, in->y, NULL))
        in->x[0] = NAN; /* what cannot be transformed is no position */
    return in->reader->part(in->reader->context, in->x, in->y, (size_t)count);
}

static bool tell_geometry(shape_reader *in, OGRGeometryH geometry, bool want_polygons, int depth)
{
    OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(geometry));
    bool is_line = type == wkbLineString || type == wkbLinearRing;
    if (is_line)
        return tell_part(in, geometry);
    if (type == wkbPolygon && !want_polygons)
        return true;
    if ((type != wkbPolygon && type != wkbMultiPolygon && type != wkbMultiLineString &&
         type != wkbGeometryCollection) ||
        depth == DEPTH_MAX)
        return true;
    for (int i = 0; i < OGR_G_GetGeometryCount(geometry); i++)
        if (!tell_geometry(in, OGR_G_GetGeometryRef(geometry, i), want_polygons, depth + 1))
            return false;
    return true;
}

static bool has_polygons(OGRGeometryH geometry)
{
    OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(geometry));
    return type == wkbPolygon || type == wkbMultiPolygon || type == wkbCurvePolygon ||
           type == wkbMultiSurface;
}

/* Texts are told one by one: GDAL makes those of numbers in one buffer, again and again. */
static bool tell_values(const shape_reader *in, OGRFeatureH feature)
{
    for (int i = 0; i < OGR_F_GetFieldCount(feature); i++) {
        const char *text =
            OGR_F_IsFieldSetAndNotNull(feature, i) ? OGR_F_GetFieldAsString(feature, i) : "";
        if (!in->reader->value(in->reader->context, text ? text : ""))
            return false;
    }
    return true;
}

static bool tell_feature(shape_reader *in, OGRFeatureH feature, long number)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    OGRGeometryH straight = NULL;
    if (geometry && OGR_G_HasCurveGeometry(geometry, 1))
        geometry = straight = OGR_G_GetLinearGeometry(geometry, 0, NULL);
    bool more =
        in->reader->begin(in->reader->context, number, geometry && has_polygons(geometry)) &&
        (!geometry || tell_geometry(in, geometry, has_polygons(geometry), 0)) &&
        tell_values(in, feature) && in->reader->end(in->reader->context);
    if (straight)
        OGR_G_DestroyGeometry(straight);
    return more;
}

static bool tell_features(shape_reader *in)
{
    bool more = true;
    long number = 0;
    OGR_L_ResetReading(in->layer);
    for (OGRFeatureH feature; more && (feature = OGR_L_GetNextFeature(in->layer)) != NULL;) {
        more = tell_feature(in, feature, ++number);
        OGR_F_Destroy(feature);
    }
    return more;
}

static bm_status read_layer(OGRLayerH layer, const bm_gdal_shape_reader *reader,
                            char message[BM_ERROR_MESSAGE_SIZE])
{
    shape_reader in = {.reader = reader, .layer = layer};
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    int count = OGR_FD_GetFieldCount(definition);
    bm_status status =
        bm_gdal_way_to_wgs84(OGR_L_GetSpatialRef(layer), OGR_L_GetName(layer), &in.way, message);
    if (!status && count > COLUMNS_MAX) {
        snprintf(message, BM_ERROR_MESSAGE_SIZE, "layer '%.60s' has more than %d columns",
                 OGR_L_GetName(layer), COLUMNS_MAX);
        status = BM_ERROR_LIMIT;
    }
    if (status)
        goto done;
    CPLErrorReset();
    bool more = true;
    for (int i = 0; i < count && more; i++)
        more =
            reader->column(reader->context, OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
    more = more && tell_features(&in);
    if (in.out_of_memory) {
        snprintf(message, BM_ERROR_MESSAGE_SIZE, "not enough memory");
        status = BM_ERROR_MEMORY;
    } else if (more && CPLGetLastErrorType() >= CE_Failure) {
        snprintf(message, BM_ERROR_MESSAGE_SIZE, "layer '%.60s' is damaged: %.150s",
                 OGR_L_GetName(layer), CPLGetLastErrorMsg());
        status = BM_ERROR_FORMAT;
    }
done:
    free(in.x);
    free(in.y);
    if (in.way)
        OCTDestroyCoordinateTransformation(in.way);
    return status;
}

static bool has_shapes(OGRLayerH layer)
{
    switch (wkbFlatten(OGR_L_GetGeomType(layer))) {
    case wkbNone:
    case wkbPoint:
    case wkbMultiPoint:
        return false;
    default:
        return true;
    }
}

bm_status bm_gdal_read_shapes(const char *path, const bm_gdal_shape_reader *reader,
                              char message[BM_ERROR_MESSAGE_SIZE])
{
    bm_gdal_dataset in;
    bm_status status = bm_gdal_open(path, &in, message);
    OGRLayerH found = NULL;
    int count = 0;
    for (int i = 0; !status && i < GDALDatasetGetLayerCount(in.dataset); i++) {
        OGRLayerH layer = GDALDatasetGetLayer(in.dataset, i);
        if (!layer || !has_shapes(layer))
            continue;
        found = layer;
        count++;
    }
    if (!status && count != 1) {
        snprintf(
            message, BM_ERROR_MESSAGE_SIZE,
            count ? "'%.120s' has %d layers of lines or polygons: copy the one that is meant to a "
                    "file of its own"
                  : "'%.120s' has no layer of lines or polygons",
            path, count);
        status = BM_ERROR_FORMAT;
    }
    if (!status)
        status = read_layer(found, reader, message);
    bm_gdal_close(&in);
    return status;
}
