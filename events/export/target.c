/* A GeoPackage is a file of many layers, and people keep their own in it. */
#include "events/export/gdal_output.h"

#include <bordermap/export_layers.h>

#include <stdio.h>
#include <string.h>

typedef struct content {
    size_t own;
    char foreign[128]; /* "" for none */
} content;

static void see(void *context, const char *name)
{
    content *found = context;
    bool is_own = bm_export_layer_from_name(name) < BM_EXPORT_LAYER_COUNT;
    found->own += is_own;
    if (!is_own && strcmp(name, "layer_styles") != 0 && !*found->foreign)
        (void)snprintf(found->foreign, sizeof found->foreign, "%.120s", name);
}

static bool is_database(const char *path)
{
    static const char magic[16] = "SQLite format 3";
    char beginning[sizeof magic];
    FILE *file = fopen(path, "rb");
    bool is = file && fread(beginning, 1, sizeof beginning, file) == sizeof beginning &&
              memcmp(beginning, magic, sizeof magic) == 0;
    if (file)
        (void)fclose(file);
    return is;
}

bm_status bm_export_check_target(bm_export_format format, const char *path, bm_error *error)
{
    char message[BM_ERROR_MESSAGE_SIZE] = "";
    const bm_gdal_module *module = NULL;
    content found = {0};
    if (format != BM_EXPORT_GPKG || strcmp(path, "-") == 0 || !is_database(path))
        return BM_OK;
    bm_status status = bm_gdal_writer_open(path, &module, error);
    if (status)
        return status;
    status = module->visit_layers(path, see, &found, message);
    if (*found.foreign)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                            "'%s' has a layer '%s' that bordermap does not write, and would be "
                            "replaced: write to another file, or remove this one first",
                            path, found.foreign);
    if (status || found.own == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                            "'%s' is a database without layers of bordermap, and would be "
                            "replaced: write to another file, or remove this one first",
                            path);
    return BM_OK;
}
