#include "cli/json_out.h"
#include "cli/outcome.h"
#include "cli/text.h"
#include "cli/values.h"

#include <string.h>

static bm_status check_format(const cli_settings *settings, bm_error *error)
{
    const char *format = settings->format;
    const char *output = settings->output;
    if (format && strcmp(format, "geojson") != 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "no export format '%s'; there is geojson", format);
    if (!format && strcmp(output, "-") != 0 && !cli_text_ends_with(output, ".geojson") &&
        !cli_text_ends_with(output, ".json"))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "'%s' does not end in .geojson or .json: say --format geojson", output);
    return BM_OK;
}

static bm_status write_events(const cli_inputs *inputs, const cli_settings *settings,
                              bm_error *error)
{
    bm_sink *sink = NULL;
    bm_status status = bm_sink_open(settings->output, &sink, error);
    if (!status)
        status = bm_events_write_geojson(inputs->events, sink, error);
    if (!status)
        status = bm_sink_commit(sink, error);
    bm_sink_free(sink);
    return status;
}

static bm_status write_json(const cli_inputs *inputs, const cli_settings *settings, bm_error *error)
{
    bm_sink *sink = NULL;
    bm_json json;
    bm_status status = cli_json_begin_answer(&json, &sink, error);
    if (status)
        return status;
    cli_json_text(&json, "file", settings->output);
    cli_json_counts(&json, &inputs->counts);
    cli_json_findings(&json, inputs->findings);
    status = cli_json_end_answer(&json, sink, error);
    bm_sink_free(sink);
    return status;
}

static cli_exit run(const cli_command *command, const cli_settings *settings)
{
    cli_inputs inputs = {0};
    bm_error error = {0};
    cli_exit result = CLI_EXIT_FINDINGS;
    if (!settings->output)
        return cli_report_usage(command, settings,
                                "export needs -o FILE, a name that ends in .geojson");
    bm_status status = check_format(settings, &error);
    if (!status)
        status = cli_output_check(settings, &error);
    if (status)
        return cli_report_usage(command, settings, "%s", error.message);
    if ((status = cli_inputs_read_events(&inputs, settings, &error)) != BM_OK ||
        (status = cli_inputs_open_places(&inputs, settings, &error)) != BM_OK ||
        (status = cli_inputs_locate(&inputs, settings, &error)) != BM_OK ||
        cli_outcome_forbids(&inputs, settings))
        goto done;
    if ((status = write_events(&inputs, settings, &error)) != BM_OK)
        goto done;
    if (settings->json && (status = write_json(&inputs, settings, &error)) != BM_OK)
        goto done;
    result = cli_outcome_report(&inputs, settings, 0, 0, 0);
done:
    cli_inputs_finish(&inputs);
    return status ? cli_report_error(settings, &error) : result;
}

#define SETTING(member) offsetof(cli_settings, member)
static const cli_option output_options[] = {
    {"output", 'o', "FILE", cli_read_file, SETTING(output),
     "file to write, .geojson or .json; - for standard output"},
    {"format", 0, "geojson", cli_read_text, SETTING(format), "instead of the file's ending"},
    {0}};
static const cli_option_group output = {"Output", output_options};

const cli_command cli_export = {
    .name = "export",
    .operand = "EVENTS: a table in CSV, or - for standard input",
    .usage = "EVENTS... -o FILE.geojson [--from DATE] [--to DATE] [OPTION...]",
    .summary = "write the located events for a GIS",
    .description =
        "Read event tables, locate their places and write GeoJSON (RFC 7946): one feature an "
        "event, "
        "with what was found out about its place and every column of the table. The same input "
        "gives the same bytes. Events without a place have a null geometry.",
    .examples = "  bordermap export events.csv -o events.geojson\n"
                "  bordermap export events.csv -o - --from 2022-02 --to 2022-03\n",
    .groups = {&output, &cli_group_time, &cli_group_table, &cli_group_database, &cli_group_data,
               &cli_group_general},
    .run = run};
