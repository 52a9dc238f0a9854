/* Where each event may have been: the oblast, district or country that it is known to, else a
 * circle of its radius. */
#include "events/export/layers/layers.h"

#include "events/export/event_layer.h"
#include "events/export/layers/circle.h"

#include <stdlib.h>

enum { MINUTE_S = 60 };

static const bm_output_column columns[] = {
    {"event_id", BM_VALUE_TEXT, 0, 0},    {"start", BM_VALUE_DAY, 0, 0},
    {"end", BM_VALUE_DAY, 0, 0},          {"start_time", BM_VALUE_INSTANT, 0, 0},
    {"end_time", BM_VALUE_INSTANT, 0, 0}, {"name", BM_VALUE_TEXT, 0, 0},
    {"place_id", BM_VALUE_TEXT, 0, 0},    {"country", BM_VALUE_TEXT, 0, 0},
    {"category", BM_VALUE_TEXT, 0, 0},    {"claim", BM_VALUE_TEXT, 0, 0},
    {"title", BM_VALUE_TEXT, 0, 0},       {"precision", BM_VALUE_TEXT, 0, 0},
    {"radius_m", BM_VALUE_REAL, 0, 0},    {"area", BM_VALUE_TEXT, 0, 0},
    {"unit_id", BM_VALUE_TEXT, 0, 0}};

static bm_unit_level level_of(const bm_event_location *location)
{
    switch (location->precision) {
    case BM_PLACE_PRECISION_DISTRICT:
        return BM_UNIT_DISTRICT;
    case BM_PLACE_PRECISION_REGION:
        return BM_UNIT_OBLAST;
    case BM_PLACE_PRECISION_COUNTRY:
        return BM_UNIT_COUNTRY;
    default:
        return BM_UNIT_NONE;
    }
}

/* The unit that the gazetteer put the event at; a position of the table's own, or one that was
 * coarsened, may lie in another one. */
static size_t find_unit(const bm_units *units, const bm_event_location *location)
{
    bool is_named = location->place_id && *location->place_id;
    return units->level && is_named ? bm_units_find(units, location) : BM_UNIT_NOWHERE;
}

static void add(bm_layer_work *work, const bm_event *event, int64_t id, bm_stored_layer *layer)
{
    const bm_event_location *location = &event->location;
    bm_unit_level level = level_of(location);
    bm_units *units = &work->units[level];
    size_t unit = level ? find_unit(units, location) : BM_UNIT_NOWHERE;
    const bm_rings *rings = unit == BM_UNIT_NOWHERE ? NULL : bm_unit_rings(units, unit);
    layer->failed |= unit != BM_UNIT_NOWHERE && !rings;
    bm_rings circle = {0};
    bool is_circle = !rings || rings->count == 0;
    if (is_circle && !(location->radius_m > 0))
        return;
    if (is_circle)
        layer->failed |=
            !bm_circle_rings(location->position, location->radius_m, &layer->arena, &circle);
    bm_stored_row *row = bm_stored_layer_add(layer, event->id);
    if (!row || layer->failed)
        return;
    row->id = id;
    bm_value *at = bm_put_text(row->values, event->id);
    at = bm_put_days(at, event->when.start_s, event->when.end_s);
    at = bm_put_integer(at, event->when.start_s - (int64_t)event->when.start_offset_min * MINUTE_S);
    at = bm_put_integer(at, event->when.end_s - (int64_t)event->when.end_offset_min * MINUTE_S);
    at = bm_put_text(at, location->name);
    at = bm_put_text(at, location->place_id);
    at = bm_put_text(at, location->country);
    at = bm_put_text(at, event->category);
    at = bm_put_text(at, bm_claim_name(event->claim));
    at = bm_put_text(at, event->title);
    at = bm_put_text(at, bm_place_precision_name(location->precision));
    at = bm_put_real(at, location->radius_m, 0);
    at = bm_put_text(at, is_circle ? "circle" : "unit");
    (void)bm_put_text(at, is_circle ? NULL : units->items[unit].id);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        row->values[i].known &= !bm_layer_work_hides(work, columns[i].name);
    bm_stored_row_set_rings(row, is_circle ? &circle : rings);
}

/* Features have the numbers of their events. */
bm_status bm_make_areas(bm_layer_work *work, bm_stored_layer *layer, bm_error *error)
{
    int64_t *ids = NULL;
    bm_status status = bm_feature_ids_new(work->events, &ids, error);
    if (status)
        return status;
    bm_stored_layer_add_columns(layer, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < work->events->count && !layer->failed; i++)
        if (work->events->items[i].location.located)
            add(work, &work->events->items[i], ids[i], layer);
    free(ids);
    return BM_OK;
}
