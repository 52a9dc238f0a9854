/** @file reports.h
 *  The reports that `read` is given: files, folders, standard input.
 */
#ifndef BM_CLI_REPORTS_H
#define BM_CLI_REPORTS_H

#include "cli/settings.h"

/** Paths in the order in which they are read; zero-initialise it. */
typedef struct cli_reports {
    char **paths;
    size_t count;
    size_t capacity;
} cli_reports;

/** Gather the operands; a folder stands for its files in .txt, .text, .html, .htm and .xhtml, in
 * order of their names. Finish it whatever is returned. */
bm_status cli_reports_gather(cli_reports *reports, const cli_list *operands, bm_error *error);
void cli_reports_finish(cli_reports *reports);

/** All bytes of a regular file, or of standard input for "-", malloc'ed.
 *  @return ::BM_ERROR_LIMIT when there are more than a report may have */
bm_status cli_report_load(const char *path, char **bytes, size_t *length, bm_error *error);

enum { CLI_DOC_SIZE = 256 };
/** The name of a report: its file's without folder and ending; "stdin" for "-". */
void cli_report_doc(const char *path, char doc[CLI_DOC_SIZE]);

#endif
