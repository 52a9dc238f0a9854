/** @file run.h
 *  From a command's arguments to its exit status, in both programs.
 *
 *  There are two, so that what is asked for most starts at once: `bordermap`, which has the
 * commands that only compute, and `bordermap-draw`, with all the libraries that drawing takes. The
 * first knows every command and its options, and hands over to the second when one is to be drawn.
 */
#ifndef BM_CLI_RUN_H
#define BM_CLI_RUN_H

#include "cli/command.h"

/** Read the options and call `run`, unless help is asked for or something is wrong with them.
 *  @param argc,argv  of the program; after argv[0] comes the command's name, a word or two */
cli_exit cli_run(const cli_command *command, cli_runner run, int argc, char *const *argv);

/** A ::cli_runner for the commands that draw: become the second program, with the same arguments.
 *  Returns only when that is not possible. */
cli_exit cli_hand_over(const cli_command *command, const cli_settings *settings);

#endif
