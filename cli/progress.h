/** @file progress.h
 *  How far a series has come: a bar on a terminal, or a line now and then.
 *
 *  The clock is read for this only: nothing that is written depends on it.
 */
#ifndef BM_CLI_PROGRESS_H
#define BM_CLI_PROGRESS_H

#include "cli/settings.h"

typedef enum cli_progress_kind {
    CLI_PROGRESS_NONE,
    CLI_PROGRESS_BAR,  /**< one line of a terminal, drawn over and over */
    CLI_PROGRESS_LINES /**< --progress where there is no terminal */
} cli_progress_kind;

typedef struct cli_progress {
    cli_progress_kind kind;
    bool has_color;
    bool has_escapes; /**< the terminal can clear a line */
    bool is_shown;    /**< the bar is on the terminal now */
    double begun_s;
    double shown_s; /**< when the last was shown */
} cli_progress;

/** Settle what is shown: nothing with --quiet. */
void cli_progress_begin(cli_progress *progress, const cli_settings *settings);
/** So many of `total` maps are done; shown a few times a second at most. */
void cli_progress_step(cli_progress *progress, size_t done, size_t total);
/** Clear the bar: before anything else is printed, and at the end. */
void cli_progress_hide(cli_progress *progress);

enum { CLI_PROGRESS_SIZE = 512 };
/** "[####....] 12 of 52 maps, 8.3 a second, 5 s left" in at most `width` columns: a narrow line
 * goes without the bar, then without the rate. With `width` 0 there are words only, all of them.
 *  @param filled  signs of the bar that are filled, after its bracket; 0 for none */
void cli_progress_format(size_t done, size_t total, double elapsed_s, int width, size_t *filled,
                         char text[CLI_PROGRESS_SIZE]);

#endif
