#include "cli/about.h"
#include "cli/export_answer.h"
#include "cli/export_layers.h"
#include "cli/guard.h"
#include "cli/made_at.h"
#include "cli/many.h"
#include "cli/outcome.h"
#include "cli/text.h"
#include "cli/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLI_EXPORT_FORMATS "geojson, geojsonl, geojsons, csv, kml, kmz, gpkg, fgb and shp"

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
                        "'%s' does not say its format: end it in .geojson, .geojsonl, .geojsons, "
                        ".csv, .kml, .kmz, .gpkg, .fgb or .shp, or say --format",
                        output);
}

static bm_export_options options_of(cli_about *about, cli_written *written)
{
    bm_export_options options = about->settings->export;
    options.wrote = cli_written_add;
    options.wrote_context = written;
    if (about->settings->no_metadata)
        return options;
    options.about = cli_about_text;
    options.about_context = about;
    options.description = about->inputs->guard ? bm_guard_words(about->inputs->guard) : NULL;
    return options;
}

static bm_status write_events(cli_about *about, bm_export_format format, cli_written *written,
                              bm_error *error)
{
    cli_inputs *inputs = about->inputs;
    const cli_settings *settings = about->settings;
    bm_export_options options = options_of(about, written);
    bm_export_plan plan;
    bm_interval window;
    bm_status status = cli_read_made_at(&options.made_at_s, error);
    if (!status && !cli_export_has_layers(settings))
        return bm_events_export(inputs->events, format, &options, settings->output,
                                inputs->findings, error);
    if (!status)
        status = cli_export_open_layers(inputs, settings, &plan, &window, error);
    return status ? status
                  : bm_events_export_layers(inputs->events, format, &options, &plan,
                                            settings->output, inputs->findings, error);
}

/* A large table is read, located and written in pieces. */
static bm_status write_table(cli_about *about, bm_export_format format, cli_written *written,
                             bool *is_forbidden, bm_error *error)
{
    cli_inputs *inputs = about->inputs;
    const cli_settings *settings = about->settings;
    const bm_events_options table = cli_inputs_table_options(settings);
    bm_interval window = {0};
    bool limited = cli_window(settings, &window.start_s, &window.end_s);
    bm_table_export_options options = {.table = &table,
                                       .window = limited ? &window : NULL,
                                       .ambiguous = settings->ambiguous,
                                       .format = format,
                                       .output = options_of(about, written)};
    bm_sink *sink = NULL;
    bm_status status = cli_inputs_open_places(inputs, settings, error);
    if (!status)
        status = cli_guard_new(settings, &inputs->guard, error);
    if (!status)
        status = bm_sink_open(settings->output, &sink, error);
    options.guard = inputs->guard;
    options.gazetteer = inputs->gazetteer;
    if (!status)
        status = bm_table_export(settings->operands.items[0], &options, inputs->geocoder,
                                 inputs->border, inputs->decisions, inputs->findings,
                                 &inputs->counts, &inputs->left_out, sink, error);
    *is_forbidden = !status && cli_outcome_forbids(inputs, settings);
    /* The commit knows why the sink failed. */
    if (sink && !*is_forbidden && (!status || bm_sink_status(sink)))
        status = bm_sink_commit(sink, error);
    if (!status && !*is_forbidden)
        cli_written_add(written, settings->output);
    bm_sink_free(sink);
    return status;
}

/* Several tables are joined by their columns, for which they must be kept. */
static bm_status write(cli_about *about, bm_export_format format, cli_written *written,
                       bool *is_forbidden, bm_error *error)
{
    cli_inputs *inputs = about->inputs;
    const cli_settings *settings = about->settings;
    bool is_large = false;
    bm_status status = cli_inputs_check(settings, error);
    /* KML and shapefiles are made whole, other layers of all events, and a style says what kinds of
     * events there are. */
    bool needs_all = settings->export.qgis_style || settings->export.maplibre_style ||
                     cli_export_has_layers(settings);
    bool in_pieces = format <= BM_EXPORT_CSV || format == BM_EXPORT_GPKG || format == BM_EXPORT_FGB;
    if (!status && !needs_all && settings->operands.count == 1 && in_pieces)
        status = cli_many_is_large(settings, true, &is_large, error);
    if (status)
        return status;
    if (is_large)
        return write_table(about, format, written, is_forbidden, error);
    if ((status = cli_inputs_read_events(inputs, settings, error)) != BM_OK ||
        (status = cli_inputs_open_places(inputs, settings, error)) != BM_OK ||
        (status = cli_inputs_locate(inputs, settings, error)) != BM_OK)
        return status;
    *is_forbidden = cli_outcome_forbids(inputs, settings);
    if (*is_forbidden)
        return BM_OK;
    return write_events(about, format, written, error);
}

/* The other names of columns, in one line. */
static void note_names(const cli_inputs *inputs)
{
    char line[2048] = "";
    size_t length = 0;
    for (size_t i = 0; i < bm_findings_size(inputs->findings); i++) {
        const bm_finding *finding = bm_findings_get(inputs->findings, i);
        if (strcmp(finding->code, "shapefile-name") != 0 || length + 300 > sizeof line)
            continue;
        char name[300];
        (void)snprintf(name, sizeof name, "%s is %s", finding->column, finding->value);
        /* Of several layers, some have the same ones. */
        if (strstr(line, name))
            continue;
        int more = snprintf(line + length, sizeof line - length, "%s%s", length ? ", " : "", name);
        length += more > 0 ? (size_t)more : 0;
    }
    if (length > 0)
        cli_report_note("shapefiles have names of 10 bytes: %s", line);
}

static bm_status check_style_file(const cli_settings *settings, const char *file, bm_error *error)
{
    bool is_taken = cli_is_same_file(file, settings->output) ||
                    (settings->decisions && cli_is_same_file(file, settings->decisions));
    for (size_t i = 0; i < settings->operands.count; i++)
        is_taken = is_taken || cli_is_same_file(file, settings->operands.items[i]);
    return is_taken
               ? bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                              "--maplibre-style '%s' would replace another file of this run", file)
               : BM_OK;
}

/* A style is a second file, and its sprite is some more. */
static bm_status check_styles(const cli_settings *settings, bm_error *error)
{
    const char *style = settings->export.maplibre_style;
    if (!style)
        return settings->export.maplibre_url
                   ? bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                  "--maplibre-url goes with --maplibre-style")
                   : BM_OK;
    if (strcmp(style, "-") == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "--maplibre-style needs a file");
    bm_status status = check_style_file(settings, style, error);
    for (size_t i = 0; i < BM_EXPORT_SPRITE_FILES && settings->export.maplibre_url && !status;
         i++) {
        char *file = bm_export_sprite_path(style, i);
        status = file ? check_style_file(settings, file, error)
                      : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        free(file);
    }
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
            "export needs -o FILE, a name that ends in .geojson, .geojsonl, .geojsons, "
            ".csv, .kml, .kmz, .gpkg, .fgb or .shp");
    bm_status status = find_format(settings, &format, &error);
    if (!status)
        status = cli_output_check(settings, &error);
    if (!status)
        status = check_styles(settings, &error);
    if (!status)
        status = cli_export_check(settings, format, &error);
    if (status)
        return cli_report_usage(command, settings, "%s", error.message);
    if (bm_export_check_target(format, settings->output, &error) != BM_OK)
        return cli_report_error(settings, &error);
    bool is_forbidden = false;
    cli_about about;
    cli_written written = {0};
    bool is_told =
        settings->metadata ||
        (!settings->no_metadata && (format == BM_EXPORT_GEOJSON || format == BM_EXPORT_GPKG));
    status = cli_about_begin(&about, settings, &inputs, is_told, &error);
    if (!status)
        status = write(&about, format, &written, &is_forbidden, &error);
    if (!status && !is_forbidden)
        status = cli_about_write(&about, &error);
    cli_about_finish(&about);
    if (status || is_forbidden)
        goto done;
    if (settings->metadata)
        cli_written_add(&written, settings->metadata);
    if (settings->json &&
        (status = cli_export_answer(&inputs, settings, format, &written, &error)) != BM_OK)
        goto done;
    if (!settings->quiet)
        note_names(&inputs);
    result = cli_outcome_report(&inputs, settings, 0, 0, 0);
done:
    cli_written_finish(&written);
    cli_inputs_finish(&inputs);
    return status ? cli_report_error(settings, &error) : result;
}

#define SETTING(member) offsetof(cli_settings, member)
static const cli_option output_options[] = {
    {"output", 'o', "FILE", cli_read_file, SETTING(output),
     "file to write; its ending says the format: .geojson, .json, .geojsonl, .ndjson, .geojsons, "
     ".csv, .kml, .kmz, .gpkg, .fgb or .shp; - for standard output"},
    {"format", 0, "FORMAT", cli_read_text, SETTING(format),
     CLI_EXPORT_FORMATS ", instead of the file's ending (default for -: geojson)"},
    {"metadata", 0, "FILE", cli_read_file, SETTING(metadata),
     "write what the export is made of as JSON: program, inputs and their hashes, credits, what "
     "was "
     "kept back"},
    {"no-metadata", 0, NULL, cli_read_flag, SETTING(no_metadata),
     "do not say so in the export itself, where GeoJSON, GeoPackage and KML do"},
    {"bom", 0, NULL, cli_read_flag, SETTING(export.byte_order_mark),
     "begin a CSV with a byte order mark, for spreadsheets that take UTF-8 for something else"},
    {"qgis-style", 0, NULL, cli_read_flag, SETTING(export.qgis_style),
     "write a style for QGIS as well, with the symbols, colours, labels and times of the map: "
     "beside the file, with the ending .qml, and into a GeoPackage"},
    {"maplibre-style", 0, "FILE", cli_read_text, SETTING(export.maplibre_style),
     "write a style for MapLibre that shows the GeoJSON"},
    {"maplibre-url", 0, "URL", cli_read_text, SETTING(export.maplibre_url),
     "where the folder of that style will be on the web: its addresses begin so, and a sprite with "
     "the map's symbols is written beside it, FILE-sprite.png and so on; without it the symbols "
     "are circles"},
    {0}};
static const cli_option_group output = {"Output", output_options};

const cli_command cli_export = {
    .name = "export",
    .operand =
        "EVENTS: a table in CSV, or GeoJSON, KML, GeoPackage, FlatGeobuf or a shapefile, or - for "
        "standard input",
    .usage = "EVENTS... -o FILE [--from DATE] [--to DATE] [OPTION...]",
    .summary = "write the located events for a GIS",
    .description =
        "Read event tables, locate their places and write them for other programs: GeoJSON "
        "(RFC 7946), GeoJSON with a feature a line, or as a sequence (RFC 8142), CSV (RFC 4180, "
        "with text that a spreadsheet would take for a formula made harmless), KML or KMZ (a "
        "folder for each category), or through GDAL "
        "GeoPackage, FlatGeobuf or "
        "shapefile (there is no Parquet, as Debian's GDAL cannot write it). Each event comes "
        "with what was found out about its place and every column of the table. The same input "
        "gives the same bytes. Events without a place have no geometry.",
    .examples = "  bordermap export events.csv -o events.geojson\n"
                "  bordermap export events.csv -o located.csv\n"
                "  bordermap export events.csv -o events.gpkg --qgis-style\n"
                "  bordermap export events.csv --layers events,border,crossings,zone,places \\\n"
                "      -o report.gpkg\n"
                "  bordermap export events.csv --aggregate oblast,month --areas -o report.geojson\n"
                "  bordermap export - -o - --format geojsonl --from 2022-02 < events.csv\n",
    .groups = {&output, &cli_group_layers, &cli_group_time, &cli_group_zone, &cli_group_guard,
               &cli_group_table, &cli_group_database, &cli_group_data, &cli_group_general},
    .run = run};
