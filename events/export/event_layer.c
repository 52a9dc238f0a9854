#include "events/export/event_layer.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_S = 86400, MINUTE_S = 60, SCORE_DECIMALS = 3, KM_DECIMALS = 3, DEGREE_DECIMALS = 6 };

/* In the order in which read_feature() puts them. */
static const bm_output_column own_columns[] = {
    {"event_id", BM_VALUE_TEXT, 0, 0},
    {"start", BM_VALUE_DAY, 0, 0},
    {"end", BM_VALUE_DAY, 0, 0},
    {"start_time", BM_VALUE_INSTANT, 0, 0},
    {"end_time", BM_VALUE_INSTANT, 0, 0},
    {"edtf", BM_VALUE_TEXT, 0, 0},
    {"start_epoch", BM_VALUE_INTEGER, 0, 0},
    {"end_epoch", BM_VALUE_INTEGER, 0, 0},
    {"place", BM_VALUE_TEXT, 0, 0},
    {"name", BM_VALUE_TEXT, 0, 0},
    {"place_id", BM_VALUE_TEXT, 0, 0},
    {"country", BM_VALUE_TEXT, 0, 0},
    {"admin1", BM_VALUE_TEXT, 0, 0},
    {"category", BM_VALUE_TEXT, 0, 0},
    {"claim", BM_VALUE_TEXT, 0, 0},
    {"title", BM_VALUE_TEXT, 0, 0},
    {"description", BM_VALUE_TEXT, 0, 0},
    {"source", BM_VALUE_TEXT, 0, 0},
    {"url", BM_VALUE_TEXT, 0, 0},
    {"match", BM_VALUE_TEXT, 0, 0},
    {"score", BM_VALUE_REAL, 0, 0},
    {"margin", BM_VALUE_REAL, 0, 0},
    {"ambiguous", BM_VALUE_BOOLEAN, 0, 0},
    {"candidates", BM_VALUE_INTEGER, 0, 0},
    {"precision", BM_VALUE_TEXT, 0, 0},
    {"radius_m", BM_VALUE_REAL, 0, 0},
    {"side", BM_VALUE_TEXT, 0, 0},
    {"uncertain", BM_VALUE_BOOLEAN, 0, 0},
    {"border_km", BM_VALUE_REAL, 0, 0},
    {"crossing", BM_VALUE_TEXT, 0, 0},
    {"crossing_km", BM_VALUE_REAL, 0, 0},
    {"marker-color", BM_VALUE_TEXT, 0, 0},
    {"marker-symbol", BM_VALUE_TEXT, 0, 0},
    {"marker-size", BM_VALUE_TEXT, 0, 0},
};
static const bm_output_column movement_columns[] = {
    {"from_name", BM_VALUE_TEXT, 0, 0}, {"from_lon", BM_VALUE_REAL, 0, 0},
    {"from_lat", BM_VALUE_REAL, 0, 0},  {"to_name", BM_VALUE_TEXT, 0, 0},
    {"to_lon", BM_VALUE_REAL, 0, 0},    {"to_lat", BM_VALUE_REAL, 0, 0},
};
enum {
    OWN_COUNT = sizeof own_columns / sizeof *own_columns,
    MOVEMENT_COUNT = sizeof movement_columns / sizeof *movement_columns
};

struct bm_event_layer {
    const bm_events *events;
    bm_arena arena;
    bm_carried_column *carried;
    size_t carried_count;
    const int64_t *ids;
    int64_t *own_ids;
    bool has_movements;
    bm_output_column *columns;
    bm_value *values;
    bm_lonlat position; /* of the feature that was read last */
    bool is_part;       /* the columns are another layer's */
    bm_output_layer output;
};

const char *bm_event_layer_own_name(size_t number)
{
    if (number < OWN_COUNT)
        return own_columns[number].name;
    number -= OWN_COUNT;
    return number < MOVEMENT_COUNT ? movement_columns[number].name : NULL;
}

int bm_event_layer_own(const char *name)
{
    const char *own;
    for (size_t i = 0; (own = bm_event_layer_own_name(i)) != NULL; i++)
        if (strcmp(own, name) == 0)
            return (int)i;
    return -1;
}

/* The feature's own id counts as one. */
bool bm_event_layer_is_own(const char *name)
{
    return strcmp(name, "id") == 0 || bm_event_layer_own(name) >= 0;
}

static bm_value *put_text(bm_value *at, const char *text)
{
    *at = (bm_value){.known = text && *text, .text = text};
    return at + 1;
}

static bm_value *put_integer(bm_value *at, bool known, int64_t value)
{
    *at = (bm_value){.known = known, .integer = value};
    return at + 1;
}

/* Rounded for all formats alike, or the binary ones would say more than the texts. */
static double round_to(double value, int decimals)
{
    double scale = 1;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    return round(value * scale) / scale;
}

bm_lonlat bm_event_layer_round(bm_lonlat position)
{
    return (bm_lonlat){round_to(position.lon, DEGREE_DECIMALS),
                       round_to(position.lat, DEGREE_DECIMALS)};
}

static bm_value *put_real(bm_value *at, bool known, double value, int decimals)
{
    *at = (bm_value){.known = known,
                     .decimals = (int8_t)decimals,
                     .real = known ? round_to(value, decimals) : 0};
    return at + 1;
}

static int64_t floor_day(int64_t instant_s)
{
    return instant_s / DAY_S - (instant_s % DAY_S < 0);
}

/* Days are those of the zone that the table was read for, instants are in UTC. */
static bm_value *put_when(bm_value *at, const bm_event *event)
{
    const bm_interval *when = &event->when;
    int64_t start_s = when->start_s - (int64_t)when->start_offset_min * MINUTE_S;
    int64_t end_s = when->end_s - (int64_t)when->end_offset_min * MINUTE_S;
    int64_t last_s = when->end_s > when->start_s ? when->end_s - 1 : when->start_s;
    at = put_integer(at, true, floor_day(when->start_s));
    at = put_integer(at, true, floor_day(last_s));
    at = put_integer(at, true, start_s);
    at = put_integer(at, true, end_s);
    at = put_text(at, event->edtf);
    at = put_integer(at, true, start_s);
    return put_integer(at, true, end_s);
}

static bm_value *put_what(bm_value *at, const bm_event *event)
{
    at = put_text(at, event->category);
    at = put_text(at, bm_claim_name(event->claim));
    at = put_text(at, event->title);
    at = put_text(at, event->description);
    at = put_text(at, event->source);
    return put_text(at, event->url);
}

static bm_value *put_where(bm_value *at, const bm_event_location *location)
{
    bool matched = location->match != BM_MATCH_NONE;
    bool located = location->located;
    bool told = !location->coarsened;
    at = put_text(at, told ? bm_match_name(location->match) : NULL);
    at = put_real(at, matched && told, location->score, SCORE_DECIMALS);
    at = put_real(at, matched && told, location->margin, SCORE_DECIMALS);
    at = put_integer(at, told, location->ambiguous);
    at = put_integer(at, told, (int64_t)location->candidate_count);
    at = put_text(at, located ? bm_place_precision_name(location->precision) : NULL);
    return put_real(at, located, location->radius_m, 0);
}

/* A distance from the middle of a district or country would say nothing: areas have only a side. */
static bm_value *put_border(bm_value *at, const bm_event_location *location)
{
    const bm_border_relation *border = &location->border;
    bool is_cell = location->precision == BM_PLACE_PRECISION_CELL && isfinite(border->border_km);
    bool is_point =
        location->located && (location->precision <= BM_PLACE_PRECISION_SETTLEMENT || is_cell);
    bool has_crossing = is_point && border->crossing && *border->crossing;
    at = put_text(at, location->located ? border->side : NULL);
    at = put_integer(at, is_point, border->uncertain);
    at = put_real(at, is_point, border->border_km, KM_DECIMALS);
    at = put_text(at, has_crossing ? border->crossing : NULL);
    return put_real(at, has_crossing, border->crossing_km, KM_DECIMALS);
}

static bm_value *put_marker(bm_value *at, const bm_event *event)
{
    bm_marker marker = bm_marker_of(event->category);
    bool is_area = event->location.precision > BM_PLACE_PRECISION_SETTLEMENT;
    at = put_text(at, marker.color);
    at = put_text(at, marker.symbol);
    return put_text(at, is_area ? "small" : "medium");
}

static bm_value *put_end(bm_value *at, const bm_movement_end *end)
{
    bool located = end && end->located;
    at = put_text(at, !end ? NULL : *end->name ? end->name : end->place);
    at = put_real(at, located, located ? end->position.lon : 0, DEGREE_DECIMALS);
    return put_real(at, located, located ? end->position.lat : 0, DEGREE_DECIMALS);
}

static void read_feature(void *context, size_t index, bm_output_feature *feature)
{
    bm_event_layer *layer = context;
    const bm_event *event = &layer->events->items[index];
    const bm_event_location *location = &event->location;
    bm_value *at = put_text(layer->values, event->id);
    at = put_when(at, event);
    at = put_text(at, event->place);
    at = put_text(at, location->name);
    at = put_text(at, location->place_id);
    at = put_text(at, location->country);
    at = put_text(at, location->admin1);
    at = put_what(at, event);
    at = put_where(at, location);
    at = put_border(at, location);
    at = put_marker(at, event);
    assert(at == layer->values + OWN_COUNT);
    if (layer->has_movements) {
        at = put_end(at, event->movement ? &event->movement->from : NULL);
        at = put_end(at, event->movement ? &event->movement->to : NULL);
    }
    for (size_t i = 0; layer->events->redacted >> i; i++)
        if (layer->events->redacted >> i & 1 && layer->values + i < at)
            layer->values[i].known = false;
    for (size_t i = 0; i < layer->carried_count; i++)
        bm_carried_cell_read(&layer->carried[i], event->cells[layer->carried[i].column], at++);
    *feature = (bm_output_feature){.id = layer->ids[index], .values = layer->values};
    if (!location->located)
        return;
    feature->shape = BM_OUTPUT_POINT;
    layer->position = bm_event_layer_round(location->position);
    feature->points = &layer->position;
    feature->point_count = 1;
}

/* Columns are those of every feature of a layer, or of none. */
static bool has_movements(const bm_events *events)
{
    for (size_t i = 0; i < events->count; i++)
        if (events->items[i].movement)
            return true;
    return false;
}

static bm_status no_memory(bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

static bm_status make_columns(bm_event_layer *layer, bm_error *error)
{
    size_t own = OWN_COUNT + (layer->has_movements ? MOVEMENT_COUNT : 0);
    size_t count = own + layer->carried_count;
    layer->columns = calloc(count, sizeof *layer->columns);
    layer->values = calloc(count, sizeof *layer->values);
    if (!layer->columns || !layer->values)
        return no_memory(error);
    memcpy(layer->columns, own_columns, sizeof own_columns);
    if (layer->has_movements)
        memcpy(layer->columns + OWN_COUNT, movement_columns, sizeof movement_columns);
    for (size_t i = 0; i < layer->carried_count; i++)
        layer->columns[own + i] =
            (bm_output_column){layer->carried[i].key, layer->carried[i].type, 0, 0};
    layer->output = (bm_output_layer){.name = "events",
                                      .title = "Events",
                                      .shape = BM_OUTPUT_POINT,
                                      .columns = layer->columns,
                                      .column_count = count,
                                      .feature_count = layer->events->count,
                                      .read = read_feature,
                                      .context = layer};
    return BM_OK;
}

static bm_status give(bm_event_layer *made, bm_status status, bm_event_layer **layer)
{
    if (status)
        bm_event_layer_free(made);
    else
        *layer = made;
    return status;
}

bm_status bm_event_layer_new(const bm_events *events, bm_event_layer **layer, bm_error *error)
{
    *layer = NULL;
    bm_event_layer *made = calloc(1, sizeof *made);
    if (!made)
        return no_memory(error);
    made->events = events;
    made->has_movements = has_movements(events);
    bm_status status =
        bm_carried_columns_new(events, &made->arena, &made->carried, &made->carried_count, error);
    if (!status)
        status = bm_feature_ids_new(events, &made->own_ids, error);
    made->ids = made->own_ids;
    if (!status)
        status = make_columns(made, error);
    return give(made, status, layer);
}

bm_status bm_event_layer_new_shape(const bm_events *header, const bm_cells_type *types,
                                   bool has_movements_in_it, bm_event_layer **layer,
                                   bm_error *error)
{
    *layer = NULL;
    bm_event_layer *made = calloc(1, sizeof *made);
    if (!made)
        return no_memory(error);
    made->events = header;
    made->has_movements = has_movements_in_it;
    bm_status status =
        bm_carried_columns_new(header, &made->arena, &made->carried, &made->carried_count, error);
    for (size_t i = 0; !status && i < made->carried_count; i++)
        made->carried[i].type = bm_carried_type(header->columns[made->carried[i].column].type,
                                                types[made->carried[i].column]);
    if (!status)
        status = make_columns(made, error);
    return give(made, status, layer);
}

bm_status bm_event_layer_new_part(const bm_event_layer *shape, const bm_events *part,
                                  const int64_t *ids, bm_event_layer **layer, bm_error *error)
{
    *layer = NULL;
    bm_event_layer *made = calloc(1, sizeof *made);
    if (!made)
        return no_memory(error);
    *made = *shape;
    made->is_part = true;
    made->arena = (bm_arena){0};
    made->own_ids = NULL;
    made->events = part;
    made->ids = ids;
    made->values = calloc(made->output.column_count, sizeof *made->values);
    made->output.context = made;
    made->output.feature_count = part->count;
    return give(made, made->values ? BM_OK : no_memory(error), layer);
}

const bm_output_layer *bm_event_layer_output(const bm_event_layer *layer)
{
    return &layer->output;
}

void bm_event_layer_free(bm_event_layer *layer)
{
    if (!layer)
        return;
    free(layer->values);
    free(layer->own_ids);
    if (!layer->is_part) {
        free(layer->columns);
        free(layer->carried);
        bm_arena_finish(&layer->arena);
    }
    free(layer);
}
