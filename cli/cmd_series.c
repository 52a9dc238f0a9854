#include "cli/command.h"
#include "cli/values.h"

#define SETTING(member) offsetof(cli_settings, member)
static const cli_option output_options[] = {
    {"every", 0, "STEP", cli_read_step, SETTING(step),
     "a map a day, week, month, quarter or year, or a number of days, weeks or months: 10d, 2w, "
     "3m"},
    {"windows", 0, "FILE", cli_read_file, SETTING(windows),
     "a map for each row of this table, START,END,TITLE, or between two rows that are days"},
    {"window", 0, "STEP", cli_read_step, SETTING(window),
     "each map shows so much time up to the end of its step, such as 28d"},
    {"cumulative", 0, NULL, cli_read_flag, SETTING(cumulative),
     "each map shows everything from the start of the series to the end of its step"},
    {"output", 'o', "PATTERN", cli_read_file, SETTING(output),
     "file names, with {start}, {end}, {year}, {quarter}, {month}, {week}, {n} or {count} in them"},
    {"atlas", 0, "FILE.pdf", cli_read_file, SETTING(atlas),
     "all maps as the pages of one PDF, with bookmarks; besides -o or instead of it"},
    {"sheet", 0, "FILE", cli_read_file, SETTING(sheet),
     "all maps small on one page, a .png, .svg or .pdf, with one title and one legend; as high as "
     "they need, or of --size, where a PDF may take several pages; besides -o or instead of it"},
    {"columns", 0, "N", cli_read_count, SETTING(sheet_columns),
     "of a sheet: so many maps in a row (default: what suits the page)"},
    {"animate", 0, "FILE", cli_read_file, SETTING(animation),
     "all maps one after the other: a .gif, an .apng, or an .mp4 where the program ffmpeg is "
     "installed; besides -o or instead of it"},
    {"frame-time", 0, "TIME", cli_read_frame_time, SETTING(frame_ms),
     "how long each map of an animation is shown, 20ms to 60s, such as 800ms or 1.5s (default: "
     "500ms)"},
    {"format", 0, "png|svg|pdf", cli_read_text, SETTING(format), "instead of the pattern's ending"},
    {"jobs", 'j', "N", cli_read_count, SETTING(jobs),
     "draw so many maps at a time, each by a process of its own (default: one for each "
     "processor); the files are the same"},
    {"skip-empty", 0, NULL, cli_read_flag, SETTING(skip_empty), "no map without events"},
    {"progress", 0, NULL, cli_read_flag, SETTING(progress),
     "tell how far it is in lines on standard error; a terminal has a bar without it"},
    {0}};
static const cli_option_group output = {"Output", output_options};

const cli_command cli_series = {
    .name = "series",
    .operand =
        "EVENTS: a table in CSV, or GeoJSON, KML, GeoPackage, FlatGeobuf or a shapefile, or - for "
        "standard input",
    .usage = "EVENTS... --every STEP|--windows FILE -o 'PATTERN' [OPTION...]",
    .summary = "draw one map a day, week, month, quarter or N days, all on the same ground",
    .description =
        "Read event tables, locate their places and draw a map for each step of time, all with the "
        "same extent and legend. Prints a line for each map that was made: file, first and last "
        "day, number of events, with tabs between; --quiet does not silence that. Weeks begin on "
        "Monday and months on the first, also in the first map, which may begin before --from. "
        "Events of which less is known than the day, the month, ... of a map are drawn with a "
        "tilde, and counted apart.",
    .examples = "  bordermap series events.csv --every month -o 'maps/{start}.png'\n"
                "  bordermap series events.csv --every 10d --from 2022-02-20 --to 2022-03-31 \\\n"
                "      -o 'maps/{n}.svg' --skip-empty\n"
                "  bordermap series events.csv --every month --atlas year.pdf\n"
                "  bordermap series events.csv --every month --from 2022-01 --to 2022-12 \\\n"
                "      --sheet year.png\n"
                "  bordermap series events.csv --every month --from 2022-01 --to 2022-12 \\\n"
                "      --animate year.gif --frame-time 800ms\n"
                "  bordermap series events.csv --every year -o 'maps/{year}.png' \\\n"
                "      --manifest maps/manifest.json --resume\n",
    .groups = {&output, &cli_group_manifest, &cli_group_time, &cli_group_zone, &cli_group_guard,
               &cli_group_page, &cli_group_ground, &cli_group_symbols, &cli_group_labels,
               &cli_group_furniture, &cli_group_density, &cli_group_table, &cli_group_database,
               &cli_group_data, &cli_group_file, &cli_group_general}};
