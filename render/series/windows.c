#include "render/series/windows.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/calendar.h"

static bm_interval interval_of(int64_t start_s, int64_t end_s)
{
    return (bm_interval){.start_s = start_s,
                         .end_s = end_s,
                         .precision =
                             end_s - start_s > BM_SECONDS_A_DAY ? BM_DATE_RANGE : BM_DATE_DAY};
}

/* What the map of a step shows: `first_s` is where the series begins. */
static bm_interval shown_in(bm_interval step, int64_t first_s, const bm_series_options *options)
{
    if (options->cumulative)
        return interval_of(first_s, step.end_s);
    if (options->window.count > 0)
        return interval_of(bm_step_back(options->window, step.end_s, 1), step.end_s);
    return step;
}

static bm_status append(bm_windows *windows, bm_window window, bm_error *error)
{
    if (windows->count == BM_SERIES_FRAMES_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, NULL, 0,
                            "the series has more than %d maps; take a longer step",
                            BM_SERIES_FRAMES_MAX);
    bm_window *grown =
        bm_array_grow(windows->items, windows->count, &windows->capacity, sizeof *grown);
    if (!grown)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    windows->items = grown;
    windows->items[windows->count++] = window;
    return BM_OK;
}

static bm_status take_periods(bm_windows *windows, const bm_series_options *options,
                              bm_error *error)
{
    bm_status status = BM_OK;
    int64_t first_s = INT64_MAX;
    for (size_t i = 0; i < options->period_count; i++)
        if (options->periods[i].when.start_s < first_s)
            first_s = options->periods[i].when.start_s;
    for (size_t i = 0; i < options->period_count && !status; i++) {
        const bm_period *period = &options->periods[i];
        bm_window window = {.step = period->when,
                            .shown = shown_in(period->when, first_s, options),
                            .title = period->title};
        status = append(windows, window, error);
    }
    return status;
}

/* A window that grows begins where the series does, also within its first step. */
static bm_status take_steps(bm_windows *windows, bm_interval span, const bm_series_options *options,
                            bm_error *error)
{
    bm_status status = BM_OK;
    int64_t first_s = bm_floor_divide(span.start_s, BM_SECONDS_A_DAY) * BM_SECONDS_A_DAY;
    if (span.end_s <= span.start_s)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "the series ends before it starts");
    for (int64_t at = span.start_s; at < span.end_s && !status;) {
        bm_interval step = bm_step_window(options->step, span.start_s, at);
        if (step.end_s <= at)
            return bm_error_set(error, BM_ERROR_INTERNAL, NULL, 0,
                                "a window of the series is empty");
        bm_window window = {.step = step, .shown = shown_in(step, first_s, options)};
        status = append(windows, window, error);
        at = step.end_s;
    }
    return status;
}

bm_status bm_windows_make(bm_windows *windows, bm_interval span, const bm_series_options *options,
                          bm_error *error)
{
    if (options->cumulative && options->window.count > 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "a series either grows or slides: its windows cannot do both");
    return options->period_count > 0 ? take_periods(windows, options, error)
                                     : take_steps(windows, span, options, error);
}

void bm_windows_finish(bm_windows *windows)
{
    free(windows->items);
    *windows = (bm_windows){0};
}
