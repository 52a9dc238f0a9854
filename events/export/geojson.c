#include "events/export/out.h"
#include "events/export/writers.h"

#include <stdlib.h>

enum { DEGREE_DECIMALS = 6 };

/* A collection has blanks between its members; a text of its own for each feature has none. */
typedef struct style {
    const char *type_and_id;
    const char *geometry; /* a point's */
    const char *lines;
    const char *polygons;
    const char *no_geometry;
    const char *properties;
    const char *comma;
    const char *colon;
    const char *after; /* a feature */
} style;

static const style spacious = {"{\"type\": \"Feature\", \"id\": ",
                               ", \"geometry\": {\"type\": \"Point\", \"coordinates\": [",
                               ", \"geometry\": {\"type\": \"MultiLineString\", \"coordinates\": [",
                               ", \"geometry\": {\"type\": \"MultiPolygon\", \"coordinates\": [",
                               ", \"geometry\": null",
                               ", \"properties\": {",
                               ", ",
                               ": ",
                               "}}"};
static const style tight = {"{\"type\":\"Feature\",\"id\":",
                            ",\"geometry\":{\"type\":\"Point\",\"coordinates\":[",
                            ",\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":[",
                            ",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[",
                            ",\"geometry\":null",
                            ",\"properties\":{",
                            ",",
                            ":",
                            "}}\n"};

static void put(bm_strbuf *out, const char *text)
{
    bm_out_bytes(out, text, strlen(text));
}

static void put_position(bm_strbuf *out, const char *comma, bm_lonlat position)
{
    bm_out_number(out, position.lon, DEGREE_DECIMALS);
    put(out, comma);
    bm_out_number(out, position.lat, DEGREE_DECIMALS);
}

static void put_parts(const bm_output_feature *feature, const char *comma, bm_strbuf *out)
{
    bool is_polygon = feature->shape == BM_OUTPUT_POLYGON;
    for (size_t i = 0; i < feature->part_count; i++) {
        put(out, i > 0 ? comma : "");
        if (is_polygon && bm_output_begins_polygon(feature, i))
            BM_OUT(out, "[");
        BM_OUT(out, "[");
        for (uint32_t k = feature->part_start[i]; k < feature->part_start[i + 1]; k++) {
            put(out, k > feature->part_start[i] ? comma : "");
            BM_OUT(out, "[");
            put_position(out, comma, feature->points[k]);
            BM_OUT(out, "]");
        }
        BM_OUT(out, "]");
        if (is_polygon &&
            (i + 1 == feature->part_count || bm_output_begins_polygon(feature, i + 1)))
            BM_OUT(out, "]");
    }
}

static void put_geometry(const style *as, const bm_output_feature *feature, bm_strbuf *out)
{
    switch (feature->shape) {
    case BM_OUTPUT_NOTHING:
        put(out, as->no_geometry);
        return;
    case BM_OUTPUT_POINT:
        put(out, as->geometry);
        put_position(out, as->comma, feature->points[0]);
        break;
    case BM_OUTPUT_LINE:
    case BM_OUTPUT_POLYGON:
        put(out, feature->shape == BM_OUTPUT_LINE ? as->lines : as->polygons);
        put_parts(feature, as->comma, out);
        break;
    }
    BM_OUT(out, "]}");
}

static void put_value(bm_strbuf *out, bm_value_type type, const bm_value *value)
{
    if (!value->known) {
        BM_OUT(out, "null");
        return;
    }
    switch (type) {
    case BM_VALUE_TEXT:
        bm_out_text(out, value->text);
        break;
    case BM_VALUE_INTEGER:
        bm_out_integer(out, value->integer);
        break;
    case BM_VALUE_REAL:
        bm_out_number(out, value->real, value->decimals);
        break;
    case BM_VALUE_BOOLEAN:
        put(out, value->integer ? "true" : "false");
        break;
    case BM_VALUE_DAY:
    case BM_VALUE_INSTANT:
        BM_OUT(out, "\"");
        bm_out_time(out, type, value->integer);
        BM_OUT(out, "\"");
        break;
    }
}

/* Before each value: `, "key": `, one after the other, and where each ends. */
typedef struct leads {
    bm_strbuf text;
    size_t *ends; /* heap */
} leads;

static bool make_leads(const bm_output_layer *layer, const style *as, leads *made)
{
    made->ends = calloc(layer->column_count + 1, sizeof *made->ends);
    for (size_t i = 0; made->ends && i < layer->column_count; i++) {
        put(&made->text, i > 0 ? as->comma : "");
        bm_out_text(&made->text, layer->columns[i].name);
        put(&made->text, as->colon);
        made->ends[i] = made->text.length;
    }
    return made->ends && !made->text.failed;
}

static void put_feature(const bm_output_layer *layer, const style *as, const leads *keys,
                        const bm_output_feature *feature, bm_strbuf *out)
{
    put(out, as->type_and_id);
    bm_out_integer(out, feature->id);
    put_geometry(as, feature, out);
    put(out, as->properties);
    size_t at = 0;
    for (size_t i = 0; i < layer->column_count; at = keys->ends[i], i++) {
        bm_out_bytes(out, keys->text.text + at, keys->ends[i] - at);
        put_value(out, layer->columns[i].type, &feature->values[i]);
    }
    put(out, as->after);
}

static void put_features(const bm_output_layer *layer, const style *as, const char *before,
                         size_t from, size_t end, bm_strbuf *out)
{
    leads keys = {0};
    if (!make_leads(layer, as, &keys))
        out->failed = true;
    for (size_t i = from; i < end && !out->failed; i++) {
        bm_output_feature feature;
        layer->read(layer->context, i, &feature);
        put(out, before);
        put_feature(layer, as, &keys, &feature, out);
    }
    bm_strbuf_finish(&keys.text);
    free(keys.ends);
}

static void put_collection_head(const bm_output_layer *layer, const bm_export_options *options,
                                const bm_lonlat_box *box, bm_strbuf *out)
{
    (void)layer;
    const char *about = options->about ? options->about(options->about_context) : NULL;
    BM_OUT(out, "{\n \"type\": \"FeatureCollection\"");
    if (box) {
        BM_OUT(out, ",\n \"bbox\": [");
        put_position(out, ", ", (bm_lonlat){box->west, box->south});
        BM_OUT(out, ", ");
        put_position(out, ", ", (bm_lonlat){box->east, box->north});
        BM_OUT(out, "]");
    }
    if (about) {
        BM_OUT(out, ",\n \"bordermap\": ");
        put(out, about);
    }
    BM_OUT(out, ",\n \"features\": [");
}

static void put_members(const bm_output_layer *layer, size_t from, size_t end, bm_strbuf *out)
{
    put_features(layer, &spacious, ",\n  ", from, end, out);
}

static void put_collection_tail(bool any, bm_strbuf *out)
{
    put(out, any ? "\n ]\n}\n" : "]\n}\n");
}

static void put_lines(const bm_output_layer *layer, size_t from, size_t end, bm_strbuf *out)
{
    put_features(layer, &tight, "", from, end, out);
}

static void put_records(const bm_output_layer *layer, size_t from, size_t end, bm_strbuf *out)
{
    put_features(layer, &tight, "\x1e", from, end, out);
}

const bm_text_writer bm_geojson_writer = {.has_box = true,
                                          .head = put_collection_head,
                                          .features = put_members,
                                          .skip = 1, /* the comma */
                                          .tail = put_collection_tail};
const bm_text_writer bm_geojsonl_writer = {.features = put_lines};
const bm_text_writer bm_geojsons_writer = {.features = put_records};
