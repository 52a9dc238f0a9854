#include "cli/text.h"
#include "cli/values.h"

#include <string.h>

static bm_status refuse(bm_error *error, const char *value, const char *why)
{
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "'%s': %s", value, why);
}

/* "10km" or "14pt". */
static bool read_size(const char *text, bm_density_options *options)
{
    double size = 0;
    const char *end = text;
    options->size_pt = options->size_km = 0;
    if (!cli_number_read(text, &size, &end))
        return false;
    if (strcmp(end, "km") == 0 && size > 0 && size <= 2000)
        options->size_km = size;
    else if (strcmp(end, "pt") == 0 && size >= 2 && size <= 200)
        options->size_pt = size;
    else
        return false;
    return true;
}

bm_status cli_read_density(const char *value, void *slot, bm_error *error)
{
    static const char *const names[] = {[BM_DENSITY_OFF] = "off",
                                        [BM_DENSITY_CIRCLES] = "circles",
                                        [BM_DENSITY_HEX] = "hex",
                                        [BM_DENSITY_HEAT] = "heat"};
    bm_density_options *options = slot;
    const char *colon = strchr(value, ':');
    size_t length = colon ? (size_t)(colon - value) : strlen(value);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!names[i] || strlen(names[i]) != length || strncmp(value, names[i], length) != 0)
            continue;
        if (colon && (i == BM_DENSITY_OFF || !read_size(colon + 1, options)))
            return refuse(error, value,
                          "a size is up to 2000km on the ground or 2pt to 200pt on the page, such "
                          "as hex:10km");
        if (i == BM_DENSITY_OFF && options->kind == BM_DENSITY_CLUSTER)
            return refuse(error, value, "--cluster says otherwise");
        options->kind = (bm_density_kind)i;
        return BM_OK;
    }
    return refuse(error, value, "write hex, circles, heat or off");
}

bm_status cli_read_cluster(const char *value, void *slot, bm_error *error)
{
    (void)value;
    bm_density_options *options = slot;
    if (options->kind == BM_DENSITY_OFF)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "--density off says otherwise");
    options->kind = BM_DENSITY_CLUSTER;
    return BM_OK;
}

bm_status cli_read_classes(const char *value, void *slot, bm_error *error)
{
    if (strlen(value) != 1 || *value < '3' || *value > '7')
        return refuse(error, value, "write a number from 3 to 7");
    *(int *)slot = *value - '0';
    return BM_OK;
}
