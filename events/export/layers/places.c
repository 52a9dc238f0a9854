/* The gazetteer's places that the events, as they are written, say they were located at. */
#include "events/export/layers/layers.h"

#include <stdlib.h>
#include <string.h>

static const bm_output_column columns[] = {
    {"place_id", BM_VALUE_TEXT, 0, 0},  {"name", BM_VALUE_TEXT, 0, 0},
    {"name_be", BM_VALUE_TEXT, 0, 0},   {"name_uk", BM_VALUE_TEXT, 0, 0},
    {"name_ru", BM_VALUE_TEXT, 0, 0},   {"kind", BM_VALUE_TEXT, 0, 0},
    {"country", BM_VALUE_TEXT, 0, 0},   {"admin1", BM_VALUE_TEXT, 0, 0},
    {"admin2", BM_VALUE_TEXT, 0, 0},    {"population", BM_VALUE_INTEGER, 0, 0},
    {"events", BM_VALUE_INTEGER, 0, 0}, {"first", BM_VALUE_DAY, 0, 0},
    {"last", BM_VALUE_DAY, 0, 0}};

/* Sorted by place, each event of it in the table's order. */
static int by_place(const void *left, const void *right)
{
    const bm_event *a = *(const bm_event *const *)left, *b = *(const bm_event *const *)right;
    int order = strcmp(a->location.place_id, b->location.place_id);
    return order ? order : (a > b) - (a < b);
}

/* A place that is not the gazetteer's, as one of a decision, says of itself what the event says. */
static void put_place(const bm_layer_work *work, const bm_event *event, bm_stored_layer *layer,
                      bm_stored_row *row)
{
    const bm_event_location *location = &event->location;
    const bm_place *place = bm_gazetteer_find_id(work->plan->gazetteer, location->place_id);
    const bm_place told = {.id = location->place_id,
                           .name = location->name,
                           .country = location->country,
                           .admin1 = location->admin1,
                           .position = location->position};
    const bm_place *used = place ? place : &told;
    bm_value *at = bm_put_text(row->values, used->id);
    const char *const texts[] = {used->name,
                                 used->name_be,
                                 used->name_uk,
                                 used->name_ru,
                                 place ? bm_place_kind_name(place->kind) : NULL,
                                 used->country,
                                 used->admin1,
                                 used->admin2};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        at = bm_put_text(at, texts[i]);
    *at = (bm_value){.known = used->population > 0, .integer = used->population};
    bm_stored_row_set_point(layer, row, used->position);
}

static void add(const bm_layer_work *work, const bm_event *const *events, size_t count,
                bm_stored_layer *layer)
{
    enum { EVENTS = 10 };
    int64_t start_s = events[0]->when.start_s, end_s = events[0]->when.end_s;
    for (size_t i = 1; i < count; i++) {
        start_s = events[i]->when.start_s < start_s ? events[i]->when.start_s : start_s;
        end_s = events[i]->when.end_s > end_s ? events[i]->when.end_s : end_s;
    }
    bm_stored_row *row = bm_stored_layer_add(layer, events[0]->location.place_id);
    if (!row)
        return;
    put_place(work, events[0], layer, row);
    bm_value *at = bm_put_integer(row->values + EVENTS, (int64_t)count);
    (void)bm_put_days(at, start_s, end_s);
    at[0].known = at[1].known = !bm_layer_work_hides(work, "start");
}

bm_status bm_make_places(bm_layer_work *work, bm_stored_layer *layer, bm_error *error)
{
    size_t count = 0;
    const bm_event **found = calloc(work->events->count + 1, sizeof *found);
    (void)error;
    bm_stored_layer_add_columns(layer, columns, sizeof columns / sizeof *columns);
    layer->failed |= !found;
    for (size_t i = 0; found && i < work->events->count; i++) {
        const bm_event *event = &work->events->items[i];
        if (event->location.located && event->location.place_id && *event->location.place_id)
            found[count++] = event;
    }
    if (count > 0)
        qsort(found, count, sizeof *found, by_place);
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && strcmp(found[end]->location.place_id,
                                                    found[first]->location.place_id) == 0;)
            end++;
        add(work, found + first, end - first, layer);
    }
    free(found);
    return BM_OK;
}
