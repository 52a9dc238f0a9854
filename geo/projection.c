#include "geo/projection_definition.h"

#include "base/strbuf.h"
#include "geo/lambert.h"
#include "geo/proj/module.h"

#include <bordermap/projection.h>
#include <bordermap/sink.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/** Points at a time on the stack. */
#define BATCH 256

struct bm_projection {
    bm_lambert lambert;           /* without a module */
    const bm_proj_module *module; /* NULL for the conic above */
    bm_proj_handle *handle;
    char *description;
    char *definition;
};

static bm_status by_module(bm_projection *made, const char *definition, bool is_code,
                           bm_error *error)
{
    char description[BM_PROJ_DESCRIPTION_SIZE], message[BM_ERROR_MESSAGE_SIZE];
    bm_status status = bm_proj_module_open(definition, &made->module, error);
    if (status)
        return status;
    status = made->module->open(definition, is_code, &made->handle, description, message);
    if (status)
        return bm_error_set(error, status, NULL, 0, "%s", message);
    made->description = strdup(description);
    return BM_OK;
}

static bm_status from_string(bm_projection *made, const char *definition, bm_error *error)
{
    bm_strbuf safe = {0};
    bm_status status = bm_projection_sanitise(definition, &safe, error);
    if (!status && bm_lambert_parse(bm_strbuf_text(&safe), &made->lambert))
        made->description = strdup("Lambert Conformal Conic");
    else if (!status)
        status = by_module(made, bm_strbuf_text(&safe), false, error);
    bm_strbuf_finish(&safe);
    return status;
}

bm_status bm_projection_new(const char *definition, bm_projection **projection, bm_error *error)
{
    *projection = NULL;
    bm_projection *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    char code[32];
    bm_status status = bm_projection_is_code(definition, code, sizeof code)
                           ? by_module(made, code, true, error)
                           : from_string(made, definition, error);
    if (!status)
        made->definition = strdup(definition);
    if (!status && (!made->description || !made->definition))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    if (status) {
        bm_projection_free(made);
        return status;
    }
    *projection = made;
    return BM_OK;
}

static void append_parameter(bm_strbuf *text, const char *name, double value)
{
    char number[64];
    bm_format_number(value, 6, number);
    bm_strbuf_append(text, name);
    bm_strbuf_append(text, number);
}

/* "50.2° N" */
static void append_degrees(bm_strbuf *text, double value, const char *positive,
                           const char *negative)
{
    char number[64];
    bm_format_number(fabs(value), 1, number);
    bm_strbuf_append(text, number);
    bm_strbuf_append(text, "° ");
    bm_strbuf_append(text, value < 0.0 ? negative : positive);
}

bm_status bm_projection_new_fitted(bm_lonlat_box extent, bm_projection **projection,
                                   bm_error *error)
{
    *projection = NULL;
    if (!bm_lonlat_is_valid((bm_lonlat){extent.west, extent.south}) ||
        !bm_lonlat_is_valid((bm_lonlat){extent.east, extent.north}) ||
        bm_lonlat_box_is_empty(extent))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "cannot fit a projection: the extent is empty or out of range");
    double height = extent.north - extent.south;
    double lat_1 = extent.south + height / 6.0;
    double lat_2 = extent.north - height / 6.0;
    double lat_0 = (extent.south + extent.north) / 2.0;
    double lon_0 = (extent.west + extent.east) / 2.0;
    /* On the equator, or nearly, the cone becomes a cylinder and its constant zero. */
    bool conic = extent.south > 0.0 || extent.north < 0.0;
    conic = conic && fabs(lat_0) > 0.5 && fabs(lat_0) < 89.0;

    /* Neither cone nor cylinder shows most of the world. */
    double width = extent.east - extent.west;
    bool world = width > 180.0 || (!conic && width > 60.0);

    bm_strbuf definition = {0};
    bm_strbuf description = {0};
    if (world) {
        bm_strbuf_append(&definition, "+proj=eqearth");
        bm_strbuf_append(&description, "Equal Earth, ");
    } else if (conic) {
        append_parameter(&definition, "+proj=lcc +lat_1=", lat_1);
        append_parameter(&definition, " +lat_2=", lat_2);
        bm_strbuf_append(&description, "Lambert conformal conic, ");
        append_degrees(&description, lat_1, "N", "S");
        bm_strbuf_append(&description, " and ");
        append_degrees(&description, lat_2, "N", "S");
        bm_strbuf_append(&description, ", ");
    } else {
        bm_strbuf_append(&definition, "+proj=tmerc");
        bm_strbuf_append(&description, "Transverse Mercator, ");
    }
    if (!world)
        append_parameter(&definition, " +lat_0=", lat_0);
    append_parameter(&definition, " +lon_0=", lon_0);
    bm_strbuf_append(&definition, " +ellps=WGS84");
    append_degrees(&description, lon_0, "E", "W");
    bm_status status = BM_OK;
    if (definition.failed || description.failed)
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    else
        status = bm_projection_new(bm_strbuf_text(&definition), projection, error);
    if (!status) {
        free((*projection)->description);
        (*projection)->description = description.text;
        description = (bm_strbuf){0};
    }
    bm_strbuf_finish(&definition);
    bm_strbuf_finish(&description);
    return status;
}

void bm_projection_free(bm_projection *projection)
{
    if (!projection)
        return;
    if (projection->handle)
        projection->module->close(projection->handle);
    free(projection->description);
    free(projection->definition);
    free(projection);
}

void bm_projection_forward(const bm_projection *projection, const bm_lonlat *in, bm_xy *out,
                           size_t count)
{
    static const bm_xy nowhere = {NAN, NAN};
    double batch[BATCH][2];
    for (size_t i = 0; i < count && !projection->module; i++) {
        bm_xy at =
            bm_lonlat_is_valid(in[i]) ? bm_lambert_forward(&projection->lambert, in[i]) : nowhere;
        out[i] = isfinite(at.x) && isfinite(at.y) ? at : nowhere;
    }
    for (size_t start = 0; start < count && projection->module; start += BATCH) {
        size_t length = count - start < BATCH ? count - start : BATCH;
        for (size_t i = 0; i < length; i++) {
            bool is_valid = bm_lonlat_is_valid(in[start + i]);
            batch[i][0] = is_valid ? in[start + i].lon : (double)NAN;
            batch[i][1] = is_valid ? in[start + i].lat : (double)NAN;
        }
        projection->module->forward(projection->handle, batch, length);
        for (size_t i = 0; i < length; i++)
            out[start + i] = isfinite(batch[i][0]) && isfinite(batch[i][1])
                                 ? (bm_xy){batch[i][0], batch[i][1]}
                                 : nowhere;
    }
}

/* Of a conic. */
static bool cross(const bm_lambert *lambert, const double *lons, size_t columns, const double *lats,
                  size_t rows, bm_xy *out)
{
    bm_lambert_meridian *meridians = calloc(columns + 1, sizeof *meridians);
    for (size_t i = 0; meridians && i < columns; i++)
        meridians[i] = bm_lambert_meridian_of(lambert, lons[i]);
    for (size_t r = 0; meridians && r < rows; r++) {
        double parallel = bm_lambert_parallel_of(lambert, lats[r]);
        for (size_t i = 0; i < columns; i++) {
            bm_xy at = {NAN, NAN};
            if (bm_lonlat_is_valid((bm_lonlat){lons[i], lats[r]}))
                at = bm_lambert_crossing(lambert, parallel, meridians[i]);
            *out++ = isfinite(at.x) && isfinite(at.y) ? at : (bm_xy){NAN, NAN};
        }
    }
    free(meridians);
    return meridians != NULL;
}

bool bm_projection_forward_grid(const bm_projection *projection, const double *lons, size_t columns,
                                const double *lats, size_t rows, bm_xy *out)
{
    if (!projection->module)
        return cross(&projection->lambert, lons, columns, lats, rows, out);
    bm_lonlat *row = calloc(columns + 1, sizeof *row);
    for (size_t r = 0; row && r < rows; r++) {
        for (size_t i = 0; i < columns; i++)
            row[i] = (bm_lonlat){lons[i], lats[r]};
        bm_projection_forward(projection, row, out + r * columns, columns);
    }
    free(row);
    return row != NULL;
}

void bm_projection_inverse(const bm_projection *projection, const bm_xy *in, bm_lonlat *out,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bm_lonlat position = {NAN, NAN};
        if (isfinite(in[i].x) && isfinite(in[i].y) && projection->module) {
            double point[1][2] = {{in[i].x, in[i].y}};
            projection->module->inverse(projection->handle, point, 1);
            position = (bm_lonlat){point[0][0], point[0][1]};
        } else if (isfinite(in[i].x) && isfinite(in[i].y)) {
            position = bm_lambert_inverse(&projection->lambert, in[i]);
        }
        out[i] = bm_lonlat_is_valid(position) ? position : (bm_lonlat){NAN, NAN};
    }
}

bool bm_projection_is_shareable(const bm_projection *projection)
{
    return !projection->module;
}

const char *bm_projection_description(const bm_projection *projection)
{
    return projection->description;
}

const char *bm_projection_definition(const bm_projection *projection)
{
    return projection->definition;
}
