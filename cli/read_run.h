/** @file read_run.h
 *  Reports read by several threads and written in the order in which they were given.
 */
#ifndef BM_CLI_READ_RUN_H
#define BM_CLI_READ_RUN_H

#include "cli/inputs.h"
#include "cli/read_output.h"
#include "cli/reports.h"

/** What all reports together came to. */
typedef struct cli_read_counts {
    size_t reports;
    size_t failed; /**< could not be read; each has a finding */
    size_t mentions;
    size_t resolved; /**< of the mentions */
    size_t events;
    size_t unplaced; /**< of the events */
    size_t ambiguous;
    size_t undated;
} cli_read_counts;

typedef struct cli_read_job {
    const cli_settings *settings;
    const cli_inputs *inputs;
    const bm_reader *reader;
    const bm_report_index *index; /**< or NULL */
    bool *index_used;             /**< a truth a row of it */
    const cli_reports *reports;
    cli_read_format format;
    bool colours;
    bm_sink *sink;      /**< what is written goes here */
    bm_sink *why;       /**< what was found and passed over; NULL for nothing */
    bm_events **events; /**< for GeoJSON: all of them; else NULL */
    cli_read_counts counts;
    /** Called before the first report is written: when none can be read, nothing is. */
    void (*begin)(const struct cli_read_job *job);
} cli_read_job;

/** Read and write all reports with `threads` of them at a time. A report that cannot be read is a
 *  finding and the others go on. */
bm_status cli_read_run(cli_read_job *job, size_t threads, bm_error *error);

#endif
