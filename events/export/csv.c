#include "events/export/writers.h"

#include <bordermap/batch.h>
#include <inttypes.h>
#include <stdio.h>

enum { DEGREE_DECIMALS = 6 };

static void write_value(bm_sink *sink, bm_value_type type, const bm_value *value)
{
    char text[BM_OUTPUT_TIME_SIZE];
    if (!value->known)
        return;
    switch (type) {
    case BM_VALUE_TEXT:
        bm_csv_write_cell(sink, value->text, ',', true);
        break;
    case BM_VALUE_INTEGER:
        bm_sink_printf(sink, "%" PRId64, value->integer);
        break;
    case BM_VALUE_REAL:
        bm_format_number(value->real, value->decimals, text);
        bm_sink_puts(sink, text);
        break;
    case BM_VALUE_BOOLEAN:
        bm_sink_puts(sink, value->integer ? "true" : "false");
        break;
    case BM_VALUE_DAY:
    case BM_VALUE_INSTANT:
        bm_output_format_time(type, value->integer, text);
        bm_sink_puts(sink, text);
        break;
    }
}

static void write_degrees(bm_sink *sink, const bm_output_feature *feature)
{
    if (feature->shape != BM_OUTPUT_POINT) {
        bm_sink_puts(sink, ",");
        return;
    }
    char text[64];
    bm_format_number(feature->points[0].lon, DEGREE_DECIMALS, text);
    bm_sink_puts(sink, text);
    bm_format_number(feature->points[0].lat, DEGREE_DECIMALS, text);
    bm_sink_printf(sink, ",%s", text);
}

/* The position stands after the first column, the feature's own id. */
bm_status bm_write_csv(const bm_output_layer *layer, const bm_export_options *options,
                       bm_sink *sink)
{
    if (options->byte_order_mark)
        bm_sink_puts(sink, "\xEF\xBB\xBF");
    for (size_t k = 0; k < layer->column_count; k++) {
        bm_sink_puts(sink, k ? "," : "");
        bm_csv_write_cell(sink, layer->columns[k].name, ',', true);
        bm_sink_puts(sink, k ? "" : ",lon,lat");
    }
    bm_sink_puts(sink, "\r\n");
    for (size_t i = 0; i < layer->feature_count && !bm_sink_status(sink); i++) {
        bm_output_feature feature;
        layer->read(layer->context, i, &feature);
        for (size_t k = 0; k < layer->column_count; k++) {
            bm_sink_puts(sink, k ? "," : "");
            write_value(sink, layer->columns[k].type, &feature.values[k]);
            if (k == 0) {
                bm_sink_puts(sink, ",");
                write_degrees(sink, &feature);
            }
        }
        bm_sink_puts(sink, "\r\n");
    }
    return bm_sink_status(sink);
}
