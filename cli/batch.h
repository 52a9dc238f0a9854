/** @file batch.h
 *  `locate --batch`: a table of names in, the same table with where they are out.
 */
#ifndef BM_CLI_BATCH_H
#define BM_CLI_BATCH_H

#include "cli/answer.h"
#include "cli/inputs.h"

typedef struct cli_batch_counts {
    size_t rows;
    size_t located;
    size_t areas;
    size_t ambiguous;
    long ambiguous_line; /**< of the first of these */
    size_t none;
    size_t invalid;
} cli_batch_counts;

/** Read settings->batch, locate every row and write settings->output. The first bad rows become
 *  findings of `inputs`. With --ambiguous=fail an ambiguous row leaves nothing written. */
bm_status cli_batch_run(const cli_inputs *inputs, const cli_settings *settings,
                        cli_batch_counts *counts, bm_error *error);

/** Say what was done and what was found, as --quiet has it. Returns true when there is something
 *  to see to. */
bool cli_batch_report(const cli_inputs *inputs, const cli_settings *settings,
                      const cli_batch_counts *counts);

#endif
