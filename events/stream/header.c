#include "events/stream/stream.h"

#include <string.h>

/* What is looked at of the rows to tell what a column means. */
static const size_t LOOKED_AT = (size_t)1 << 18;

bm_status bm_stream_read_beginning(bm_stream_input *input, bm_stream_table *shared, bm_error *error)
{
    const char *path = shared->table.path;
    bm_status status = bm_stream_peek(input, error);
    const char *bytes = input->kept;
    size_t size = input->kept_size;
    long line = 1;
    if (!status && size == 0)
        status =
            bm_error_set(error, BM_ERROR_FORMAT, path, 0, "'%s' is empty", bm_table_shown(path));
    if (!status)
        status = bm_table_refuse_known(path, bytes, size, error);
    if (status)
        return status;
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        size -= 3;
    }
    shared->delimiter = bm_table_find_delimiter(&shared->table.options, &bytes, &size, &line);
    bm_stream_skip(input, input->kept_size - size);
    return BM_OK;
}

/* The columns "from" and "to" are dates or places, as their cells tell. What is wrong with the rows
 * is told when they are read. */
static void split_rows(bm_table *table, const bm_stream_bytes *chunk, char delimiter)
{
    bm_findings *findings = table->findings;
    size_t size = chunk->size < LOOKED_AT ? chunk->size : LOOKED_AT;
    size_t whole = bm_stream_cut(chunk->bytes, size, delimiter, size == chunk->size);
    bm_error ignored = {0};
    table->findings = NULL;
    if (bm_table_split(table, chunk->bytes, whole, chunk->line, delimiter, &ignored) != BM_OK)
        ignored = (bm_error){0};
    table->findings = findings;
}

bm_status bm_stream_read_header(bm_stream_input *input, bm_stream_table *shared,
                                bm_stream_bytes *chunk, bm_error *error)
{
    bm_table *table = &shared->table;
    bm_status status = BM_OK;
    table->record_count = 0;
    while (!status && table->record_count == 0) {
        /* Blank lines may fill more than a chunk. */
        if (chunk->size == 0)
            status = bm_stream_next(input, shared->delimiter, chunk, error);
        if (!status)
            status = bm_table_check_bytes(table->path, chunk->bytes, chunk->size, chunk->line,
                                          chunk->offset, error);
        if (status || chunk->size == 0)
            break;
        size_t used = 0;
        while (!status && table->record_count == 0 && used < chunk->size) {
            const char *at = chunk->bytes + used;
            size_t length = bm_stream_first_record(at, chunk->size - used, shared->delimiter);
            status = bm_table_split(table, at, length, chunk->line, shared->delimiter, error);
            chunk->line += bm_stream_count_lines(at, length);
            used += length;
        }
        chunk->offset += used;
        chunk->size -= used;
        memmove(chunk->bytes, chunk->bytes + used, chunk->size);
    }
    if (!status && table->record_count == 0)
        status = bm_error_set(error, BM_ERROR_FORMAT, table->path, 0, "'%s' has no header line",
                              bm_table_shown(table->path));
    if (status)
        return status;
    split_rows(table, chunk, shared->delimiter);
    status = bm_table_read_header(table, error);
    table->record_count = 1;
    return status;
}
