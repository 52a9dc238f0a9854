#include "events/decisions.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool same(const bm_batch_row *row, int column, const char *text)
{
    return strcmp(column >= 0 ? row->cells[column] : "", text) == 0;
}

static void format_position(const bm_decision *decision, char lon[64], char lat[64])
{
    lon[0] = lat[0] = '\0';
    if (!decision->has_position)
        return;
    bm_format_number(decision->position.lon, 6, lon);
    bm_format_number(decision->position.lat, 6, lat);
}

/* The cell of a new row in this column. */
static const char *new_cell(const bm_decision *decision, const bm_decision_columns *columns,
                            int column, const char *lon, const char *lat)
{
    return column == columns->place      ? decision->place
           : column == columns->country  ? decision->country
           : column == columns->admin    ? decision->admin
           : column == columns->place_id ? decision->place_id
           : column == columns->lon      ? lon
           : column == columns->lat      ? lat
           : column == columns->note     ? decision->note
                                         : "";
}

static bm_status check_columns(const bm_batch *batch, const bm_decision_columns *columns,
                               const bm_decision *decision, bm_error *error)
{
    const struct {
        bool needed;
        int column;
        const char *name;
    } all[] = {{*decision->country != '\0', columns->country, "country"},
               {*decision->admin != '\0', columns->admin, "admin"},
               {*decision->place_id != '\0', columns->place_id, "place_id"},
               {decision->has_position, columns->lon, "lon"},
               {decision->has_position, columns->lat, "lat"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].needed && all[i].column < 0)
            return bm_error_set(error, BM_ERROR_FORMAT, batch->path, 1,
                                "'%s' has no column '%s', which the decision needs", batch->path,
                                all[i].name);
    return BM_OK;
}

static void write_cells(bm_sink *sink, const char *const *cells, size_t count, char delimiter)
{
    for (size_t i = 0; i < count; i++) {
        bm_sink_write(sink, &delimiter, i > 0);
        bm_csv_write_cell(sink, cells[i], delimiter, false);
    }
    bm_sink_puts(sink, "\n");
}

/* Copy the rows that stay. `*found` when one of them is the decision itself. */
static bm_status copy_rows(bm_batch *batch, const bm_decision_columns *columns,
                           const bm_decision *decision, bm_sink *sink, bool *found, bm_error *error)
{
    char lon[64];
    char lat[64];
    size_t count = bm_batch_column_count(batch);
    format_position(decision, lon, lat);
    for (;;) {
        const bm_batch_row *row = NULL;
        bm_status status = bm_batch_next(batch, &row, error);
        if (status || !row)
            return status;
        if (*row->problem)
            return bm_error_set(error, BM_ERROR_FORMAT, batch->path, row->line,
                                "%s; mend the row before adding to the table", row->problem);
        bool asked = same(row, columns->place, decision->place) &&
                     same(row, columns->country, decision->country) &&
                     same(row, columns->admin, decision->admin);
        bool answered = asked && same(row, columns->place_id, decision->place_id) &&
                        same(row, columns->lon, lon) && same(row, columns->lat, lat);
        *found = *found || answered;
        if (!asked || answered)
            write_cells(sink, row->cells, count, bm_batch_delimiter(batch));
    }
}

static bm_status add_to(bm_batch *batch, const bm_decision *decision, bm_sink *sink, bool *found,
                        bm_error *error)
{
    bm_decision_columns columns;
    char lon[64];
    char lat[64];
    char delimiter = bm_batch_delimiter(batch);
    size_t count = bm_batch_column_count(batch);
    bm_status status = bm_decision_columns_find(batch, &columns, error);
    if (!status)
        status = check_columns(batch, &columns, decision, error);
    if (status)
        return status;
    for (size_t i = 0; i < count; i++) {
        bm_sink_write(sink, &delimiter, i > 0);
        bm_csv_write_cell(sink, bm_batch_column_name(batch, i), delimiter, false);
    }
    bm_sink_puts(sink, "\n");
    status = copy_rows(batch, &columns, decision, sink, found, error);
    if (status || *found)
        return status;
    format_position(decision, lon, lat);
    for (size_t i = 0; i < count; i++) {
        bm_sink_write(sink, &delimiter, i > 0);
        bm_csv_write_cell(sink, new_cell(decision, &columns, (int)i, lon, lat), delimiter, false);
    }
    bm_sink_puts(sink, "\n");
    return BM_OK;
}

static void write_new(const bm_decision *decision, bm_sink *sink)
{
    char lon[64];
    char lat[64];
    format_position(decision, lon, lat);
    const char *const cells[] = {
        decision->place, decision->country, decision->admin, decision->place_id, lon, lat,
        decision->note};
    bm_sink_puts(sink, "place,country,admin,place_id,lon,lat,note\n");
    write_cells(sink, cells, sizeof cells / sizeof *cells, ',');
}

bm_status bm_decisions_add(const char *path, const bm_decision *decision, bool *changed,
                           bm_error *error)
{
    bm_batch *batch = NULL;
    bm_sink *sink = NULL;
    bool found = false;
    struct stat info;
    bm_status status = BM_OK;
    bool exists = stat(path, &info) == 0 && info.st_size > 0;
    if (strcmp(path, "-") == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                            "decisions are kept in a file, not on standard output");
    if (exists)
        status = bm_batch_open(path, NULL, &batch, error);
    if (!status)
        status = bm_sink_open(path, &sink, error);
    if (!status && exists)
        status = add_to(batch, decision, sink, &found, error);
    else if (!status)
        write_new(decision, sink);
    if (!status && !found)
        status = bm_sink_commit(sink, error);
    bm_sink_free(sink);
    bm_batch_free(batch);
    if (changed)
        *changed = !status && !found;
    return status;
}
