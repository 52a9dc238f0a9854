#include "events/database/database.h"

#include "events/table.h"

#include <bordermap/batch.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEGREE_DECIMALS = 9 };

/* Rows on their way into a file. */
typedef struct fetching {
    const bm_database *database;
    const char *const *columns; /* role=header */
    size_t column_count;
    FILE *file;
    bm_strbuf condition;
    bm_strbuf cell;
    bool in_row;
    bool adds_position; /* two columns more, for what the geometry says */
    bool failed;
} fetching;

static void write_cell(fetching *to, const char *text)
{
    if (to->in_row && putc(',', to->file) == EOF)
        to->failed = true;
    to->in_row = true;
    bm_strbuf_clear(&to->cell);
    bool plain = strcspn(text, "\",\r\n \t") == strlen(text);
    bm_strbuf_append(&to->cell, plain ? "" : "\"");
    for (const char *at = text; *at; at++) {
        if (*at == '"')
            bm_strbuf_append_char(&to->cell, '"');
        bm_strbuf_append_char(&to->cell, *at);
    }
    bm_strbuf_append(&to->cell, plain ? "" : "\"");
    to->failed = to->failed || to->cell.failed || fputs(bm_strbuf_text(&to->cell), to->file) < 0;
}

static void end_row(fetching *to)
{
    to->in_row = false;
    if (putc('\n', to->file) == EOF)
        to->failed = true;
}

/* A table of these columns and nothing else. What is wrong with the header is told by who reads the
 * rows. */
static bm_database_roles find_roles(const fetching *to, const bm_gdal_column *columns, size_t count)
{
    bm_events events = {0};
    bm_table table = {.path = to->database->options.name, .events = &events};
    bm_database_roles roles = {-1, -1, -1, -1, -1, -1};
    const char **cells = calloc(count + 1, sizeof *cells);
    bm_record header = {.line = 1, .cells = cells, .cell_count = count};
    table.options.columns = to->columns;
    table.options.column_count = to->column_count;
    table.records = &header;
    table.record_count = 1;
    for (size_t i = 0; i < BM_COLUMN_ROLE_COUNT; i++)
        table.column_of[i] = -1;
    for (size_t i = 0; cells && i < count; i++)
        cells[i] = columns[i].name;
    bm_error ignored;
    if (cells && bm_table_read_header(&table, &ignored) != BM_OK)
        ignored = (bm_error){0};
    if (cells)
        roles = (bm_database_roles){.start = table.column_of[BM_COLUMN_START],
                                    .end = table.column_of[BM_COLUMN_END],
                                    .year = table.column_of[BM_COLUMN_YEAR],
                                    .date_precision = table.column_of[BM_COLUMN_DATE_PRECISION],
                                    .lon = table.column_of[BM_COLUMN_LON],
                                    .lat = table.column_of[BM_COLUMN_LAT]};
    bm_arena_finish(&events.arena);
    free((void *)cells);
    return roles;
}

static bool take_columns(void *context, const bm_gdal_column *columns, size_t count,
                         const char *geometry, const char **condition)
{
    fetching *to = context;
    const bm_database_options *options = &to->database->options;
    bm_database_roles roles = find_roles(to, columns, count);
    bm_database_add_condition(options, columns, &roles, geometry, to->database->relation,
                              &to->condition);
    if (options->where && *options->where) {
        bm_strbuf_append(&to->condition, to->condition.length > 0 ? " AND (" : "(");
        bm_strbuf_append(&to->condition, options->where);
        /* On a line of its own: the condition may end in a comment. */
        bm_strbuf_append(&to->condition, "\n)");
    }
    to->failed = to->failed || to->condition.failed;
    *condition = to->condition.length > 0 ? bm_strbuf_text(&to->condition) : NULL;
    to->adds_position = geometry && roles.lon < 0 && roles.lat < 0;
    for (size_t i = 0; i < count; i++)
        write_cell(to, columns[i].name);
    if (to->adds_position) {
        write_cell(to, "lon");
        write_cell(to, "lat");
    }
    end_row(to);
    return !to->failed;
}

static bool take_value(void *context, const char *text)
{
    fetching *to = context;
    write_cell(to, text);
    return !to->failed;
}

static bool take_end(void *context, bool has_position, double lon, double lat)
{
    fetching *to = context;
    const double degrees[] = {lon, lat};
    for (int i = 0; i < 2 && to->adds_position; i++) {
        char text[64] = "";
        if (has_position)
            bm_format_number(degrees[i], DEGREE_DECIMALS, text);
        write_cell(to, text);
    }
    end_row(to);
    return !to->failed;
}

static bm_status fail(const bm_database *database, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_IO, database->options.name, 0,
                        "cannot keep the rows of the database: %s", strerror(errno));
}

static bm_status fetch(bm_database *database, fetching *to, bm_error *error)
{
    const char *name = database->options.name;
    const bm_gdal_module *module;
    bm_status status = bm_gdal_module_open(name, &module, error);
    if (status)
        return status;
    const bm_gdal_table_reader reader = {.relation = database->relation,
                                         .columns = take_columns,
                                         .value = take_value,
                                         .row = take_end,
                                         .context = to};
    char message[BM_ERROR_MESSAGE_SIZE] = "";
    status = module->read_table(database->connection, &reader, message);
    if (status)
        return bm_error_set(error, status, name, 0, "%s", message);
    long size = -1;
    if (to->failed || fflush(to->file) != 0 || (size = ftell(to->file)) < 0 ||
        (database->descriptor = dup(fileno(to->file))) < 0)
        return fail(database, error);
    database->size = (size_t)size;
    return BM_OK;
}

bm_status bm_database_fetch(bm_database *database, const char *const *columns, size_t column_count,
                            size_t *size, bm_error *error)
{
    bm_status status = BM_OK;
    if (database->descriptor < 0) {
        fetching to = {.database = database,
                       .columns = columns,
                       .column_count = column_count,
                       .file = tmpfile()};
        status = to.file ? fetch(database, &to, error) : fail(database, error);
        if (to.file)
            (void)fclose(to.file);
        bm_strbuf_finish(&to.condition);
        bm_strbuf_finish(&to.cell);
    }
    if (size)
        *size = database->size;
    return status;
}
