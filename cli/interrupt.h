/** @file interrupt.h
 *  What the user's interruption (SIGINT, as ^C sends it), SIGTERM and a terminal's end (SIGHUP) do
 *  to a command that makes many files.
 */
#ifndef BM_CLI_INTERRUPT_H
#define BM_CLI_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

/** From here on these signals only set a flag. What is ignored, as by nohup, stays so. */
const volatile sig_atomic_t *cli_interrupt_watch(void);
bool cli_interrupt_came(void);

#endif
