#include "cli/text.h"
#include "cli/values.h"

#include <string.h>

bm_status cli_read_view(const char *value, void *slot, bm_error *error)
{
    bool is_disputed = strcmp(value, "disputed") == 0;
    if (!is_disputed && strcmp(value, "international") != 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "'%s': write international or disputed", value);
    *(bm_view *)slot = is_disputed ? BM_VIEW_DISPUTED : BM_VIEW_INTERNATIONAL;
    return BM_OK;
}

bm_status cli_read_overlay(const char *value, void *slot, bm_error *error)
{
    static const char *const kinds[] = {"urban=", "raions=", "roads=", "railways="};
    const cli_list *list = slot;
    size_t length = strcspn(value, "=") + 1;
    bool is_known = false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        is_known = is_known || strncmp(value, kinds[i], strlen(kinds[i])) == 0;
    if (!is_known || !value[length])
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "'%s': write urban=FILE, raions=FILE, roads=FILE or railways=FILE",
                            value);
    for (size_t i = 0; i < list->count; i++)
        if (strncmp(list->items[i], value, length) == 0)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "'%s': there is one layer of a kind, and '%s' is it already", value,
                                list->items[i]);
    return cli_read_list(value, slot, error);
}

bm_status cli_read_raster(const char *value, void *slot, bm_error *error)
{
    static const char key[] = ",opacity=";
    cli_raster *raster = slot;
    const char *found = NULL;
    for (const char *at = value; (at = strstr(at, key)) != NULL; at++)
        found = at;
    size_t length = found ? (size_t)(found - value) : strlen(value);
    raster->opacity = 0;
    if (length == 0 || length >= sizeof raster->path)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "'%s': %s", value,
                            length ? "the name is too long" : "the name is empty");
    if (found) {
        const char *end = found + strlen(key);
        if (!cli_number_read(end, &raster->opacity, &end) || *end || raster->opacity <= 0 ||
            raster->opacity > 1)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "'%s': write the opacity as a number above 0 and up to 1", value);
    }
    memcpy(raster->path, value, length);
    raster->path[length] = '\0';
    return BM_OK;
}

bm_status cli_read_graticule(const char *value, void *slot, bm_error *error)
{
    double *step_deg = slot;
    double number = 0;
    const char *end = value;
    *step_deg = 0;
    if (strcmp(value, "none") == 0)
        return BM_OK;
    if (strcmp(value, "auto") == 0) {
        *step_deg = BM_GRATICULE_AUTO;
        return BM_OK;
    }
    bool fine = cli_number_read(value, &number, &end);
    bool is_minutes = fine && *end == '\'';
    double minutes = is_minutes ? number : number * 60;
    /* A minute is the least that the labels tell. */
    if (!fine || end[is_minutes] != '\0' || minutes < 1 || minutes > 90 * 60 ||
        minutes != (double)(long)minutes)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "'%s': write auto, none, degrees up to 90 such as 1 or 0.5, or whole "
                            "minutes such as 10'",
                            value);
    *step_deg = minutes / 60;
    return BM_OK;
}
