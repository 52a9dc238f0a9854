#include "cli/help.h"
#include "cli/report.h"
#include "cli/run.h"
#include "cli/text.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const cli_command *const commands[] = {&cli_map,
                                              &cli_series,
                                              &cli_export,
                                              &cli_locate,
                                              &cli_read,
                                              &cli_check,
                                              &cli_lint,
                                              &cli_verify,
                                              &cli_gazetteer_build,
                                              &cli_gazetteer_info,
                                              &cli_gazetteer_complete,
                                              NULL};

/* Whether `name` is `first`, or both words with a blank between. */
static bool is_called(const char *name, const char *first, const char *second)
{
    size_t length = strlen(first);
    if (strncmp(name, first, length) != 0)
        return false;
    return second ? name[length] == ' ' && strcmp(name + length + 1, second) == 0
                  : name[length] == '\0';
}

/* The command that the first one or two arguments name, and how many they are. */
static const cli_command *find_command(int argc, char *const *argv, int *words)
{
    for (*words = 1; *words <= 2 && *words <= argc; ++*words) {
        for (size_t i = 0; commands[i]; i++) {
            if (is_called(commands[i]->name, argv[0], *words == 2 ? argv[1] : NULL))
                return commands[i];
        }
    }
    return NULL;
}

/* Whether commands of two words begin with this one. */
static bool is_family(const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 0; commands[i]; i++) {
        if (strncmp(commands[i]->name, word, length) == 0 && commands[i]->name[length] == ' ')
            return true;
    }
    return false;
}

static cli_exit refuse_command(int argc, char *const *argv)
{
    char name[64];
    bool is_two = argc > 1 && argv[1][0] != '-';
    if (is_family(argv[0]) && !is_two)
        return cli_report_usage(NULL, NULL,
                                "%s does nothing by itself; there are gazetteer build, "
                                "gazetteer info and gazetteer complete",
                                argv[0]);
    (void)snprintf(name, sizeof name, "%.30s%s%.30s", argv[0], is_two ? " " : "",
                   is_two ? argv[1] : "");
    bm_nearest nearest = bm_nearest_to(name);
    for (size_t i = 0; commands[i]; i++) {
        /* Of a command of one word, the second argument is no part. */
        nearest.wanted = strchr(commands[i]->name, ' ') ? name : argv[0];
        bm_nearest_consider(&nearest, commands[i]->name);
    }
    if (nearest.word)
        return cli_report_usage(NULL, NULL, "unknown command '%s'; did you mean '%s'?",
                                strchr(nearest.word, ' ') ? name : argv[0], nearest.word);
    return cli_report_usage(NULL, NULL, "unknown command '%s'",
                            is_family(argv[0]) ? name : argv[0]);
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
    if (strcmp(argv[0], "--options") == 0)
        return print(NULL, HELP_OPTIONS);
    if (strcmp(argv[0], "help") == 0 || strcmp(argv[0], "--help") == 0)
        return print(NULL, HELP_PROGRAM);
    int words = 0;
    const cli_command *command = find_command(argc, argv, &words);
    if (!command)
        return refuse_command(argc, argv);
    if (argc > words)
        return cli_report_usage(NULL, NULL, "help is about one command at a time");
    return print(command, HELP_PROGRAM);
}

/* Indexes are mapped, not read: what is cut off one while it is used is missed only here. */
static void stop_on_bus_error(int number)
{
    static const char text[] = "bordermap: a file was cut short while it was in use\n";
    (void)number;
    _exit(write(STDERR_FILENO, text, sizeof text - 1) < 0 ? (int)CLI_EXIT_INTERNAL
                                                          : (int)CLI_EXIT_IO);
}

int main(int argc, char **argv)
{
    /* A limit on file sizes is an error to report like a full disk. */
    (void)signal(SIGXFSZ, SIG_IGN);
    (void)signal(SIGBUS, stop_on_bus_error);
    if (argc < 2)
        return (int)cli_report_usage(NULL, NULL,
                                     "no command; there are map, series, export, locate, "
                                     "read, check, lint, verify and gazetteer");
    const char *name = argv[1];
    if (strcmp(name, "--version") == 0)
        return (int)print(NULL, VERSION);
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return (int)print(NULL, HELP_PROGRAM);
    if (strcmp(name, "help") == 0)
        return (int)run_help(argc - 2, argv + 2);
    if (name[0] == '-')
        return (int)cli_report_usage(NULL, NULL, "unknown option '%s' before a command", name);
    int words = 0;
    const cli_command *command = find_command(argc - 1, argv + 1, &words);
    if (!command)
        return (int)refuse_command(argc - 1, argv + 1);
    return (int)cli_run(command, command->run ? command->run : cli_draw, argc, argv);
}
