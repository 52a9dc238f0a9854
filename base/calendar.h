/** @file calendar.h
 *  The Gregorian calendar and the English names of its months. Pure; thread-safe.
 */
#ifndef BM_BASE_CALENDAR_H
#define BM_BASE_CALENDAR_H

#include <bordermap/date.h>
#include <stdbool.h>
#include <stddef.h>

enum { BM_SECONDS_A_DAY = 86400, BM_YEAR_MIN = 1000, BM_YEAR_MAX = 2999 };

/** 28…31; `month` 1…12. */
int bm_month_days(int year, int month);
/** "March"; `month` 1…12. Static storage. */
const char *bm_month_name(int month);
/** Month 1…12 of an English name, full or cut to three letters ("Sept" too), ASCII case ignored; 0
 * for anything else. */
int bm_month_find(const char *name, size_t length);
/** The day that holds an instant, in UTC. */
bm_day bm_day_at(int64_t instant_s);
/** First second of a day. */
int64_t bm_day_start_s(bm_day day);
/** The greatest integer ≤ value ÷ divisor; `divisor` > 0. */
int64_t bm_floor_divide(int64_t value, int64_t divisor);

#endif
