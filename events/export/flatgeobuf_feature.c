/* A feature as FlatBuffers lays it out (https://flatbuffers.dev/internals, and feature.fbs of
 * FlatGeobuf): a table of two offsets, to the vector of bytes with the values and to the geometry,
 * a table whose only field is a vector of two doubles. Everything is little-endian. What has a
 * value is a column's number and then the value. */
#include "events/export/flatgeobuf.h"
#include "events/export/little_endian.h"
#include "events/export/out.h"

/* What the values stand between. */
enum {
    HEAD_SIZE = 4 + 4 + 8 + 12 + 4, /* size, root, table's layout, table, length of the values */
    TAIL_SIZE = 8 + 8 + 4 + 16      /* layout, table, two doubles and their number */
};

static void put_little(bm_strbuf *out, uint64_t value, size_t bytes)
{
    char little[8];
    bm_put_little_endian(little, value, bytes);
    bm_out_bytes(out, little, bytes);
}

static void put_double(bm_strbuf *out, double value)
{
    put_little(out, bm_double_bits(value), sizeof value);
}

/* A text that is written before its length is known. */
static void put_length(bm_strbuf *out, size_t at)
{
    if (!out->failed)
        bm_put_little_endian(out->text + at, out->length - at - 4, 4);
}

/* The format has only date-times: days are midnights. */
static void put_time(bm_strbuf *out, bm_value_type type, int64_t time)
{
    size_t at = out->length;
    put_little(out, 0, 4);
    bm_out_time(out, type, time);
    if (type == BM_VALUE_DAY)
        BM_OUT(out, "T00:00:00");
    put_length(out, at);
}

static void put_value(bm_strbuf *out, bm_value_type type, const bm_value *value)
{
    switch (type) {
    case BM_VALUE_TEXT: {
        size_t length = strlen(value->text);
        put_little(out, length, 4);
        bm_out_bytes(out, value->text, length);
        return;
    }
    case BM_VALUE_INTEGER:
        put_little(out, (uint64_t)value->integer, 8);
        return;
    case BM_VALUE_BOOLEAN:
        put_little(out, value->integer != 0, 1);
        return;
    case BM_VALUE_REAL:
        put_double(out, value->real);
        return;
    case BM_VALUE_DAY:
    case BM_VALUE_INSTANT:
        put_time(out, type, value->integer);
        return;
    }
}

static void put_feature(bm_strbuf *out, const bm_output_layer *layer,
                        const bm_output_feature *feature, bm_strbuf *values)
{
    static const char feature_layout[] = {8, 0, 12, 0, 4, 0, 8, 0};
    static const char geometry_layout[] = {8, 0, 8, 0, 0, 0, 4, 0};
    static const char nothing[8] = {0};
    bm_strbuf_clear(values);
    for (size_t i = 0; i < layer->column_count; i++) {
        if (!feature->values[i].known)
            continue;
        put_little(values, i, 2);
        put_value(values, layer->columns[i].type, &feature->values[i]);
    }
    /* The values end at a multiple of four, the whole at one of eight; the room for that is behind
     * the root. */
    size_t filled = (values->length + 3) & ~(size_t)3;
    size_t before = (8 - (HEAD_SIZE + filled + TAIL_SIZE) % 8) % 8;
    put_little(out, HEAD_SIZE - 4 + before + filled + TAIL_SIZE, 4);
    put_little(out, 12 + before, 4);
    bm_out_bytes(out, nothing, before);
    bm_out_bytes(out, feature_layout, sizeof feature_layout);
    put_little(out, sizeof feature_layout, 4);
    put_little(out, 8 + 4 + filled + sizeof geometry_layout, 4);
    put_little(out, 4, 4);
    put_little(out, values->length, 4);
    if (values->length > 0)
        bm_out_bytes(out, values->text, values->length);
    bm_out_bytes(out, nothing, filled - values->length);
    bm_out_bytes(out, geometry_layout, sizeof geometry_layout);
    put_little(out, sizeof geometry_layout, 4);
    put_little(out, 4, 4);
    put_little(out, 2, 4);
    put_double(out, feature->points[0].lon);
    put_double(out, feature->points[0].lat);
    out->failed = out->failed || values->failed;
}

void bm_flatgeobuf_put(const bm_output_layer *layer, bm_strbuf *out)
{
    bm_strbuf values = {0};
    for (size_t i = 0; i < layer->feature_count; i++) {
        bm_output_feature feature;
        layer->read(layer->context, i, &feature);
        if (feature.shape == BM_OUTPUT_POINT)
            put_feature(out, layer, &feature, &values);
    }
    bm_strbuf_finish(&values);
}
