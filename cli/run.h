/** @file run.h
 *  From a command's arguments to its exit status.
 */
#ifndef BM_CLI_RUN_H
#define BM_CLI_RUN_H

#include "cli/command.h"

/** Read the options and call `run`, unless help is asked for or something is wrong with them.
 *  @param argc,argv  of the program; after argv[0] comes the command's name, a word or two */
cli_exit cli_run(const cli_command *command, cli_runner run, int argc, char *const *argv);

/** A ::cli_runner for the commands that draw: load the part that does, and meanwhile read what is
 * to be drawn (see part.h). */
cli_exit cli_draw(const cli_command *command, const cli_settings *settings);

#endif
