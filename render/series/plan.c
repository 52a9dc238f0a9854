#include "render/series/plan.h"

#include <stdlib.h>

#include "render/map/private.h"
#include "render/series/count.h"
#include "render/series/paths.h"
#include "render/series/pattern.h"
#include "render/series/windows.h"

static bool find_span(const bm_map *map, const bm_events *events, const bm_series_options *options,
                      bm_interval *span)
{
    return events ? bm_series_span(events, options, span) : bm_map_span(map, span);
}

static bm_status append_frame(bm_series_plan *made, const bm_window *window, bm_window_count count,
                              const bm_series_options *options, bm_error *error)
{
    bm_strbuf name = {0};
    bm_window_append_name(window, options, &name);
    const char *period = name.failed ? NULL : bm_arena_strdup(&made->arena, bm_strbuf_text(&name));
    bm_strbuf_finish(&name);
    bm_series_plan_frame *grown =
        bm_array_grow(made->frames, made->count, &made->capacity, sizeof *grown);
    if (grown)
        made->frames = grown;
    if (!grown || !period)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    made->frames[made->count++] = (bm_series_plan_frame){.window = window->shown,
                                                         .step = window->step,
                                                         .period = period,
                                                         .event_count = count.sure,
                                                         .imprecise_count = count.imprecise};
    return BM_OK;
}

static bm_status plan_windows(bm_series_plan *made, const bm_map *map, const bm_events *events,
                              const bm_series_options *options, bm_error *error)
{
    bm_interval span = {.start_s = options->from_s, .end_s = options->to_s};
    if (options->period_count == 0 && options->from_s == 0 && options->to_s == 0 &&
        !find_span(map, events, options, &span))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "there are no events to take the dates of the series from; say from "
                            "when to when");
    bm_windows windows = {0};
    bm_window_counter counter = {0};
    bm_status status = bm_windows_make(&windows, span, options, error);
    if (!status)
        status = bm_window_counter_make(&counter, map, events, error);
    for (size_t i = 0; i < windows.count && !status; i++) {
        bm_window_count count = bm_window_counter_count(&counter, windows.items[i].shown);
        if (count.sure > 0 || !options->skip_empty)
            status = append_frame(made, &windows.items[i], count, options, error);
    }
    bm_window_counter_finish(&counter);
    bm_windows_finish(&windows);
    return status;
}

/* "ATLAS#page=N", "SHEET#map=N" or "ANIMATION#frame=N" is where a map is that has no file of its
 * own. */
static bm_status plan_path(const bm_series_options *options, const bm_pattern_values *values,
                           bm_strbuf *path, bm_error *error)
{
    if (options->pattern)
        return bm_pattern_expand(options->pattern, values, path, error);
    if (options->atlas)
        bm_strbuf_printf(path, "%s#page=%zu", options->atlas, values->number);
    else if (options->sheet)
        bm_strbuf_printf(path, "%s#map=%zu", options->sheet, values->number);
    else
        bm_strbuf_printf(path, "%s#frame=%zu", options->animation, values->number);
    return BM_OK;
}

static bm_status plan_paths(bm_series_plan *made, const bm_series_options *options, bm_error *error)
{
    bm_status status = BM_OK;
    if (options->pattern)
        status = bm_series_check_pattern(options->pattern, error);
    bm_strbuf path = {0};
    for (size_t i = 0; i < made->count && !status; i++) {
        bm_series_plan_frame *at = &made->frames[i];
        bm_pattern_values values = {at->step, i + 1, made->count, at->event_count};
        bm_strbuf_clear(&path);
        status = plan_path(options, &values, &path, error);
        if (status)
            break;
        at->path = bm_arena_strdup(&made->arena, bm_strbuf_text(&path));
        if (!at->path)
            status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    bm_strbuf_finish(&path);
    return status ? status : bm_series_check_paths(made, options, error);
}

bm_status bm_series_plan_make(bm_series_plan *plan, const bm_map *map, const bm_events *events,
                              const bm_series_options *options, bm_error *error)
{
    bm_status status = plan_windows(plan, map, events, options, error);
    return status ? status : plan_paths(plan, options, error);
}

bm_interval bm_series_plan_span(const bm_series_plan *plan)
{
    bm_interval span = plan->frames[0].window;
    for (size_t i = 1; i < plan->count; i++) {
        bm_interval window = plan->frames[i].window;
        if (window.start_s < span.start_s)
            span.start_s = window.start_s;
        if (window.end_s > span.end_s)
            span.end_s = window.end_s;
    }
    if (plan->count > 1)
        span.precision = BM_DATE_RANGE;
    return span;
}

void bm_series_plan_finish(bm_series_plan *plan)
{
    free(plan->frames);
    bm_arena_finish(&plan->arena);
    *plan = (bm_series_plan){0};
}
