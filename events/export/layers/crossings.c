/* The posts of this border, as a map shows them, with their states at the end of the window. */
#include "events/export/layers/layers.h"

#include <stdlib.h>
#include <string.h>

/* A post on another border says nothing here. */
static const double REACH_KM = 5;

static const bm_output_column columns[] = {
    {"place_id", BM_VALUE_TEXT, 0, 0},  {"name", BM_VALUE_TEXT, 0, 0},
    {"name_be", BM_VALUE_TEXT, 0, 0},   {"name_uk", BM_VALUE_TEXT, 0, 0},
    {"name_ru", BM_VALUE_TEXT, 0, 0},   {"country", BM_VALUE_TEXT, 0, 0},
    {"admin1", BM_VALUE_TEXT, 0, 0},    {"partner", BM_VALUE_TEXT, 0, 0},
    {"border_km", BM_VALUE_REAL, 0, 0}, {"status", BM_VALUE_TEXT, 0, 0},
    {"status_on", BM_VALUE_DAY, 0, 0}};

static void add(const bm_layer_work *work, const bm_place *place, double border_km,
                bm_stored_layer *layer)
{
    bm_stored_row *row = bm_stored_layer_add(layer, place->id);
    if (!row)
        return;
    bm_crossing_state state =
        bm_crossings_at(work->plan->crossing_states, place->id, work->end_s - 1);
    const char *const texts[] = {place->id,      place->name,    place->name_be, place->name_uk,
                                 place->name_ru, place->country, place->admin1,  place->partner};
    bm_value *at = row->values;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        at = bm_put_text(at, texts[i]);
    at = bm_put_real(at, border_km, 3);
    at = bm_put_text(at, bm_crossing_state_name(state));
    bm_value days[2];
    (void)bm_put_days(days, work->start_s, work->end_s);
    *at = days[1];
    at->known = work->end_s > work->start_s && !bm_layer_work_hides(work, "start");
    bm_stored_row_set_point(layer, row, place->position);
}

static int by_id(const void *left, const void *right)
{
    const bm_place *a = *(const bm_place *const *)left, *b = *(const bm_place *const *)right;
    return strcmp(a->id, b->id);
}

/* The order of a gazetteer is that of its files; that of the ids does not change. */
bm_status bm_make_crossings(bm_layer_work *work, bm_stored_layer *layer, bm_error *error)
{
    const bm_gazetteer *gazetteer = work->plan->gazetteer;
    const bm_place **found = NULL;
    size_t count = 0, capacity = 0;
    (void)error;
    bm_stored_layer_add_columns(layer, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < bm_gazetteer_count(gazetteer) && !layer->failed; i++) {
        const bm_place *place = bm_gazetteer_place(gazetteer, i);
        if (!place || place->kind != BM_PLACE_CROSSING ||
            !(bm_border_distance_km(work->plan->border, place->position) < REACH_KM))
            continue;
        const bm_place **grown = bm_array_grow(found, count, &capacity, sizeof *grown);
        layer->failed |= !grown;
        if (grown) {
            found = grown;
            found[count++] = place;
        }
    }
    if (count > 0)
        qsort(found, count, sizeof *found, by_id);
    for (size_t i = 0; i < count; i++)
        add(work, found[i], bm_border_distance_km(work->plan->border, found[i]->position), layer);
    free(found);
    return BM_OK;
}
