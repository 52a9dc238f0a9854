/** @file drawing.h
 *  What `map` and `series` share: a prepared map of the located events.
 */
#ifndef BM_CLI_DRAWING_H
#define BM_CLI_DRAWING_H

#include "cli/ahead.h"

enum { CLI_DATA_NOTE_SIZE = 2048 };

typedef struct cli_drawing {
    cli_inputs inputs;
    cli_ahead ahead;
    cli_thread finding_fonts, opening_fonts; /**< the second waits for the first */
    bm_map_fonts *fonts;
    pthread_mutex_t styling; /**< locked until the style is open; initialised with that thread */
    bm_style *style;
    char data_note[CLI_DATA_NOTE_SIZE]; /**< what the credit says of the events */
    bm_map *map;
} cli_drawing;

/** Prepare everything, what was begun ahead and the rest; nothing is written. With --ambiguous=fail
 * the map stays NULL when a place is ambiguous. Finish it whatever is returned. */
bm_status cli_drawing_prepare(cli_drawing *drawing, const cli_settings *settings, bm_error *error);
/** Say so when the number of events made symbols give way. */
void cli_drawing_note_density(const cli_drawing *drawing, const cli_settings *settings);
void cli_drawing_finish(cli_drawing *drawing);

/** --from and --to as the window of the map; NULL for the whole table. An open end is the end of
 * the events. The result may be `window`, or belong to the settings. */
const bm_interval *cli_drawing_window(const cli_inputs *inputs, const cli_settings *settings,
                                      bm_interval *window);

/** The map format that --format or the ending of --output says. */
bm_status cli_map_format(const cli_settings *settings, bm_map_format *format, bm_error *error);

#endif
