#include "events/export/layers/stored.h"

#include "events/export/event_layer.h"
#include "events/stream/features/ids.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_S = 86400 };

static void read_row(void *context, size_t index, bm_output_feature *feature)
{
    const bm_stored_layer *layer = context;
    const bm_stored_row *row = &layer->rows[index];
    *feature = (bm_output_feature){.id = row->id,
                                   .shape = row->shape,
                                   .points = row->points,
                                   .point_count = row->point_count,
                                   .part_start = row->part_start,
                                   .part_count = row->part_count,
                                   .values = row->values};
}

void bm_stored_layer_add_column(bm_stored_layer *layer, const char *name, bm_value_type type)
{
    bm_output_column *grown =
        bm_array_grow(layer->columns, layer->column_count, &layer->column_capacity, sizeof *grown);
    layer->failed |= !grown || !name;
    if (!grown)
        return;
    layer->columns = grown;
    layer->columns[layer->column_count++] = (bm_output_column){.name = name, .type = type};
}

void bm_stored_layer_add_columns(bm_stored_layer *layer, const bm_output_column *columns,
                                 size_t count)
{
    for (size_t i = 0; i < count; i++)
        bm_stored_layer_add_column(layer, columns[i].name, columns[i].type);
}

bm_stored_row *bm_stored_layer_add(bm_stored_layer *layer, const char *key)
{
    bm_stored_row *grown =
        bm_array_grow(layer->rows, layer->row_count, &layer->row_capacity, sizeof *grown);
    bm_value *values = bm_arena_array(&layer->arena, layer->column_count + 1, sizeof *values);
    if (grown)
        layer->rows = grown;
    layer->failed |= !grown || !values;
    if (layer->failed)
        return NULL;
    bm_stored_row *row = &layer->rows[layer->row_count++];
    *row = (bm_stored_row){.id = bm_feature_id_of(key), .values = values};
    return row;
}

void bm_stored_row_set_point(bm_stored_layer *layer, bm_stored_row *row, bm_lonlat position)
{
    bm_lonlat *point = bm_arena_alloc(&layer->arena, sizeof *point);
    layer->failed |= !point;
    if (!point)
        return;
    *point = bm_rings_round(position);
    row->shape = BM_OUTPUT_POINT;
    row->points = point;
    row->point_count = 1;
}

void bm_stored_row_set_rings(bm_stored_row *row, const bm_rings *rings)
{
    if (!rings->count)
        return;
    row->shape = BM_OUTPUT_POLYGON;
    row->points = rings->points;
    row->point_count = bm_rings_point_count(rings);
    row->part_start = rings->starts;
    row->part_count = rings->count;
}

const char *bm_stored_layer_text(bm_stored_layer *layer, const char *text)
{
    const char *copy = bm_arena_strdup(&layer->arena, text);
    layer->failed |= !copy;
    return copy ? copy : "";
}

bm_status bm_stored_layer_end(bm_stored_layer *layer, bm_error *error)
{
    bm_stream_ids given = {0};
    for (size_t i = 0; !layer->failed && i < layer->row_count; i++) {
        bool repeated;
        layer->failed |= !bm_stream_ids_add(&given, layer->rows[i].id, &repeated);
    }
    for (size_t i = 0; !layer->failed && i < given.moved_count; i++)
        layer->rows[given.moved[i].row].id = given.moved[i].id;
    bm_stream_ids_finish(&given);
    if (layer->failed)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    layer->output.columns = layer->columns;
    layer->output.column_count = layer->column_count;
    layer->output.feature_count = layer->row_count;
    layer->output.read = read_row;
    layer->output.context = layer;
    return BM_OK;
}

void bm_stored_layer_finish(bm_stored_layer *layer)
{
    free(layer->rows);
    free(layer->columns);
    bm_arena_finish(&layer->arena);
    *layer = (bm_stored_layer){0};
}

bm_value *bm_put_text(bm_value *at, const char *text)
{
    *at = (bm_value){.known = text && *text, .text = text};
    return at + 1;
}

bm_value *bm_put_integer(bm_value *at, int64_t value)
{
    *at = (bm_value){.known = true, .integer = value};
    return at + 1;
}

bm_value *bm_put_real(bm_value *at, double value, int decimals)
{
    double scale = pow(10, decimals);
    bool known = isfinite(value);
    *at = (bm_value){.known = known,
                     .decimals = (int8_t)decimals,
                     .real = known ? round(value * scale) / scale : 0};
    return at + 1;
}

static int64_t floor_day(int64_t instant_s)
{
    return instant_s / DAY_S - (instant_s % DAY_S < 0);
}

bm_value *bm_put_days(bm_value *at, int64_t start_s, int64_t end_s)
{
    at = bm_put_integer(at, floor_day(start_s));
    return bm_put_integer(at, floor_day(end_s > start_s ? end_s - 1 : start_s));
}

bm_value *bm_put_interval(bm_value *at, int64_t start_s, int64_t end_s)
{
    at = bm_put_days(at, start_s, end_s);
    at = bm_put_integer(at, start_s);
    return bm_put_integer(at, end_s);
}
