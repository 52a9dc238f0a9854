/** @file draw.h
 *  What the second program does: the commands that draw (see run.h).
 */
#ifndef BM_CLI_DRAW_H
#define BM_CLI_DRAW_H

#include "cli/command.h"

cli_exit cli_draw_map(const cli_command *command, const cli_settings *settings);
cli_exit cli_draw_lint(const cli_command *command, const cli_settings *settings);
cli_exit cli_draw_series(const cli_command *command, const cli_settings *settings);

#endif
