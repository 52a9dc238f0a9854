/* Events counted by unit and window of time. An event counts in every window that it touches, as it
 * is drawn on every map of a series; one known to no unit counts in a row without one. */
#include "events/export/layers/layers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { TOUCHES_MAX = 4000000, ROWS_MAX = 200000 };

/* An event in a window. */
typedef struct touch {
    int64_t window; /* where it begins; of periods, which may overlap, the number */
    size_t unit;    /* BM_UNIT_NOWHERE sorts last */
    size_t event;
} touch;

typedef struct counting {
    bm_layer_work *work;
    bm_units *units; /* NULL: all together */
    touch *touches;
    size_t count, capacity;
} counting;

static const bm_output_column when_columns[] = {
    {"window", BM_VALUE_TEXT, 0, 0},      {"start", BM_VALUE_DAY, 0, 0},
    {"end", BM_VALUE_DAY, 0, 0},          {"start_time", BM_VALUE_INSTANT, 0, 0},
    {"end_time", BM_VALUE_INSTANT, 0, 0}, {"level", BM_VALUE_TEXT, 0, 0},
    {"unit_id", BM_VALUE_TEXT, 0, 0},     {"name", BM_VALUE_TEXT, 0, 0},
    {"country", BM_VALUE_TEXT, 0, 0},     {"events", BM_VALUE_INTEGER, 0, 0},
    {"imprecise", BM_VALUE_INTEGER, 0, 0}};

static int compare(const void *left, const void *right)
{
    const touch *a = left, *b = right;
    if (a->window != b->window)
        return a->window < b->window ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    return (a->event > b->event) - (a->event < b->event);
}

static bm_interval window_at(const bm_layer_work *work, int64_t instant_s)
{
    bm_step step = work->plan->aggregate.step;
    if (step.count > 0)
        return bm_step_window(step, work->start_s, instant_s);
    return (bm_interval){
        .start_s = work->start_s, .end_s = work->end_s, .precision = BM_DATE_RANGE};
}

static bm_status refuse_many(bm_error *error)
{
    return bm_error_set(error, BM_ERROR_LIMIT, NULL, 0,
                        "the events touch too many windows to be counted by; use a longer step "
                        "with --aggregate, or --from and --to");
}

static const bm_period *period_of(const bm_layer_work *work, int64_t number)
{
    size_t count;
    return &bm_periods_items(work->plan->periods, &count)[number];
}

static bm_interval window_of(const bm_layer_work *work, int64_t window)
{
    return work->plan->periods ? period_of(work, window)->when : window_at(work, window);
}

static bm_status add_touch(counting *made, touch added, bm_error *error)
{
    touch *grown = bm_array_grow(made->touches, made->count, &made->capacity, sizeof *grown);
    if (!grown)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    made->touches = grown;
    if (made->count == TOUCHES_MAX)
        return refuse_many(error);
    made->touches[made->count++] = added;
    return BM_OK;
}

static bm_status add_to_periods(counting *made, size_t index, size_t unit, bm_error *error)
{
    size_t count;
    const bm_period *periods = bm_periods_items(made->work->plan->periods, &count);
    const bm_interval when = made->work->events->items[index].when;
    bm_status status = BM_OK;
    for (size_t i = 0; i < count && !status; i++)
        if (bm_interval_overlaps(when, periods[i].when))
            status = add_touch(made, (touch){(int64_t)i, unit, index}, error);
    return status;
}

static bm_status add_event(counting *made, size_t index, bm_error *error)
{
    const bm_layer_work *work = made->work;
    const bm_event *event = &work->events->items[index];
    size_t unit = made->units ? bm_units_find(made->units, &event->location) : BM_UNIT_NOWHERE;
    if (work->plan->periods)
        return add_to_periods(made, index, unit, error);
    bm_status status = BM_OK;
    int64_t at_s = event->when.start_s > work->start_s ? event->when.start_s : work->start_s;
    int64_t end_s = event->when.end_s < work->end_s ? event->when.end_s : work->end_s;
    do {
        bm_interval window = window_at(work, at_s);
        status = add_touch(made, (touch){window.start_s, unit, index}, error);
        at_s = window.end_s;
    } while (at_s < end_s && !status);
    return status;
}

/* The touches of one window and unit. */
static void add_row(counting *made, const touch *touches, size_t count, bm_stored_layer *layer)
{
    bm_layer_work *work = made->work;
    bm_tally tally;
    size_t imprecise = 0;
    const bm_interval window = window_of(work, touches[0].window);
    const bm_unit *unit =
        touches[0].unit == BM_UNIT_NOWHERE ? NULL : &made->units->items[touches[0].unit];
    const bm_rings *rings = unit ? bm_unit_rings(made->units, touches[0].unit) : NULL;
    char edtf[BM_DATE_TEXT_SIZE], key[BM_DATE_TEXT_SIZE + 160];
    bm_interval_format_edtf(window, edtf);
    /* Two periods may be the same days. */
    int length =
        work->plan->periods ? snprintf(key, sizeof key, "%" PRId64 " ", touches[0].window) : 0;
    (void)snprintf(key + length, sizeof key - (size_t)length, "%s %.100s", edtf,
                   unit ? unit->id : "");
    layer->failed |= (unit && !rings) || !bm_tally_init(&tally, &work->categories, &layer->arena);
    bm_stored_row *row = bm_stored_layer_add(layer, key);
    if (layer->failed)
        return;
    for (size_t i = 0; i < count; i++) {
        const bm_event *event = &work->events->items[touches[i].event];
        bm_tally_add(&tally, &work->categories, event);
        imprecise += bm_interval_is_imprecise_in(event->when, window);
    }
    bm_value *at = bm_put_text(row->values, bm_stored_layer_text(layer, edtf));
    at = bm_put_interval(at, window.start_s, window.end_s);
    for (bm_value *when = row->values; when < at; when++)
        when->known &= !bm_layer_work_hides(work, "start");
    at = bm_put_text(at, made->units ? bm_unit_level_name(made->units->level) : NULL);
    at = bm_put_text(at, unit ? unit->id : NULL);
    at = bm_put_text(at, unit ? unit->name : NULL);
    at = bm_put_text(at, unit ? unit->country : NULL);
    at = bm_put_integer(at, (int64_t)tally.events);
    at = bm_put_integer(at, (int64_t)imprecise);
    if (work->plan->periods)
        at = bm_put_text(at, period_of(work, touches[0].window)->title);
    (void)bm_tally_put(&tally, &work->categories, at);
    if (rings)
        bm_stored_row_set_rings(row, rings);
}

static bm_status add_rows(counting *made, bm_stored_layer *layer, bm_error *error)
{
    if (made->count > 0)
        qsort(made->touches, made->count, sizeof *made->touches, compare);
    for (size_t first = 0, end; first < made->count && !layer->failed; first = end) {
        const touch *at = &made->touches[first];
        for (end = first + 1; end < made->count && made->touches[end].window == at->window &&
                              made->touches[end].unit == at->unit;)
            end++;
        if (layer->row_count == ROWS_MAX)
            return refuse_many(error);
        add_row(made, at, end - first, layer);
    }
    return BM_OK;
}

bm_status bm_make_aggregate(bm_layer_work *work, bm_stored_layer *layer, bm_error *error)
{
    bm_unit_level level = work->plan->aggregate.level;
    counting made = {.work = work, .units = level ? &work->units[level] : NULL};
    bm_status status = BM_OK;
    if (!level)
        layer->output.shape = BM_OUTPUT_NOTHING;
    if (made.units && !made.units->layer)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "there is no layer of %ss to count by%s", bm_unit_level_name(level),
                            level == BM_UNIT_DISTRICT ? ": give one with --overlay raions=FILE"
                                                      : "");
    bm_stored_layer_add_columns(layer, when_columns, sizeof when_columns / sizeof *when_columns);
    if (work->plan->periods)
        bm_stored_layer_add_column(layer, "title", BM_VALUE_TEXT);
    bm_tally_add_columns(&work->categories, layer);
    for (size_t i = 0; i < work->events->count && !status; i++)
        status = add_event(&made, i, error);
    if (!status)
        status = add_rows(&made, layer, error);
    free(made.touches);
    return status;
}
