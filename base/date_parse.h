/** @file date_parse.h
 *  The pieces of a date in text, shared by the date and time-of-day readers. Pure; thread-safe.
 */
#ifndef BM_BASE_DATE_PARSE_H
#define BM_BASE_DATE_PARSE_H

#include <bordermap/date.h>

/** Read one to nine digits at `*at` and step past them. Returns how many; 0, with `*at` unmoved,
 * when there are none or more than nine. */
int bm_scan_digits(const char **at, int *value);

/** A time of day as tables write it. */
typedef struct bm_clock {
    int minute;            /**< since midnight, 0…1439 */
    bool has_zone;         /**< Z or an offset was given */
    int zone_minute;       /**< offset east of UTC */
    bool is_bare_midnight; /**< 00:00:00 without a zone: how tables write a day without a time */
} bm_clock;

/** Read `10:30[:00[.0]][ AM| PM][Z|+02:00|+0200|+02]` at `*at`. False when it is none. */
bool bm_scan_clock(const char **at, bm_clock *clock);

#endif
