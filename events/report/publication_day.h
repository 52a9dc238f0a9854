/** @file publication_day.h
 *  The day a report was published.
 */
#ifndef BM_EVENTS_REPORT_PUBLICATION_DAY_H
#define BM_EVENTS_REPORT_PUBLICATION_DAY_H

#include <bordermap/date.h>

/** Read it: one day, in any form of bm_interval_parse() that has one reading. Of a time of day in
 *  ISO 8601 the day is that of the place it is said for, which in UTC may be another. */
BM_NODISCARD bm_status bm_publication_day_parse(const char *text, bm_interval *day,
                                                bm_error *error);

#endif
