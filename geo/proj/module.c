#include "geo/proj/module.h"

#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bm_proj_handle {
    PJ_CONTEXT *context;
    PJ *transformation;
    bool takes_degrees; /* else radians */
};

static const double DEGREE = 3.14159265358979323846 / 180.0;

static void say_nothing(void *data, int level, const char *message)
{
    (void)data;
    (void)level;
    (void)message;
}

/* No network, no words on stderr. */
static bm_proj_handle *new_empty(void)
{
    bm_proj_handle *made = calloc(1, sizeof *made);
    if (made)
        made->context = proj_context_create();
    if (!made || !made->context) {
        free(made);
        return NULL;
    }
    proj_log_func(made->context, NULL, say_nothing);
    proj_context_set_enable_network(made->context, 0);
    return made;
}

static bm_status refuse(const bm_proj_handle *made, const char *definition, const char *why,
                        char message[BM_ERROR_MESSAGE_SIZE])
{
    if (!why) {
        int code = proj_context_errno(made->context);
        why = code ? proj_context_errno_string(made->context, code) : NULL;
        /* PROJ has a general code without words. */
        if (!why || strncmp(why, "Unknown error", 13) == 0)
            why = "PROJ does not know it";
    }
    (void)snprintf(message, BM_ERROR_MESSAGE_SIZE, "cannot use the projection '%s': %s", definition,
                   why);
    return BM_ERROR_PROJECTION;
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

/* The name of a projection of `+proj=ID`, the first line of what PROJ's own list says of it; what
 * PROJ makes of a whole string often has no name. */
static const char *find_name(const char *definition, PJ *made)
{
    const char *id = strstr(definition, "proj=");
    size_t length = id ? strcspn(id + 5, " +\t") : 0;
    for (const PJ_OPERATIONS *at = proj_list_operations(); length && at->id; at++) {
        if (strlen(at->id) == length && strncmp(at->id, id + 5, length) == 0)
            return *at->descr;
    }
    return proj_pj_info(made).description;
}

static bm_status from_string(bm_proj_handle *made, const char *definition,
                             char description[BM_PROJ_DESCRIPTION_SIZE],
                             char message[BM_ERROR_MESSAGE_SIZE])
{
    proj_context_set_file_finder(made->context, find_nothing, NULL);
    proj_context_set_search_paths(made->context, 1, (const char *const[]){"/dev/null"});
    made->transformation = proj_create(made->context, definition);
    PJ *made_by = made->transformation;
    if (!made_by)
        return refuse(made, definition, NULL, message);
    if (!proj_angular_input(made_by, PJ_FWD) || proj_angular_output(made_by, PJ_FWD))
        return refuse(made, definition, "it does not turn degrees into metres", message);
    /* The words before the first line break. */
    const char *words = find_name(definition, made_by);
    (void)snprintf(description, BM_PROJ_DESCRIPTION_SIZE, "%.*s", (int)strcspn(words, "\r\n"),
                   words);
    return BM_OK;
}

/* True when both axes of a projected CRS are in metres. */
static bool is_metric(const bm_proj_handle *made, const PJ *crs)
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

static bm_status from_code(bm_proj_handle *made, const char *code,
                           char description[BM_PROJ_DESCRIPTION_SIZE],
                           char message[BM_ERROR_MESSAGE_SIZE])
{
    bm_status status = BM_OK;
    PJ *raw = NULL;
    PJ *crs = proj_create(made->context, code);
    if (!crs) {
        status = BM_ERROR_PROJECTION;
        if (proj_context_get_database_path(made->context))
            (void)snprintf(message, BM_ERROR_MESSAGE_SIZE, "PROJ knows no '%s'", code);
        else
            refuse(made, code, "the database of PROJ, proj.db, is not found", message);
        goto done;
    }
    if (proj_get_type(crs) != PJ_TYPE_PROJECTED_CRS || !is_metric(made, crs)) {
        status = refuse(made, code, "it is not a projected reference system in metres", message);
        goto done;
    }
    raw = proj_create_crs_to_crs(made->context, "EPSG:4326", code, NULL);
    if (raw)
        made->transformation = proj_normalize_for_visualization(made->context, raw);
    if (!made->transformation) {
        status = refuse(made, code, NULL, message);
        goto done;
    }
    made->takes_degrees = true;
    (void)snprintf(description, BM_PROJ_DESCRIPTION_SIZE, "%s (%s)", proj_get_name(crs), code);
done:
    proj_destroy(raw);
    proj_destroy(crs);
    return status;
}

static void close_handle(bm_proj_handle *handle)
{
    proj_destroy(handle->transformation);
    proj_context_destroy(handle->context);
    free(handle);
}

static bm_status open_handle(const char *definition, bool is_code, bm_proj_handle **handle,
                             char description[BM_PROJ_DESCRIPTION_SIZE],
                             char message[BM_ERROR_MESSAGE_SIZE])
{
    bm_proj_handle *made = new_empty();
    *handle = NULL;
    if (!made) {
        (void)snprintf(message, BM_ERROR_MESSAGE_SIZE, "not enough memory for a projection");
        return BM_ERROR_MEMORY;
    }
    bm_status status = is_code ? from_code(made, definition, description, message)
                               : from_string(made, definition, description, message);
    if (status)
        close_handle(made);
    else
        *handle = made;
    return status;
}

static void forward(bm_proj_handle *handle, double (*points)[2], size_t count)
{
    double scale = handle->takes_degrees ? 1.0 : DEGREE;
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(points[i][0]) || !isfinite(points[i][1]))
            continue;
        PJ_COORD at = proj_coord(points[i][0] * scale, points[i][1] * scale, 0.0, HUGE_VAL);
        at = proj_trans(handle->transformation, PJ_FWD, at);
        points[i][0] = at.xy.x;
        points[i][1] = at.xy.y;
    }
    proj_errno_reset(handle->transformation);
}

static void inverse(bm_proj_handle *handle, double (*points)[2], size_t count)
{
    double scale = handle->takes_degrees ? 1.0 : 1.0 / DEGREE;
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(points[i][0]) || !isfinite(points[i][1]))
            continue;
        PJ_COORD at = proj_coord(points[i][0], points[i][1], 0.0, HUGE_VAL);
        at = proj_trans(handle->transformation, PJ_INV, at);
        points[i][0] = at.lp.lam * scale;
        points[i][1] = at.lp.phi * scale;
    }
    proj_errno_reset(handle->transformation);
}

extern const bm_proj_module bordermap_proj_module;
BM_API const bm_proj_module bordermap_proj_module = {BM_PROJ_MODULE_VERSION, open_handle,
                                                     close_handle, forward, inverse};
