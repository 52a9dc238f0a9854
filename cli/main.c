#include "cli/help.h"
#include "cli/report.h"
#include "cli/run.h"
#include "cli/text.h"

#include <limits.h>
#include <string.h>

static const cli_command *const commands[] = {&cli_map,    &cli_series, &cli_export,
                                              &cli_locate, &cli_check,  NULL};

static const cli_command *find_command(const char *name)
{
    for (size_t i = 0; commands[i]; i++) {
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    }
    return NULL;
}

static cli_exit refuse_command(const char *name)
{
    const char *nearest = NULL;
    int least = INT_MAX;
    for (size_t i = 0; commands[i]; i++) {
        int distance = cli_text_distance(name, commands[i]->name);
        if (distance < least && cli_text_resembles(name, commands[i]->name, distance)) {
            least = distance;
            nearest = commands[i]->name;
        }
    }
    if (nearest)
        return cli_report_usage(NULL, NULL, "unknown command '%s'; did you mean '%s'?", name,
                                nearest);
    return cli_report_usage(NULL, NULL, "unknown command '%s'", name);
}

enum what { HELP_PROGRAM, HELP_OPTIONS, VERSION };

/* Print one of the texts, or the help of `command`, to standard output. */
static cli_exit print(const cli_command *command, enum what what)
{
    bm_sink *sink = NULL;
    bm_error error = {0};
    bm_status status = bm_sink_open("-", &sink, &error);
    if (status)
        goto done;
    if (command)
        cli_help_command(sink, command);
    else if (what == HELP_OPTIONS)
        cli_help_options(sink, commands);
    else if (what == VERSION)
        bm_sink_printf(sink, "bordermap %s\n", bm_version());
    else
        cli_help_program(sink, commands);
    status = bm_sink_commit(sink, &error);
done:
    bm_sink_free(sink);
    return status ? cli_report_error(NULL, &error) : CLI_EXIT_DONE;
}

static cli_exit run_help(int argc, char *const *argv)
{
    if (argc == 0)
        return print(NULL, HELP_PROGRAM);
    if (argc > 1)
        return cli_report_usage(NULL, NULL, "help is about one command at a time");
    if (strcmp(argv[0], "--options") == 0)
        return print(NULL, HELP_OPTIONS);
    if (strcmp(argv[0], "help") == 0 || strcmp(argv[0], "--help") == 0)
        return print(NULL, HELP_PROGRAM);
    const cli_command *command = find_command(argv[0]);
    return command ? print(command, HELP_PROGRAM) : refuse_command(argv[0]);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return (int)cli_report_usage(NULL, NULL,
                                     "no command; there are map, series, export, locate and "
                                     "check");
    const char *name = argv[1];
    if (strcmp(name, "--version") == 0)
        return (int)print(NULL, VERSION);
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return (int)print(NULL, HELP_PROGRAM);
    if (strcmp(name, "help") == 0)
        return (int)run_help(argc - 2, argv + 2);
    if (name[0] == '-')
        return (int)cli_report_usage(NULL, NULL, "unknown option '%s' before a command", name);
    const cli_command *command = find_command(name);
    if (!command)
        return (int)refuse_command(name);
    return (int)cli_run(command, command->run ? command->run : cli_hand_over, argc, argv);
}
