/* Point shapefiles, and the table of further names beside them. */
#include "base/number.h"
#include "geo/gazetteer/source.h"

#include <bordermap/layer.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char table_name[] = "place_names.dbf";

/* A file while its rows are read. */
typedef struct reader {
    bm_builder *builder;
    const bm_layer *layer;
    const char *path;
    bm_gazetteer_columns columns;
} reader;

/* The file's own id, with numbers as integers; for want of one the file's name and the row. */
static const char *read_id(const reader *in, size_t row, char *made, size_t size)
{
    const char *text = bm_layer_text(in->layer, row, in->columns.id);
    double number = 0.0;
    if (*text && !strchr(text, '.'))
        return text;
    if (*text && bm_number_parse(text, &number) && fabs(number) < 1e15 && number == floor(number)) {
        snprintf(made, size, "%" PRId64, (int64_t)number);
        return made;
    }
    if (*text)
        return text;
    const char *stem = bm_source_file_name(in->path);
    const char *dot = strrchr(stem, '.');
    int length = dot ? (int)(dot - stem) : (int)strlen(stem);
    snprintf(made, size, "%.*s/%ld", length > 60 ? 60 : length, stem,
             bm_layer_feature(in->layer, row)->record);
    return made;
}

/* "-99" and the like stand for nothing in Natural Earth. */
static const char *read_code(const reader *in, size_t row, int field)
{
    const char *text = bm_layer_text(in->layer, row, field);
    return *text == '-' ? "" : text;
}

static void add_names(const reader *in, size_t row, uint32_t index, const bm_place *place)
{
    bm_builder *builder = in->builder;
    bm_builder_add_name(builder, index, place->name, NULL, BM_NAME_TOPONYM);
    bm_builder_add_list(builder, index, place->name_be, "be", false);
    bm_builder_add_list(builder, index, place->name_uk, "uk", false);
    bm_builder_add_list(builder, index, place->name_ru, "ru", false);
    for (size_t i = 0; i < in->columns.alternate_count; i++)
        bm_builder_add_list(builder, index,
                            bm_layer_text(in->layer, row, in->columns.alternates[i]), NULL, true);
}

static void read_row(const reader *in, size_t row)
{
    const bm_gazetteer_columns *columns = &in->columns;
    const bm_layer *layer = in->layer;
    long record = bm_layer_feature(layer, row)->record;
    double population = bm_layer_number(layer, row, columns->population, 0.0);
    double rank = bm_layer_number(layer, row, columns->rank, 0.0);
    double radius_km = bm_layer_number(layer, row, columns->radius_km, 0.0);
    char made_id[96];
    bm_place place = {
        .id = read_id(in, row, made_id, sizeof made_id),
        .name = bm_layer_text(layer, row, columns->name),
        .name_be = bm_layer_text(layer, row, columns->name_be),
        .name_uk = bm_layer_text(layer, row, columns->name_uk),
        .name_ru = bm_layer_text(layer, row, columns->name_ru),
        .country = read_code(in, row, columns->country),
        .admin1 = bm_layer_text(layer, row, columns->admin1),
        .admin2 = bm_layer_text(layer, row, columns->admin2),
        .feature_code = bm_layer_text(layer, row, columns->feature_code),
        .partner = bm_layer_text(layer, row, columns->partner),
        .position = bm_layer_feature(layer, row)->points[0],
        .radius_km = radius_km > 0.0 && radius_km < 20000.0 ? radius_km : 0.0,
        .population = population > 0.0 && population < 1e11 ? (int64_t)population : 0,
    };
    bm_builder_count_row(in->builder);
    if (!*place.name) {
        bm_builder_report(in->builder, BM_SEVERITY_ERROR, "place-name", in->path, record,
                          bm_layer_field_name(layer, (size_t)columns->name), "",
                          "the row has no name; it is left out");
        return;
    }
    place.kind = bm_gazetteer_kind(place.feature_code, bm_layer_text(layer, row, columns->kind));
    place.rank = rank >= 1.0 && rank <= 8.0
                     ? (int)rank
                     : bm_gazetteer_rank(place.feature_code, place.kind, place.population);
    uint32_t index = bm_builder_place(in->builder, &place, in->path, record);
    if (index != BM_BUILDER_NONE)
        add_names(in, row, index, &place);
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
    reader in = {.builder = builder, .layer = layer, .path = path};
    bm_gazetteer_map_columns(layer, &in.columns);
    if (in.columns.name < 0) {
        status = bm_error_set(error, BM_ERROR_FORMAT, path, 0,
                              "'%s' has no column of names: rename it to NAME", path);
        goto done;
    }
    bm_source_begin(builder, path, "shapefile");
    for (size_t row = 0; row < bm_layer_count(layer) && !builder->failed; row++)
        read_row(&in, row);
    bm_builder_source_end(builder, path);
    if (builder->failed)
        status = bm_source_out_of_memory(error, path);
done:
    bm_layer_free(layer);
    return status;
}

static bool is_word(const char *use)
{
    return strcmp(use, "adjective") == 0 || strcmp(use, "demonym") == 0;
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

bm_status bm_source_read_place_names(bm_builder *builder, const char *path, bm_error *error)
{
    size_t length = (size_t)(bm_source_file_name(path) - path);
    char *table_path = malloc(length + sizeof table_name);
    if (!table_path)
        return bm_source_out_of_memory(error, path);
    memcpy(table_path, path, length);
    memcpy(table_path + length, table_name, sizeof table_name);
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
