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

#endif
