#include "cli/series_options.h"

#include "cli/drawing.h"
#include "cli/many.h"

#include <stdlib.h>

/* Every file that is read, so that no map is written over it. */
static bm_status list_inputs(const cli_settings *settings, bm_series_options *options,
                             bm_error *error)
{
    const cli_list *const lists[] = {&settings->operands, &settings->gazetteers,
                                     &settings->aliases};
    const char *const singles[] = {settings->decisions, settings->windows, settings->crossings,
                                   settings->style, settings->logo};
    size_t count = sizeof singles / sizeof *singles;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        count += lists[i]->count;
    const char **made = calloc(count, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    options->inputs = made;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (size_t k = 0; k < lists[i]->count; k++)
            made[options->input_count++] = lists[i]->items[k];
    for (size_t i = 0; i < sizeof singles / sizeof *singles; i++)
        made[options->input_count++] = singles[i];
    return BM_OK;
}

/* Without a page of its own a sheet is as high as its maps need. */
static bool has_page(const cli_settings *settings)
{
    const bm_page *pages[] = {&settings->page, &settings->preset};
    for (size_t i = 0; i < 2; i++)
        if (pages[i]->width_px || pages[i]->width_mm > 0)
            return true;
    return false;
}

bm_status cli_series_options_make(const cli_settings *settings, const cli_inputs *inputs,
                                  bm_series_options *options, bm_error *error)
{
    *options =
        (bm_series_options){.step = settings->step,
                            .window = settings->window,
                            .cumulative = settings->cumulative,
                            .pattern = settings->output,
                            .atlas = settings->atlas,
                            .sheet = settings->sheet,
                            .animation = settings->animation,
                            .frame_ms = (int)settings->frame_ms,
                            .sheet_columns = (int)settings->sheet_columns,
                            .sheet_grows = !has_page(settings),
                            .skip_empty = settings->skip_empty,
                            .alt_text = settings->alt_text,
                            .jobs = settings->jobs > 0 ? (size_t)settings->jobs : bm_series_jobs()};
    if (settings->periods)
        options->periods = bm_periods_items(settings->periods, &options->period_count);
    bm_interval span = {0};
    if (inputs->events)
        (void)bm_series_span(inputs->events, options, &span);
    else
        (void)cli_many_span(inputs, &span);
    if (settings->from.given || settings->to.given) {
        options->from_s = settings->from.given ? settings->from.when.start_s : span.start_s;
        options->to_s = settings->to.given ? settings->to.when.end_s : span.end_s;
    }
    return list_inputs(settings, options, error);
}

void cli_series_options_finish(bm_series_options *options)
{
    /* cast-qual: ours, though the library only reads it */
    free((void *)(uintptr_t)options->inputs);
    options->inputs = NULL;
}

bm_status cli_windows_look(const cli_settings *settings, const cli_inputs *inputs,
                           bm_series_survey *survey, bm_error *error)
{
    *survey = (bm_series_survey){0};
    bm_interval own;
    if (!inputs->events)
        return BM_OK;
    if (cli_is_series(settings)) {
        bm_series_options options;
        bm_status status = cli_series_options_make(settings, inputs, &options, error);
        if (!status)
            status = bm_series_look(inputs->events, &options, survey, error);
        cli_series_options_finish(&options);
        return status;
    }
    const bm_interval *window = cli_drawing_window(inputs, settings, &own);
    for (size_t i = 0; window && i < bm_events_count(inputs->events); i++)
        survey->has_imprecise =
            survey->has_imprecise ||
            bm_interval_is_imprecise_in(bm_events_get(inputs->events, i)->when, *window);
    return BM_OK;
}
