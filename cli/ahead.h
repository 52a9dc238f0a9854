/** @file ahead.h
 *  What a drawing needs later, got on threads of their own while the events are read and located.
 */
#ifndef BM_CLI_AHEAD_H
#define BM_CLI_AHEAD_H

#include "cli/inputs.h"

#include <pthread.h>

typedef struct cli_ahead {
    cli_inputs *inputs;
    const cli_settings *settings;
    pthread_t layers, fonts, places;
    bool has_layers, has_fonts, has_places; /**< threads that run */
    bool layers_opened;
    bm_status layers_status;
    bm_error layers_error;
} cli_ahead;

/** Begin to load the fonts and to open the layers of the ground. */
void cli_ahead_begin(cli_ahead *ahead, cli_inputs *inputs, const cli_settings *settings);
/** Begin to unpack the places of the gazetteer, which is open now. */
void cli_ahead_begin_places(cli_ahead *ahead);
/** The layers of the ground are open when this returns ::BM_OK. */
bm_status cli_ahead_open_layers(cli_ahead *ahead, bm_error *error);
/** Wait for what still runs. Fine for one that was not begun, and twice. */
void cli_ahead_finish(cli_ahead *ahead);

#endif
