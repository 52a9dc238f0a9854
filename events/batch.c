#include "events/batch.h"

#include "base/utf8.h"
#include "events/database/database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bm_status no_memory(const bm_batch *batch, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, batch->path, 0, "out of memory");
}

void bm_batch_free(bm_batch *batch)
{
    if (!batch)
        return;
    if (batch->descriptor > STDIN_FILENO)
        close(batch->descriptor);
    if (batch->parsing)
        csv_free(&batch->parser);
    free(batch->window);
    free(batch->offsets);
    bm_strbuf_finish(&batch->text);
    bm_strbuf_finish(&batch->mended);
    bm_arena_finish(&batch->header.arena);
    free(batch);
}

size_t bm_batch_column_count(const bm_batch *batch)
{
    return batch->header.column_count;
}

const char *bm_batch_column_name(const bm_batch *batch, size_t column)
{
    return column < batch->header.column_count ? batch->header.columns[column].name : "";
}

char bm_batch_delimiter(const bm_batch *batch)
{
    return batch->delimiter;
}

/* The header line is near the start; what the table is can be told there. */
static bm_status begin(bm_batch *batch, const bm_batch_options *options, bm_error *error)
{
    enum { START = 64 * 1024 };
    bm_status status = BM_OK;
    while (!status && !batch->at_end && batch->end < START)
        status = bm_batch_fill(batch, error);
    if (status)
        return status;
    if (batch->end == 0)
        return bm_error_set(error, BM_ERROR_FORMAT, batch->path, 0, "'%s' is empty",
                            bm_table_shown(batch->path));
    const char *bytes = batch->window;
    size_t size = batch->end;
    status = bm_table_refuse_known(batch->path, bytes, size, error);
    if (status)
        return status;
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        size -= 3;
    }
    batch->line = 1;
    batch->delimiter = bm_table_find_delimiter(NULL, &bytes, &size, &batch->line);
    if (options && options->delimiter)
        batch->delimiter = options->delimiter;
    batch->start = batch->end - size;
    return BM_OK;
}

static bm_status read_header(bm_batch *batch, bm_error *error)
{
    bool found = false;
    bm_status status = bm_batch_cut(batch, &found, error);
    if (status)
        return status;
    if (!found)
        return bm_error_set(error, BM_ERROR_FORMAT, batch->path, 0, "'%s' has no header line",
                            bm_table_shown(batch->path));
    if (*batch->problem)
        return bm_error_set(error, BM_ERROR_FORMAT, batch->path, batch->row.line,
                            "'%s': the header line: %s", bm_table_shown(batch->path),
                            batch->problem);
    const char *text = bm_strbuf_text(&batch->text);
    size_t count = batch->offset_count;
    /* A delimiter at the end of the header line names no column. */
    while (count > 1 && !text[batch->offsets[count - 1]])
        count--;
    if (count > BM_TABLE_COLUMNS_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, batch->path, batch->row.line,
                            "'%s' has more than %d columns", bm_table_shown(batch->path),
                            BM_TABLE_COLUMNS_MAX);
    bm_events *header = &batch->header;
    header->columns = bm_arena_array(&header->arena, count, sizeof *header->columns);
    batch->cells = bm_arena_array(&header->arena, count, sizeof *batch->cells);
    if (!header->columns || !batch->cells)
        return no_memory(batch, error);
    for (size_t i = 0; i < count; i++) {
        header->columns[i].name = bm_arena_strdup(&header->arena, text + batch->offsets[i]);
        if (!header->columns[i].name)
            return no_memory(batch, error);
    }
    header->column_count = count;
    return BM_OK;
}

bm_status bm_batch_open_any(const char *path, const bm_batch_options *options, bm_batch **batch,
                            bm_error *error)
{
    *batch = NULL;
    bm_batch *made = calloc(1, sizeof *made);
    if (!made || !(made->path = bm_arena_strdup(&made->header.arena, path))) {
        free(made);
        return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory");
    }
    made->descriptor = -1;
    size_t size = 0;
    bm_status status =
        options && options->database
            ? bm_database_open(options->database, options->columns, options->column_count,
                               &made->descriptor, &size, error)
            : bm_table_open_file(path, &made->descriptor, &size, error);
    if (!status)
        status = begin(made, options, error);
    if (!status)
        status = read_header(made, error);
    for (size_t i = 0; i < BM_BATCH_ROLE_COUNT; i++)
        made->column_of[i] = -1;
    if (status) {
        bm_batch_free(made);
        return status;
    }
    *batch = made;
    return BM_OK;
}

bm_status bm_batch_open(const char *path, const bm_batch_options *options, bm_batch **batch,
                        bm_error *error)
{
    bm_batch *made;
    *batch = NULL;
    bm_status status = bm_batch_open_any(path, options, &made, error);
    if (!status)
        status = bm_batch_find_roles(made, options, error);
    if (status) {
        bm_batch_free(made);
        return status;
    }
    *batch = made;
    return BM_OK;
}

/* Every row gets as many cells as there are columns. */
static void fit_cells(bm_batch *batch)
{
    const char *text = bm_strbuf_text(&batch->text);
    size_t columns = batch->header.column_count;
    size_t count = batch->offset_count;
    while (count > columns && !text[batch->offsets[count - 1]])
        count--;
    if (batch->too_many_cells || (count != columns && !*batch->problem)) {
        batch->code = count > columns ? "cells-extra" : "cells-missing";
        (void)snprintf(batch->problem, sizeof batch->problem,
                       "%s%zu cells where the header has %zu%s",
                       batch->too_many_cells ? "more than " : "", count, columns,
                       count > columns ? "; is a delimiter not in quotes?" : "");
    }
    for (size_t i = 0; i < columns; i++)
        batch->cells[i] = i < count ? text + batch->offsets[i] : "";
}

static bm_status mend_cells(bm_batch *batch, bm_error *error)
{
    bm_strbuf *mended = &batch->mended;
    size_t columns = batch->header.column_count;
    bm_strbuf_clear(mended);
    for (size_t i = 0; i < columns; i++) {
        for (const char *at = batch->cells[i]; *at;) {
            char bytes[4];
            int32_t c = bm_utf8_next(&at);
            bm_strbuf_append_n(mended, bytes, bm_utf8_encode(c < 0 ? 0xFFFD : c, bytes));
        }
        bm_strbuf_append_char(mended, '\0');
    }
    if (mended->failed)
        return no_memory(batch, error);
    const char *at = bm_strbuf_text(mended);
    for (size_t i = 0; i < columns; i++) {
        batch->cells[i] = at;
        at += strlen(at) + 1;
    }
    return BM_OK;
}

bm_status bm_batch_next(bm_batch *batch, const bm_batch_row **row, bm_error *error)
{
    bool found = false;
    *row = NULL;
    bm_status status = bm_batch_cut(batch, &found, error);
    if (status || !found)
        return status;
    bool bytes_bad = *batch->problem != '\0';
    fit_cells(batch);
    if (bytes_bad && (status = mend_cells(batch, error)) != BM_OK)
        return status;
    const char *of_role[BM_BATCH_ROLE_COUNT];
    for (size_t i = 0; i < BM_BATCH_ROLE_COUNT; i++) {
        of_role[i] = batch->column_of[i] >= 0 ? batch->cells[batch->column_of[i]] : "";
        if (strlen(of_role[i]) <= BM_BATCH_NAME_MAX || *batch->problem)
            continue;
        batch->code = "name-long";
        (void)snprintf(batch->problem, sizeof batch->problem,
                       "a name or hint is longer than %d bytes", BM_BATCH_NAME_MAX);
    }
    batch->row.cells = batch->cells;
    batch->row.problem = batch->problem;
    batch->row.code = *batch->problem ? batch->code : "";
    batch->row.place = (bm_place_row){.name = of_role[BM_BATCH_NAME],
                                      .country = of_role[BM_BATCH_COUNTRY],
                                      .admin = of_role[BM_BATCH_ADMIN],
                                      .district = of_role[BM_BATCH_DISTRICT],
                                      .near = of_role[BM_BATCH_NEAR]};
    *row = &batch->row;
    return BM_OK;
}
