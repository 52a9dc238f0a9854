/** @file help.h
 *  Help texts, made from the command and option tables; no line above 80 columns.
 */
#ifndef BM_CLI_HELP_H
#define BM_CLI_HELP_H

#include "cli/command.h"

/** What `bordermap --help` prints. `commands` ends with NULL. */
void cli_help_program(bm_sink *sink, const cli_command *const *commands);
/** What `bordermap COMMAND --help` prints. */
void cli_help_command(bm_sink *sink, const cli_command *command);
/** The options of all commands for shell completion and tests, a line each: command, option,
 *  argument or "-", with tabs between. */
void cli_help_options(bm_sink *sink, const cli_command *const *commands);

#endif
