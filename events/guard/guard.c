#include "events/guard/private.h"

#include <stdlib.h>
#include <string.h>

enum { MINUTE_S = 60 };

bool bm_guard_is_wanted(const bm_guard_options *options)
{
    return options->precision_m > 0 || options->delay_s > 0 || options->redacted_count > 0;
}

bm_status bm_guard_new(const bm_guard_options *options, bm_guard **guard, bm_error *error)
{
    *guard = NULL;
    if (options->precision_m != 0 && !(options->precision_m >= BM_GUARD_PRECISION_MIN_M &&
                                       options->precision_m <= BM_GUARD_PRECISION_MAX_M))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "positions are coarsened to between 100 m and 200 km");
    if (options->delay_s < 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "a delay cannot be negative");
    bm_guard *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    made->options = *options;
    made->options.redacted = NULL;
    made->redacted =
        bm_arena_array(&made->arena, options->redacted_count + 1, sizeof *made->redacted);
    bool good = made->redacted != NULL;
    for (size_t i = 0; good && i < options->redacted_count; i++) {
        const char *copy = bm_arena_strdup(&made->arena, options->redacted[i]);
        made->redacted[made->redacted_count++] = copy;
        good = copy != NULL;
    }
    if (good) {
        *guard = made;
        return BM_OK;
    }
    bm_guard_free(made);
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

void bm_guard_free(bm_guard *guard)
{
    if (!guard)
        return;
    bm_settling_finish(&guard->settling);
    free((void *)guard->dropped);
    free(guard->named);
    bm_strbuf_finish(&guard->words);
    bm_arena_finish(&guard->arena);
    free(guard);
}

int64_t bm_guard_end_of(const bm_event *event)
{
    return event->when.end_s - (int64_t)event->when.end_offset_min * MINUTE_S;
}

void bm_guard_look(bm_guard *guard, const bm_events *events)
{
    for (size_t i = 0; i < events->count; i++) {
        int64_t end_s = bm_guard_end_of(&events->items[i]);
        if (guard->seen == 0 || end_s > guard->newest_s) {
            guard->before_s = guard->seen == 0 ? end_s : guard->newest_s;
            guard->newest_s = end_s;
        } else if (guard->seen == 1 || end_s > guard->before_s) {
            guard->before_s = end_s;
        }
        guard->seen++;
    }
}

static void withhold(bm_guard *guard, bm_events *events)
{
    size_t kept = 0;
    bool is_found = guard->options.as_of == BM_AS_OF_NEWEST;
    guard->counts.as_of_s = is_found ? guard->newest_s : guard->options.as_of_s;
    guard->counts.as_of_gap_s = is_found ? guard->newest_s - guard->before_s : 0;
    for (size_t i = 0; i < events->count; i++)
        if (bm_guard_end_of(&events->items[i]) <= guard->counts.as_of_s - guard->options.delay_s)
            events->items[kept++] = events->items[i];
    guard->counts.withheld += events->count - kept;
    events->count = kept;
}

bm_status bm_guard_apply(bm_guard *guard, bm_events *events, const bm_gazetteer *gazetteer,
                         const bm_border *border, bm_error *error)
{
    bm_status status = BM_OK;
    if (guard->seen == 0)
        bm_guard_look(guard, events);
    guard->settling.size_m = guard->options.precision_m;
    guard->settling.border = border;
    guard->settling.gazetteer = gazetteer;
    guard->settling.arena = &guard->arena;
    if (guard->options.delay_s > 0)
        withhold(guard, events);
    if (guard->options.precision_m > 0) {
        status = bm_guard_drop_columns(guard, events, error);
        if (!status)
            status = bm_guard_coarsen(guard, events, error);
    }
    if (!status)
        status = bm_guard_redact(guard, events, error);
    if (!status)
        status = bm_guard_find_naming(guard, events, error);
    if (!status && !bm_guard_make_words(guard))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    return status;
}

bool bm_guard_hides_days(const bm_guard *guard)
{
    return guard->hides_days;
}

bm_guard_counts bm_guard_count(const bm_guard *guard)
{
    return guard->counts;
}

size_t bm_guard_dropped_count(const bm_guard *guard)
{
    return guard->dropped_count;
}

const char *bm_guard_dropped_at(const bm_guard *guard, size_t index)
{
    return index < guard->dropped_count ? guard->dropped[index] : NULL;
}
