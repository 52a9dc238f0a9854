#include "cli/draw.h"

#include "cli/report.h"
#include "cli/run.h"

#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static const struct {
    const cli_command *command;
    cli_runner run;
} drawn[] = {{&cli_map, cli_draw_map}, {&cli_series, cli_draw_series}, {&cli_lint, cli_draw_lint}};

/* One short run: memory that is given back would be asked for again, which takes longer than the
 * work on it, the more so with several threads. */
static void keep_memory(void)
{
#ifdef __GLIBC__
    (void)mallopt(M_MMAP_THRESHOLD, 32 << 20);
    (void)mallopt(M_TRIM_THRESHOLD, 512 << 20);
    (void)mallopt(M_TOP_PAD, 4 << 20);
#endif
}

int main(int argc, char **argv)
{
    keep_memory();
    for (size_t i = 0; argc > 1 && i < sizeof drawn / sizeof *drawn; i++) {
        if (strcmp(argv[1], drawn[i].command->name) == 0)
            return (int)cli_run(drawn[i].command, drawn[i].run, argc, argv);
    }
    return (int)cli_report_usage(NULL, NULL,
                                 "this is the part of bordermap that draws: run 'bordermap map', "
                                 "'bordermap series' or 'bordermap lint'");
}
