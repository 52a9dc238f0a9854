/** @file ahead.h
 *  What a drawing needs later, got on threads of their own while the events are read and located.
 */
#ifndef BM_CLI_AHEAD_H
#define BM_CLI_AHEAD_H

#include "cli/inputs.h"

#include <pthread.h>

/** A thread that may not have been begun. */
typedef struct cli_thread {
    pthread_t id;
    bool is_running;
    bool was_begun;
    bm_status status;
    bm_error error;
} cli_thread;

typedef struct cli_ahead {
    cli_inputs *inputs;
    const cli_settings *settings;
    cli_inputs places; /**< what locating needs, until it is handed over */
    cli_thread fonts, opening, unpacking, outlines, layers;
} cli_ahead;

/** Begin to load the fonts and to open what locating needs and the layers of the ground. */
void cli_ahead_begin(cli_ahead *ahead, cli_inputs *inputs, const cli_settings *settings);
/** What locating needs is open when this returns ::BM_OK, and begins to be unpacked. Call it when
 *  the events are read: what is found in the gazetteers comes after what is found in the tables. */
bm_status cli_ahead_open_places(cli_ahead *ahead, bm_error *error);
/** The layers of the ground are open when this returns ::BM_OK. */
bm_status cli_ahead_open_layers(cli_ahead *ahead, bm_error *error);
/** Wait for what still runs. Fine for one that was not begun, and twice. */
void cli_ahead_finish(cli_ahead *ahead);

#endif
