#include "cli/label_report.h"

#include "cli/outcome.h"

#include <string.h>

bm_status cli_label_report_check(const cli_settings *settings, bm_error *error)
{
    const char *path = settings->label_report;
    if (!path)
        return BM_OK;
    bool is_stdout = strcmp(path, "-") == 0, to_stdout = strcmp(settings->output, "-") == 0;
    if (is_stdout && (settings->json || settings->lint || to_stdout))
        return bm_error_set(
            error, BM_ERROR_ARGUMENT, NULL, 0,
            "--label-report - prints to standard output, and so does %s: use a file",
            to_stdout        ? "-o -"
            : settings->json ? "--json"
                             : "--lint");
    bool taken = !is_stdout && strcmp(path, settings->output) == 0;
    for (size_t i = 0; i < settings->operands.count; i++)
        taken = taken || (!is_stdout && cli_is_same_file(path, settings->operands.items[i]));
    if (taken)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "--label-report '%s' would replace another file of this run", path);
    return BM_OK;
}

bm_status cli_label_report_write(bm_map *map, const cli_settings *settings,
                                 const bm_interval *window, bm_sink **sink, bm_error *error)
{
    const char *path = settings->label_report;
    size_t length = strlen(path);
    bool is_json = length >= 5 && strcmp(path + length - 5, ".json") == 0;
    bm_status status = bm_sink_open(path, sink, error);
    if (status)
        return status;
    return bm_map_write_label_report(
        map, window, is_json ? BM_LABEL_REPORT_JSON : BM_LABEL_REPORT_CSV, *sink, error);
}
