#include "cli/many.h"

#include "cli/databases.h"
#include "cli/guard.h"

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

bm_status cli_many_is_large(const cli_settings *settings, bool or_unknown, bool *is_large,
                            bm_error *error)
{
    long long total = 0;
    *is_large = false;
    for (size_t i = 0; i < settings->operands.count; i++) {
        struct stat about;
        const char *path = settings->operands.items[i];
        bool is_stdin = strcmp(path, "-") == 0;
        bm_database *database = cli_databases_find(settings, path);
        if (database) {
            size_t size = 0;
            bm_status status = bm_database_fetch(database, settings->columns.items,
                                                 settings->columns.count, &size, error);
            if (status)
                return status;
            total += (long long)size;
            continue;
        }
        if ((is_stdin ? fstat(0, &about) : stat(path, &about)) != 0)
            continue;
        if (S_ISREG(about.st_mode))
            total += (long long)about.st_size;
        else if (is_stdin && or_unknown)
            *is_large = true;
    }
    *is_large = *is_large || total >= large_bytes;
    return BM_OK;
}

bm_status cli_many_read(cli_inputs *inputs, const cli_settings *settings, bm_error *error)
{
    bool is_large = false;
    /* What is kept back is settled with all events at hand. */
    if (settings->density.kind == BM_DENSITY_OFF || cli_guard_is_wanted(settings))
        return BM_OK;
    bm_status status = cli_inputs_check(settings, error);
    if (!status)
        status = cli_many_is_large(settings, settings->density.kind != BM_DENSITY_AUTO, &is_large,
                                   error);
    if (status || !is_large)
        return status;
    const bm_events_options table = cli_inputs_table_options(settings);
    bm_interval window;
    bool limited = cli_window(settings, &window.start_s, &window.end_s);
    const bm_event_points_options options = {.table = &table, .window = limited ? &window : NULL};
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
