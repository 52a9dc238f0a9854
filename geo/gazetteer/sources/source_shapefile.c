/* Point shapefiles, and the table of further names beside them. */
#include "geo/gazetteer/sources/source_table.h"

#include <bordermap/layer.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char table_name[] = "place_names.dbf";

/* A file while its rows are read. */
typedef struct reader {
    const bm_layer *layer;
    size_t row;
} reader;

static const char *read_text(const void *context, int column)
{
    const reader *in = context;
    return bm_layer_text(in->layer, in->row, column);
}

static int find_field(const void *layer, const char *name)
{
    return bm_layer_field(layer, name);
}

/* Only points can be a gazetteer. */
static bm_status check_points(const bm_layer *layer, const char *path, bm_error *error)
{
    for (size_t i = 0; i < bm_layer_count(layer); i++) {
        bm_geometry_kind kind = bm_layer_feature(layer, i)->kind;
        if (kind == BM_GEOMETRY_POINT)
            continue;
        const char *what = kind == BM_GEOMETRY_LINE      ? "lines"
                           : kind == BM_GEOMETRY_POLYGON ? "polygons"
                                                         : "no shapes";
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0,
                            "'%s' has %s: a gazetteer needs a point shapefile", path, what);
    }
    return BM_OK;
}

bm_status bm_source_read_shapefile(bm_builder *builder, const char *path, bm_error *error)
{
    bm_layer *layer = NULL;
    bm_status status = bm_layer_open(path, builder->findings, &layer, error);
    if (!status)
        status = check_points(layer, path, error);
    if (status)
        goto done;
    reader in = {.layer = layer};
    bm_source_table table = {.builder = builder,
                             .path = path,
                             .prefix = bm_source_file_name(path),
                             .text = read_text,
                             .context = &in};
    bm_gazetteer_map_columns(find_field, layer, &table.columns);
    if (table.columns.name < 0) {
        status = bm_error_set(error, BM_ERROR_FORMAT, path, 0,
                              "'%s' has no column of names: rename it to NAME", path);
        goto done;
    }
    table.name_column = bm_layer_field_name(layer, (size_t)table.columns.name);
    bm_source_begin(builder, path, "shapefile");
    for (; in.row < bm_layer_count(layer) && !builder->failed; in.row++) {
        const bm_feature *feature = bm_layer_feature(layer, in.row);
        bm_builder_count_row(builder);
        bm_source_table_add(&table, feature->points[0], feature->record);
    }
    bm_builder_source_end(builder, path);
    if (builder->failed)
        status = bm_source_out_of_memory(error, path);
done:
    bm_layer_free(layer);
    return status;
}

static bool is_word(const char *use)
{
    return strcmp(use, "adjective") == 0 || strcmp(use, "demonym") == 0 ||
           strcmp(use, "short") == 0;
}

static bm_status read_table(bm_builder *builder, const bm_layer *table, const char *path,
                            bm_error *error)
{
    int id = bm_layer_field(table, "PLACE_ID");
    int name = bm_layer_field(table, "NAME");
    int language = bm_layer_field(table, "LANG");
    int use = bm_layer_field(table, "USE");
    if (id < 0 || name < 0)
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0,
                            "'%s' has no columns PLACE_ID and NAME", path);
    bm_source_begin(builder, path, "names");
    size_t count = bm_layer_count(table);
    for (size_t row = 0; row < count && !builder->failed; row++) {
        bm_builder_count_row(builder);
        uint32_t place = bm_builder_find(builder, bm_layer_text(table, row, id));
        if (place == BM_BUILDER_NONE)
            continue;
        bm_builder_add_name(
            builder, place, bm_layer_text(table, row, name), bm_layer_text(table, row, language),
            is_word(bm_layer_text(table, row, use)) ? BM_NAME_WORD : BM_NAME_TOPONYM);
    }
    bm_builder_source_end(builder, path);
    return builder->failed ? bm_source_out_of_memory(error, path) : BM_OK;
}

char *bm_source_names_path(const char *path)
{
    size_t length = (size_t)(bm_source_file_name(path) - path);
    char *table_path = malloc(length + sizeof table_name);
    if (table_path) {
        memcpy(table_path, path, length);
        memcpy(table_path + length, table_name, sizeof table_name);
    }
    return table_path;
}

bm_status bm_source_read_place_names(bm_builder *builder, const char *path, bm_error *error)
{
    char *table_path = bm_source_names_path(path);
    if (!table_path)
        return bm_source_out_of_memory(error, path);
    bm_layer *table = NULL;
    bm_status status = BM_OK;
    if (access(table_path, F_OK) == 0) {
        status = bm_layer_open(table_path, builder->findings, &table, error);
        if (!status)
            status = read_table(builder, table, table_path, error);
    }
    bm_layer_free(table);
    free(table_path);
    return status;
}
