#include "events/geojson.h"

#include <bordermap/export.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_S = 86400, DEGREE_DECIMALS = 6 };

/* docs/events.md says what each means. */
static const char *const own_keys[] = {
    "id",         "event_id",    "start",        "end",           "start_time",  "end_time",
    "edtf",       "start_epoch", "end_epoch",    "place",         "name",        "place_id",
    "country",    "admin1",      "category",     "claim",         "title",       "description",
    "source",     "url",         "match",        "score",         "margin",      "ambiguous",
    "candidates", "precision",   "radius_m",     "side",          "uncertain",   "border_km",
    "crossing",   "crossing_km", "marker-color", "marker-symbol", "marker-size", "from_name",
    "from_lon",   "from_lat",    "to_name",      "to_lon",        "to_lat"};

bool bm_geojson_is_own_key(const char *key)
{
    for (size_t i = 0; i < sizeof own_keys / sizeof *own_keys; i++)
        if (strcmp(own_keys[i], key) == 0)
            return true;
    return false;
}

static void write_text(bm_json *json, const char *key, const char *text)
{
    bm_json_key(json, key);
    bm_json_string(json, text && *text ? text : NULL);
}

/* Null when the number is not known. */
static void write_number(bm_json *json, const char *key, bool known, double value, int decimals)
{
    bm_json_key(json, key);
    if (known)
        bm_json_number(json, value, decimals);
    else
        bm_json_null(json);
}

static int64_t floor_day(int64_t instant_s)
{
    int64_t day = instant_s / DAY_S;
    return instant_s % DAY_S < 0 ? day - 1 : day;
}

static void write_day(bm_json *json, const char *key, int64_t instant_s)
{
    bm_day day = bm_day_from_number(floor_day(instant_s));
    char text[48];
    snprintf(text, sizeof text, "%04d-%02d-%02d", day.year, day.month, day.day);
    write_text(json, key, text);
}

static void write_instant(bm_json *json, const char *key, int64_t instant_s)
{
    int64_t number = floor_day(instant_s);
    bm_day day = bm_day_from_number(number);
    int second = (int)(instant_s - number * DAY_S);
    char text[96];
    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", day.year, day.month, day.day,
             second / 3600, second / 60 % 60, second % 60);
    write_text(json, key, text);
}

static void write_when(bm_json *json, const bm_event *event)
{
    const bm_interval *when = &event->when;
    write_day(json, "start", when->start_s);
    write_day(json, "end", when->end_s > when->start_s ? when->end_s - 1 : when->start_s);
    write_instant(json, "start_time", when->start_s);
    write_instant(json, "end_time", when->end_s);
    write_text(json, "edtf", event->edtf);
    bm_json_key(json, "start_epoch");
    bm_json_integer(json, when->start_s);
    bm_json_key(json, "end_epoch");
    bm_json_integer(json, when->end_s);
}

static void write_what(bm_json *json, const bm_event *event)
{
    write_text(json, "category", event->category);
    write_text(json, "claim", bm_claim_name(event->claim));
    write_text(json, "title", event->title);
    write_text(json, "description", event->description);
    write_text(json, "source", event->source);
    write_text(json, "url", event->url);
}

static void write_where(bm_json *json, const bm_event *event)
{
    const bm_event_location *location = &event->location;
    bool matched = location->match != BM_MATCH_NONE;
    write_text(json, "match", bm_match_name(location->match));
    write_number(json, "score", matched, location->score, 3);
    write_number(json, "margin", matched, location->margin, 3);
    bm_json_key(json, "ambiguous");
    bm_json_bool(json, location->ambiguous);
    bm_json_key(json, "candidates");
    bm_json_integer(json, (int64_t)location->candidate_count);
    write_text(json, "precision",
               location->located ? bm_place_precision_name(location->precision) : NULL);
    write_number(json, "radius_m", location->located, location->radius_m, 0);
}

/* A distance from the middle of a district or country would say nothing: areas have only a side. */
static void write_border(bm_json *json, const bm_event_location *location)
{
    bool is_point = location->located && location->precision <= BM_PLACE_PRECISION_SETTLEMENT;
    const bm_border_relation *border = &location->border;
    write_text(json, "side", location->located ? border->side : NULL);
    bm_json_key(json, "uncertain");
    if (is_point)
        bm_json_bool(json, border->uncertain);
    else
        bm_json_null(json);
    write_number(json, "border_km", is_point, border->border_km, 3);
    bool has_crossing = is_point && border->crossing && *border->crossing;
    write_text(json, "crossing", has_crossing ? border->crossing : NULL);
    write_number(json, "crossing_km", has_crossing, border->crossing_km, 3);
}

/* simplestyle-spec 1.1.0: colours as in the light style, symbols from the Maki set. */
static void write_marker(bm_json *json, const bm_event *event)
{
    static const struct {
        const char *category;
        const char *color;
        const char *symbol;
    } markers[] = {
        {"strike", "#d55e00", "danger"},       {"clash", "#e69f00", "cross"},
        {"incursion", "#cc79a7", "triangle"},  {"movement", "#0072b2", "car"},
        {"exercise", "#009e73", "star"},       {"border", "#56b4e9", "roadblock"},
        {"diplomacy", "#f0e442", "town-hall"}, {"event", "#b58fd9", "marker"},
    };
    const char *color = "#a3a3a3";
    const char *symbol = "circle";
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++)
        if (strcmp(markers[i].category, event->category) == 0) {
            color = markers[i].color;
            symbol = markers[i].symbol;
        }
    bool is_area = event->location.precision >= BM_PLACE_PRECISION_DISTRICT;
    write_text(json, "marker-color", color);
    write_text(json, "marker-symbol", symbol);
    write_text(json, "marker-size", is_area ? "small" : "medium");
}

static void write_position(bm_json *json, bm_lonlat position)
{
    bm_json_number(json, position.lon, DEGREE_DECIMALS);
    bm_json_number(json, position.lat, DEGREE_DECIMALS);
}

static void write_geometry(bm_json *json, const bm_event_location *location)
{
    bm_json_key(json, "geometry");
    if (!location->located) {
        bm_json_null(json);
        return;
    }
    bm_json_begin_object(json);
    write_text(json, "type", "Point");
    bm_json_key(json, "coordinates");
    bm_json_begin_array(json);
    write_position(json, location->position);
    bm_json_end_array(json);
    bm_json_end_object(json);
}

static void write_end(bm_json *json, const char *const keys[3], const bm_movement_end *end)
{
    bool located = end && end->located;
    write_text(json, keys[0], !end ? NULL : *end->name ? end->name : end->place);
    write_number(json, keys[1], located, located ? end->position.lon : 0, DEGREE_DECIMALS);
    write_number(json, keys[2], located, located ? end->position.lat : 0, DEGREE_DECIMALS);
}

/* The geometry stays the event's own point. */
static void write_movement(bm_json *json, const bm_movement *movement)
{
    static const char *const from[] = {"from_name", "from_lon", "from_lat"};
    static const char *const to[] = {"to_name", "to_lon", "to_lat"};
    write_end(json, from, movement ? &movement->from : NULL);
    write_end(json, to, movement ? &movement->to : NULL);
}

/* Keys are on every feature of a file, or on none. */
static bool has_movements(const bm_events *events)
{
    for (size_t i = 0; i < events->count; i++)
        if (events->items[i].movement)
            return true;
    return false;
}

static void write_feature(bm_json *json, const bm_event *event, int64_t id, bool with_movements,
                          const bm_carried_column *columns, size_t column_count)
{
    bm_json_begin_compact_object(json);
    write_text(json, "type", "Feature");
    bm_json_key(json, "id");
    bm_json_integer(json, id);
    write_geometry(json, &event->location);
    bm_json_key(json, "properties");
    bm_json_begin_object(json);
    write_text(json, "event_id", event->id);
    write_when(json, event);
    write_text(json, "place", event->place);
    write_text(json, "name", event->location.name);
    write_text(json, "place_id", event->location.place_id);
    write_text(json, "country", event->location.country);
    write_text(json, "admin1", event->location.admin1);
    write_what(json, event);
    write_where(json, event);
    write_border(json, &event->location);
    write_marker(json, event);
    if (with_movements)
        write_movement(json, event->movement);
    for (size_t i = 0; i < column_count; i++)
        bm_carried_cell_write(json, &columns[i], event->cells[columns[i].column]);
    bm_json_end_object(json);
    bm_json_end_object(json);
}

static void write_box(bm_json *json, const bm_events *events)
{
    bm_lonlat_box box = {.west = 180, .south = 90, .east = -180, .north = -90};
    bool any = false;
    for (size_t i = 0; i < events->count; i++) {
        const bm_event_location *location = &events->items[i].location;
        if (!location->located)
            continue;
        any = true;
        box.west = fmin(box.west, location->position.lon);
        box.south = fmin(box.south, location->position.lat);
        box.east = fmax(box.east, location->position.lon);
        box.north = fmax(box.north, location->position.lat);
    }
    if (!any)
        return;
    bm_json_key(json, "bbox");
    bm_json_begin_compact_array(json);
    write_position(json, (bm_lonlat){box.west, box.south});
    write_position(json, (bm_lonlat){box.east, box.north});
    bm_json_end_array(json);
}

bm_status bm_events_write_geojson(const bm_events *events, bm_sink *sink, bm_error *error)
{
    bm_arena arena = {0};
    bm_carried_column *columns = NULL;
    size_t column_count = 0;
    int64_t *ids = NULL;
    bm_status status = bm_carried_columns_new(events, &arena, &columns, &column_count, error);
    if (!status)
        status = bm_feature_ids_new(events, &ids, error);
    if (status)
        goto done;
    bm_json json;
    bm_json_init(&json, sink, 1);
    bm_json_begin_object(&json);
    write_text(&json, "type", "FeatureCollection");
    write_box(&json, events);
    bm_json_key(&json, "features");
    bm_json_begin_array(&json);
    bool with_movements = has_movements(events);
    for (size_t i = 0; i < events->count && !bm_sink_status(sink); i++)
        write_feature(&json, &events->items[i], ids[i], with_movements, columns, column_count);
    bm_json_end_array(&json);
    bm_json_end_object(&json);
    /* What went wrong with the file itself is said by bm_sink_commit(). */
    status = bm_sink_status(sink);
    if (status)
        bm_error_set(error, status, NULL, 0, "cannot write the GeoJSON");
done:
    free(columns);
    free(ids);
    bm_arena_finish(&arena);
    return status;
}
