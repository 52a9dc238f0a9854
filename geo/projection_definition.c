#include "geo/projection_definition.h"

#include "base/number.h"

#include <string.h>

bool bm_projection_is_code(const char *definition, char *code, size_t size)
{
    static const char *const authorities[] = {"EPSG", "ESRI"};
    size_t length = strlen(definition);
    const char *colon = strchr(definition, ':');
    if (!colon || length >= size || colon[1] == '\0' ||
        colon[1 + strspn(colon + 1, "0123456789")] != '\0')
        return false;
    for (size_t i = 0; i <= length; i++) {
        char c = definition[i];
        code[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    for (size_t i = 0; i < sizeof authorities / sizeof *authorities; i++)
        if (strncmp(code, authorities[i], 4) == 0 && colon == definition + 4)
            return true;
    return false;
}

static bool is_one_of(const char *text, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(text, *names) == 0)
            return true;
    return false;
}

static bm_status refuse(const char *parameter, const char *why, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_PROJECTION, NULL, 0, "cannot use '%s' in a projection: %s",
                        parameter, why);
}

/* Operations of PROJ that are not map projections. */
static const char *const not_projections[] = {
    "affine",   "axisswap",    "cart",        "defmodel",   "deformation", "geoc",
    "geocent",  "geogoffset",  "gridshift",   "helmert",    "hgridshift",  "horner",
    "latlon",   "latlong",     "lonlat",      "longlat",    "molobadekas", "molodensky",
    "noop",     "ob_tran",     "pipeline",    "pop",        "push",        "set",
    "tinshift", "topocentric", "unitconvert", "vertoffset", "vgridshift",  "xyzgridshift",
    NULL};

static const char *const numeric[] = {
    "R",   "a",     "alpha", "azi",   "b",     "es",     "f",     "gamma", "h",     "k",
    "k_0", "lat_0", "lat_1", "lat_2", "lat_b", "lat_ts", "lon_0", "lon_1", "lon_2", "lonc",
    "m",   "n",     "q",     "rf",    "theta", "tilt",   "x_0",   "y_0",   "zone",  NULL};

static const char *const flags[] = {"approx", "no_cut", "no_off", "no_uoff", "south", NULL};

static bool is_word(const char *text)
{
    return *text && text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                      "0123456789_")] == '\0';
}

/* Take one parameter, split at its first "=" (`value` is NULL without one). */
static bm_status take(const char *parameter, const char *key, const char *value, bool *has_proj,
                      bm_strbuf *safe, bm_error *error)
{
    double number;
    if (is_one_of(key, (const char *const[]){"no_defs", "wktext", "type", NULL}))
        return BM_OK;
    if (strcmp(key, "proj") == 0) {
        if (!value || !is_word(value) || *has_proj)
            return refuse(parameter, "one map projection is needed", error);
        if (is_one_of(value, not_projections))
            return refuse(parameter, "it is not a map projection", error);
        *has_proj = true;
    } else if (strcmp(key, "units") == 0) {
        if (!value || strcmp(value, "m") != 0)
            return refuse(parameter, "the unit must be the metre, +units=m", error);
        return BM_OK;
    } else if (strcmp(key, "datum") == 0) {
        if (!value || strcmp(value, "WGS84") != 0)
            return refuse(parameter, "positions are WGS 84, +datum=WGS84", error);
    } else if (strcmp(key, "ellps") == 0) {
        if (!value || !is_word(value))
            return refuse(parameter, "it does not name an ellipsoid", error);
    } else if (is_one_of(key, numeric)) {
        if (!value || !bm_number_parse(value, &number))
            return refuse(parameter, "its value is no number", error);
    } else if (!is_one_of(key, flags) || value) {
        return refuse(parameter, "the parameter is not allowed here", error);
    }
    bm_strbuf_append(safe, safe->length ? " +" : "+");
    bm_strbuf_append(safe, key);
    if (value) {
        bm_strbuf_append_char(safe, '=');
        bm_strbuf_append(safe, value);
    }
    return BM_OK;
}

bm_status bm_projection_sanitise(const char *definition, bm_strbuf *safe, bm_error *error)
{
    static const char blanks[] = " \t\r\n";
    bool has_proj = false;
    const char *at = definition + strspn(definition, blanks);
    if (*at != '+')
        return bm_error_set(error, BM_ERROR_PROJECTION, NULL, 0,
                            "'%s' is no projection: write a PROJ string, '+proj=lcc …', or a code, "
                            "'EPSG:3035'",
                            definition);
    while (*at) {
        char parameter[96];
        char key[96];
        size_t length = strcspn(at, blanks);
        if (length >= sizeof parameter)
            return bm_error_set(error, BM_ERROR_PROJECTION, NULL, 0,
                                "cannot use '%.40s…' in a projection: it is too long", at);
        memcpy(parameter, at, length);
        parameter[length] = '\0';
        memcpy(key, parameter + (parameter[0] == '+'), length + (parameter[0] != '+'));
        char *value = strchr(key, '=');
        if (value)
            *value++ = '\0';
        bm_status status = take(parameter, key, value, &has_proj, safe, error);
        if (status)
            return status;
        at += length;
        at += strspn(at, blanks);
    }
    if (!has_proj)
        return refuse(definition, "it has no +proj=", error);
    if (safe->failed)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    return BM_OK;
}
