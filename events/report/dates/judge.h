/** @file judge.h
 *  Whether what the grammar found is said as a date. Pure; thread-safe.
 */
#ifndef BM_EVENTS_REPORT_DATES_JUDGE_H
#define BM_EVENTS_REPORT_DATES_JUDGE_H

#include "events/report/dates/parser.h"

/** Why it is none; NULL when it is one. Static storage. */
const char *bm_date_judge(const bm_date_parser *parser, const bm_date_found *found);
/** "since", "until", "before", "after", "year-of-noun" when the date is not that of what is told
 *  but its edge or another thing's; else NULL. Static storage. */
const char *bm_date_edge_rule(const bm_date_parser *parser, const bm_date_found *found);

#endif
