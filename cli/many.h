/** @file many.h
 *  Tables too large to keep as events: read in chunks into points.
 */
#ifndef BM_CLI_MANY_H
#define BM_CLI_MANY_H

#include "cli/inputs.h"

/** Whether the tables are files, and small: to read them takes no longer than a few symbols. */
bool cli_many_is_quick(const cli_settings *settings);

/** Whether the tables are so large that they are not kept as events; `or_unknown`: or nobody knows,
 *  as of a pipe. Databases are asked for their rows. */
BM_NODISCARD bm_status cli_many_is_large(const cli_settings *settings, bool or_unknown,
                                         bool *is_large, bm_error *error);

/** Read the tables as points when they are large and the map is to show a density, or may: then
 *  `inputs->points` is set. Else nothing has happened. */
bm_status cli_many_read(cli_inputs *inputs, const cli_settings *settings, bm_error *error);

/** The time that the events span, of whichever kind. */
bool cli_many_span(const cli_inputs *inputs, bm_interval *span);

#endif
