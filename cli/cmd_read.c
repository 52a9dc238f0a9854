#include "cli/json_out.h"
#include "cli/outcome.h"
#include "cli/read_run.h"
#include "cli/text.h"
#include "cli/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { JOBS_MAX = 256 };

static bool is_to_stdout(const cli_settings *settings)
{
    return !settings->output || strcmp(settings->output, "-") == 0;
}

/* What --format or the output's ending asks for, else what is usual. */
static bm_status choose_format(const cli_settings *settings, cli_read_format *format,
                               bm_error *error)
{
    static const struct {
        const char *name;
        const char *ending;
        cli_read_format format;
        bool shows_text;
    } formats[] = {
        {"csv", ".csv", CLI_READ_CSV, false},
        {"geojson", ".geojson", CLI_READ_GEOJSON, false},
        {"geojson", ".json", CLI_READ_GEOJSON, false},
        {"jsonl", ".jsonl", CLI_READ_JSONL, false},
        {"jsonl", ".ndjson", CLI_READ_JSONL, false},
        {"html", ".html", CLI_READ_HTML, true},
        {"html", ".htm", CLI_READ_HTML, true},
        {"ansi", ".ansi", CLI_READ_ANSI, true},
    };
    bool highlight = settings->highlight;
    *format = highlight ? CLI_READ_ANSI : settings->mentions ? CLI_READ_JSONL : CLI_READ_CSV;
    if (!settings->format && is_to_stdout(settings))
        return BM_OK;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        bool asked = settings->format ? strcmp(settings->format, formats[i].name) == 0
                                      : cli_text_ends_with(settings->output, formats[i].ending);
        if (!asked || formats[i].shows_text != highlight ||
            (settings->mentions && formats[i].format == CLI_READ_GEOJSON))
            continue;
        *format = formats[i].format;
        return BM_OK;
    }
    const char *there_is = highlight            ? "ansi and html with --highlight"
                           : settings->mentions ? "jsonl and csv with --mentions"
                                                : "csv, geojson and jsonl";
    if (settings->format)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "no format '%s'; there are %s",
                            settings->format, there_is);
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                        "the ending of '%s' names no format; there are %s", settings->output,
                        there_is);
}

static bm_status check_settings(const cli_settings *settings, const cli_reports *reports,
                                bm_error *error)
{
    if (settings->mentions && settings->highlight)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "--mentions and --highlight are two outputs; choose one");
    if (settings->published.given && settings->published.when.precision > BM_DATE_DAY)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "--published is a day, such as 2022-03-12");
    if (settings->language && bm_language_from_code(settings->language) == BM_LANGUAGE_UNKNOWN)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "no language '%s'; there are en, be, uk and ru", settings->language);
    if (settings->jobs > JOBS_MAX)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "--jobs is at most %d", JOBS_MAX);
    if (is_to_stdout(settings))
        return settings->json
                   ? bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                  "--json prints to standard output, and so do the events: use -o")
                   : BM_OK;
    const char *const others[] = {settings->index, settings->decisions};
    for (size_t i = 0; i < reports->count; i++)
        if (cli_is_same_file(settings->output, reports->paths[i]))
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "output '%s' would replace an input", settings->output);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i] && cli_is_same_file(settings->output, others[i]))
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "output '%s' would replace an input", settings->output);
    return BM_OK;
}

static void write_head(const cli_read_job *job)
{
    if (job->format == CLI_READ_HTML)
        cli_read_write_html_head(job->sink);
    else if (job->format == CLI_READ_CSV && job->settings->mentions)
        cli_read_write_mentions_csv_header(job->sink);
    else if (job->format == CLI_READ_CSV)
        bm_report_write_csv_header(job->sink);
}

static bm_status write_foot(const cli_read_job *job, bm_error *error)
{
    if (job->format == CLI_READ_HTML)
        cli_read_write_html_foot(job->sink);
    if (job->format == CLI_READ_GEOJSON && *job->events)
        return bm_events_write_geojson(*job->events, job->sink, error);
    if (job->format == CLI_READ_GEOJSON)
        bm_sink_puts(job->sink, "{\"type\": \"FeatureCollection\", \"features\": []}\n");
    return BM_OK;
}

static void print_why(bm_sink *why)
{
    size_t size = 0;
    if (bm_sink_commit(why, NULL) == BM_OK) {
        const void *bytes = bm_sink_memory(why, &size);
        (void)fwrite(bytes, 1, size, stderr);
    }
}

static void print_summary(const cli_read_counts *counts)
{
    char failed[64] = "";
    if (counts->failed > 0)
        (void)snprintf(failed, sizeof failed, ", %zu of them not read", counts->failed);
    char unsure[160] = "";
    if (counts->unplaced + counts->ambiguous + counts->undated > 0)
        (void)snprintf(unsure, sizeof unsure,
                       " (%zu without a place, %zu ambiguous, %zu without a date)",
                       counts->unplaced, counts->ambiguous, counts->undated);
    cli_report_note("%zu %s%s: %zu %s of places, %zu located; %zu %s%s", counts->reports,
                    counts->reports == 1 ? "report" : "reports", failed, counts->mentions,
                    counts->mentions == 1 ? "mention" : "mentions", counts->resolved,
                    counts->events, counts->events == 1 ? "event" : "events", unsure);
}

/* What --json prints beside the file. */
static bm_status print_json(const cli_read_job *job, bm_error *error)
{
    const cli_read_counts *counts = &job->counts;
    const struct {
        const char *key;
        size_t value;
    } members[] = {
        {"reports", counts->reports},     {"failed", counts->failed},
        {"mentions", counts->mentions},   {"resolved", counts->resolved},
        {"events", counts->events},       {"unplaced", counts->unplaced},
        {"ambiguous", counts->ambiguous}, {"undated", counts->undated},
    };
    bm_sink *sink = NULL;
    bm_json json;
    bm_status status = cli_json_begin_answer(&json, &sink, error);
    if (status)
        return status;
    cli_json_text(&json, "file", job->settings->output);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        cli_json_count(&json, members[i].key, members[i].value);
    cli_json_findings(&json, job->inputs->findings);
    status = cli_json_end_answer(&json, sink, error);
    bm_sink_free(sink);
    return status;
}

static cli_exit tell_outcome(const cli_read_job *job)
{
    const cli_read_counts *counts = &job->counts;
    bool found = bm_findings_count(job->inputs->findings, BM_SEVERITY_WARNING) > 0;
    bool unsure = !job->settings->mentions && !job->settings->highlight &&
                  counts->unplaced + counts->ambiguous + counts->undated > 0;
    if (!job->settings->quiet && !job->settings->json) {
        (void)cli_report_findings(job->inputs->findings);
        if (found || unsure || cli_report_is_watched())
            print_summary(counts);
    }
    if (counts->failed > 0 && counts->failed == counts->reports)
        return CLI_EXIT_IO;
    return found || unsure ? CLI_EXIT_FINDINGS : CLI_EXIT_DONE;
}

/* What the reports are read with; closed by close_reading(). */
typedef struct reading {
    bm_reader *reader;
    bm_report_index *index;
    bool *index_used;
} reading;

static bm_status open_reading(reading *with, const cli_settings *settings, cli_inputs *inputs,
                              bm_error *error)
{
    bm_status status = cli_inputs_open_places(inputs, settings, error);
    if (status)
        return status;
    const bm_reader_options options = {settings->lexicons.items, settings->lexicons.count,
                                       inputs->decisions};
    if (settings->index) {
        status = bm_report_index_open(settings->index, inputs->findings, &with->index, error);
        if (status)
            return status;
        with->index_used = calloc(bm_report_index_count(with->index) + 1, sizeof(bool));
        if (!with->index_used)
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    return bm_reader_new(inputs->gazetteer, inputs->geocoder, inputs->border, &options,
                         inputs->findings, &with->reader, error);
}

static void close_reading(reading *with)
{
    bm_reader_free(with->reader);
    bm_report_index_free(with->index);
    free(with->index_used);
}

static bm_status read_and_write(cli_read_job *job, bm_error *error)
{
    const cli_settings *settings = job->settings;
    const char *no_colour = getenv("NO_COLOR");
    bm_events *events = NULL;
    job->events = &events;
    job->colours = !no_colour || !*no_colour;
    bm_status status = bm_sink_open(settings->output ? settings->output : "-", &job->sink, error);
    if (!status && settings->why && !settings->highlight)
        status = bm_sink_open_memory(&job->why, error);
    job->begin = write_head;
    if (!status)
        status = cli_read_run(job, settings->jobs > 0 ? (size_t)settings->jobs : 1, error);
    bool any = job->counts.failed < job->counts.reports;
    if (!status && any)
        status = write_foot(job, error);
    if (!status && any)
        status = bm_sink_commit(job->sink, error);
    if (!status && settings->json)
        status = print_json(job, error);
    if (!status && job->why)
        print_why(job->why);
    bm_sink_free(job->sink);
    bm_sink_free(job->why);
    bm_events_free(events);
    return status;
}

static cli_exit run(const cli_command *command, const cli_settings *settings)
{
    cli_inputs inputs = {0};
    cli_reports reports = {0};
    reading with = {0};
    bm_error error = {0};
    cli_read_job job = {.settings = settings, .inputs = &inputs, .reports = &reports};
    cli_exit result = CLI_EXIT_DONE;
    bm_status status = cli_reports_gather(&reports, &settings->operands, &error);
    if (status)
        goto done;
    if (check_settings(settings, &reports, &error) ||
        choose_format(settings, &job.format, &error)) {
        result = cli_report_usage(command, settings, "%s", error.message);
        goto done;
    }
    if ((status = open_reading(&with, settings, &inputs, &error)) != BM_OK)
        goto done;
    job.reader = with.reader;
    job.index = with.index;
    job.index_used = with.index_used;
    if ((status = read_and_write(&job, &error)) != BM_OK)
        goto done;
    if (job.index)
        bm_report_index_report_unused(job.index, job.index_used, inputs.findings);
    result = tell_outcome(&job);
done:
    close_reading(&with);
    cli_inputs_finish(&inputs);
    cli_reports_finish(&reports);
    return status ? cli_report_error(settings, &error) : result;
}

#define SETTING(member) offsetof(cli_settings, member)
static const cli_option report_options[] = {
    {"published", 0, "DATE", cli_read_date, SETTING(published),
     "the day the report was published, which 'on Friday' and 'last week' are counted from"},
    {"index", 0, "FILE", cli_read_file, SETTING(index),
     "table (CSV) with the columns file, published, publisher, url and language, for many reports"},
    {"publisher", 0, "TEXT", cli_read_text, SETTING(publisher), "who published it"},
    {"url", 0, "URL", cli_read_text, SETTING(url), "where it stands"},
    {"language", 0, "en|be|uk|ru", cli_read_text, SETTING(language),
     "the language it is in (default: told from the text)"},
    {"lexicon", 0, "FILE", cli_read_list, SETTING(lexicons),
     "words and patterns of your own, added to those of its language; repeat for more"},
    {0}};
static const cli_option_group report_group = {"The reports", report_options};

static const cli_option output_options[] = {
    {"output", 'o', "FILE", cli_read_file, SETTING(output),
     "file to write instead of standard output: .csv, .geojson, .jsonl; with --highlight .html"},
    {"format", 0, "NAME", cli_read_text, SETTING(format),
     "csv (default), geojson or jsonl; jsonl (default) or csv with --mentions; ansi (default) or "
     "html with --highlight"},
    {"mentions", 0, NULL, cli_read_flag, SETTING(mentions),
     "every place that is named, with its bytes in the file, instead of the events"},
    {"highlight", 0, NULL, cli_read_flag, SETTING(highlight),
     "the text with places, dates and events marked"},
    {"why", 0, NULL, cli_read_flag, SETTING(why),
     "print what was found by which rule, and what was passed over and why, to standard error; "
     "with --highlight mark it"},
    {"jobs", 'j', "N", cli_read_count, SETTING(jobs),
     "read so many reports at a time (default: 1); the output is the same"},
    {0}};
static const cli_option_group output_group = {"Output", output_options};

const cli_command cli_read = {
    .name = "read",
    .operand = "REPORT: a text or HTML file, a folder of them, or - for standard input",
    .usage = "REPORT... [--published DATE | --index FILE] [-o FILE] [OPTION...]",
    .summary = "find places, dates and events in news reports",
    .description =
        "Read news reports in English, Ukrainian, Russian or Belarusian, and write a table of what "
        "happened, where and when, for a person to review and for 'bordermap map' to draw. Every "
        "row has the sentence that it was read from and its bytes. Nothing is written about what "
        "is only feared, planned or asked. Exit status 1 when an event has no place, an ambiguous "
        "one or no date.",
    .examples = "  bordermap read report.txt --published 2022-03-12 -o from-report.csv\n"
                "  bordermap read reports/ --index reports/index.csv -o events.geojson\n"
                "  bordermap read report.html --published 2022-03-12 | bordermap map - -o map.svg\n"
                "  bordermap read report.txt --mentions --format jsonl\n"
                "  bordermap read report.txt --highlight -o report-marked.html\n",
    .groups = {&report_group, &output_group, &cli_group_data, &cli_group_general},
    .run = run};
