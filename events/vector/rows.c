#include "events/vector/rows.h"

#include "base/number.h"
#include "events/csv_cell.h"
#include "events/table.h"

#include <bordermap/sink.h>

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DIGITS_MAX = 15 };
static const size_t BLOCK = (size_t)1 << 18;

bm_status bm_vector_rows_fail(bm_vector_rows *rows, bm_status status, const char *format, ...)
{
    if (rows->status)
        return rows->status;
    bm_strbuf text = {0};
    va_list arguments;
    va_start(arguments, format);
    bm_strbuf_vprintf(&text, format, arguments);
    va_end(arguments);
    rows->status = bm_error_set(rows->error, status, rows->path, 0, "%s", bm_strbuf_text(&text));
    bm_strbuf_finish(&text);
    return rows->status;
}

static bm_status no_memory(bm_vector_rows *rows)
{
    return bm_vector_rows_fail(rows, BM_ERROR_MEMORY, "out of memory");
}

static bm_status cannot_keep(bm_vector_rows *rows)
{
    return bm_vector_rows_fail(rows, BM_ERROR_IO, "cannot keep the rows of '%s': %s",
                               bm_table_shown(rows->path), strerror(errno));
}

void bm_vector_rows_finish(bm_vector_rows *rows)
{
    if (rows->descriptor >= 0)
        (void)close(rows->descriptor);
    rows->descriptor = -1;
    bm_intern_finish(&rows->names);
    free(rows->columns);
    free(rows->cells);
    bm_strbuf_finish(&rows->texts);
    bm_strbuf_finish(&rows->out);
    bm_arena_finish(&rows->arena);
}

size_t bm_vector_rows_column(bm_vector_rows *rows, const char *name)
{
    /* Features have their properties in one order, mostly. */
    if (rows->next < rows->names.count && strcmp(rows->columns[rows->next].name, name) == 0)
        return rows->next++;
    uint32_t number = 0;
    bool is_new = false;
    if (!bm_intern_find(&rows->names, name, &number, &is_new)) {
        (void)no_memory(rows);
        return SIZE_MAX;
    }
    rows->next = number + 1;
    if (!is_new)
        return number;
    if (number >= BM_TABLE_COLUMNS_MAX) {
        (void)bm_vector_rows_fail(rows, BM_ERROR_LIMIT, "'%s' has more than %d columns",
                                  bm_table_shown(rows->path), BM_TABLE_COLUMNS_MAX);
        return SIZE_MAX;
    }
    bm_vector_column *columns =
        bm_array_grow(rows->columns, number, &rows->capacity, sizeof *columns);
    const char *copy = bm_arena_strdup(&rows->arena, name);
    if (columns)
        rows->columns = columns;
    if (!columns || !copy) {
        (void)no_memory(rows);
        return SIZE_MAX;
    }
    rows->names.texts[number] = copy;
    columns[number] = (bm_vector_column){.name = copy};
    return number;
}

void bm_vector_rows_put(bm_vector_rows *rows, size_t column, const char *text, bm_vector_cell kind)
{
    if (column >= rows->names.count || rows->status)
        return;
    if (!rows->is_writing) {
        rows->columns[column].any[kind] = rows->columns[column].any[kind] || *text;
        return;
    }
    rows->cells[column] = *text ? rows->texts.length + 1 : 0;
    if (*text)
        bm_strbuf_append_n(&rows->texts, text, strlen(text) + 1);
}

void bm_vector_rows_put_number(bm_vector_rows *rows, size_t column, const char *text)
{
    size_t digits = 0, whole = 0;
    bool is_plain = true, after_point = false;
    for (const char *at = text; *at; at++) {
        is_plain = is_plain && *at != 'e' && *at != 'E';
        after_point = after_point || *at == '.';
        digits += *at >= '0' && *at <= '9';
        whole += *at >= '0' && *at <= '9' && !after_point;
    }
    char shorter[64];
    double value;
    if ((is_plain && digits <= DIGITS_MAX) || !bm_number_parse(text, &value) ||
        fabs(value) >= 1e15 || (is_plain && !after_point)) {
        bm_vector_rows_put(rows, column, text, BM_VECTOR_CELL_OTHER);
        return;
    }
    int decimals = is_plain ? DIGITS_MAX - (int)(whole < DIGITS_MAX ? whole : DIGITS_MAX)
                            : DIGITS_MAX - (int)ceil(log10(fmax(fabs(value), 1)) + 0.5);
    bm_format_number(value, decimals < 0 ? 0 : decimals, shorter);
    bm_vector_rows_put(rows, column, shorter, BM_VECTOR_CELL_REAL);
}

static bm_status flush(bm_vector_rows *rows, size_t least)
{
    if (rows->out.failed || rows->texts.failed)
        return no_memory(rows);
    if (rows->out.length < least)
        return BM_OK;
    for (size_t at = 0; at < rows->out.length;) {
        ssize_t written = write(rows->descriptor, rows->out.text + at, rows->out.length - at);
        if (written < 0 && errno != EINTR)
            return cannot_keep(rows);
        at += written > 0 ? (size_t)written : 0;
    }
    rows->written += rows->out.length;
    bm_strbuf_clear(&rows->out);
    return BM_OK;
}

void bm_vector_rows_end_row(bm_vector_rows *rows)
{
    rows->next = 0;
    rows->rows++;
    if (!rows->is_writing || rows->status)
        return;
    bool is_first = true;
    for (size_t i = 0; i < rows->names.count; i++) {
        if (rows->columns[i].is_left_out)
            continue;
        bm_strbuf_append_n(&rows->out, ",", !is_first);
        is_first = false;
        if (rows->cells[i])
            bm_csv_put_cell(&rows->out, rows->texts.text + rows->cells[i] - 1, ',', false);
        rows->cells[i] = 0;
    }
    bm_strbuf_append(&rows->out, "\n");
    bm_strbuf_clear(&rows->texts);
    (void)flush(rows, BLOCK);
}

void bm_vector_rows_drop_row(bm_vector_rows *rows)
{
    rows->next = 0;
    for (size_t i = 0; rows->is_writing && i < rows->names.count; i++)
        rows->cells[i] = 0;
    bm_strbuf_clear(&rows->texts);
}

/* Only where the cells would not say so themselves. */
static void put_header(bm_vector_rows *rows, const bm_vector_column *column)
{
    static const char marks[] = {[BM_VECTOR_CELL_TEXT] = BM_VECTOR_MARK_TEXT,
                                 [BM_VECTOR_CELL_STRING] = BM_VECTOR_MARK_STRING,
                                 [BM_VECTOR_CELL_REAL] = BM_VECTOR_MARK_REAL,
                                 [BM_VECTOR_CELL_OTHER] = '\0'};
    char marked[2] = "";
    int kinds = 0;
    for (int kind = 0; kind <= BM_VECTOR_CELL_OTHER; kind++) {
        kinds += column->any[kind];
        marked[0] = column->any[kind] ? marks[kind] : marked[0];
    }
    /* Numbers are reals when one is. */
    if (kinds == 2 && column->any[BM_VECTOR_CELL_REAL] && column->any[BM_VECTOR_CELL_OTHER])
        marked[0] = BM_VECTOR_MARK_REAL;
    else if (kinds > 1)
        marked[0] = '\0';
    bm_strbuf_clear(&rows->texts);
    bm_strbuf_append(&rows->texts, marked);
    bm_strbuf_append(&rows->texts, column->name);
    bm_csv_put_cell(&rows->out, bm_strbuf_text(&rows->texts), ',', false);
}

/* Whether the user has a column that means the same as one of the format's. */
static bool has_other(const bm_vector_rows *rows, const char *name)
{
    bm_event_column *columns = calloc(rows->names.count + 1, sizeof *columns);
    bm_events events = {.columns = columns};
    bool found = false;
    for (size_t i = 0; columns && i < rows->names.count; i++) {
        const char *other = rows->columns[i].name;
        found = found || strcmp(other, name) == 0;
        if (*other != *BM_VECTOR_ELSE)
            columns[events.column_count++].name = other;
    }
    if (columns && strcmp(name, "id") == 0)
        found = found || bm_table_find_role(&events, BM_COLUMN_ID) >= 0;
    if (columns && (strcmp(name, "start") == 0 || strcmp(name, "end") == 0))
        found = found || bm_table_find_role(&events, BM_COLUMN_START) >= 0;
    free(columns);
    return found;
}

static bool is_empty(const bm_vector_column *column)
{
    bool any = false;
    for (int kind = 0; kind <= BM_VECTOR_CELL_OTHER; kind++)
        any = any || column->any[kind];
    return !any;
}

/* Where no feature has a position, other columns may say it. */
static bool is_degrees(const char *name)
{
    return strcmp(name, "lon") == 0 || strcmp(name, "lat") == 0;
}

static void settle_columns(bm_vector_rows *rows)
{
    for (size_t i = 0; i < rows->names.count; i++) {
        bm_vector_column *column = &rows->columns[i];
        if (*column->name == *BM_VECTOR_ELSE)
            column->is_left_out = is_empty(column) || has_other(rows, column->name + 1);
        else if (is_degrees(column->name))
            column->is_left_out = is_empty(column);
    }
    for (size_t i = 0; i < rows->names.count; i++)
        if (*rows->columns[i].name == *BM_VECTOR_ELSE && !rows->columns[i].is_left_out)
            rows->columns[i].name++;
}

bm_status bm_vector_rows_begin(bm_vector_rows *rows)
{
    settle_columns(rows);
    if (rows->status)
        return rows->status;
    FILE *file = tmpfile();
    rows->descriptor = file ? dup(fileno(file)) : -1;
    if (file)
        (void)fclose(file);
    if (rows->descriptor < 0)
        return cannot_keep(rows);
    rows->cells = calloc(rows->names.count + 1, sizeof *rows->cells);
    if (!rows->cells)
        return no_memory(rows);
    bool is_first = true;
    bm_strbuf_append_char(&rows->out, BM_VECTOR_MARK_TABLE);
    for (size_t i = 0; i < rows->names.count; i++) {
        if (rows->columns[i].is_left_out)
            continue;
        bm_strbuf_append_n(&rows->out, ",", !is_first);
        is_first = false;
        put_header(rows, &rows->columns[i]);
    }
    bm_strbuf_append(&rows->out, "\n");
    bm_strbuf_clear(&rows->texts);
    rows->is_writing = true;
    rows->next = rows->rows = 0;
    return flush(rows, BLOCK);
}

bm_status bm_vector_rows_give(bm_vector_rows *rows, int *descriptor, size_t *size)
{
    if (!rows->status && !flush(rows, 1) && lseek(rows->descriptor, 0, SEEK_SET) != 0)
        return cannot_keep(rows);
    if (rows->status)
        return rows->status;
    *descriptor = rows->descriptor;
    *size = rows->written;
    rows->descriptor = -1;
    return BM_OK;
}
