#include "geo/gdal/row.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What GDAL says of a time's zone: none is known, or UTC, or so many quarters of an hour from it.
 */
enum { ZONE_LOCAL = 1, ZONE_UTC = 100, QUARTER_MIN = 15 };

/* Texts of a list with semicolons between. */
static bool tell_list(const bm_gdal_table_reader *reader, OGRFeatureH feature, int column)
{
    char **list = OGR_F_GetFieldAsStringList(feature, column);
    size_t size = 1;
    for (int i = 0; list && list[i]; i++)
        size += strlen(list[i]) + 1;
    char *joined = malloc(size);
    char *at = joined;
    for (int i = 0; joined && list && list[i]; i++) {
        size_t length = strlen(list[i]);
        if (i > 0)
            *at++ = ';';
        memcpy(at, list[i], length);
        at += length;
    }
    if (joined)
        *at = '\0';
    bool more = joined && reader->value(reader->context, joined);
    free(joined);
    return more;
}

/* A database's times are in UTC; those of a file say how far they are from it, or say nothing. */
static void format_zone(bool is_database, int zone, char text[16])
{
    int minutes = (zone - ZONE_UTC) * QUARTER_MIN;
    if (is_database || zone == ZONE_UTC)
        strcpy(text, "Z");
    else if (zone <= ZONE_LOCAL)
        text[0] = '\0';
    else
        (void)snprintf(text, 16, "%c%02d:%02d", minutes < 0 ? '-' : '+', abs(minutes) / 60 % 100,
                       abs(minutes) % 60);
}

static bool tell_time(const bm_gdal_table_reader *reader, OGRFeatureH feature, int column,
                      bool is_date)
{
    int year, month, day, hour, minute, zone;
    float second;
    char text[96] = "", offset[16] = "";
    if (!OGR_F_GetFieldAsDateTimeEx(feature, column, &year, &month, &day, &hour, &minute, &second,
                                    &zone))
        return reader->value(reader->context, "");
    format_zone(reader->relation != NULL, zone, offset);
    if (is_date)
        snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    else
        snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d%s", year, month, day, hour,
                 minute, (int)second, offset);
    return reader->value(reader->context, text);
}

static bool tell_value(const bm_gdal_table_reader *reader, OGRFeatureH feature, int column)
{
    OGRFieldDefnH field = OGR_F_GetFieldDefnRef(feature, column);
    OGRFieldType type = OGR_Fld_GetType(field);
    if (!OGR_F_IsFieldSetAndNotNull(feature, column))
        return reader->value(reader->context, "");
    if (type == OFTDate || type == OFTDateTime)
        return tell_time(reader, feature, column, type == OFTDate);
    if (type == OFTStringList)
        return tell_list(reader, feature, column);
    if (type == OFTInteger && OGR_Fld_GetSubType(field) == OFSTBoolean && !reader->relation)
        return reader->value(reader->context,
                             OGR_F_GetFieldAsInteger(feature, column) ? "true" : "false");
    const char *text = OGR_F_GetFieldAsString(feature, column);
    return reader->value(reader->context, text ? text : "");
}

static bool tell_end(const bm_gdal_table_reader *reader, OGRCoordinateTransformationH way,
                     OGRFeatureH feature)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    if (geometry && wkbFlatten(OGR_G_GetGeometryType(geometry)) == wkbMultiPoint &&
        OGR_G_GetGeometryCount(geometry) == 1)
        geometry = OGR_G_GetGeometryRef(geometry, 0);
    bool is_point = geometry && wkbFlatten(OGR_G_GetGeometryType(geometry)) == wkbPoint &&
                    !OGR_G_IsEmpty(geometry);
    double lon = is_point ? OGR_G_GetX(geometry, 0) : (double)NAN;
    double lat = is_point ? OGR_G_GetY(geometry, 0) : (double)NAN;
    bool known = isfinite(lon) && isfinite(lat) && (!way || OCTTransform(way, 1, &lon, &lat, NULL));
    return reader->row(reader->context, known, known ? lon : 0, known ? lat : 0);
}

bool bm_gdal_tell_row(const bm_gdal_table_reader *reader, OGRCoordinateTransformationH way,
                      OGRFeatureH feature, const char *number_column)
{
    for (int i = 0; i < OGR_F_GetFieldCount(feature); i++)
        if (!tell_value(reader, feature, i))
            return false;
    char number[32];
    snprintf(number, sizeof number, "%lld", (long long)OGR_F_GetFID(feature));
    if (number_column && !reader->value(reader->context, number))
        return false;
    return tell_end(reader, way, feature);
}
