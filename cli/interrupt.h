/** @file interrupt.h
 *  What the user's interruption (SIGINT, as ^C sends it), SIGTERM and a terminal's end (SIGHUP) do
 *  to a command.
 */
#ifndef BM_CLI_INTERRUPT_H
#define BM_CLI_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

/** From here on these signals remove what is not whole yet and end the process: with exit status
 * 130 when `with_status`, else as they do by themselves. What is ignored, as by nohup, stays so. */
void cli_interrupt_ends(bool with_status);
/** What has sinks of its own is to abandon them, too: the part that draws. */
typedef void (*cli_abandoner)(void);
void cli_interrupt_abandons(cli_abandoner also);
/** From here on these signals only set a flag. What is ignored, as by nohup, stays so. */
const volatile sig_atomic_t *cli_interrupt_watch(void);
bool cli_interrupt_came(void);

#endif
