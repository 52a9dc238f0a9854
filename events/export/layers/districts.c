/* Units with what happened in each: all of the border's two countries, and others where something
 * did. */
#include "events/export/layers/layers.h"

#include <string.h>

static const bm_output_column columns[] = {
    {"unit_id", BM_VALUE_TEXT, 0, 0}, {"level", BM_VALUE_TEXT, 0, 0},
    {"name", BM_VALUE_TEXT, 0, 0},    {"name_be", BM_VALUE_TEXT, 0, 0},
    {"name_uk", BM_VALUE_TEXT, 0, 0}, {"name_ru", BM_VALUE_TEXT, 0, 0},
    {"country", BM_VALUE_TEXT, 0, 0}, {"events", BM_VALUE_INTEGER, 0, 0},
    {"first", BM_VALUE_DAY, 0, 0},    {"last", BM_VALUE_DAY, 0, 0}};

static bool is_of_border(const bm_layer_work *work, const bm_unit *unit)
{
    return strcmp(unit->country, bm_border_country(work->plan->border, 0)) == 0 ||
           strcmp(unit->country, bm_border_country(work->plan->border, 1)) == 0;
}

static void add(bm_layer_work *work, bm_units *units, size_t index, const bm_tally *tally,
                bm_stored_layer *layer)
{
    const bm_unit *unit = &units->items[index];
    const bm_rings *rings = bm_unit_rings(units, index);
    layer->failed |= !rings;
    bm_stored_row *row = bm_stored_layer_add(layer, unit->id);
    if (!row || !rings)
        return;
    const char *const texts[] = {unit->id,      bm_unit_level_name(units->level),
                                 unit->name,    unit->name_be,
                                 unit->name_uk, unit->name_ru,
                                 unit->country};
    bm_value *at = row->values;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        at = bm_put_text(at, texts[i]);
    at = bm_put_integer(at, (int64_t)tally->events);
    bm_value *days = at;
    at = bm_put_days(at, tally->start_s, tally->end_s);
    days[0].known = days[1].known = tally->events > 0 && !bm_layer_work_hides(work, "start");
    (void)bm_tally_put(tally, &work->categories, at);
    bm_stored_row_set_rings(row, rings);
}

static bm_status make(bm_layer_work *work, bm_units *units, bm_stored_layer *layer)
{
    bm_stored_layer_add_columns(layer, columns, sizeof columns / sizeof *columns);
    bm_tally_add_columns(&work->categories, layer);
    bm_tally *tallies = bm_arena_array(&layer->arena, units->count + 1, sizeof *tallies);
    layer->failed |= !tallies;
    for (size_t i = 0; i < units->count && !layer->failed; i++)
        layer->failed |= !bm_tally_init(&tallies[i], &work->categories, &layer->arena);
    for (size_t i = 0; i < work->events->count && !layer->failed; i++) {
        const bm_event *event = &work->events->items[i];
        size_t unit = bm_units_find(units, &event->location);
        if (unit != BM_UNIT_NOWHERE)
            bm_tally_add(&tallies[unit], &work->categories, event);
    }
    for (size_t i = 0; i < units->count && !layer->failed; i++)
        if (tallies[i].events > 0 || is_of_border(work, &units->items[i]))
            add(work, units, i, &tallies[i], layer);
    return BM_OK;
}

bm_status bm_make_oblasts(bm_layer_work *work, bm_stored_layer *layer, bm_error *error)
{
    (void)error;
    return make(work, &work->units[BM_UNIT_OBLAST], layer);
}

bm_status bm_make_districts(bm_layer_work *work, bm_stored_layer *layer, bm_error *error)
{
    (void)error;
    bm_unit_level level = work->plan->districts ? BM_UNIT_DISTRICT : BM_UNIT_OBLAST;
    return make(work, &work->units[level], layer);
}
