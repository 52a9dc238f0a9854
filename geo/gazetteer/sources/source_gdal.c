/* Points from what GDAL reads. It accepts nearly everything, so all that it says is checked here.
 */
#include "base/number.h"
#include "base/utf8.h"
#include "geo/gazetteer/sources/source_table.h"
#include "geo/gdal/module.h"

#include <bordermap/layer.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CELL_MAX = 65536, DBF_NAME_MAX = 10 };

typedef struct reader {
    bm_source_table table;
    const char *const *columns;
    size_t column_count;
    const bm_gdal_row *row;
    const char *layer;
    bool is_table;
    int lon;
    int lat;
    long rows;
    bool any_names;
    bool too_many;
} reader;

static char upper(char letter)
{
    return letter >= 'a' && letter <= 'z' ? (char)(letter - ('a' - 'A')) : letter;
}

/* ASCII case ignored. Synonyms are cut as a DBF file cuts its columns: "COUNTRY_CO" is also
 * "country_code". */
static bool is_called(const char *column, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < length; i++)
        if (upper(column[i]) != upper(name[i]))
            return false;
    return column[length] == '\0' || length == DBF_NAME_MAX;
}

static int find_column(const void *context, const char *name)
{
    const reader *in = context;
    for (size_t i = 0; i < in->column_count; i++)
        if (strlen(in->columns[i]) == strlen(name) && is_called(in->columns[i], name))
            return (int)i;
    for (size_t i = 0; i < in->column_count; i++)
        if (is_called(in->columns[i], name))
            return (int)i;
    return -1;
}

static int find_any(const reader *in, const char *const *names, size_t count)
{
    int found = -1;
    for (size_t i = 0; i < count && found < 0; i++)
        found = find_column(in, names[i]);
    return found;
}

static const char *read_text(const void *context, int column)
{
    const reader *in = context;
    return column < 0 ? "" : in->row->values[column];
}

static bool begin_layer(void *context, const char *name, const char *const *columns,
                        size_t column_count, bool is_table)
{
    static const char *const lons[] = {"LON", "LONGITUDE", "LNG", "LONG", "X"};
    static const char *const lats[] = {"LAT", "LATITUDE", "Y"};
    reader *in = context;
    in->columns = columns;
    in->column_count = column_count;
    in->layer = name;
    in->is_table = is_table;
    in->lon = is_table ? find_any(in, lons, sizeof lons / sizeof lons[0]) : -1;
    in->lat = is_table ? find_any(in, lats, sizeof lats / sizeof lats[0]) : -1;
    bm_gazetteer_map_columns(find_column, in, &in->table.columns);
    if (in->table.columns.name < 0 || (is_table && (in->lon < 0 || in->lat < 0)))
        in->table.columns.name = -1;
    else
        in->any_names = true;
    in->table.name_column = in->table.columns.name < 0 ? "" : columns[in->table.columns.name];
    return true;
}

static bool leave_out(const reader *in, const char *code, const char *column, const char *value,
                      const char *why)
{
    bm_builder_report(in->table.builder, BM_SEVERITY_ERROR, code, in->table.path, in->row->number,
                      column, value, "%s; the row is left out", why);
    return false;
}

/* What is used of a row is text of a bounded length. */
static bool check_texts(const reader *in)
{
    for (size_t i = 0; i < in->column_count; i++) {
        const char *value = in->row->values[i];
        size_t length = strnlen(value, CELL_MAX + 1);
        if (length > CELL_MAX)
            return leave_out(in, "place-cell", in->columns[i], "", "the cell has more than 64 kB");
        if (bm_utf8_valid_length(value, length) < length)
            return leave_out(in, "place-encoding", in->columns[i], value, "the text is not UTF-8");
    }
    return true;
}

static bool check_position(const reader *in, bm_lonlat *position)
{
    const bm_gdal_row *row = in->row;
    bool given = row->has_position;
    *position = (bm_lonlat){row->lon, row->lat};
    if (in->is_table)
        given = bm_number_parse(read_text(in, in->lon), &position->lon) &&
                bm_number_parse(read_text(in, in->lat), &position->lat);
    if (!given)
        return leave_out(in, "place-position", in->is_table ? in->columns[in->lon] : "",
                         read_text(in, in->lon), "the row has no position");
    if (!(fabs(position->lon) <= 180.0) || !(fabs(position->lat) <= 90.0))
        return leave_out(in, "place-position", in->is_table ? in->columns[in->lon] : "",
                         read_text(in, in->lon), "the position is out of range");
    if (position->lon == 0.0 && position->lat == 0.0)
        return leave_out(in, "place-position", "", "", "0, 0 stands for no position");
    return true;
}

static bool add_row(void *context, const bm_gdal_row *row)
{
    reader *in = context;
    if (in->table.columns.name < 0)
        return true;
    if (++in->rows > BM_LAYER_FEATURES_MAX) {
        in->too_many = true;
        return false;
    }
    bm_lonlat position;
    in->row = row;
    bm_builder_count_row(in->table.builder);
    if (check_texts(in) && check_position(in, &position))
        bm_source_table_add(&in->table, position, in->rows);
    return !in->table.builder->failed;
}

/* The name of a database has its password. */
static const char *name_of(const char *path)
{
    return strncmp(path, "PG:", 3) == 0 ? "PG" : path;
}

bm_status bm_source_read_gdal(bm_builder *builder, const char *path, bm_error *error)
{
    const char *name = name_of(path);
    const bm_gdal_module *module;
    bm_status status = bm_gdal_module_open(name, &module, error);
    if (status)
        return status;
    reader in = {.table = {.builder = builder,
                           .path = name,
                           .prefix = bm_source_file_name(name),
                           .text = read_text}};
    in.table.context = &in;
    const bm_gdal_reader told = {begin_layer, add_row, &in};
    char message[BM_ERROR_MESSAGE_SIZE] = "";
    bm_source_begin(builder, name, "gdal");
    status = module->read(path, &told, message);
    bm_builder_source_end(builder, name);
    if (builder->failed)
        return bm_source_out_of_memory(error, name);
    if (status)
        return bm_error_set(error, status, name, 0, "%s", message);
    if (in.too_many)
        return bm_error_set(error, BM_ERROR_LIMIT, name, 0, "'%s' has more than %d points", name,
                            BM_LAYER_FEATURES_MAX);
    if (!in.any_names)
        return bm_error_set(error, BM_ERROR_FORMAT, name, 0,
                            "'%s' has no column of names, or none of positions: rename them to "
                            "NAME, LON and LAT",
                            name);
    return BM_OK;
}
