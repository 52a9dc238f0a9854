/** @file series_options.h
 *  What a command line says of a series, as the library takes it.
 */
#ifndef BM_CLI_SERIES_OPTIONS_H
#define BM_CLI_SERIES_OPTIONS_H

#include "cli/inputs.h"

/** The options of a series; of its maps' format the caller knows. Free `inputs` of the result.
 * Texts and windows are those of the settings. */
BM_NODISCARD bm_status cli_series_options_make(const cli_settings *settings,
                                               const cli_inputs *inputs, bm_series_options *options,
                                               bm_error *error);
void cli_series_options_finish(bm_series_options *options);

/** What the windows that will be drawn have in common: those of a series, or the one of --from and
 * --to. */
BM_NODISCARD bm_status cli_windows_look(const cli_settings *settings, const cli_inputs *inputs,
                                        bm_series_survey *survey, bm_error *error);

#endif
