/* Layers through the GDAL module, and its files through sinks of ours. */
#include "events/export/files.h"
#include "events/export/gdal_output.h"
#include "events/export/writers.h"

#include <string.h>

enum { DAY_S = 86400 };
/* 1980-01-01, where no date of making is given: the clock would make other bytes every time. */
static const int64_t NO_DATE_S = 315532800;

typedef struct receiver {
    bm_file_set *files;
    bm_status status;
    bm_error *error;
} receiver;

void bm_gdal_tell_nowhere(const char *layer, size_t count, const char *path, bm_findings *findings)
{
    if (count > 0)
        bm_findings_add(findings, BM_SEVERITY_WARNING, "flatgeobuf-nowhere", path, 0, NULL, NULL,
                        "a FlatGeobuf has only what has a position: %zu %s%s left out", count,
                        strcmp(layer, "events") == 0 ? "event" : "row",
                        count == 1 ? " is" : "s are");
}

/* GDAL drops what has no position and says nothing. */
static size_t count_nowhere(const bm_output_layer *layer)
{
    bm_output_feature feature;
    size_t count = 0;
    for (size_t i = 0; i < layer->feature_count; i++) {
        layer->read(layer->context, i, &feature);
        count += feature.shape == BM_OUTPUT_NOTHING;
    }
    return count;
}

bm_status bm_gdal_writer_open(const char *path, const bm_gdal_module **module, bm_error *error)
{
    bm_status status = bm_gdal_module_open(path, module, error);
    return status == BM_ERROR_UNSUPPORTED
               ? bm_error_set(error, status, path, 0,
                              "cannot write '%s': this bordermap was built without GDAL; install "
                              "libgdal-dev and build again, or write GeoJSON",
                              path)
               : status;
}

bm_gdal_output bm_gdal_describe(const char *driver, const char *name,
                                const bm_output_layer *const *layers, size_t layer_count,
                                const bm_export_options *options, bm_gdal_description *room)
{
    int64_t made_at_s = options->made_at_s ? options->made_at_s : NO_DATE_S;
    bm_output_format_time(BM_VALUE_INSTANT, made_at_s, room->instant);
    strcpy(room->instant + strlen(room->instant) - 1, ".000Z");
    bm_output_format_time(BM_VALUE_DAY, made_at_s / DAY_S, room->day);
    /* The others have no place for it. */
    bool has_about = options->about && strcmp(driver, "GPKG") == 0;
    room->metadata[0] = "bordermap";
    room->metadata[1] = has_about ? options->about(options->about_context) : NULL;
    room->metadata[2] = NULL;
    return (bm_gdal_output){.driver = driver,
                            .name = name,
                            .metadata = room->metadata[1] ? room->metadata : NULL,
                            .layers = layers,
                            .layer_count = layer_count,
                            .has_nowhere = strcmp(driver, "FlatGeobuf") != 0,
                            .instant = room->instant,
                            .day = room->day};
}

bm_status bm_gdal_check_file(const bm_gdal_module *module, const char *driver, const char *layer,
                             const char *file, size_t count, const char *path, bm_error *error)
{
    char message[BM_ERROR_MESSAGE_SIZE] = "";
    bm_status status = file ? module->check(file, driver, layer, count, message) : BM_OK;
    return status ? bm_error_set(error, status, path, 0, "cannot write '%s': %s", path, message)
                  : BM_OK;
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
    receiver out = {.error = error, .files = files};
    bm_gdal_description room;
    const char *path = files->path;
    const bm_gdal_module *module = NULL;
    bm_status status = bm_gdal_writer_open(path, &module, error);
    if (status)
        return status;
    bm_gdal_output output = bm_gdal_describe(driver, name, layers, layer_count, options, &room);
    output.file = take_file;
    output.context = &out;
    status = module->write(&output, message);
    if (out.status)
        status = out.status;
    else if (status)
        bm_error_set(error, status, path, 0, "cannot write '%s': %s", path, message);
    if (!status && !output.has_nowhere)
        bm_gdal_tell_nowhere(layers[0]->name, count_nowhere(layers[0]), path, findings);
    return status;
}
