/** @file locate_around.h
 *  The rows of one report, that is of one URL, which are mostly near each other.
 */
#ifndef BM_EVENTS_LOCATE_AROUND_H
#define BM_EVENTS_LOCATE_AROUND_H

#include "events/locate_report.h"

/** Find the rows that share a URL. False when memory is short; finish it in any case. */
bool bm_locating_find_reports(bm_locating *run);
void bm_locating_finish_reports(bm_locating *run);

/** When an event is ambiguous by itself, ask again with the places of its report's other rows
 * around it: those with coordinates, and those whose names are certain. */
BM_NODISCARD bm_status bm_locating_ask_around(bm_locating *run, const bm_event *event,
                                              const bm_place_question *question,
                                              bm_place_answer *answer, bm_error *error);

/** Certain positions of the reports of a whole table, each by its address. */
typedef struct bm_report_positions bm_report_positions;

bm_report_positions *bm_report_positions_new(void);
void bm_report_positions_free(bm_report_positions *reports);
/** A row of this report is to be told by the others; false when memory is short. */
bool bm_report_positions_want(bm_report_positions *reports, const char *url);
bool bm_report_positions_is_wanted(const bm_report_positions *reports, const char *url);
/** The next row of a report that is wanted, in the order of the table; `position` is NULL when it
 *  is not certain. */
void bm_report_positions_add(bm_report_positions *reports, const char *url,
                             const bm_lonlat *position);

/** Whether the answer could be told by other rows of the event's report. */
bool bm_locating_wants_around(const bm_event *event, const bm_place_answer *answer);
/** The position that a row is context with, when that is certain: what a report's own rows are to
 *  each other. False when there is none. */
BM_NODISCARD bm_status bm_locating_certain_position(bm_locating *run, const bm_event *event,
                                                    bool *is_certain, bm_lonlat *position,
                                                    bm_error *error);

#endif
