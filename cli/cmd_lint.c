#include "cli/command.h"

const cli_command cli_lint = {
    .name = "lint",
    .operand = "MAP.svg, a map in SVG, or EVENTS: a table in CSV",
    .usage = "MAP.svg|EVENTS... [--json] [OPTION...]",
    .summary = "say what is wrong with a finished map",
    .description =
        "Check a map against the numbers that a printed map must meet: contrast of every text "
        "with what is behind it, names on names, symbols and furniture, cut texts, leaders that "
        "cross, sizes of type and halos, symbols and colours that eyes can tell apart, the legend "
        "and its counts, numbers and rows of the key, words out of their frame, the scale bar, "
        "credit and disclaimer, places without a name, names in another country or beside another "
        "town. An SVG of bordermap is checked in full, any other as far as it can be read; of "
        "events the map is "
        "drawn in memory with the options of 'map'. A line for each finding; nothing when there "
        "is none. Exit status 1 when there are findings.",
    .examples = "  bordermap lint border.svg\n"
                "  bordermap lint events.csv --style dark --size 800x600 --json\n",
    .groups = {&cli_group_time, &cli_group_guard, &cli_group_page, &cli_group_ground,
               &cli_group_symbols, &cli_group_labels, &cli_group_furniture, &cli_group_density,
               &cli_group_table, &cli_group_database, &cli_group_data, &cli_group_general}};
