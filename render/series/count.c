#include "render/series/count.h"

#include <stdlib.h>

#include "render/map/private.h"

static int compare_instants(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

static void add(bm_window_counter *counter, bm_interval when)
{
    bool is_rough =
        when.approximate || when.precision == BM_DATE_MONTH || when.precision == BM_DATE_YEAR;
    if (is_rough) {
        counter->rough[counter->rough_count++] = when;
        return;
    }
    counter->starts_s[counter->count] = when.start_s;
    counter->ends_s[counter->count++] = when.end_s;
}

static bool add_all(bm_window_counter *counter, const bm_map *map, const bm_events *events)
{
    for (size_t i = 0; events && i < bm_events_count(events); i++)
        add(counter, bm_events_get(events, i)->when);
    bm_point_walk walk = {.points = events ? NULL : map->points};
    while (!events && bm_point_walk_next(&walk))
        for (size_t i = 0; i < walk.count; i++) {
            int64_t start_s = walk.items[i].start_min * INT64_C(60);
            add(counter, (bm_interval){.start_s = start_s,
                                       .end_s = start_s + walk.items[i].minutes * INT64_C(60),
                                       .precision = BM_DATE_RANGE});
        }
    return !walk.failed;
}

bm_status bm_window_counter_make(bm_window_counter *counter, const bm_map *map,
                                 const bm_events *events, bm_error *error)
{
    if (!events && !map->points)
        events = map->events;
    size_t total = events ? bm_events_count(events) : bm_map_event_count(map);
    counter->starts_s = calloc(total + 1, sizeof *counter->starts_s);
    counter->ends_s = calloc(total + 1, sizeof *counter->ends_s);
    counter->rough = calloc(events ? total + 1 : 1, sizeof *counter->rough);
    if (!counter->starts_s || !counter->ends_s || !counter->rough) {
        bm_window_counter_finish(counter);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    if (!add_all(counter, map, events)) {
        bm_window_counter_finish(counter);
        return bm_error_set(error, BM_ERROR_IO, NULL, 0, "cannot keep what was read of a table");
    }
    qsort(counter->starts_s, counter->count, sizeof *counter->starts_s, compare_instants);
    qsort(counter->ends_s, counter->count, sizeof *counter->ends_s, compare_instants);
    return BM_OK;
}

void bm_window_counter_finish(bm_window_counter *counter)
{
    free(counter->starts_s);
    free(counter->ends_s);
    free(counter->rough);
    *counter = (bm_window_counter){0};
}

/* How many of the sorted instants are before `bound_s`. */
static size_t count_before(const int64_t *sorted, size_t count, int64_t bound_s)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if (sorted[middle] < bound_s)
            low = middle + 1;
        else
            count = middle;
    }
    return low;
}

bm_window_count bm_window_counter_count(const bm_window_counter *counter, bm_interval window)
{
    /* Those that begin before its end, but for those that have ended when it begins. */
    size_t begun = count_before(counter->starts_s, counter->count, window.end_s);
    size_t ended = count_before(counter->ends_s, counter->count, window.start_s + 1);
    bm_window_count made = {.sure = begun - ended};
    for (size_t i = 0; i < counter->rough_count; i++) {
        bool is_imprecise = bm_interval_is_imprecise_in(counter->rough[i], window);
        made.imprecise += is_imprecise;
        made.sure += !is_imprecise && bm_interval_overlaps(counter->rough[i], window);
    }
    return made;
}
