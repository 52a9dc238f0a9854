/** @file at.h
 *  `locate --at`: what is around a position.
 */
#ifndef BM_CLI_AT_H
#define BM_CLI_AT_H

#include "cli/command.h"

/** Answer the positions of --at. */
cli_exit cli_at_run(const cli_command *command, const cli_settings *settings);

#endif
