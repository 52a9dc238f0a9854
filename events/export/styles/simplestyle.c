#include "events/export/styles/simplestyle.h"
#include "events/export/styles/layer_looks.h"

#include <bordermap/events.h>

#include <stdlib.h>
#include <string.h>

enum { OPACITY_DECIMALS = 2, WIDTH_DECIMALS = 1 };
static const double PX_PER_PT = 4.0 / 3;

static const bm_output_column line_columns[] = {
    {"stroke", BM_VALUE_TEXT, 0, 0},
    {"stroke-width", BM_VALUE_REAL, 0, 0},
    {"stroke-opacity", BM_VALUE_REAL, 0, 0},
};
static const bm_output_column fill_columns[] = {
    {"stroke", BM_VALUE_TEXT, 0, 0},         {"stroke-width", BM_VALUE_REAL, 0, 0},
    {"stroke-opacity", BM_VALUE_REAL, 0, 0}, {"fill", BM_VALUE_TEXT, 0, 0},
    {"fill-opacity", BM_VALUE_REAL, 0, 0},
};
static const bm_output_column point_columns[] = {
    {"marker-color", BM_VALUE_TEXT, 0, 0},
    {"marker-size", BM_VALUE_TEXT, 0, 0},
};

typedef struct styled_layer {
    const bm_output_layer *from;
    const bm_layer_look *look; /* NULL: it is as it was */
    int counts, precision;     /* columns; -1: none */
    bm_output_column *columns;
    bm_value *values;
    bm_output_layer output;
} styled_layer;

struct bm_simplestyle {
    styled_layer *items;
    const bm_output_layer **outputs;
    size_t count;
};

static bm_value text_of(const char *text)
{
    return (bm_value){.known = text != NULL, .text = text};
}

static bm_value real_of(double value, int decimals)
{
    return (bm_value){.known = true, .decimals = (int8_t)decimals, .real = value};
}

/* NULL for nothing, which is what a count of 0 has. */
static const char *fill_of(const styled_layer *layer, const bm_output_feature *feature)
{
    if (layer->counts < 0 || !layer->look->counts)
        return layer->look->fill;
    const bm_value *count = &feature->values[layer->counts];
    size_t of = count->known ? bm_count_class_of(count->integer) : 0;
    return of > 0 ? bm_count_classes[of - 1].color : NULL;
}

/* What is known only to a country is not drawn, as on a map: it would lie over everything else. */
static bool is_drawn(const styled_layer *layer, const bm_output_feature *feature)
{
    if (!layer->look->skips_countries || layer->precision < 0)
        return true;
    const bm_value *precision = &feature->values[layer->precision];
    const char *country = bm_place_precision_name(BM_PLACE_PRECISION_COUNTRY);
    return !precision->known || strcmp(precision->text, country) != 0;
}

static void put_look(const styled_layer *layer, const bm_output_feature *feature, bm_value *at)
{
    const bm_look_line *line = &layer->look->line;
    if (layer->from->shape == BM_OUTPUT_POINT) {
        at[0] = text_of(layer->look->line.color);
        at[1] = text_of("small");
        return;
    }
    at[0] = text_of(line->color);
    at[1] = real_of(line->width_pt * PX_PER_PT, WIDTH_DECIMALS);
    bool is_seen = is_drawn(layer, feature);
    at[2] = real_of(is_seen ? line->opacity : 0, OPACITY_DECIMALS);
    if (layer->from->shape != BM_OUTPUT_POLYGON)
        return;
    const char *fill = fill_of(layer, feature);
    at[3] = text_of(fill ? fill : "#ffffff");
    at[4] = real_of(fill && is_seen ? layer->look->fill_opacity : 0, OPACITY_DECIMALS);
}

static void read_styled(void *context, size_t index, bm_output_feature *feature)
{
    styled_layer *layer = context;
    const bm_output_layer *from = layer->from;
    from->read(from->context, index, feature);
    memcpy(layer->values, feature->values, from->column_count * sizeof *layer->values);
    put_look(layer, feature, layer->values + from->column_count);
    feature->values = layer->values;
}

static const bm_output_column *columns_for(bm_output_shape shape, size_t *count)
{
    switch (shape) {
    case BM_OUTPUT_POINT:
        *count = sizeof point_columns / sizeof *point_columns;
        return point_columns;
    case BM_OUTPUT_LINE:
        *count = sizeof line_columns / sizeof *line_columns;
        return line_columns;
    case BM_OUTPUT_POLYGON:
        *count = sizeof fill_columns / sizeof *fill_columns;
        return fill_columns;
    default:
        *count = 0;
        return NULL;
    }
}

static bool style(styled_layer *layer, const bm_output_layer *from)
{
    size_t more = 0;
    const bm_output_column *added = columns_for(from->shape, &more);
    layer->from = from;
    layer->look = bm_layer_look_of(from->name);
    layer->output = *from;
    if (!layer->look || !added)
        return true;
    layer->precision = bm_output_find_column(from, "precision");
    size_t count = from->column_count + more;
    layer->counts = layer->look->counts ? bm_output_find_column(from, layer->look->counts) : -1;
    layer->columns = calloc(count, sizeof *layer->columns);
    layer->values = calloc(count, sizeof *layer->values);
    if (!layer->columns || !layer->values)
        return false;
    memcpy(layer->columns, from->columns, from->column_count * sizeof *layer->columns);
    memcpy(layer->columns + from->column_count, added, more * sizeof *layer->columns);
    layer->output.columns = layer->columns;
    layer->output.column_count = count;
    layer->output.read = read_styled;
    layer->output.context = layer;
    return true;
}

bm_status bm_simplestyle_new(const bm_output_layer *const *layers, size_t count,
                             bm_simplestyle **styled, bm_error *error)
{
    bm_simplestyle *made = calloc(1, sizeof *made);
    bool good = made != NULL;
    if (made) {
        made->count = count;
        made->items = calloc(count + 1, sizeof *made->items);
        made->outputs = calloc(count + 1, sizeof *made->outputs);
        good = made->items && made->outputs;
    }
    for (size_t i = 0; good && i < count; i++) {
        good = style(&made->items[i], layers[i]);
        made->outputs[i] = &made->items[i].output;
    }
    *styled = good ? made : NULL;
    if (good)
        return BM_OK;
    bm_simplestyle_free(made);
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

const bm_output_layer *const *bm_simplestyle_layers(const bm_simplestyle *styled)
{
    return styled->outputs;
}

void bm_simplestyle_free(bm_simplestyle *styled)
{
    if (!styled)
        return;
    for (size_t i = 0; styled->items && i < styled->count; i++) {
        free(styled->items[i].columns);
        free(styled->items[i].values);
    }
    free(styled->items);
    free(styled->outputs);
    free(styled);
}
