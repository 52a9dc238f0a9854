/** @file read_marks.h
 *  What is marked in a report's text when it is shown.
 */
#ifndef BM_CLI_READ_MARKS_H
#define BM_CLI_READ_MARKS_H

#include <bordermap/bordermap.h>

typedef enum cli_mark_kind {
    CLI_MARK_PLACE,
    CLI_MARK_ACTOR,
    CLI_MARK_UNSURE, /**< a place that is ambiguous or not known */
    CLI_MARK_DATE,
    CLI_MARK_INCIDENT,
    CLI_MARK_REJECTED
} cli_mark_kind;

enum { CLI_MARK_NOTE_SIZE = 400 };

typedef struct cli_mark {
    bm_span span; /**< of bm_report_text() */
    cli_mark_kind kind;
    size_t index; /**< of the mention, date, incident or rejection */
} cli_mark;

/** Marks in order, none overlapping: a place wins over a date, a date over an incident, what was
 *  found over what was passed over. The array is malloc'ed; NULL when memory is short. */
cli_mark *cli_marks_gather(const bm_report *report, bool why, size_t *count);

/** What there is to say of a mark: "Kopani, Stolin district, Brest, BY; located, score 0.78". */
void cli_mark_note(const bm_report *report, const cli_mark *mark, char note[CLI_MARK_NOTE_SIZE]);

#endif
