#include "cli/draw.h"

#include "cli/report.h"
#include "cli/run.h"

#include <string.h>

static const struct {
    const cli_command *command;
    cli_runner run;
} drawn[] = {{&cli_map, cli_draw_map}, {&cli_series, cli_draw_series}, {&cli_lint, cli_draw_lint}};

int main(int argc, char **argv)
{
    for (size_t i = 0; argc > 1 && i < sizeof drawn / sizeof *drawn; i++) {
        if (strcmp(argv[1], drawn[i].command->name) == 0)
            return (int)cli_run(drawn[i].command, drawn[i].run, argc, argv);
    }
    return (int)cli_report_usage(NULL, NULL,
                                 "this is the part of bordermap that draws: run 'bordermap map', "
                                 "'bordermap series' or 'bordermap lint'");
}
