#include "events/table.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

const char *bm_table_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strcmp(path, "-") == 0 ? "stdin" : slash ? slash + 1 : path;
}

static bm_status new_events(const char *path, bm_events **events, bm_error *error)
{
    bm_events *made = calloc(1, sizeof *made);
    if (made) {
        made->files = bm_arena_array(&made->arena, 1, sizeof *made->files);
        if (made->files)
            made->files[0] = bm_arena_strdup(&made->arena, path);
    }
    if (!made || !made->files || !made->files[0]) {
        bm_events_free(made);
        return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory");
    }
    made->file_count = 1;
    *events = made;
    return BM_OK;
}

bm_status bm_table_check_delimiter(char delimiter, const char *path, bm_error *error)
{
    if (delimiter == '\0' || (delimiter != '"' && delimiter != '\n' && delimiter != '\r' &&
                              (unsigned char)delimiter < 0x80))
        return BM_OK;
    return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                        "the delimiter must be one ASCII character other than a quote or a line "
                        "end");
}

bm_status bm_events_read_memory(const char *path, const char *bytes, size_t size,
                                const bm_events_options *options, bm_findings *findings,
                                bm_events **events, bm_error *error)
{
    *events = NULL;
    bm_table table = {.path = path, .name = bm_table_base_name(path), .findings = findings};
    if (options)
        table.options = *options;
    long line = 1;
    bm_status status = bm_table_check_delimiter(table.options.delimiter, path, error);
    if (!status)
        status = bm_table_check_text(path, &bytes, &size, error);
    if (!status)
        status = new_events(path, &table.events, error);
    if (status)
        goto done;
    char delimiter = bm_table_find_delimiter(options, &bytes, &size, &line);
    status = bm_table_split(&table, bytes, size, line, delimiter, error);
    if (!status && table.record_count == 0)
        status = bm_error_set(error, BM_ERROR_FORMAT, path, 0, "'%s' has no header line",
                              bm_table_shown(path));
    if (!status)
        status = bm_table_read_header(&table, error);
    if (!status)
        status = bm_table_read_rows(&table, error);
done:
    free(table.records);
    bm_intern_finish(&table.categories.cells);
    free(table.categories.items);
    if (status) {
        bm_events_free(table.events);
        return status;
    }
    *events = table.events;
    return BM_OK;
}

bm_status bm_events_read(const char *path, const bm_events_options *options, bm_findings *findings,
                         bm_events **events, bm_error *error)
{
    *events = NULL;
    char *bytes = NULL;
    size_t size = 0;
    bm_status status = bm_table_load(path, options, &bytes, &size, error);
    if (!status)
        status = bm_events_read_memory(path, bytes, size, options, findings, events, error);
    free(bytes);
    return status;
}
