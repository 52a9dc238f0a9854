/** @file answer.h
 *  One answer of the geocoder, as text or as cells of a table. cli_json_location() writes it as
 * JSON.
 */
#ifndef BM_CLI_ANSWER_H
#define BM_CLI_ANSWER_H

#include "cli/settings.h"

/** In which form answers are written. */
typedef enum cli_answer_format {
    CLI_ANSWER_TEXT,
    CLI_ANSWER_CSV,
    CLI_ANSWER_JSON,
    CLI_ANSWER_JSONL /**< an object a line */
} cli_answer_format;

/** The form that --format, --json or the ending of the output asks for, else `usual`.
 *  @param delimiter  what goes between the cells of a table; left as it is unless the ending says
 * comma or tab */
bm_status cli_answer_choose_format(const cli_settings *settings, cli_answer_format usual,
                                   cli_answer_format *format, char *delimiter, bm_error *error);

/** Whether the answer has a place that may be used: an ambiguous one has with BM_AMBIGUOUS_BEST
 *  only. */
bool cli_answer_is_used(const bm_location *location, bm_ambiguous_policy policy);

/** What there is to say beside the place: hints that were not heeded, what else is known. */
void cli_answer_note(const bm_location *location, char *text, size_t size);

/** One line; the query takes `width` columns. */
void cli_answer_write_text(bm_sink *sink, const char *query, size_t width,
                           const bm_location *location, bm_ambiguous_policy policy,
                           const bm_border *border);

enum { CLI_ANSWER_COLUMNS = 17 };
/** The columns that an answer has in a table. */
extern const char *const cli_answer_columns[CLI_ANSWER_COLUMNS];
/** The cells of these columns, each after a delimiter, without a line end. */
void cli_answer_write_cells(bm_sink *sink, const bm_location *location, bm_ambiguous_policy policy,
                            const bm_border *border, char delimiter);
/** The cells of a row that has no answer. */
void cli_answer_write_no_cells(bm_sink *sink, const char *status, const char *note, char delimiter);

#endif
