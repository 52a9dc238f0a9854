#include "cli/run.h"

#include "cli/databases.h"
#include "cli/help.h"
#include "cli/interrupt.h"
#include "cli/report.h"

#include <string.h>

static cli_exit print_help(const cli_command *command)
{
    bm_sink *sink = NULL;
    bm_error error = {0};
    bm_status status = bm_sink_open("-", &sink, &error);
    if (!status) {
        cli_help_command(sink, command);
        status = bm_sink_commit(sink, &error);
    }
    bm_sink_free(sink);
    return status ? cli_report_error(NULL, &error) : CLI_EXIT_DONE;
}

/* What is wrong may stand before --json. */
static bool asks_for_json(int argc, char *const *argv)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--json") == 0)
            return true;
    }
    return false;
}

cli_exit cli_run(const cli_command *command, cli_runner run, int argc, char *const *argv)
{
    cli_settings settings = {.argv = argv};
    bm_error error = {0};
    cli_exit result = CLI_EXIT_USAGE;
    int used = strchr(command->name, ' ') ? 3 : 2; /* the program's name and the command's */
    bm_status status =
        cli_options_parse(command->groups, argc - used, argv + used, &settings, &error);
    settings.json = settings.json || (status && asks_for_json(argc - used, argv + used));
    if (settings.help)
        result = print_help(command);
    else if (status == BM_ERROR_MEMORY)
        result = cli_report_error(&settings, &error);
    else if (status)
        result = cli_report_usage(command, &settings, "%s", error.message);
    else if (settings.operands.count == 0 && !command->operands_optional)
        result =
            cli_report_usage(command, &settings, "%s needs %s", command->name, command->operand);
    else if ((status = cli_databases_take(command, &settings, &error)) != BM_OK)
        result = status == BM_ERROR_ARGUMENT
                     ? cli_report_usage(command, &settings, "%s", error.message)
                     : cli_report_error(&settings, &error);
    else {
        cli_interrupt_ends(command == &cli_series);
        result = run(command, &settings);
    }
    cli_databases_finish(&settings);
    cli_settings_finish(&settings);
    return result;
}
