#include "events/csv_cell.h"
#include "events/table.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

/* Cutting with libcsv, a physical line at a time, so that each record knows where it begins. */
typedef struct splitter {
    bm_table *table;
    struct csv_parser parser;
    const char **cells; /* of the record that is being read; heap */
    size_t cell_count;
    size_t cell_capacity;
    long line;        /* of the piece being fed */
    long record_line; /* where the open record begins */
    bool open;        /* a record has begun and not ended */
    bm_status status;
} splitter;

static void add_cell(splitter *s, const char *cell)
{
    if (s->cell_count >= 2 * BM_TABLE_COLUMNS_MAX) {
        s->status = BM_ERROR_LIMIT;
        return;
    }
    const char **cells =
        bm_array_grow(s->cells, s->cell_count, &s->cell_capacity, sizeof *s->cells);
    if (!cells || !cell) {
        s->status = BM_ERROR_MEMORY;
        return;
    }
    s->cells = cells;
    s->cells[s->cell_count++] = cell;
}

static void end_cell(void *bytes, size_t length, void *context)
{
    splitter *s = context;
    if (s->status)
        return;
    if (length > BM_TABLE_CELL_MAX)
        s->status = BM_ERROR_LIMIT;
    else
        add_cell(s, length ? bm_arena_strndup(&s->table->events->arena, bytes, length) : "");
}

static void end_record(int terminator, void *context)
{
    (void)terminator;
    splitter *s = context;
    bm_table *table = s->table;
    s->open = false;
    if (s->status)
        return;
    if (table->record_count > BM_TABLE_ROWS_MAX) {
        s->status = BM_ERROR_LIMIT;
        return;
    }
    bm_record *records = bm_array_grow(table->records, table->record_count, &table->record_capacity,
                                       sizeof *table->records);
    const char **cells = bm_arena_array(&table->events->arena, s->cell_count, sizeof *cells);
    if (records)
        table->records = records;
    if (!records || !cells) {
        s->status = BM_ERROR_MEMORY;
        return;
    }
    if (s->cell_count)
        memcpy(cells, s->cells, s->cell_count * sizeof *cells);
    table->records[table->record_count++] =
        (bm_record){.line = s->record_line, .cells = cells, .cell_count = s->cell_count};
    s->cell_count = 0;
}

static bool start_parser(splitter *s, char delimiter)
{
    if (csv_init(&s->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        return false;
    csv_set_delim(&s->parser, (unsigned char)delimiter);
    csv_set_blk_size(&s->parser, 16 * 1024);
    return true;
}

/* Length of the physical line at `bytes`, its terminator included. */
static size_t line_length(const char *bytes, size_t size)
{
    const char *end = memchr(bytes, '\n', size);
    size_t length = end ? (size_t)(end - bytes) + 1 : size;
    const char *cr = memchr(bytes, '\r', length);
    if (!cr || cr + 1 == end)
        return length;
    return (size_t)(cr - bytes) + 1;
}

static bool is_blank_line(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != ' ' && bytes[i] != '\r' && bytes[i] != '\n')
            return false;
    return true;
}

/* Blanks around a cell without quotes are no part of it, unless they part the cells. */
static bool is_space(char c, char delimiter)
{
    return (c == ' ' || c == '\t') && c != delimiter;
}

/* A whole record without quotes on one line, as most are: the cells are cut from one copy of it.
 * The same as libcsv does, faster. False when it is not that simple. */
static bool take_plain_line(splitter *s, const char *bytes, size_t length, char delimiter)
{
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r'))
        length--;
    size_t first = 0;
    while (first < length && is_space(bytes[first], delimiter))
        first++;
    if (length > BM_TABLE_CELL_MAX || first == length || memchr(bytes, '"', length))
        return false;
    char *line = bm_arena_strndup(&s->table->events->arena, bytes, length);
    if (!line) {
        s->status = BM_ERROR_MEMORY;
        return true;
    }
    char *end = line + length;
    for (char *at = line; !s->status;) {
        char *next = memchr(at, delimiter, (size_t)(end - at));
        char *stop = next ? next : end;
        while (at < stop && is_space(*at, delimiter))
            at++;
        char *last = stop;
        while (last > at && is_space(last[-1], delimiter))
            last--;
        *last = '\0';
        add_cell(s, at);
        if (!next)
            break;
        at = next + 1;
    }
    end_record('\n', s);
    return true;
}

static bm_status report(const splitter *s, bm_error *error)
{
    const char *path = s->table->path;
    long line = s->record_line;
    if (s->status == BM_ERROR_MEMORY)
        return bm_error_set(error, BM_ERROR_MEMORY, path, line, "out of memory");
    if (s->table->record_count > BM_TABLE_ROWS_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, path, line,
                            "'%s' has more than %d rows; split it", bm_table_shown(path),
                            BM_TABLE_ROWS_MAX);
    if (s->cell_count >= 2 * BM_TABLE_COLUMNS_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, path, line,
                            "'%s': the record on line %ld has more than %d cells",
                            bm_table_shown(path), line, 2 * BM_TABLE_COLUMNS_MAX);
    return bm_error_set(error, BM_ERROR_LIMIT, path, line,
                        "'%s': the record on line %ld has a cell longer than 1 MiB; is a quote "
                        "not closed?",
                        bm_table_shown(path), line);
}

/* A stray quote spoils one record: say so and go on with the next line. */
static bm_status skip_record(splitter *s, char delimiter, bm_error *error)
{
    bm_table *table = s->table;
    if (table->record_count == 0)
        return bm_error_set(error, BM_ERROR_FORMAT, table->path, s->record_line,
                            "'%s': the header line has a quote in the middle of a cell",
                            bm_table_shown(table->path));
    bm_findings_add(table->findings, BM_SEVERITY_ERROR, "quote-stray", table->path, s->record_line,
                    NULL, NULL,
                    "a quote stands in the middle of a cell; put the whole cell in quotes and "
                    "double those inside it");
    s->open = false;
    s->cell_count = 0;
    csv_free(&s->parser);
    if (!start_parser(s, delimiter))
        return bm_error_set(error, BM_ERROR_MEMORY, table->path, 0, "out of memory");
    return BM_OK;
}

static bm_status feed(splitter *s, const char *bytes, size_t length, char delimiter,
                      bm_error *error)
{
    /* In pieces, so that a file of one endless line meets the cell budget early. */
    while (length > 0) {
        size_t piece = length < BM_TABLE_CELL_MAX ? length : BM_TABLE_CELL_MAX;
        size_t taken = csv_parse(&s->parser, bytes, piece, end_cell, end_record, s);
        if (!s->status && s->parser.entry_pos > BM_TABLE_CELL_MAX)
            s->status = BM_ERROR_LIMIT;
        if (taken != piece && !s->status && csv_error(&s->parser) == CSV_EPARSE)
            return skip_record(s, delimiter, error);
        if (taken != piece && !s->status)
            s->status = BM_ERROR_MEMORY;
        if (s->status)
            return report(s, error);
        bytes += piece;
        length -= piece;
    }
    return BM_OK;
}

void bm_table_restore_formulas(bm_table *table)
{
    for (size_t i = 1; i < table->record_count && table->is_defused; i++)
        for (size_t k = 0; k < table->records[i].cell_count; k++)
            table->records[i].cells[k] = bm_csv_restore(table->records[i].cells[k]);
}

bm_status bm_table_split(bm_table *table, const char *bytes, size_t size, long line, char delimiter,
                         bm_error *error)
{
    splitter s = {.table = table, .line = line, .record_line = line};
    bm_status status = BM_OK;
    if (!start_parser(&s, delimiter))
        return bm_error_set(error, BM_ERROR_MEMORY, table->path, 0, "out of memory");
    while (size > 0) {
        size_t length = line_length(bytes, size);
        if (s.open || !is_blank_line(bytes, length)) {
            bool is_new = !s.open;
            if (is_new)
                s.record_line = s.line;
            s.open = true;
            if (is_new && take_plain_line(&s, bytes, length, delimiter))
                status = s.status ? report(&s, error) : BM_OK;
            else
                status = feed(&s, bytes, length, delimiter, error);
            if (status)
                goto done;
        }
        bytes += length;
        size -= length;
        s.line++;
    }
    if (csv_fini(&s.parser, end_cell, end_record, &s) != 0 && !s.status) {
        status = bm_error_set(error, BM_ERROR_FORMAT, table->path, s.record_line,
                              "'%s': the record on line %ld has a quote that is never closed",
                              bm_table_shown(table->path), s.record_line);
        goto done;
    }
    if (s.status)
        status = report(&s, error);
done:
    csv_free(&s.parser);
    free(s.cells);
    return status;
}
