/** @file outcome.h
 *  How a command that writes files ends: what is said, and the exit status.
 */
#ifndef BM_CLI_OUTCOME_H
#define BM_CLI_OUTCOME_H

#include "cli/inputs.h"
#include "cli/report.h"

/** True when both are the same regular file, under whatever names. */
bool cli_is_same_file(const char *output, const char *input);

/** Refuse an output that is one of the inputs, or a second use of standard output. */
bm_status cli_output_check(const cli_settings *settings, bm_error *error);

/** True when --ambiguous=fail forbids to write anything; says so. */
bool cli_outcome_forbids(const cli_inputs *inputs, const cli_settings *settings);

/** Report findings and the summary as --quiet and the terminal have it. `drawn` events are on
 * the map, or on the maps together, `outside` were beyond the frame, `national` known only to a
 * country and not drawn; all are 0 when there is no map. Returns the exit status. */
cli_exit cli_outcome_report(const cli_inputs *inputs, const cli_settings *settings, size_t drawn,
                            size_t outside, size_t national);

/** Say that furniture lies over events, `covered` being those of a map in words, and what helps. */
void cli_note_covered(const char *covered, const cli_settings *settings);

#endif
