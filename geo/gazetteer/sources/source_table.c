#include "geo/gazetteer/sources/source_table.h"

#include "base/number.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *text(const bm_source_table *table, int column)
{
    return table->text(table->context, column);
}

static double number(const bm_source_table *table, int column)
{
    double value;
    return bm_number_parse(text(table, column), &value) ? value : 0.0;
}

/* The file's own id, with numbers as integers; for want of one the file's name and the row. */
static const char *read_id(const bm_source_table *table, long row, char *made, size_t size)
{
    const char *id = text(table, table->columns.id);
    double value = 0.0;
    if (*id && !strchr(id, '.'))
        return id;
    if (*id && bm_number_parse(id, &value) && fabs(value) < 1e15 && value == floor(value)) {
        snprintf(made, size, "%" PRId64, (int64_t)value);
        return made;
    }
    if (*id)
        return id;
    const char *dot = strrchr(table->prefix, '.');
    int length = dot ? (int)(dot - table->prefix) : (int)strlen(table->prefix);
    snprintf(made, size, "%.*s/%ld", length > 60 ? 60 : length, table->prefix, row);
    return made;
}

/* "-99" and the like stand for nothing in Natural Earth. */
static const char *read_code(const bm_source_table *table, int column)
{
    const char *code = text(table, column);
    return *code == '-' ? "" : code;
}

static void add_names(const bm_source_table *table, uint32_t index, const bm_place *place)
{
    bm_builder *builder = table->builder;
    bm_builder_add_name(builder, index, place->name, NULL, BM_NAME_TOPONYM);
    bm_builder_add_list(builder, index, place->name_be, "be", false);
    bm_builder_add_list(builder, index, place->name_uk, "uk", false);
    bm_builder_add_list(builder, index, place->name_ru, "ru", false);
    for (size_t i = 0; i < table->columns.alternate_count; i++)
        bm_builder_add_list(builder, index, text(table, table->columns.alternates[i]), NULL, true);
}

void bm_source_table_add(const bm_source_table *table, bm_lonlat position, long row)
{
    const bm_gazetteer_columns *columns = &table->columns;
    double population = number(table, columns->population);
    double rank = number(table, columns->rank);
    double radius_km = number(table, columns->radius_km);
    char made_id[96];
    bm_place place = {
        .id = read_id(table, row, made_id, sizeof made_id),
        .name = text(table, columns->name),
        .name_be = text(table, columns->name_be),
        .name_uk = text(table, columns->name_uk),
        .name_ru = text(table, columns->name_ru),
        .country = read_code(table, columns->country),
        .admin1 = text(table, columns->admin1),
        .admin2 = text(table, columns->admin2),
        .feature_code = text(table, columns->feature_code),
        .partner = text(table, columns->partner),
        .position = position,
        .radius_km = radius_km > 0.0 && radius_km < 20000.0 ? radius_km : 0.0,
        .population = population > 0.0 && population < 1e11 ? (int64_t)population : 0,
    };
    if (!*place.name) {
        bm_builder_report(table->builder, BM_SEVERITY_ERROR, "place-name", table->path, row,
                          table->name_column, "", "the row has no name; it is left out");
        return;
    }
    place.kind = bm_gazetteer_kind(place.feature_code, text(table, columns->kind));
    place.rank = rank >= 1.0 && rank <= 8.0
                     ? (int)rank
                     : bm_gazetteer_rank(place.feature_code, place.kind, place.population);
    uint32_t index = bm_builder_place(table->builder, &place, table->path, row);
    if (index != BM_BUILDER_NONE)
        add_names(table, index, &place);
}
