/** @file label_report.h
 *  The list of names that `map --label-report FILE` writes.
 */
#ifndef BM_CLI_LABEL_REPORT_H
#define BM_CLI_LABEL_REPORT_H

#include "cli/settings.h"

/** Refuse a file that has another purpose in this run. */
bm_status cli_label_report_check(const cli_settings *settings, bm_error *error);
/** Write the list, as CSV or by the file's ending as JSON. Commit and free the sink, or only free
 * it when anything failed. */
bm_status cli_label_report_write(bm_map *map, const cli_settings *settings,
                                 const bm_interval *window, bm_sink **sink, bm_error *error);

#endif
