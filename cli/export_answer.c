#include "cli/export_answer.h"

#include "cli/export_layers.h"
#include "cli/guard.h"
#include "cli/json_out.h"

#include <stdlib.h>
#include <string.h>

void cli_written_add(void *list, const char *path)
{
    cli_written *written = list;
    char **grown = realloc(written->paths, (written->count + 1) * sizeof *grown);
    if (grown)
        written->paths = grown;
    char *copy = grown ? strdup(path) : NULL;
    written->failed = written->failed || !copy;
    if (copy)
        written->paths[written->count++] = copy;
}

void cli_written_finish(cli_written *written)
{
    for (size_t i = 0; i < written->count; i++)
        free(written->paths[i]);
    free(written->paths);
    *written = (cli_written){0};
}

static void put_files(bm_json *json, const cli_written *written)
{
    bm_json_key(json, "files");
    bm_json_begin_array(json);
    for (size_t i = 0; i < written->count; i++)
        bm_json_string(json, written->paths[i]);
    bm_json_end_array(json);
}

/* Where each layer is: in one file, or in one of its own. */
static bm_status put_layers(bm_json *json, const cli_settings *settings, bm_export_format format,
                            bm_error *error)
{
    const bm_export_plan plan = cli_export_plan(settings);
    bm_json_key(json, "layers");
    bm_json_begin_array(json);
    for (size_t i = 0; i < plan.layer_count; i++) {
        char *path = bm_export_layer_path(format, &plan, i, settings->output);
        if (!path)
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        bm_json_begin_compact_object(json);
        cli_json_text(json, "layer", bm_export_layer_name(plan.layers[i]));
        cli_json_text(json, "file", path);
        bm_json_end_object(json);
        free(path);
    }
    bm_json_end_array(json);
    return BM_OK;
}

bm_status cli_export_answer(const cli_inputs *inputs, const cli_settings *settings,
                            bm_export_format format, const cli_written *written, bm_error *error)
{
    bm_sink *sink = NULL;
    bm_json json;
    bm_status status = cli_json_begin_answer(&json, &sink, error);
    if (status)
        return status;
    cli_json_text(&json, "file", settings->output);
    put_files(&json, written);
    if (settings->export.maplibre_style)
        cli_json_text(&json, "maplibre_style", settings->export.maplibre_style);
    if (cli_export_has_layers(settings))
        status = put_layers(&json, settings, format, error);
    cli_json_counts(&json, &inputs->counts);
    cli_guard_json(&json, inputs->guard);
    cli_json_findings(&json, inputs->findings);
    if (!status && written->failed)
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (!status)
        status = cli_json_end_answer(&json, sink, error);
    bm_sink_free(sink);
    return status;
}
