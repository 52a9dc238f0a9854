/** @file date.h
 *  Calendar dates with a precision, after EDTF (ISO 8601-2:2019, level 0 and part of level 1).
 *
 *  Gregorian calendar, years 1000…2999, UTC unless a zone is given. Nothing here reads the locale,
 *  the process's time zone or the clock.
 */
#ifndef BORDERMAP_DATE_H
#define BORDERMAP_DATE_H

#include <bordermap/status.h>
#include <bordermap/zone.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

BM_BEGIN_DECLS

/** How finely a date is known, finest first. */
typedef enum bm_date_precision {
    BM_DATE_MINUTE,
    BM_DATE_DAY,
    BM_DATE_RANGE, /**< an interval of days given by its ends, such as a week */
    BM_DATE_MONTH,
    BM_DATE_YEAR
} bm_date_precision;

/** A stretch of time, half open: start_s ≤ t < end_s, in Unix seconds (UTC, no leap seconds).
 *
 *  Read for a time zone, they count the seconds that its clocks show since they showed 1970-01-01,
 *  so that days are days of its calendar, 86,400 apart, whatever hours they have; the offsets lead
 *  back to UTC. A date without a time of day is the same in every zone. */
typedef struct bm_interval {
    int64_t start_s;
    int64_t end_s;
    bm_date_precision precision;
    bool approximate;         /**< marked `~` or `?` in EDTF, or said to be */
    int16_t start_offset_min; /**< start_s less so many minutes is UTC; 0 without a time of day */
    int16_t end_offset_min;
} bm_interval;

/** How to read a numeric date whose order its form does not tell, such as 01/02/2022. */
typedef enum bm_date_order {
    BM_DATE_ORDER_UNKNOWN, /**< accept only what has one reading */
    BM_DATE_ORDER_DMY,
    BM_DATE_ORDER_MDY,
    BM_DATE_ORDER_YMD
} bm_date_order;

/** One calendar day. month 1…12, day 1…31. */
typedef struct bm_day {
    int year;
    int month;
    int day;
} bm_day;

/** Longest text of bm_interval_format_*(), terminator included. */
#define BM_DATE_TEXT_SIZE 64

/** Read one date or interval strictly: the whole of `text`, surrounding blanks aside, must be one.
 *
 *  Accepted: `2022-03-11`, `2022-03`, `2022`, `20220311`, `2022-03-11T10:30[:00[.0]][Z|+02:00]`
 *  (a blank may stand for the T), `2022-03-11/2022-03-14`, a trailing `~`, `?` or `%`,
 * `2022-03-XX`, `2022/03/11`, `11.03.2022` (always day first), `11 March 2022`, `11-Mar-2022`,
 * `March 11, 2022`, `Mar 2022`, `about 2013`, and `d/m/Y` or `m/d/Y`, when the numbers allow one
 * reading or `order` chooses one. A time of day may follow any day, also with AM or PM. Impossible
 * days (2023-02-29), two-digit years and what contradicts `order` (25/12/2022 as m/d/Y) are
 * refused. A time without a zone is taken as UTC; its seconds are dropped, and `00:00:00` without a
 * zone means the day.
 *
 *  @param error  names both readings when a numeric date is ambiguous (status
 *                ::BM_ERROR_ARGUMENT), else says what is wrong (::BM_ERROR_FORMAT)
 */
BM_API BM_NODISCARD bm_status bm_interval_parse(const char *text, bm_date_order order,
                                                bm_interval *interval, bm_error *error);

/** The same on the clocks of a zone, NULL for UTC: a time with an offset becomes theirs, one
 * without is theirs, and a date without a time stays. */
BM_API BM_NODISCARD bm_status bm_interval_parse_in(const char *text, bm_date_order order,
                                                   const bm_zone *zone, bm_interval *interval,
                                                   bm_error *error);

/** Make `a` reach from its own start to the end of `b`. Precision becomes ::BM_DATE_RANGE unless
 *  both are the same. ::BM_ERROR_ARGUMENT when `b` ends before `a` starts. */
BM_API BM_NODISCARD bm_status bm_interval_span(bm_interval *a, bm_interval b, bm_error *error);

/** True when the two share at least one second. */
BM_API bool bm_interval_overlaps(bm_interval a, bm_interval b);

/** Whether something of that date may have happened outside the window that it touches: its day is
 *  not known, only the month or the year, or it is approximate (by as much as its own length). A
 *  stretch of days or minutes is no doubt: it happened in every window that it touches. */
BM_API bool bm_interval_is_imprecise_in(bm_interval when, bm_interval window);

/** Start as an ISO date or, for minute precision, date-time: `2022-03-11`, `2022-03-11T10:30:00Z`,
 *  `2022-03-11T12:30:00+02:00`. `text` has room for ::BM_DATE_TEXT_SIZE bytes. */
BM_API void bm_interval_format_start(bm_interval interval, char *text);
/** Last day, or last minute, that the interval holds, in the same form. */
BM_API void bm_interval_format_end(bm_interval interval, char *text);
/** EDTF text, which bm_interval_parse() reads back: `2022-03-11`, `2022-03`, `2022~`,
 *  `2022-03-11/2022-03-14`; a range of whole months or years is written as such, `2022-03/2022-05`.
 */
BM_API void bm_interval_format_edtf(bm_interval interval, char *text);
/** For a reader of English: `11 March 2022`, `March 2022`, `11–14 March 2022`,
 *  `30 March – 2 April 2022`, `about 2013`, `11 March 2022, 10:30 UTC`, `11 March 2022, 12:30
 *  UTC+2`. */
BM_API void bm_interval_format_human(bm_interval interval, char *text);

/** Days since 1970-01-01, and back. A month or day beyond its range counts on into the next. */
BM_API int64_t bm_day_to_number(bm_day day);
BM_API bm_day bm_day_from_number(int64_t number);
/** ISO 8601 week of a day: returns the week 1…53 and sets the week-numbering year. */
BM_API int bm_day_iso_week(bm_day day, int *week_year);

/** What a series steps by. */
typedef enum bm_step_unit {
    BM_STEP_DAY,
    BM_STEP_WEEK,
    BM_STEP_MONTH,
    BM_STEP_QUARTER,
    BM_STEP_YEAR
} bm_step_unit;
typedef struct bm_step {
    bm_step_unit unit;
    int count; /**< 1…10000 of that unit */
} bm_step;

/** Read `day`, `week`, `month`, `quarter`, `year`, or a count of them: `10d`, `2w`, `3m`, `2q`,
 *  `2y`. */
BM_API BM_NODISCARD bm_status bm_step_parse(const char *text, bm_step *step, bm_error *error);
/** The window that holds `instant_s`. Weeks begin on Monday, months, quarters (of the calendar) and
 *  years at their first day; counted ones are counted from the day, week, month, quarter or year
 *  that holds `origin_s`. */
BM_API bm_interval bm_step_window(bm_step step, int64_t origin_s, int64_t instant_s);
/** The instant `count` steps before `instant_s`, at the same time of day. Where the month before
 *  has no such day, it is the month's last. */
BM_API int64_t bm_step_back(bm_step step, int64_t instant_s, int count);

BM_END_DECLS
#endif
