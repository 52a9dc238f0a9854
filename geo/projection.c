#include "geo/projection_definition.h"

#include "base/strbuf.h"

#include <bordermap/projection.h>
#include <bordermap/sink.h>
#include <math.h>
#include <proj.h>
#include <stdlib.h>
#include <string.h>

struct bm_projection {
    PJ_CONTEXT *context;
    PJ *transformation;
    bool takes_degrees; /* else radians */
    char *description;
    char *definition;
};

static const double DEGREE = 3.14159265358979323846 / 180.0;

static void say_nothing(void *data, int level, const char *message)
{
    (void)data;
    (void)level;
    (void)message;
}

/* A projection without a transformation yet: no network, no words on stderr. */
static bm_projection *new_empty(bm_error *error)
{
    bm_projection *made = calloc(1, sizeof *made);
    if (made)
        made->context = proj_context_create();
    if (!made || !made->context) {
        free(made);
        bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory for a projection");
        return NULL;
    }
    proj_log_func(made->context, NULL, say_nothing);
    proj_context_set_enable_network(made->context, 0);
    return made;
}

static bm_status refuse(const bm_projection *made, const char *definition, const char *why,
                        bm_error *error)
{
    if (!why) {
        int code = proj_context_errno(made->context);
        why = code ? proj_context_errno_string(made->context, code) : NULL;
        /* PROJ has a general code without words. */
        if (!why || strncmp(why, "Unknown error", 13) == 0)
            why = "PROJ does not know it";
    }
    return bm_error_set(error, BM_ERROR_PROJECTION, NULL, 0, "cannot use the projection '%s': %s",
                        definition, why);
}

/* The words before the first line break. */
static char *first_line(const char *text)
{
    return strndup(text, strcspn(text, "\r\n"));
}

/* A projection's formulas need no file: neither the database, which takes milliseconds to open, nor
 * anything that a definition might name. */
static const char *find_nothing(PJ_CONTEXT *context, const char *name, void *data)
{
    (void)context;
    (void)name;
    (void)data;
    return NULL;
}

static bm_status from_string(bm_projection *made, const char *definition, bm_error *error)
{
    bm_strbuf safe = {0};
    bm_status status = bm_projection_sanitise(definition, &safe, error);
    if (!status) {
        proj_context_set_file_finder(made->context, find_nothing, NULL);
        proj_context_set_search_paths(made->context, 1, (const char *const[]){"/dev/null"});
        made->transformation = proj_create(made->context, bm_strbuf_text(&safe));
        PJ *made_by = made->transformation;
        if (!made_by)
            status = refuse(made, definition, NULL, error);
        else if (!proj_angular_input(made_by, PJ_FWD) || proj_angular_output(made_by, PJ_FWD))
            status = refuse(made, definition, "it does not turn degrees into metres", error);
        else
            made->description = first_line(proj_pj_info(made_by).description);
    }
    bm_strbuf_finish(&safe);
    return status;
}

/* True when both axes of a projected CRS are in metres. */
static bool is_metric(const bm_projection *made, const PJ *crs)
{
    PJ *system = proj_crs_get_coordinate_system(made->context, crs);
    bool metric = system && proj_cs_get_axis_count(made->context, system) == 2;
    for (int axis = 0; metric && axis < 2; axis++) {
        double factor = 0.0;
        metric = proj_cs_get_axis_info(made->context, system, axis, NULL, NULL, NULL, &factor, NULL,
                                       NULL, NULL) &&
                 factor == 1.0;
    }
    proj_destroy(system);
    return metric;
}

static bm_status from_code(bm_projection *made, const char *code, bm_error *error)
{
    bm_status status = BM_OK;
    PJ *raw = NULL;
    PJ *crs = proj_create(made->context, code);
    if (!crs) {
        status = proj_context_get_database_path(made->context)
                     ? bm_error_set(error, BM_ERROR_PROJECTION, NULL, 0, "PROJ knows no '%s'", code)
                     : refuse(made, code, "the database of PROJ, proj.db, is not found", error);
        goto done;
    }
    if (proj_get_type(crs) != PJ_TYPE_PROJECTED_CRS || !is_metric(made, crs)) {
        status = refuse(made, code, "it is not a projected reference system in metres", error);
        goto done;
    }
    raw = proj_create_crs_to_crs(made->context, "EPSG:4326", code, NULL);
    if (raw)
        made->transformation = proj_normalize_for_visualization(made->context, raw);
    if (!made->transformation) {
        status = refuse(made, code, NULL, error);
        goto done;
    }
    made->takes_degrees = true;
    bm_strbuf text = {0};
    bm_strbuf_printf(&text, "%s (%s)", proj_get_name(crs), code);
    made->description = text.failed ? NULL : strdup(bm_strbuf_text(&text));
    bm_strbuf_finish(&text);
done:
    proj_destroy(raw);
    proj_destroy(crs);
    return status;
}

bm_status bm_projection_new(const char *definition, bm_projection **projection, bm_error *error)
{
    *projection = NULL;
    bm_projection *made = new_empty(error);
    if (!made)
        return BM_ERROR_MEMORY;
    char code[32];
    bm_status status = bm_projection_is_code(definition, code, sizeof code)
                           ? from_code(made, code, error)
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
    proj_destroy(projection->transformation);
    proj_context_destroy(projection->context);
    free(projection->description);
    free(projection->definition);
    free(projection);
}

void bm_projection_forward(const bm_projection *projection, const bm_lonlat *in, bm_xy *out,
                           size_t count)
{
    double scale = projection->takes_degrees ? 1.0 : DEGREE;
    for (size_t i = 0; i < count; i++) {
        PJ_COORD at = proj_coord(in[i].lon * scale, in[i].lat * scale, 0.0, HUGE_VAL);
        bool valid = bm_lonlat_is_valid(in[i]);
        if (valid)
            at = proj_trans(projection->transformation, PJ_FWD, at);
        valid = valid && isfinite(at.xy.x) && isfinite(at.xy.y);
        out[i] = valid ? (bm_xy){at.xy.x, at.xy.y} : (bm_xy){NAN, NAN};
    }
    proj_errno_reset(projection->transformation);
}

void bm_projection_inverse(const bm_projection *projection, const bm_xy *in, bm_lonlat *out,
                           size_t count)
{
    double scale = projection->takes_degrees ? 1.0 : 1.0 / DEGREE;
    for (size_t i = 0; i < count; i++) {
        out[i] = (bm_lonlat){NAN, NAN};
        if (!isfinite(in[i].x) || !isfinite(in[i].y))
            continue;
        PJ_COORD at = proj_coord(in[i].x, in[i].y, 0.0, HUGE_VAL);
        at = proj_trans(projection->transformation, PJ_INV, at);
        bm_lonlat position = {at.lp.lam * scale, at.lp.phi * scale};
        if (bm_lonlat_is_valid(position))
            out[i] = position;
    }
    proj_errno_reset(projection->transformation);
}

const char *bm_projection_description(const bm_projection *projection)
{
    return projection->description;
}

const char *bm_projection_definition(const bm_projection *projection)
{
    return projection->definition;
}
