/* A layer through the GDAL module. */
#include "events/export/event_layer.h"
#include "events/taken.h"
#include "events/vector/rows.h"
#include "geo/gdal/module.h"

#include <bordermap/sink.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEGREE_DECIMALS = 9, DBF_NAME_MAX = 10 };

typedef struct reading {
    bm_vector_rows *rows;
    bm_vector_kind kind;
    bm_strbuf day;
    size_t *column_of; /* heap: of each column of the layer */
    bm_gdal_column_kind *kinds;
    size_t count, at;
    size_t lon, lat;
} reading;

static bool is_cut(const char *name, const char *whole)
{
    size_t i = 0;
    for (; i < DBF_NAME_MAX && whole[i]; i++)
        if (name[i] != (whole[i] == '-' ? '_' : whole[i]))
            return false;
    return name[i] == '\0';
}

/* A shapefile's names have ten bytes; those of our own columns are known, and of those that had the
 * same header as one of ours. */
static const char *lengthen(bm_arena *arena, const char *name)
{
    const char *own;
    for (size_t k = 0; (own = bm_event_layer_own_name(k)) != NULL; k++)
        if (is_cut(name, own))
            return own;
    for (size_t k = 0; (own = bm_event_layer_own_name(k)) != NULL; k++) {
        char source[64];
        (void)snprintf(source, sizeof source, "%s_source", own);
        if (is_cut(name, source))
            return bm_arena_strdup(arena, source);
    }
    return name;
}

static void lengthen_names(bm_vector_rows *rows)
{
    for (size_t i = 0; i < rows->names.count; i++) {
        const char *longer = lengthen(&rows->arena, rows->columns[i].name);
        rows->columns[i].name = longer ? longer : rows->columns[i].name;
    }
}

static bool is_export(const bm_vector_rows *rows)
{
    bm_event_column *columns = calloc(rows->names.count + 1, sizeof *columns);
    bm_events events = {.columns = columns, .column_count = columns ? rows->names.count : 0};
    for (size_t i = 0; i < events.column_count; i++)
        columns[i].name = rows->columns[i].name;
    bool found = bm_taken_is_export(&events);
    free(columns);
    return found;
}

static bool take_columns(void *context, const bm_gdal_column *columns, size_t count,
                         const char *geometry, const char **condition)
{
    reading *in = context;
    bm_vector_rows *rows = in->rows;
    (void)condition;
    in->column_of = calloc(count + 1, sizeof *in->column_of);
    in->kinds = calloc(count + 1, sizeof *in->kinds);
    if (!in->column_of || !in->kinds) {
        (void)bm_vector_rows_fail(rows, BM_ERROR_MEMORY, "out of memory");
        return false;
    }
    in->count = count;
    in->lon = geometry ? bm_vector_rows_column(rows, "lon") : SIZE_MAX;
    in->lat = geometry ? bm_vector_rows_column(rows, "lat") : SIZE_MAX;
    for (size_t i = 0; i < count && !rows->status; i++) {
        in->kinds[i] = columns[i].kind;
        in->column_of[i] = bm_vector_rows_column(rows, columns[i].name);
        if (in->column_of[i] < rows->names.count) {
            bool *any = rows->columns[in->column_of[i]].any;
            any[BM_VECTOR_CELL_TEXT] = columns[i].kind == BM_GDAL_COLUMN_TEXT;
            any[BM_VECTOR_CELL_REAL] = columns[i].kind == BM_GDAL_COLUMN_REAL;
        }
    }
    if (geometry && !rows->status)
        rows->columns[in->lon].any[BM_VECTOR_CELL_REAL] =
            rows->columns[in->lat].any[BM_VECTOR_CELL_REAL] = true;
    if (in->kind == BM_VECTOR_SHP && !rows->status && is_export(rows))
        lengthen_names(rows);
    return !bm_vector_rows_begin(rows);
}

/* A FlatGeobuf has only date-times: its days are midnights of no zone. */
static const char *shorten_day(reading *in, const char *text)
{
    static const char midnight[] = "T00:00:00";
    const char *time = strchr(text, 'T');
    if (in->kind != BM_VECTOR_FGB || !time || strcmp(time, midnight) != 0)
        return text;
    bm_strbuf_clear(&in->day);
    bm_strbuf_append_n(&in->day, text, (size_t)(time - text));
    return bm_strbuf_text(&in->day);
}

static bool take_value(void *context, const char *text)
{
    reading *in = context;
    size_t column = in->column_of[in->at];
    switch (in->kinds[in->at++]) {
    case BM_GDAL_COLUMN_NUMBER:
    case BM_GDAL_COLUMN_REAL:
        bm_vector_rows_put_number(in->rows, column, text);
        break;
    case BM_GDAL_COLUMN_TIME:
        bm_vector_rows_put(in->rows, column, shorten_day(in, text), BM_VECTOR_CELL_OTHER);
        break;
    default:
        bm_vector_rows_put(in->rows, column, text, BM_VECTOR_CELL_OTHER);
    }
    return !in->rows->status;
}

static bool take_end(void *context, bool has_position, double lon, double lat)
{
    reading *in = context;
    char text[64];
    if (has_position && in->lon != SIZE_MAX) {
        bm_format_number(lon, DEGREE_DECIMALS, text);
        bm_vector_rows_put(in->rows, in->lon, text, BM_VECTOR_CELL_REAL);
        bm_format_number(lat, DEGREE_DECIMALS, text);
        bm_vector_rows_put(in->rows, in->lat, text, BM_VECTOR_CELL_REAL);
    }
    in->at = 0;
    bm_vector_rows_end_row(in->rows);
    return !in->rows->status;
}

bm_status bm_vector_read_gdal(bm_vector_rows *rows, bm_vector_kind kind, const char *layer)
{
    const bm_gdal_module *module;
    bm_status status = bm_gdal_module_open(rows->path, &module, rows->error);
    if (status == BM_ERROR_UNSUPPORTED)
        return bm_vector_rows_fail(rows, status,
                                   "cannot read '%s': this bordermap was built without GDAL; "
                                   "install libgdal-dev and build again, or convert it to GeoJSON",
                                   rows->path);
    if (status)
        return status;
    char message[BM_ERROR_MESSAGE_SIZE] = "";
    reading in = {.rows = rows, .kind = kind};
    const bm_gdal_table_reader reader = {
        .columns = take_columns, .value = take_value, .row = take_end, .context = &in};
    status = module->read_features(rows->path, layer, &reader, message);
    free(in.column_of);
    free(in.kinds);
    bm_strbuf_finish(&in.day);
    if (rows->status)
        return rows->status;
    return status ? bm_vector_rows_fail(rows, status, "%s", message) : BM_OK;
}
