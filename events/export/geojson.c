#include "events/export/writers.h"

#include <bordermap/json.h>

enum { DEGREE_DECIMALS = 6 };

static void write_text(bm_json *json, const char *key, const char *text)
{
    bm_json_key(json, key);
    bm_json_string(json, text);
}

static void write_position(bm_json *json, bm_lonlat position)
{
    bm_json_number(json, position.lon, DEGREE_DECIMALS);
    bm_json_number(json, position.lat, DEGREE_DECIMALS);
}

static void write_value(bm_json *json, bm_value_type type, const bm_value *value)
{
    char time[BM_OUTPUT_TIME_SIZE];
    if (!value->known) {
        bm_json_null(json);
        return;
    }
    switch (type) {
    case BM_VALUE_TEXT:
        bm_json_string(json, value->text);
        break;
    case BM_VALUE_INTEGER:
        bm_json_integer(json, value->integer);
        break;
    case BM_VALUE_REAL:
        bm_json_number(json, value->real, value->decimals);
        break;
    case BM_VALUE_BOOLEAN:
        bm_json_bool(json, value->integer != 0);
        break;
    case BM_VALUE_DAY:
    case BM_VALUE_INSTANT:
        bm_output_format_time(type, value->integer, time);
        bm_json_string(json, time);
        break;
    }
}

static void write_geometry(bm_json *json, const bm_output_feature *feature)
{
    bm_json_key(json, "geometry");
    if (feature->shape != BM_OUTPUT_POINT) {
        bm_json_null(json);
        return;
    }
    bm_json_begin_object(json);
    write_text(json, "type", "Point");
    bm_json_key(json, "coordinates");
    bm_json_begin_array(json);
    write_position(json, feature->points[0]);
    bm_json_end_array(json);
    bm_json_end_object(json);
}

static void write_feature(bm_json *json, const bm_output_layer *layer,
                          const bm_output_feature *feature)
{
    bm_json_begin_compact_object(json);
    write_text(json, "type", "Feature");
    bm_json_key(json, "id");
    bm_json_integer(json, feature->id);
    write_geometry(json, feature);
    bm_json_key(json, "properties");
    bm_json_begin_object(json);
    for (size_t i = 0; i < layer->column_count; i++) {
        bm_json_key(json, layer->columns[i].name);
        write_value(json, layer->columns[i].type, &feature->values[i]);
    }
    bm_json_end_object(json);
    bm_json_end_object(json);
}

static void write_box(bm_json *json, const bm_output_layer *layer)
{
    bm_lonlat_box box = bm_lonlat_box_empty();
    for (size_t i = 0; i < layer->feature_count; i++) {
        bm_output_feature feature;
        layer->read(layer->context, i, &feature);
        for (size_t k = 0; k < feature.point_count; k++)
            box = bm_lonlat_box_grow(box, feature.points[k]);
    }
    if (bm_lonlat_box_is_empty(box))
        return;
    bm_json_key(json, "bbox");
    bm_json_begin_compact_array(json);
    write_position(json, (bm_lonlat){box.west, box.south});
    write_position(json, (bm_lonlat){box.east, box.north});
    bm_json_end_array(json);
}

bm_status bm_write_geojson(const bm_output_layer *layer, const bm_export_options *options,
                           bm_sink *sink)
{
    (void)options;
    bm_json json;
    bm_json_init(&json, sink, 1);
    bm_json_begin_object(&json);
    write_text(&json, "type", "FeatureCollection");
    write_box(&json, layer);
    bm_json_key(&json, "features");
    bm_json_begin_array(&json);
    for (size_t i = 0; i < layer->feature_count && !bm_sink_status(sink); i++) {
        bm_output_feature feature;
        layer->read(layer->context, i, &feature);
        write_feature(&json, layer, &feature);
    }
    bm_json_end_array(&json);
    bm_json_end_object(&json);
    return bm_sink_status(sink);
}

/* A text of its own for each feature. */
static bm_status write_sequence(const bm_output_layer *layer, const char *separator, bm_sink *sink)
{
    for (size_t i = 0; i < layer->feature_count && !bm_sink_status(sink); i++) {
        bm_output_feature feature;
        bm_json json;
        layer->read(layer->context, i, &feature);
        bm_sink_puts(sink, separator);
        bm_json_init(&json, sink, 0);
        write_feature(&json, layer, &feature);
    }
    return bm_sink_status(sink);
}

bm_status bm_write_geojsonl(const bm_output_layer *layer, const bm_export_options *options,
                            bm_sink *sink)
{
    (void)options;
    return write_sequence(layer, "", sink);
}

bm_status bm_write_geojsons(const bm_output_layer *layer, const bm_export_options *options,
                            bm_sink *sink)
{
    (void)options;
    return write_sequence(layer, "\x1e", sink);
}
