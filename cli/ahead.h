/** @file ahead.h
 *  What a drawing needs, got on threads of their own while the part that draws is being loaded.
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

void cli_thread_begin(cli_thread *thread, void *(*work)(void *), void *context);
/** Fine for one that was not begun, and twice. */
void cli_thread_join(cli_thread *thread);

/** What is done with the events, one after the other. */
typedef enum cli_step {
    CLI_STEP_READ,   /**< the tables are read */
    CLI_STEP_OPEN,   /**< what locating needs is open */
    CLI_STEP_LOCATE, /**< the events are located */
    CLI_STEPS
} cli_step;

typedef struct cli_ahead {
    cli_inputs *inputs;
    const cli_settings *settings;
    cli_inputs places; /**< what locating needs, until it is handed over */
    struct {
        bool is_done;
        bm_status status;
        bm_error error;
    } steps[CLI_STEPS];
    cli_thread events, opening, unpacking, outlines, layers;
} cli_ahead;

/** Begin to read and to locate the events, unless that may take long, and to open what locating
 *  needs. `inputs` is empty. */
void cli_ahead_begin(cli_ahead *ahead, cli_inputs *inputs, const cli_settings *settings);
/** Begin to open the layers of the ground. Fine for an `ahead` that was not begun. */
void cli_ahead_begin_layers(cli_ahead *ahead);
/** The events have taken this step, and those before it, when this returns ::BM_OK. For an `ahead`
 *  that was not begun as well, with its `inputs` and `settings`. */
bm_status cli_ahead_reach(cli_ahead *ahead, cli_step step, bm_error *error);
/** The layers of the ground are open when this returns ::BM_OK. Call it when the events are
 *  located. */
bm_status cli_ahead_open_layers(cli_ahead *ahead, bm_error *error);
/** Wait for what still runs. Fine for one that was not begun, and twice. */
void cli_ahead_finish(cli_ahead *ahead);

#endif
