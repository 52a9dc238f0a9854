/** @file decide.h
 *  `locate --decide`: keep an answer in a table of decisions.
 */
#ifndef BM_CLI_DECIDE_H
#define BM_CLI_DECIDE_H

#include "cli/inputs.h"

/** Keep the place with the id of --pick, or else the best candidate, for the name and the hints of
 *  the command line, and say so. ::BM_ERROR_ARGUMENT when there is no such place. */
bm_status cli_decide(const cli_inputs *inputs, const cli_settings *settings, const char *name,
                     const bm_location *location, bm_error *error);

#endif
