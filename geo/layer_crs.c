#include "geo/layer.h"
#include "geo/safile.h"

#include <string.h>

enum { PRJ_BYTES_MAX = 32 * 1024 };

/* Lower-case letters and digits alone, so that "D_WGS_1984", "WGS 84" and "wgs84" compare. */
static void squash(const char *text, size_t length, char *out, size_t size)
{
    size_t written = 0;
    for (size_t i = 0; i < length && written + 1 < size; i++) {
        char c = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out[written++] = c;
    }
    out[written] = '\0';
}

/* The quoted name after the first `keyword[` of well-known text; NULL when there is none. */
static const char *name_of(const char *text, const char *keyword, size_t *length)
{
    size_t size = strlen(keyword);
    for (const char *at = strstr(text, keyword); at; at = strstr(at + 1, keyword)) {
        const char *open = at + size;
        while (*open == ' ')
            open++;
        if (*open != '[' && *open != '(')
            continue;
        const char *start = strchr(open, '"');
        const char *end = start ? strchr(start + 1, '"') : NULL;
        if (!end)
            return NULL;
        *length = (size_t)(end - start) - 1;
        return start + 1;
    }
    return NULL;
}

static bool is_one_of(const char *text, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(text, *names) == 0)
            return true;
    return false;
}

/* True for geographic WGS 84 in degrees, in ESRI's, OGC's and ISO's dialects of well-known text. */
static bool is_wgs84(const char *text)
{
    static const char *const geographic[] = {"GEOGCS",      "GEOGCRS",       "GEODCRS",
                                             "GEODETICCRS", "GEOGRAPHICCRS", NULL};
    static const char *const datums[] = {"DATUM", "ENSEMBLE", "GEODETICDATUM", "TRF", NULL};
    static const char *const accepted[] = {"dwgs1984",
                                           "wgs1984",
                                           "wgs84",
                                           "worldgeodeticsystem1984",
                                           "worldgeodeticsystem1984ensemble",
                                           NULL};
    size_t length = 0;
    while (text[length] >= 'A' && text[length] <= 'Z')
        length++;
    char keyword[24] = "";
    if (length < sizeof keyword)
        memcpy(keyword, text, length);
    if (!is_one_of(keyword, geographic))
        return false;
    bool is_datum = false;
    for (size_t i = 0; datums[i] && !is_datum; i++) {
        char plain[64];
        const char *name = name_of(text, datums[i], &length);
        if (!name)
            continue;
        squash(name, length, plain, sizeof plain);
        is_datum = is_one_of(plain, accepted);
    }
    const char *meridian = name_of(text, "PRIMEM", &length);
    if (!is_datum || (meridian && (length != 9 || strncmp(meridian, "Greenwich", 9) != 0)))
        return false;
    /* The angular unit is the first one; an ellipsoid's, in newer dialects, is a LENGTHUNIT. */
    const char *unit = name_of(text, "ANGLEUNIT", &length);
    if (!unit)
        unit = name_of(text, "UNIT", &length);
    char plain[16];
    squash(unit ? unit : "degree", unit ? length : 6, plain, sizeof plain);
    return strcmp(plain, "degree") == 0;
}

bm_status bm_layer_check_crs(const char *shp, const char *prj, bm_findings *findings,
                             bm_error *error)
{
    if (!prj) {
        bm_findings_add(findings, BM_SEVERITY_NOTE, "layer-no-prj", shp, 0, NULL, NULL,
                        "no .prj beside it; its positions are taken as WGS 84 degrees");
        return BM_OK;
    }
    char text[PRJ_BYTES_MAX + 1];
    size_t got = 0;
    size_t size = 0;
    bm_status status = bm_safile_head(prj, text, PRJ_BYTES_MAX, &got, &size, error);
    if (status)
        return status;
    text[got] = '\0';
    const char *start = text;
    if (strncmp(start, "\xEF\xBB\xBF", 3) == 0)
        start += 3;
    start += strspn(start, " \t\r\n");
    if (is_wgs84(start))
        return BM_OK;
    size_t length = 0;
    const char *quote = strchr(start, '"');
    const char *end = quote ? strchr(quote + 1, '"') : NULL;
    const char *name = end ? quote + 1 : "unknown";
    length = end ? (size_t)(end - name) : strlen(name);
    if (length > 60)
        length = 60;
    return bm_error_set(error, BM_ERROR_UNSUPPORTED, shp, 0,
                        "'%s' is in '%.*s', not in WGS 84 degrees; convert it first: "
                        "ogr2ogr -t_srs EPSG:4326 new.shp '%s'",
                        shp, (int)length, name, shp);
}
