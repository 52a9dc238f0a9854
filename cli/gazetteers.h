/** @file gazetteers.h
 *  Which gazetteers a command works with, and in what order.
 *
 *  First the files of --gazetteer or, without it, those that BORDERMAP_GAZETTEER names; then,
 * unless
 *  --no-shipped is given, the places that come with bordermap: without them no country, oblast or
 *  great city would be known.
 */
#ifndef BM_CLI_GAZETTEERS_H
#define BM_CLI_GAZETTEERS_H

#include "cli/settings.h"

/** Zero-initialise it. */
typedef struct cli_gazetteers {
    const char **paths; /**< in order; the array is ours */
    size_t count;
    size_t own;    /**< how many of them are the user's: the first ones */
    char *storage; /**< of the texts that are not the command line's */
} cli_gazetteers;

/** Finish it whatever is returned. */
bm_status cli_gazetteers_gather(cli_gazetteers *gazetteers, const cli_settings *settings,
                                bm_error *error);
void cli_gazetteers_finish(cli_gazetteers *gazetteers);

#endif
