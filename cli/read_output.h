/** @file read_output.h
 *  What `read` writes of a report, in each of its forms.
 */
#ifndef BM_CLI_READ_OUTPUT_H
#define BM_CLI_READ_OUTPUT_H

#include "cli/settings.h"

typedef enum cli_read_format {
    CLI_READ_CSV,
    CLI_READ_GEOJSON,
    CLI_READ_JSONL,
    CLI_READ_ANSI,
    CLI_READ_HTML
} cli_read_format;

/** An object a line for each mention. */
void cli_read_write_mentions(const bm_report *report, const bm_report_source *source,
                             bm_sink *sink);
/** The same as a table. */
void cli_read_write_mentions_csv_header(bm_sink *sink);
void cli_read_write_mentions_csv(const bm_report *report, const bm_report_source *source,
                                 bm_sink *sink);
/** An object a line for each incident. */
void cli_read_write_incidents(const bm_report *report, const bm_report_source *source,
                              bm_sink *sink);

/** The text with places, dates and incidents marked, for a terminal. `colours`: by escape
 * sequences, else in brackets. `why`: with what was passed over. */
void cli_read_write_ansi(const bm_report *report, const bm_report_source *source, bool why,
                         bool colours, bm_sink *sink);
/** The same as part of a page. */
void cli_read_write_html_head(bm_sink *sink);
void cli_read_write_html(const bm_report *report, const bm_report_source *source, bool why,
                         bm_sink *sink);
void cli_read_write_html_foot(bm_sink *sink);

/** A line for everything that was found or passed over, with the reason. */
void cli_read_write_why(const bm_report *report, const bm_report_source *source, bm_sink *sink);

#endif
