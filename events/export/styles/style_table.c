#include "events/export/styles/style_table.h"

#include <stdlib.h>

/* As QGIS makes it: its own queries ask for these names. */
static const bm_output_column columns[] = {
    {"f_table_catalog", BM_VALUE_TEXT, 256, 0},
    {"f_table_schema", BM_VALUE_TEXT, 256, 0},
    {"f_table_name", BM_VALUE_TEXT, 256, 0},
    {"f_geometry_column", BM_VALUE_TEXT, 256, 0},
    {"styleName", BM_VALUE_TEXT, 30, 0},
    {"styleQML", BM_VALUE_TEXT, 0, 0},
    {"styleSLD", BM_VALUE_TEXT, 0, 0},
    {"useAsDefault", BM_VALUE_BOOLEAN, 0, 0},
    {"description", BM_VALUE_TEXT, 0, 0},
    {"owner", BM_VALUE_TEXT, 30, 0},
    {"ui", BM_VALUE_TEXT, 30, 0},
    {"update_time", BM_VALUE_INSTANT, 0, 0},
};
enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

struct bm_style_table {
    const bm_output_layer *const *layers;
    const char *const *qmls;
    size_t *rows; /* of the layers, those that have a style */
    int64_t made_at_s;
    bm_value values[COLUMN_COUNT];
    bm_output_layer output;
};

static bm_value text_of(const char *text)
{
    return (bm_value){.known = true, .text = text};
}

static void read_row(void *context, size_t index, bm_output_feature *feature)
{
    bm_style_table *table = context;
    const bm_value row[COLUMN_COUNT] = {
        text_of(""),
        text_of(""),
        text_of(table->layers[table->rows[index]]->name),
        text_of("geom"),
        text_of("bordermap"),
        text_of(table->qmls[table->rows[index]]),
        {0},
        {.known = true, .integer = 1},
        text_of("As on a map of bordermap"),
        text_of(""),
        {0},
        {.known = true, .integer = table->made_at_s},
    };
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        table->values[i] = row[i];
    *feature = (bm_output_feature){.id = (int64_t)index + 1, .values = table->values};
}

bm_status bm_style_table_new(const bm_output_layer *const *layers, const char *const *qmls,
                             size_t count, int64_t made_at_s, bm_style_table **table,
                             bm_error *error)
{
    bm_style_table *made = calloc(1, sizeof *made);
    *table = made;
    if (made)
        made->rows = calloc(count + 1, sizeof *made->rows);
    if (!made || !made->rows)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    size_t rows = 0;
    for (size_t i = 0; i < count; i++)
        if (qmls[i])
            made->rows[rows++] = i;
    made->layers = layers;
    made->qmls = qmls;
    made->made_at_s = made_at_s;
    made->output = (bm_output_layer){.name = "layer_styles",
                                     .title = "layer_styles",
                                     .id_name = "id",
                                     .shape = BM_OUTPUT_NOTHING,
                                     .columns = columns,
                                     .column_count = COLUMN_COUNT,
                                     .feature_count = rows,
                                     .read = read_row,
                                     .context = made};
    return BM_OK;
}

const bm_output_layer *bm_style_table_output(const bm_style_table *table)
{
    return &table->output;
}

void bm_style_table_free(bm_style_table *table)
{
    if (table)
        free(table->rows);
    free(table);
}
