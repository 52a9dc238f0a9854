/** @file report.h
 *  What goes to standard error: errors, findings, the summary, progress.
 */
#ifndef BM_CLI_REPORT_H
#define BM_CLI_REPORT_H

#include "cli/command.h"

/* With --json in `settings`, which may be NULL, an error is one line of standard error:
 * {"error": {"status": "format", "file": "e.csv", "line": 3, "message": "…"}}, null for a file or
 * line that there is not. */

/** Say what is wrong with the command line and where help is. `command` may be NULL. */
cli_exit cli_report_usage(const cli_command *command, const cli_settings *settings,
                          const char *format, ...) BM_PRINTF(3, 4);
/** The exit status that belongs to the outcome of a call. */
cli_exit cli_exit_of(bm_status status);
/** Print an error of the library, `bordermap: FILE:LINE: message`, and return the exit status that
 *  belongs to it. */
cli_exit cli_report_error(const cli_settings *settings, const bm_error *error);
/** Print one line, `bordermap: …`. */
void cli_report_note(const char *format, ...) BM_PRINTF(1, 2);

/** Print a finding on `sink`: `FILE:LINE: error: column 'date': '2023-02-29': no such day`. */
void cli_finding_write(bm_sink *sink, const bm_finding *finding);

/** Print findings of at least a warning, errors first, up to a limit that fits a screen, and those
 * that say the same of many rows once; returns how many have no line of their own. */
size_t cli_report_findings(const bm_findings *findings);

/** How many rows have an error among the first `size` findings. */
size_t cli_findings_rows_left_out(const bm_findings *findings, size_t size);

enum { CLI_SUMMARY_SIZE = 256 };
/** "31 events: 26 located, 2 areas, 1 ambiguous, 2 unlocated; 3 rows left out". */
void cli_summary_format(const bm_locating_counts *counts, size_t rows_left_out,
                        char text[CLI_SUMMARY_SIZE]);

/** True when a person watches standard error. */
bool cli_report_is_watched(void);

#endif
