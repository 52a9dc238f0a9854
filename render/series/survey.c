/* What is known of a series before its map is made. */
#include <string.h>

#include "render/series/windows.h"

/* Whether a step of the series is shorter than what is known of the date. */
static bool is_too_coarse(bm_interval when, bm_step step)
{
    if (step.count == 0)
        return false;
    bm_interval window = bm_step_window(step, when.start_s, when.start_s);
    return bm_interval_is_imprecise_in(when, window) &&
           when.end_s - when.start_s > window.end_s - window.start_s;
}

bool bm_series_span(const bm_events *events, const bm_series_options *options, bm_interval *span)
{
    bool any = false;
    for (size_t i = 0; i < bm_events_count(events); i++) {
        bm_interval when = bm_events_get(events, i)->when;
        if (is_too_coarse(when, options->step))
            continue;
        if (!any)
            *span = when;
        any = true;
        span->start_s = when.start_s < span->start_s ? when.start_s : span->start_s;
        span->end_s = when.end_s > span->end_s ? when.end_s : span->end_s;
        span->precision = BM_DATE_RANGE;
    }
    return any || bm_events_span(events, span);
}

static bool has_imprecise(const bm_events *events, const bm_windows *windows)
{
    for (size_t i = 0; i < bm_events_count(events); i++) {
        bm_interval when = bm_events_get(events, i)->when;
        if (when.precision < BM_DATE_MONTH && !when.approximate)
            continue;
        for (size_t k = 0; k < windows->count; k++)
            if (bm_interval_is_imprecise_in(when, windows->items[k].shown))
                return true;
    }
    return false;
}

static bm_status find_longest(const bm_windows *windows, const bm_series_options *options,
                              bm_series_survey *survey, bm_error *error)
{
    bm_strbuf name = {0};
    size_t longest = 0;
    for (size_t i = 0; i < windows->count; i++) {
        bm_strbuf_clear(&name);
        bm_window_append_name(&windows->items[i], options, &name);
        if (name.length <= longest || name.length >= sizeof survey->period)
            continue;
        longest = name.length;
        memcpy(survey->period, bm_strbuf_text(&name), longest + 1);
    }
    bm_status status =
        name.failed ? bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory") : BM_OK;
    bm_strbuf_finish(&name);
    return status;
}

bm_status bm_series_look(const bm_events *events, const bm_series_options *options,
                         bm_series_survey *survey, bm_error *error)
{
    *survey = (bm_series_survey){0};
    bm_interval span = {.start_s = options->from_s, .end_s = options->to_s};
    bm_windows windows = {0};
    bm_status status = BM_OK;
    if (options->period_count == 0 && span.start_s == 0 && span.end_s == 0 &&
        !bm_series_span(events, options, &span))
        return BM_OK;
    status = bm_windows_make(&windows, span, options, error);
    if (!status) {
        survey->has_imprecise = has_imprecise(events, &windows);
        status = find_longest(&windows, options, survey, error);
    }
    bm_windows_finish(&windows);
    return status;
}
