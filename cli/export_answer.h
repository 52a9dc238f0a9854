/** @file export_answer.h
 *  What `export --json` answers.
 */
#ifndef BM_CLI_EXPORT_ANSWER_H
#define BM_CLI_EXPORT_ANSWER_H

#include "cli/inputs.h"

/** The files that a run has written. Zero-initialise it. */
typedef struct cli_written {
    char **paths; /**< heap, each */
    size_t count;
    bool failed; /**< memory was short for one */
} cli_written;

/** Note a file. As bm_export_options.wrote wants it.
 *  @param list  a ::cli_written */
void cli_written_add(void *list, const char *path);
void cli_written_finish(cli_written *written);

/** Print it: all files, where each layer is, counts, what was kept back, findings. */
BM_NODISCARD bm_status cli_export_answer(const cli_inputs *inputs, const cli_settings *settings,
                                         bm_export_format format, const cli_written *written,
                                         bm_error *error);

#endif
