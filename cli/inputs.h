/** @file inputs.h
 *  What the commands work on: the shipped or given layers, the gazetteer, the border, the events.
 *
 *  Members are filled in the order of the functions below and freed together.
 */
#ifndef BM_CLI_INPUTS_H
#define BM_CLI_INPUTS_H

#include "cli/gazetteers.h"

enum { CLI_CREDIT_SIZE = 1024 };

typedef struct cli_inputs {
    bm_findings *findings;
    size_t findings_of_rows; /**< how many came from reading the tables */
    bm_events *events;
    bm_event_points *points; /**< in place of the events, when there are too many to keep */
    size_t left_out;         /**< rows, when neither events nor points are kept */
    bm_locating_counts counts;

    bm_layer *countries;
    bm_layer *crossings;
    bm_layer *oblasts;
    bm_layer *oblast_lines;
    bm_layer *rivers;
    bm_layer *lakes;
    bm_layer *locator; /**< NULL when no inset is wanted */
    bm_layer *urban;   /**< this and the next three: NULL unless the user has them */
    bm_layer *raions;
    bm_layer *roads;
    bm_layer *railways;
    bm_raster *raster; /**< NULL without --raster */
    bm_border *border;
    cli_gazetteers gazetteers;
    bm_gazetteer *gazetteer;
    bm_aliases *aliases; /**< the shipped ones and those of --aliases */
    bm_geocoder *geocoder;
    bm_crossings *crossing_states; /**< NULL without --crossings */
    bm_periods *periods;           /**< of an export; NULL without --windows */
    bm_decisions *decisions;       /**< NULL without --decisions */
    bm_guard *guard;               /**< NULL when nothing is kept back */
    char credit[CLI_CREDIT_SIZE];
} cli_inputs;

/** How tables are to be read. */
bm_events_options cli_inputs_table_options(const cli_settings *settings);
/** Refuse a table that is given twice, and a time that ends before it begins. */
bm_status cli_inputs_check(const cli_settings *settings, bm_error *error);
/** Read and join the tables, and keep what falls between --from and --to. */
bm_status cli_inputs_read_events(cli_inputs *inputs, const cli_settings *settings, bm_error *error);
/** Open what locating needs: border, gazetteer, aliases, geocoder. */
bm_status cli_inputs_open_places(cli_inputs *inputs, const cli_settings *settings, bm_error *error);
/** Locate the events, and keep back what is not to be published. */
bm_status cli_inputs_locate(cli_inputs *inputs, const cli_settings *settings, bm_error *error);
/** Take what another's cli_inputs_open_places() opened, and what it found. */
void cli_inputs_take_places(cli_inputs *inputs, cli_inputs *from);
/** The layers of the ground in two halves, which take the same time to open. */
typedef enum cli_layers { CLI_LAYERS_OUTLINES, CLI_LAYERS_OTHERS } cli_layers;
/** Open what only a map needs, the layers of the ground. It touches no other members, so it may run
 * beside the functions above, and one half beside the other, unless there are --layers. */
bm_status cli_inputs_open_layers(cli_inputs *inputs, const cli_settings *settings, cli_layers half,
                                 bm_error *error);
/** Open only those of countries, oblasts and districts, what there is of them. */
bm_status cli_inputs_open_units(cli_inputs *inputs, const cli_settings *settings, bm_error *error);
/** Open the layers of --overlay, in place of others of their kinds, the --raster and the
 *  --crossings. */
bm_status cli_inputs_open_overlays(cli_inputs *inputs, const cli_settings *settings,
                                   bm_error *error);
/** Make the credit of all that is open. */
void cli_inputs_make_credit(cli_inputs *inputs);
/** Begin it with what the border was found in, for who opens no layers. */
void cli_inputs_make_border_credit(cli_inputs *inputs, const cli_settings *settings);
/** Free everything; `inputs` is empty again. */
void cli_inputs_finish(cli_inputs *inputs);

/** --from and --to as one stretch of time, open ends as far as there are dates. False when neither
 *  was given. */
bool cli_window(const cli_settings *settings, int64_t *start_s, int64_t *end_s);

#endif
