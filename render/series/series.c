#include <bordermap/atlas.h>
#include <bordermap/series.h>

#include "render/map/private.h"
#include "render/series/pattern.h"
#include "render/series/plan.h"

static bm_status draw(bm_map *map, const bm_series_plan_frame *at, const bm_series_options *options,
                      bm_map_report *report, bm_error *error)
{
    bm_sink *sink = NULL;
    map->period = at->period;
    bm_status status = bm_pattern_make_folders(at->path, error);
    if (!status)
        status = bm_sink_open(at->path, &sink, error);
    if (!status)
        status = bm_map_write(map, &at->window, options->format, sink, report, error);
    if (!status)
        status = bm_sink_commit(sink, error);
    if (!status && options->alt_text)
        status = bm_map_write_alt_text(map, at->path, error);
    bm_sink_free(sink);
    return status;
}

/** The atlas while it is made. */
typedef struct binding {
    bm_sink *sink;
    bm_atlas *atlas;
    bool is_broken; /**< a page is missing: there will be no atlas */
} binding;

static bm_status begin_binding(binding *book, bm_map *map, const bm_series_options *options,
                               bm_error *error)
{
    if (!options->atlas)
        return BM_OK;
    bm_status status = bm_pattern_make_folders(options->atlas, error);
    if (!status)
        status = bm_sink_open(options->atlas, &book->sink, error);
    if (!status)
        status = bm_atlas_new(map, book->sink, &book->atlas, error);
    return status;
}

/* Draw a map into its file, into the atlas, or both. */
static bm_status bind(binding *book, bm_map *map, const bm_series_plan_frame *at,
                      const bm_series_options *options, bm_map_report *report, bm_error *error)
{
    bm_status status = BM_OK;
    if (options->pattern)
        status = draw(map, at, options, report, error);
    if (book->atlas && !book->is_broken) {
        map->period = at->period;
        bm_status bound = status ? status : bm_atlas_add(book->atlas, &at->window, report, error);
        book->is_broken = bound != BM_OK;
        status = bound;
    }
    return status;
}

static bm_status end_binding(binding *book, bm_status status, bm_error *error)
{
    if (book->atlas && !book->is_broken && !status)
        status = bm_atlas_finish(book->atlas, error);
    if (book->atlas && !book->is_broken && !status)
        status = bm_sink_commit(book->sink, error);
    bm_atlas_free(book->atlas);
    bm_sink_free(book->sink);
    return status;
}

/* Ask which maps are to be drawn. Whether all of them are. */
static bool choose(bm_series_plan *plan, const bm_series_options *options, void *context)
{
    bool is_all = true;
    for (size_t i = 0; options->choose && i < plan->count; i++) {
        bm_series_plan_frame *at = &plan->frames[i];
        const bm_series_frame asked = {.number = i + 1,
                                       .total = plan->count,
                                       .window = at->window,
                                       .step = at->step,
                                       .period = at->period,
                                       .event_count = at->event_count,
                                       .path = at->path,
                                       .covered = ""};
        at->is_left = !options->choose(&asked, context);
        is_all = is_all && !at->is_left;
    }
    return is_all;
}

bm_status bm_series_run(bm_map *map, const bm_events *events, const bm_series_options *options,
                        bm_series_observer observe, void *context, bm_error *error)
{
    bm_series_plan made = {0};
    bm_status status = bm_series_plan_make(&made, map, events, options, error);
    binding book = {0};
    if (!status && choose(&made, options, context))
        status = begin_binding(&book, map, options, error);
    bool go_on = !status;
    for (size_t i = 0; i < made.count && go_on; i++) {
        if (made.frames[i].is_left)
            continue;
        bm_error own = {0};
        const bm_series_plan_frame *at = &made.frames[i];
        bm_map_report report = {0};
        bm_status drawn = bind(&book, map, at, options, &report, &own);
        if (drawn && !status) {
            status = drawn;
            if (error)
                *error = own;
        }
        if (observe) {
            bm_series_frame seen = {.number = i + 1,
                                    .total = made.count,
                                    .window = at->window,
                                    .step = at->step,
                                    .period = at->period,
                                    .event_count = at->event_count,
                                    .path = at->path,
                                    .events_drawn = report.events_drawn,
                                    .events_outside = report.events_outside,
                                    .covered = report.covered,
                                    .status = drawn,
                                    .error = drawn ? &own : NULL};
            go_on = observe(&seen, context);
        }
        book.is_broken = book.is_broken || !go_on;
        go_on = go_on && !(book.is_broken && !options->pattern);
    }
    map->period = NULL;
    status = end_binding(&book, status, error);
    bm_series_plan_finish(&made);
    return status;
}
