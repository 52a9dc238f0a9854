/* Layers through the GDAL module, and its files through sinks of ours. */
#include "events/export/files.h"
#include "events/export/writers.h"
#include "geo/gdal/module.h"

#include <string.h>

enum { DAY_S = 86400 };
/* 1980-01-01, where no date of making is given: the clock would make other bytes every time. */
static const int64_t NO_DATE_S = 315532800;

typedef struct receiver {
    bm_file_set *files;
    bm_status status;
    bm_error *error;
} receiver;

/* Without positions there is no FlatGeobuf; GDAL drops such features and says nothing. */
static void tell_nowhere(const bm_output_layer *layer, const char *path, bm_findings *findings)
{
    bm_output_feature feature;
    size_t count = 0;
    for (size_t i = 0; i < layer->feature_count; i++) {
        layer->read(layer->context, i, &feature);
        count += feature.shape == BM_OUTPUT_NOTHING;
    }
    if (count > 0)
        bm_findings_add(findings, BM_SEVERITY_WARNING, "flatgeobuf-nowhere", path, 0, NULL, NULL,
                        "a FlatGeobuf has only what has a position: %zu %s%s left out", count,
                        strcmp(layer->name, "events") == 0 ? "event" : "row",
                        count == 1 ? " is" : "s are");
}

static bool take_file(void *context, const char *name, const void *bytes, size_t size)
{
    receiver *out = context;
    out->status = bm_file_set_add(out->files, name, bytes, size, out->error);
    return !out->status;
}

bm_status bm_write_gdal(const char *driver, const char *name, const bm_output_layer *const *layers,
                        size_t layer_count, const bm_export_options *options, bm_file_set *files,
                        bm_findings *findings, bm_error *error)
{
    char message[BM_ERROR_MESSAGE_SIZE] = "";
    char instant[BM_OUTPUT_TIME_SIZE];
    char day[BM_OUTPUT_TIME_SIZE];
    receiver out = {.error = error, .files = files};
    const char *path = files->path;
    const bm_gdal_module *module = NULL;
    bm_status status = bm_gdal_module_open(path, &module, error);
    if (status == BM_ERROR_UNSUPPORTED)
        return bm_error_set(error, status, path, 0,
                            "cannot write '%s': this bordermap was built without GDAL; install "
                            "libgdal-dev and build again, or write GeoJSON",
                            path);
    if (status)
        return status;
    int64_t made_at_s = options->made_at_s ? options->made_at_s : NO_DATE_S;
    bm_output_format_time(BM_VALUE_INSTANT, made_at_s, instant);
    strcpy(instant + strlen(instant) - 1, ".000Z");
    bm_output_format_time(BM_VALUE_DAY, made_at_s / DAY_S, day);
    /* The others have no place for it. */
    bool has_about = options->about && strcmp(driver, "GPKG") == 0;
    const char *const metadata[] = {
        "bordermap", has_about ? options->about(options->about_context) : NULL, NULL};
    const bm_gdal_output output = {.driver = driver,
                                   .name = name,
                                   .metadata = metadata[1] ? metadata : NULL,
                                   .layers = layers,
                                   .layer_count = layer_count,
                                   .has_nowhere = strcmp(driver, "FlatGeobuf") != 0,
                                   .instant = instant,
                                   .day = day,
                                   .file = take_file,
                                   .context = &out};
    status = module->write(&output, message);
    if (out.status)
        status = out.status;
    else if (status)
        bm_error_set(error, status, path, 0, "cannot write '%s': %s", path, message);
    if (!status && !output.has_nowhere)
        tell_nowhere(layers[0], path, findings);
    return status;
}
