/** @file draw.h
 *  The commands that draw, in the module (see part.h).
 */
#ifndef BM_CLI_DRAW_H
#define BM_CLI_DRAW_H

#include "cli/part.h"

cli_exit cli_draw_map(const cli_command *command, const cli_settings *settings,
                      cli_drawing *drawing);
cli_exit cli_draw_lint(const cli_command *command, const cli_settings *settings,
                       cli_drawing *drawing);
cli_exit cli_draw_series(const cli_command *command, const cli_settings *settings,
                         cli_drawing *drawing);

#endif
