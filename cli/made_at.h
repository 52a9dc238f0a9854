/** @file made_at.h
 *  The date of making that is written into files; the clock is never read for it.
 */
#ifndef BM_CLI_MADE_AT_H
#define BM_CLI_MADE_AT_H

#include <bordermap/status.h>
#include <stdint.h>

/** SOURCE_DATE_EPOCH, in Unix seconds; 0 when it is not set. */
bm_status cli_read_made_at(int64_t *made_at_s, bm_error *error);

#endif
