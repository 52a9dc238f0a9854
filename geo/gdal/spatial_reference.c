#include "geo/gdal/spatial_reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WGS84 = 4326, CODE_MAX = 999999 };

static int epsg_code(OGRSpatialReferenceH of)
{
    const char *authority = OSRGetAuthorityName(of, NULL);
    const char *code = OSRGetAuthorityCode(of, NULL);
    if (!authority || !code)
        return 0;
    if (strcmp(authority, "OGC") == 0 && strcmp(code, "CRS84") == 0)
        return WGS84;
    long number = strcmp(authority, "EPSG") == 0 ? strtol(code, NULL, 10) : 0;
    return number > 0 && number <= CODE_MAX ? (int)number : 0;
}

static OGRSpatialReferenceH make(int code)
{
    OGRSpatialReferenceH made = OSRNewSpatialReference(NULL);
    if (made && OSRImportFromEPSG(made, code) != OGRERR_NONE) {
        OSRDestroySpatialReference(made);
        made = NULL;
    }
    if (made)
        OSRSetAxisMappingStrategy(made, OAMS_TRADITIONAL_GIS_ORDER);
    return made;
}

/* WGS 84 by another name, as MapInfo writes it: no code, but the same datum, meridian and unit. */
static bool is_wgs84(OGRSpatialReferenceH of)
{
    static const char *const options[] = {"CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS",
                                          "IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", NULL};
    if (!OSRIsGeographic(of))
        return false;
    OGRSpatialReferenceH wgs84 = make(WGS84);
    bool same = wgs84 && OSRIsSameEx(of, wgs84, options);
    if (wgs84)
        OSRDestroySpatialReference(wgs84);
    return same;
}

bm_status bm_gdal_way_to_wgs84(OGRSpatialReferenceH of, const char *layer,
                               OGRCoordinateTransformationH *way,
                               char message[BM_ERROR_MESSAGE_SIZE])
{
    *way = NULL;
    int code = of ? epsg_code(of) : WGS84;
    if (code == WGS84 || (!code && is_wgs84(of)))
        return BM_OK;
    OGRSpatialReferenceH from = code ? make(code) : NULL;
    OGRSpatialReferenceH to = make(WGS84);
    if (from && to)
        *way = OCTNewCoordinateTransformation(from, to);
    if (from)
        OSRDestroySpatialReference(from);
    if (to)
        OSRDestroySpatialReference(to);
    if (*way)
        return BM_OK;
    snprintf(message, BM_ERROR_MESSAGE_SIZE,
             "layer '%.60s' has no known EPSG code for its coordinates: reproject it to WGS 84 "
             "(EPSG:4326)",
             layer);
    return BM_ERROR_PROJECTION;
}
