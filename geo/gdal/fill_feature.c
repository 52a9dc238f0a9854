#include "geo/gdal/fill_feature.h"

#include <time.h>

enum { UTC = 100, DAY_S = 86400 };

OGRwkbGeometryType bm_gdal_geometry_type(bm_output_shape shape)
{
    switch (shape) {
    case BM_OUTPUT_POINT:
        return wkbPoint;
    case BM_OUTPUT_LINE:
        return wkbMultiLineString;
    case BM_OUTPUT_POLYGON:
        return wkbMultiPolygon;
    default:
        return wkbNone;
    }
}

static void set_time(OGRFeatureH feature, int field, bm_value_type type, int64_t when)
{
    bool is_day = type == BM_VALUE_DAY;
    time_t seconds = (time_t)(is_day ? when * DAY_S : when);
    struct tm at;
    if (gmtime_r(&seconds, &at))
        OGR_F_SetFieldDateTime(feature, field, at.tm_year + 1900, at.tm_mon + 1, at.tm_mday,
                               at.tm_hour, at.tm_min, at.tm_sec, is_day ? 0 : UTC);
}

static void set_value(OGRFeatureH feature, int field, bm_value_type type, const bm_value *value)
{
    if (!value->known) {
        OGR_F_SetFieldNull(feature, field);
        return;
    }
    switch (type) {
    case BM_VALUE_TEXT:
        OGR_F_SetFieldString(feature, field, value->text);
        break;
    case BM_VALUE_INTEGER:
    case BM_VALUE_BOOLEAN:
        OGR_F_SetFieldInteger64(feature, field, value->integer);
        break;
    case BM_VALUE_REAL:
        OGR_F_SetFieldDouble(feature, field, value->real);
        break;
    case BM_VALUE_DAY:
    case BM_VALUE_INSTANT:
        set_time(feature, field, type, value->integer);
        break;
    }
}

static OGRGeometryH make_part(const bm_output_feature *from, size_t part, OGRwkbGeometryType type)
{
    OGRGeometryH line = OGR_G_CreateGeometry(type);
    for (uint32_t i = from->part_start[part]; i < from->part_start[part + 1]; i++)
        OGR_G_AddPoint_2D(line, from->points[i].lon, from->points[i].lat);
    return line;
}

static OGRGeometryH make_geometry(const bm_output_feature *from)
{
    if (from->shape == BM_OUTPUT_NOTHING)
        return NULL;
    OGRGeometryH whole = OGR_G_CreateGeometry(bm_gdal_geometry_type(from->shape));
    if (from->shape == BM_OUTPUT_POINT) {
        OGR_G_SetPoint_2D(whole, 0, from->points[0].lon, from->points[0].lat);
        return whole;
    }
    if (from->shape == BM_OUTPUT_LINE) {
        for (size_t i = 0; i < from->part_count; i++)
            OGR_G_AddGeometryDirectly(whole, make_part(from, i, wkbLineString));
        return whole;
    }
    OGRGeometryH polygon = NULL;
    for (size_t i = 0; i < from->part_count; i++) {
        if (bm_output_begins_polygon(from, i)) {
            polygon = OGR_G_CreateGeometry(wkbPolygon);
            OGR_G_AddGeometryDirectly(whole, polygon);
        }
        OGR_G_AddGeometryDirectly(polygon, make_part(from, i, wkbLinearRing));
    }
    return whole;
}

void bm_gdal_fill_feature(OGRFeatureH feature, const bm_output_column *columns, size_t count,
                          const bm_output_feature *from)
{
    OGR_F_SetFID(feature, OGRNullFID);
    for (size_t i = 0; i < count; i++)
        set_value(feature, (int)i, columns[i].type, &from->values[i]);
    OGR_F_SetGeometryDirectly(feature, make_geometry(from));
}
