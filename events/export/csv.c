#include "events/csv_cell.h"
#include "events/export/out.h"
#include "events/export/writers.h"

enum { DEGREE_DECIMALS = 6 };

static void put_value(bm_strbuf *out, bm_value_type type, const bm_value *value)
{
    if (!value->known)
        return;
    switch (type) {
    case BM_VALUE_TEXT:
        bm_csv_put_cell(out, value->text, ',', true);
        break;
    case BM_VALUE_INTEGER:
        bm_out_integer(out, value->integer);
        break;
    case BM_VALUE_REAL:
        bm_out_number(out, value->real, value->decimals);
        break;
    case BM_VALUE_BOOLEAN:
        bm_strbuf_append(out, value->integer ? "true" : "false");
        break;
    case BM_VALUE_DAY:
    case BM_VALUE_INSTANT:
        bm_out_time(out, type, value->integer);
        break;
    }
}

static void put_degrees(bm_strbuf *out, const bm_output_feature *feature)
{
    bool is_known = feature->shape == BM_OUTPUT_POINT;
    BM_OUT(out, ",");
    if (is_known)
        bm_out_number(out, feature->points[0].lon, DEGREE_DECIMALS);
    BM_OUT(out, ",");
    if (is_known)
        bm_out_number(out, feature->points[0].lat, DEGREE_DECIMALS);
}

static void put_header(const bm_output_layer *layer, const bm_export_options *options,
                       const bm_lonlat_box *box, bm_strbuf *out)
{
    (void)box;
    if (options->byte_order_mark)
        BM_OUT(out, "\xEF\xBB\xBF");
    for (size_t k = 0; k < layer->column_count; k++) {
        bm_strbuf_append(out, k ? "," : "");
        bm_csv_put_cell(out, layer->columns[k].name, ',', true);
        bm_strbuf_append(out, k == 0 && layer->shape == BM_OUTPUT_POINT ? ",lon,lat" : "");
    }
    BM_OUT(out, "\r\n");
}

/* The position stands after the first column, the feature's own id. Lines and polygons have no
 * place in a table. */
static void put_rows(const bm_output_layer *layer, size_t from, size_t end, bm_strbuf *out)
{
    for (size_t i = from; i < end && !out->failed; i++) {
        bm_output_feature feature;
        layer->read(layer->context, i, &feature);
        for (size_t k = 0; k < layer->column_count; k++) {
            if (k)
                BM_OUT(out, ",");
            put_value(out, layer->columns[k].type, &feature.values[k]);
            if (k == 0 && layer->shape == BM_OUTPUT_POINT)
                put_degrees(out, &feature);
        }
        BM_OUT(out, "\r\n");
    }
}

const bm_text_writer bm_csv_writer = {.head = put_header, .features = put_rows};
