#include "cli/command.h"
#include "cli/values.h"

#define SETTING(member) offsetof(cli_settings, member)
static const cli_option output_options[] = {
    {"output", 'o', "FILE", cli_read_file, SETTING(output),
     "file to write, .png, .svg or .pdf; - for standard output"},
    {"format", 0, "png|svg|pdf", cli_read_text, SETTING(format), "instead of the file's ending"},
    {"lint", 0, NULL, cli_read_flag, SETTING(lint),
     "check the map as 'bordermap lint' does and print what is wrong with it"},
    {"label-report", 0, "FILE", cli_read_file, SETTING(label_report),
     "list every name that was placed, moved or left out, and why, as CSV, or as JSON when FILE "
     "ends "
     "in .json; - for standard output"},
    {0}};
static const cli_option_group output = {"Output", output_options};

const cli_command cli_map = {
    .name = "map",
    .operand =
        "EVENTS: a table in CSV, or GeoJSON, KML, GeoPackage, FlatGeobuf or a shapefile, or - for "
        "standard input",
    .usage = "EVENTS... -o FILE.png|.svg|.pdf [--from DATE] [--to DATE] [OPTION...]",
    .summary = "draw the events on a map of the border",
    .description =
        "Read event tables, locate their places and draw one map. The file appears whole or not at "
        "all. Exit status 1 when rows were left out, unlocated or ambiguous, which are listed, or "
        "when every "
        "located event is outside the map.",
    .examples = "  bordermap map events.csv -o border.png\n"
                "  bordermap map events.csv -o march.svg --from 2022-03-01 --to 2022-03-31\n"
                "  bordermap map events.csv -o kopani.pdf --extent place:Kopani,30km\n"
                "  bordermap map - -o - --format svg < events.csv > border.svg\n",
    .groups = {&output, &cli_group_time, &cli_group_zone, &cli_group_guard, &cli_group_page,
               &cli_group_ground, &cli_group_symbols, &cli_group_labels, &cli_group_furniture,
               &cli_group_density, &cli_group_table, &cli_group_database, &cli_group_data,
               &cli_group_file, &cli_group_general}};
