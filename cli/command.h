/** @file command.h
 *  A command of the program, and the table of all of them (main.c).
 */
#ifndef BM_CLI_COMMAND_H
#define BM_CLI_COMMAND_H

#include "cli/options.h"

/** Exit status of the program. */
typedef enum cli_exit {
    CLI_EXIT_DONE = 0,
    CLI_EXIT_FINDINGS = 1, /**< done, but with unlocated, ambiguous or invalid rows */
    CLI_EXIT_USAGE = 2,
    CLI_EXIT_IO = 3, /**< input cannot be read or is damaged, output cannot be written */
    CLI_EXIT_INTERNAL = 4,
    CLI_EXIT_INTERRUPTED = 130 /**< by SIGINT, SIGTERM or SIGHUP, as shells have it */
} cli_exit;

enum { CLI_GROUPS_MAX = 17 };

struct cli_command;

/** What a command does with its options. */
typedef cli_exit (*cli_runner)(const struct cli_command *command, const cli_settings *settings);

typedef struct cli_command {
    const char *name;       /**< one word or two: "gazetteer build" */
    const char *operand;    /**< "EVENTS" or "NAME": at least one is needed */
    bool operands_optional; /**< the command itself says when one is missing */
    const char *usage;      /**< what follows the name in the synopsis */
    const char *summary;    /**< one line, lower case */
    const char *description;
    const char *examples;                           /**< one a line */
    const cli_option_group *groups[CLI_GROUPS_MAX]; /**< NULL at the end */
    cli_runner run;                                 /**< NULL for what draws: ::cli_draw runs it */
} cli_command;

extern const cli_command cli_map;
extern const cli_command cli_series;
extern const cli_command cli_export;
extern const cli_command cli_locate;
extern const cli_command cli_check;
extern const cli_command cli_lint;
extern const cli_command cli_read;
extern const cli_command cli_verify;
extern const cli_command cli_gazetteer_build;
extern const cli_command cli_gazetteer_info;
extern const cli_command cli_gazetteer_complete;

#endif
