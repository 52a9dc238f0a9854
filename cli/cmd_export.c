#include "cli/json_out.h"
#include "cli/outcome.h"
#include "cli/text.h"
#include "cli/values.h"

#include <string.h>

#define CLI_EXPORT_FORMATS "geojson, geojsonl, geojsons and csv"

static bm_status find_format(const cli_settings *settings, bm_export_format *format,
                             bm_error *error)
{
    const char *name = settings->format;
    const char *output = settings->output;
    bool to_stdout = strcmp(output, "-") == 0;
    *format = name        ? bm_export_format_from_name(name)
              : to_stdout ? BM_EXPORT_GEOJSON
                          : bm_export_format_from_path(output);
    if (*format < BM_EXPORT_FORMAT_COUNT)
        return BM_OK;
    if (name)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "no export format '%s'; there are " CLI_EXPORT_FORMATS, name);
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                        "'%s' does not say its format: end it in .geojson, .geojsonl, .geojsons or "
                        ".csv, or say --format",
                        output);
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
    bm_export_format format = BM_EXPORT_FORMAT_COUNT;
    if (!settings->output)
        return cli_report_usage(
            command, settings,
            "export needs -o FILE, a name that ends in .geojson, .geojsonl, .geojsons "
            "or .csv");
    bm_status status = find_format(settings, &format, &error);
    if (!status)
        status = cli_output_check(settings, &error);
    if (status)
        return cli_report_usage(command, settings, "%s", error.message);
    if ((status = cli_inputs_read_events(&inputs, settings, &error)) != BM_OK ||
        (status = cli_inputs_open_places(&inputs, settings, &error)) != BM_OK ||
        (status = cli_inputs_locate(&inputs, settings, &error)) != BM_OK ||
        cli_outcome_forbids(&inputs, settings))
        goto done;
    if ((status = bm_events_export(inputs.events, format, &settings->export, settings->output,
                                   &error)) != BM_OK)
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
     "file to write; its ending says the format: .geojson, .json, .geojsonl, .ndjson, .geojsons or "
     ".csv; - for standard output"},
    {"format", 0, "FORMAT", cli_read_text, SETTING(format),
     CLI_EXPORT_FORMATS ", instead of the file's ending (default for -: geojson)"},
    {"bom", 0, NULL, cli_read_flag, SETTING(export.byte_order_mark),
     "begin a CSV with a byte order mark, for spreadsheets that take UTF-8 for something else"},
    {0}};
static const cli_option_group output = {"Output", output_options};

const cli_command cli_export = {
    .name = "export",
    .operand = "EVENTS: a table in CSV, or - for standard input",
    .usage = "EVENTS... -o FILE [--from DATE] [--to DATE] [OPTION...]",
    .summary = "write the located events for a GIS",
    .description =
        "Read event tables, locate their places and write them for other programs: GeoJSON "
        "(RFC 7946), GeoJSON with a feature a line, or as a sequence (RFC 8142), or CSV (RFC 4180, "
        "with text that a spreadsheet would take for a formula made harmless). Each event comes "
        "with what was found out about its place and every column of the table. The same input "
        "gives the same bytes. Events without a place have no geometry.",
    .examples = "  bordermap export events.csv -o events.geojson\n"
                "  bordermap export events.csv -o located.csv\n"
                "  bordermap export - -o - --format geojsonl --from 2022-02 < events.csv\n",
    .groups = {&output, &cli_group_time, &cli_group_zone, &cli_group_table, &cli_group_database,
               &cli_group_data, &cli_group_general},
    .run = run};
