/** @file names.h
 *  The names to locate: from the command line and, for `-`, from standard input, one a line.
 */
#ifndef BM_CLI_NAMES_H
#define BM_CLI_NAMES_H

#include "cli/settings.h"

/** Zero-initialise it. */
typedef struct cli_names {
    char **items; /**< owned */
    size_t count;
} cli_names;

/** Refuses names that are not UTF-8. Finish it whatever is returned. */
bm_status cli_names_gather(cli_names *names, const cli_list *operands, bm_error *error);
void cli_names_finish(cli_names *names);

#endif
