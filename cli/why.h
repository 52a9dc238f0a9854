/** @file why.h
 *  The table of `locate --why`: candidates, best first, with the features of their scores.
 */
#ifndef BM_CLI_WHY_H
#define BM_CLI_WHY_H

#include <bordermap/bordermap.h>

/** Write an aligned table, a line a candidate; features that no candidate has get no column. */
void cli_why_write(bm_sink *sink, const bm_location *location);

#endif
