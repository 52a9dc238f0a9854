#include "cli/many.h"

#include <string.h>
#include <sys/stat.h>

/* Smaller tables are read whole: then rows are also compared with their country and place. */
static const long long large_bytes = 4LL << 20;
/* The most symbols of a map; see docs/density.md. */
enum { SYMBOLS_MAX = 20000 };

bool cli_many_is_quick(const cli_settings *settings)
{
    long long total = 0;
    for (size_t i = 0; i < settings->operands.count; i++) {
        struct stat about;
        bool is_stdin = strcmp(settings->operands.items[i], "-") == 0;
        if (is_stdin || stat(settings->operands.items[i], &about) != 0 || !S_ISREG(about.st_mode))
            return false;
        total += (long long)about.st_size;
    }
    return total < large_bytes;
}

static bool is_large(const cli_settings *settings)
{
    long long total = 0;
    for (size_t i = 0; i < settings->operands.count; i++) {
        struct stat about;
        const char *path = settings->operands.items[i];
        bool is_stdin = strcmp(path, "-") == 0;
        if ((is_stdin ? fstat(0, &about) : stat(path, &about)) != 0)
            continue;
        if (S_ISREG(about.st_mode))
            total += (long long)about.st_size;
        else if (is_stdin && settings->density.kind != BM_DENSITY_AUTO)
            return true; /* nobody knows how much will come */
    }
    return total >= large_bytes;
}

bm_status cli_many_read(cli_inputs *inputs, const cli_settings *settings, bm_error *error)
{
    if (settings->density.kind == BM_DENSITY_OFF || !is_large(settings))
        return BM_OK;
    const bm_events_options table = cli_inputs_table_options(settings);
    bm_interval window;
    bool limited = cli_window(settings, &window.start_s, &window.end_s);
    const bm_event_points_options options = {.table = &table, .window = limited ? &window : NULL};
    bm_status status = cli_inputs_check(settings, error);
    if (status)
        return status;
    inputs->findings = bm_findings_new();
    if (!inputs->findings)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    status = bm_event_points_read(settings->operands.items, settings->operands.count, &options,
                                  inputs->findings, &inputs->points, error);
    if (!status && settings->density.kind == BM_DENSITY_AUTO &&
        bm_event_points_count(inputs->points) <= SYMBOLS_MAX) {
        bm_event_points_free(inputs->points);
        bm_findings_free(inputs->findings);
        inputs->points = NULL;
        inputs->findings = NULL;
    }
    return status;
}

bool cli_many_span(const cli_inputs *inputs, bm_interval *span)
{
    return inputs->points ? bm_event_points_span(inputs->points, span)
                          : bm_events_span(inputs->events, span);
}
