#include <bordermap/series.h>
#include <stdlib.h>
#include <string.h>

#include "base/processors.h"
#include "render/map/private.h"
#include "render/series/animation.h"
#include "render/series/binding.h"
#include "render/series/frame.h"
#include "render/series/sheet.h"
#include "render/series/workers.h"

/** A series that is being made. */
typedef struct run {
    bm_map *map;
    const bm_series_options *options;
    bm_series_plan plan;
    size_t *wanted; /**< numbers of the maps to draw, in the plan */
    size_t wanted_count;
    bm_binding book;
    bm_series_observer observe;
    void *context;
    bm_status status; /**< of the first map that failed */
    bm_error error;
} run;

/* By its number among those that are drawn. */
static const bm_series_plan_frame *frame_of(const run *all, size_t index)
{
    return &all->plan.frames[all->wanted[index]];
}

static void draw(bm_frame_result *result, void *context)
{
    run *all = context;
    bm_frame_draw(all->map, frame_of(all, result->index), all->options, result);
}

static void sweep(size_t index, void *context)
{
    run *all = context;
    bm_frame_sweep(frame_of(all, index), all->options);
}

/* An error without a file, such as a lack of memory, is that of this map. */
static void name_error(bm_error *error, const char *path)
{
    char message[BM_ERROR_MESSAGE_SIZE];
    if (*error->file || *error->message == '\0')
        return;
    memcpy(message, error->message, sizeof message);
    (void)bm_error_set(error, error->status, path, 0, "cannot draw '%s': %s", path, message);
}

static bool tell(run *all, size_t number, const bm_frame_result *result)
{
    const bm_series_plan_frame *at = &all->plan.frames[number];
    if (!all->observe)
        return true;
    bm_series_frame seen = {.number = number + 1,
                            .total = all->plan.count,
                            .window = at->window,
                            .step = at->step,
                            .period = at->period,
                            .event_count = at->event_count,
                            .imprecise_count = at->imprecise_count,
                            .path = at->path,
                            .events_drawn = result->report.events_drawn,
                            .events_outside = result->report.events_outside,
                            .covered = result->report.covered,
                            .report = &result->report,
                            .digest = result->digest,
                            .status = result->status,
                            .error = result->status ? &result->error : NULL};
    return all->observe(&seen, all->context);
}

/* Bind the map, and tell of it; false when no more are wanted. */
static bool take(bm_frame_result *result, void *context)
{
    run *all = context;
    const bm_series_plan_frame *at = frame_of(all, result->index);
    bm_binding_add(&all->book, all->map, at, result);
    if (result->status)
        name_error(&result->error, at->path);
    if (result->status && !all->status) {
        all->status = result->status;
        all->error = result->error;
    }
    bool go_on = tell(all, all->wanted[result->index], result);
    all->book.is_broken = all->book.is_broken || !go_on;
    return go_on && !(all->book.is_broken && !all->options->pattern);
}

static bool is_stopped(const run *all)
{
    return all->options->stop && *all->options->stop;
}

/* Of a map that is nowhere else than on a sheet. */
static bool tell_of_panel(size_t number, const bm_map_report *report, void *context)
{
    run *all = context;
    bm_frame_result result = {.index = number, .report = *report};
    if (is_stopped(all))
        return false;
    return all->options->pattern || all->options->atlas || tell(all, number, &result);
}

/* Of one that is not even there. */
static bool tell_of_frame(size_t number, const bm_map_report *report, void *context)
{
    const run *all = context;
    return all->options->sheet ? !is_stopped(all) : tell_of_panel(number, report, context);
}

/* What has all maps in one file, unless it has pages. */
static bm_status draw_together(run *all, bm_error *error)
{
    bool is_whole = all->wanted_count == all->plan.count && !is_stopped(all);
    bm_status status = BM_OK;
    if (all->options->sheet && is_whole)
        status = bm_sheet_make(all->map, &all->plan, all->options, tell_of_panel, all, error);
    if (all->options->animation && is_whole && !status && !is_stopped(all))
        status = bm_animation_make(all->map, &all->plan, all->options, tell_of_frame, all, error);
    return is_stopped(all) ? BM_OK : status;
}

static void draw_here(run *all)
{
    bool go_on = true;
    for (size_t i = 0; i < all->wanted_count && go_on && !is_stopped(all); i++) {
        bm_frame_result result = {.index = i};
        if (all->options->pattern)
            draw(&result, all);
        go_on = take(&result, all);
    }
}

static bm_status draw_in_workers(run *all, bm_error *error)
{
    const bm_workers_job job = {.count = all->wanted_count,
                                .workers = all->options->jobs < BM_SERIES_JOBS_MAX
                                               ? all->options->jobs
                                               : BM_SERIES_JOBS_MAX,
                                .work = draw,
                                .lost = sweep,
                                .done = take,
                                .stop = all->options->stop,
                                .context = all};
    return bm_workers_run(&job, error);
}

/* Ask which maps are to be drawn. */
static bm_status choose(run *all, bm_error *error)
{
    const bm_series_plan *plan = &all->plan;
    all->wanted = malloc((plan->count ? plan->count : 1) * sizeof *all->wanted);
    if (!all->wanted)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < plan->count; i++) {
        const bm_series_plan_frame *at = &plan->frames[i];
        const bm_series_frame asked = {.number = i + 1,
                                       .total = plan->count,
                                       .window = at->window,
                                       .step = at->step,
                                       .period = at->period,
                                       .event_count = at->event_count,
                                       .imprecise_count = at->imprecise_count,
                                       .path = at->path,
                                       .covered = "",
                                       .digest = ""};
        if (!all->options->choose || all->options->choose(&asked, all->context))
            all->wanted[all->wanted_count++] = i;
    }
    return BM_OK;
}

bm_status bm_series_run(bm_map *map, const bm_events *events, const bm_series_options *options,
                        bm_series_observer observe, void *context, bm_error *error)
{
    run all = {.map = map, .options = options, .observe = observe, .context = context};
    bm_status status = bm_series_plan_make(&all.plan, map, events, options, error);
    if (!status)
        status = choose(&all, error);
    if (!status && all.wanted_count == all.plan.count)
        status = bm_binding_begin(&all.book, map, options, error);
    if (!status)
        status =
            bm_map_prepare_windows(map, options->pattern ? options->format : BM_MAP_PDF, error);
    // The pages of an atlas are drawn one after the other, into one file.
    if (!status && options->pattern && options->jobs > 0)
        status = draw_in_workers(&all, error);
    else if (!status && (options->pattern || options->atlas))
        draw_here(&all);
    map->period = NULL;
    if (!status && all.status) {
        status = all.status;
        if (error)
            *error = all.error;
    }
    if (!status)
        status = draw_together(&all, error);
    all.book.is_broken = all.book.is_broken || is_stopped(&all);
    status = bm_binding_end(&all.book, status, error);
    free(all.wanted);
    bm_series_plan_finish(&all.plan);
    return status;
}

size_t bm_series_jobs(void)
{
    size_t count = bm_processor_count();
    return count < BM_SERIES_JOBS_MAX ? count : BM_SERIES_JOBS_MAX;
}
