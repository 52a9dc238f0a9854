#include "cli/draw.h"
#include "cli/drawing.h"
#include "cli/guard.h"
#include "cli/interrupt.h"
#include "cli/json_out.h"
#include "cli/many.h"
#include "cli/outcome.h"
#include "cli/progress.h"
#include "cli/record.h"
#include "cli/series_options.h"
#include "cli/text.h"
#include "cli/unused.h"

#include <stdio.h>
#include <string.h>

typedef struct listing {
    bm_sink *sink;
    bm_json json;
    bool as_json;
    cli_record record;
    const cli_settings *settings;
    cli_progress progress;
    size_t made;
    size_t failed;
    size_t total;
    size_t drawn; /* events, summed over the maps */
    size_t outside;
    size_t covered;                      /* maps with events under furniture */
    char first_covered[BM_COVERED_SIZE]; /* those of the first such map, in words */
} listing;

/* What keeps this many maps from being made, and lets none through, keeps them all. */
enum { FAILURES_SHOWN = 3 };

/* A line, or an object, for a map; what is or would be done with it is said when it may be kept. */
static void list_map(listing *list, const bm_series_frame *frame, const char *action)
{
    bool may_be_kept = list->settings->resume || list->settings->dry_run;
    char start[BM_DATE_TEXT_SIZE];
    char end[BM_DATE_TEXT_SIZE];
    bm_interval_format_start(frame->window, start);
    bm_interval_format_end(frame->window, end);
    if (!list->as_json) {
        bm_sink_printf(list->sink, "%s\t%s\t%s\t%zu%s%s", frame->path, start, end,
                       frame->event_count, may_be_kept ? "\t" : "", may_be_kept ? action : "");
        if (frame->imprecise_count > 0)
            bm_sink_printf(list->sink, "\t%zu imprecise", frame->imprecise_count);
        bm_sink_puts(list->sink, "\n");
        return;
    }
    bm_json_begin_compact_object(&list->json);
    cli_json_text(&list->json, "file", frame->path);
    cli_json_text(&list->json, "start", start);
    cli_json_text(&list->json, "end", end);
    cli_json_count(&list->json, "events", frame->event_count);
    cli_json_count(&list->json, "imprecise", frame->imprecise_count);
    cli_json_text(&list->json, "period", frame->period);
    if (frame->step.start_s != frame->window.start_s) {
        char step[BM_DATE_TEXT_SIZE];
        bm_interval_format_start(frame->step, step);
        cli_json_text(&list->json, "step_start", step);
    }
    cli_json_text(&list->json, "action", action);
    bm_json_end_object(&list->json);
}

/* Add up what the map shows. */
static void count_map(listing *list, size_t drawn, size_t outside, const char *covered)
{
    list->made++;
    list->drawn += drawn;
    list->outside += outside;
    if (*covered && list->covered++ == 0)
        (void)snprintf(list->first_covered, sizeof list->first_covered, "%s", covered);
}

static bool choose(const bm_series_frame *frame, void *context)
{
    listing *list = context;
    const bm_manifest_frame *kept = NULL;
    cli_choice choice = cli_record_choose(&list->record, frame, &kept);
    list->total = frame->total;
    if (kept)
        count_map(list, kept->events_drawn, kept->events_outside, kept->covered);
    if (choice == CLI_CHOICE_KEEP)
        list_map(list, frame, "keep");
    if (choice == CLI_CHOICE_DRAW && list->settings->dry_run)
        list_map(list, frame, "draw");
    return choice == CLI_CHOICE_DRAW && !list->settings->dry_run;
}

static bool observe(const bm_series_frame *frame, void *context)
{
    listing *list = context;
    cli_progress_step(&list->progress, frame->number, frame->total);
    list->total = frame->total;
    if (frame->status) {
        list->failed++;
        cli_progress_hide(&list->progress);
        if (frame->error && list->failed <= FAILURES_SHOWN)
            (void)cli_report_error(list->settings, frame->error);
        return list->made > 0 || list->failed < FAILURES_SHOWN;
    }
    count_map(list, frame->events_drawn + frame->report->events_imprecise, frame->events_outside,
              frame->covered);
    cli_record_add(&list->record, frame);
    list_map(list, frame, "drawn");
    return true;
}

/* The maps that were made are listed even when another failed. */
static bm_status draw(cli_drawing *drawing, const cli_settings *settings, bm_map_format format,
                      listing *list, bm_error *error)
{
    bm_series_options options;
    bm_interval span = {0};
    bool any = cli_many_span(&drawing->inputs, &span);
    bool both = settings->from.given && settings->to.given;
    bm_status status = cli_record_open(&list->record, settings, drawing, error);
    if (!status)
        status = list->as_json ? cli_json_begin_answer(&list->json, &list->sink, error)
                               : bm_sink_open("-", &list->sink, error);
    if (!status)
        status = cli_series_options_make(settings, &drawing->inputs, &options, error);
    if (status)
        return status;
    options.format = format;
    options.stop = cli_interrupt_watch();
    options.choose = choose;
    options.digests = settings->manifest != NULL;
    cli_progress_begin(&list->progress, settings);
    if (list->as_json) {
        bm_json_key(&list->json, "maps");
        bm_json_begin_array(&list->json);
    }
    /* Maps are drawn by forked workers, which have no threads. */
    cli_thread_join(&drawing->ahead.unpacking);
    if (any || both || settings->periods)
        status =
            bm_series_run(drawing->map, drawing->inputs.events, &options, observe, list, error);
    cli_series_options_finish(&options);
    cli_progress_hide(&list->progress);
    status = cli_record_commit(&list->record, status, !cli_interrupt_came(), error);
    if (list->as_json) {
        bm_json_end_array(&list->json);
        cli_json_count(&list->json, "kept", list->record.kept);
        cli_json_counts(&list->json, &drawing->inputs.counts);
        cli_guard_json(&list->json, drawing->inputs.guard);
        cli_json_findings(&list->json, drawing->inputs.findings);
    }
    bm_error *unless_failed = status ? NULL : error;
    bm_status listed = list->as_json ? cli_json_end_answer(&list->json, list->sink, unless_failed)
                                     : bm_sink_commit(list->sink, unless_failed);
    return status ? status : listed;
}

static const char *check_output(const cli_settings *settings)
{
    if (!settings->output && !settings->atlas && !settings->sheet && !settings->animation)
        return "series needs -o PATTERN, such as 'maps/{start}.png', --atlas FILE.pdf, --sheet "
               "FILE.png or --animate FILE.gif";
    if (settings->output && strcmp(settings->output, "-") == 0)
        return "series needs -o PATTERN, such as 'maps/{start}.png'";
    if (settings->jobs > BM_SERIES_JOBS_MAX)
        return "--jobs is at most 256";
    if (settings->sheet_columns > 0 && !settings->sheet)
        return "--columns is of a sheet: say --sheet FILE.png";
    if (settings->frame_ms > 0 && !settings->animation)
        return "--frame-time is of an animation: say --animate FILE.gif";
    if (settings->alt_text && !settings->output && !settings->sheet && !settings->animation)
        return "--alt-text writes a file beside each map: say -o PATTERN";
    return cli_record_check(settings);
}

static bm_status check_atlas(const cli_settings *settings, bm_error *error)
{
    if (!settings->atlas)
        return BM_OK;
    size_t length = strlen(settings->atlas);
    if (length < 5 || !cli_text_ends_with(settings->atlas, ".pdf"))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "an atlas is a PDF: end '%s' in .pdf", settings->atlas);
    cli_settings named = *settings;
    named.output = settings->atlas;
    return cli_output_check(&named, error);
}

static bm_status check_sheet(const cli_settings *settings, bm_error *error)
{
    if (!settings->sheet)
        return BM_OK;
    bm_map_format format;
    cli_settings named = *settings;
    named.output = settings->sheet;
    named.format = NULL;
    if (strcmp(settings->sheet, "-") == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "a sheet goes into a file: say --sheet FILE.png");
    if (settings->sheet_columns > BM_SHEET_COLUMNS_MAX)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "option '--columns': %ld is more than %d", settings->sheet_columns,
                            BM_SHEET_COLUMNS_MAX);
    bm_status status = cli_map_format(&named, &format, error);
    return status ? status : cli_output_check(&named, error);
}

static bm_status check_animation(const cli_settings *settings, bm_error *error)
{
    static const char *const endings[] = {".gif", ".apng", ".mp4"};
    const char *path = settings->animation;
    bool is_known = !path;
    for (size_t i = 0; path && i < sizeof endings / sizeof *endings; i++)
        is_known =
            is_known || (strlen(path) > strlen(endings[i]) && cli_text_ends_with(path, endings[i]));
    if (!is_known)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "an animation is a GIF, an APNG or an MP4: end '%s' in .gif, .apng or "
                            ".mp4",
                            path);
    cli_settings named = *settings;
    named.output = path;
    return path ? cli_output_check(&named, error) : BM_OK;
}

static void note_covered(const listing *list)
{
    char text[BM_COVERED_SIZE + 64];
    (void)snprintf(text, sizeof text, "on %zu of %zu maps, such as the first of them, %s",
                   list->covered, list->made, list->first_covered);
    if (list->covered > 0)
        cli_note_covered(text, list->settings);
}

cli_exit cli_draw_series(const cli_command *command, const cli_settings *settings,
                         cli_drawing *drawing)
{
    listing list = {.as_json = settings->json, .settings = settings};
    bm_map_format format;
    bm_error error = {0};
    cli_exit result = CLI_EXIT_FINDINGS;
    if (!cli_is_series(settings))
        return cli_report_usage(command, settings,
                                "series needs --every day, week, month, quarter, or 10d");
    if (settings->windows &&
        (settings->step.count > 0 || settings->from.given || settings->to.given))
        return cli_report_usage(command, settings,
                                "--windows says when each map begins and ends: leave out --every, "
                                "--from and --to");
    if (settings->cumulative && settings->window.count > 0)
        return cli_report_usage(command, settings,
                                "--window slides and --cumulative grows: use one of them");
    const char *wrong = check_output(settings);
    if (wrong)
        return cli_report_usage(command, settings, "%s", wrong);
    format = BM_MAP_PDF;
    bm_status status = settings->output ? cli_map_format(settings, &format, &error) : BM_OK;
    if (!status)
        status = check_atlas(settings, &error);
    if (!status)
        status = check_sheet(settings, &error);
    if (!status)
        status = check_animation(settings, &error);
    if (status)
        return cli_report_usage(command, settings, "%s", error.message);
    if ((status = cli_drawing_prepare(drawing, settings, &error)) != BM_OK ||
        cli_outcome_forbids(&drawing->inputs, settings))
        goto done;
    status = draw(drawing, settings, format, &list, &error);
    if (cli_interrupt_came()) {
        if (!settings->quiet)
            cli_report_note("interrupted: %zu of %zu maps were made", list.made, list.total);
        bm_sink_free(list.sink);
        cli_record_finish(&list.record);
        return CLI_EXIT_INTERRUPTED;
    }
    if (status)
        goto done;
    cli_drawing_note_density(drawing, settings);
    cli_note_unused(drawing, settings);
    note_covered(&list);
    result = cli_outcome_report(&drawing->inputs, settings, 0, 0, 0);
    if (list.drawn == 0 && list.outside > 0) {
        if (!settings->quiet)
            cli_report_note("all located events are outside the maps; use --extent all");
        result = CLI_EXIT_FINDINGS;
    }
    if (list.covered > 0)
        result = CLI_EXIT_FINDINGS;
done:
    bm_sink_free(list.sink);
    cli_record_finish(&list.record);
    /* The frames' own errors were printed as they came. */
    if (status && list.failed > 0) {
        cli_report_note("%zu of %zu maps were made", list.made, list.total);
        return CLI_EXIT_IO;
    }
    return status ? cli_report_error(settings, &error) : result;
}
