#include "base/calendar.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bm_day first_day(bm_interval interval)
{
    return bm_day_at(interval.start_s);
}

static bm_day last_day(bm_interval interval)
{
    return bm_day_at(interval.end_s > interval.start_s ? interval.end_s - 1 : interval.start_s);
}

static bool same_day(bm_day a, bm_day b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* Every row of a table has its date written, which snprintf() would take a third of the reading
 * for. Both return where they end. */
static char *put_two(char *at, int value)
{
    at[0] = (char)('0' + value / 10);
    at[1] = (char)('0' + value % 10);
    at[2] = '\0';
    return at + 2;
}

static char *put_year(char *at, int year)
{
    if (year < 0 || year > 9999)
        return at + snprintf(at, BM_DATE_TEXT_SIZE / 2, "%04d", year);
    return put_two(put_two(at, year / 100), year % 100);
}

static char *put_month(char *at, bm_day day)
{
    at = put_year(at, day.year);
    *at++ = '-';
    return put_two(at, day.month);
}

static char *format_day(bm_day day, char *text)
{
    char *at = put_month(text, day);
    *at++ = '-';
    return put_two(at, day.day);
}

/* "Z", or "+02:00". */
static char *put_offset(char *at, int offset_min)
{
    if (offset_min == 0) {
        memcpy(at, "Z", sizeof "Z");
        return at + 1;
    }
    *at++ = offset_min < 0 ? '-' : '+';
    at = put_two(at, abs(offset_min) / 60);
    *at++ = ':';
    return put_two(at, abs(offset_min) % 60);
}

static char *format_minute(int64_t instant_s, int offset_min, char *text)
{
    bm_day day = bm_day_at(instant_s);
    int minute = (int)((instant_s - bm_day_start_s(day)) / 60);
    char *at = format_day(day, text);
    *at++ = 'T';
    at = put_two(at, minute / 60);
    *at++ = ':';
    at = put_two(at, minute % 60);
    memcpy(at, ":00", 3);
    return put_offset(at + 3, offset_min);
}

void bm_interval_format_start(bm_interval interval, char *text)
{
    if (interval.precision == BM_DATE_MINUTE)
        format_minute(interval.start_s, interval.start_offset_min, text);
    else
        format_day(first_day(interval), text);
}

void bm_interval_format_end(bm_interval interval, char *text)
{
    int64_t last_minute_s =
        interval.end_s - 60 > interval.start_s ? interval.end_s - 60 : interval.start_s;
    if (interval.precision == BM_DATE_MINUTE)
        format_minute(last_minute_s, interval.end_offset_min, text);
    else
        format_day(last_day(interval), text);
}

/* The coarsest unit whose bounds both ends of an interval keep, so that "March to May" does not
 * turn into days that nobody stated. */
static bm_date_precision range_unit(bm_interval interval)
{
    bm_day first = first_day(interval);
    bm_day last = last_day(interval);
    if (interval.start_s != bm_day_start_s(first) ||
        interval.end_s != bm_day_start_s(last) + BM_SECONDS_A_DAY)
        return BM_DATE_MINUTE;
    if (first.day != 1 || last.day != bm_month_days(last.year, last.month) ||
        (first.year == last.year && first.month == last.month))
        return BM_DATE_DAY;
    if (first.month != 1 || last.month != 12 || first.year == last.year)
        return BM_DATE_MONTH;
    return BM_DATE_YEAR;
}

/* The mark of an uncertain date comes after it. */
static char *edtf_point(int64_t instant_s, int offset_min, bm_date_precision unit, bool approximate,
                        char *text)
{
    bm_day day = bm_day_at(instant_s);
    char *at = unit == BM_DATE_YEAR    ? put_year(text, day.year)
               : unit == BM_DATE_MONTH ? put_month(text, day)
               : unit == BM_DATE_DAY   ? format_day(day, text)
                                       : format_minute(instant_s, offset_min, text);
    if (approximate)
        *at++ = '~';
    *at = '\0';
    return at;
}

void bm_interval_format_edtf(bm_interval interval, char *text)
{
    bool is_range = interval.precision == BM_DATE_RANGE;
    bm_date_precision unit = is_range ? range_unit(interval) : interval.precision;
    char *at =
        edtf_point(interval.start_s, interval.start_offset_min, unit, interval.approximate, text);
    if (!is_range)
        return;
    int64_t last_s = unit == BM_DATE_MINUTE ? interval.end_s - 60 : interval.end_s - 1;
    *at++ = '/';
    edtf_point(last_s > interval.start_s ? last_s : interval.start_s, interval.end_offset_min, unit,
               interval.approximate, at);
}

static void human_months(bm_day first, bm_day last, char *text)
{
    if (first.year == last.year)
        snprintf(text, BM_DATE_TEXT_SIZE, "%s–%s %d", bm_month_name(first.month),
                 bm_month_name(last.month), first.year);
    else
        snprintf(text, BM_DATE_TEXT_SIZE, "%s %d – %s %d", bm_month_name(first.month), first.year,
                 bm_month_name(last.month), last.year);
}

static void human_days(bm_day first, bm_day last, char *text)
{
    const char *first_month = bm_month_name(first.month);
    const char *last_month = bm_month_name(last.month);
    if (same_day(first, last))
        snprintf(text, BM_DATE_TEXT_SIZE, "%d %s %d", last.day, last_month, last.year);
    else if (first.year != last.year)
        snprintf(text, BM_DATE_TEXT_SIZE, "%d %s %d – %d %s %d", first.day, first_month, first.year,
                 last.day, last_month, last.year);
    else if (first.month != last.month)
        snprintf(text, BM_DATE_TEXT_SIZE, "%d %s – %d %s %d", first.day, first_month, last.day,
                 last_month, last.year);
    else
        snprintf(text, BM_DATE_TEXT_SIZE, "%d–%d %s %d", first.day, last.day, last_month,
                 last.year);
}

static void human_range(bm_interval interval, char *text)
{
    bm_day first = first_day(interval);
    bm_day last = last_day(interval);
    switch (range_unit(interval)) {
    case BM_DATE_YEAR:
        snprintf(text, BM_DATE_TEXT_SIZE, "%d–%d", first.year, last.year);
        break;
    case BM_DATE_MONTH:
        human_months(first, last, text);
        break;
    default:
        human_days(first, last, text);
        break;
    }
}

/* After "UTC": "+2", "-3:30", or nothing. */
static void human_offset(int offset_min, char *text, size_t size)
{
    int minutes = abs(offset_min) % 60;
    if (offset_min == 0)
        return;
    int length = snprintf(text, size, "%c%d", offset_min < 0 ? '-' : '+', abs(offset_min) / 60);
    if (minutes && length > 0 && (size_t)length < size)
        snprintf(text + length, size - (size_t)length, ":%02d", minutes);
}

void bm_interval_format_human(bm_interval interval, char *text)
{
    bm_day day = first_day(interval);
    char plain[BM_DATE_TEXT_SIZE];
    switch (interval.precision) {
    case BM_DATE_MINUTE: {
        int minute = (int)((interval.start_s - bm_day_start_s(day)) / 60);
        int length = snprintf(plain, sizeof plain, "%d %s %d, %02d:%02d UTC", day.day,
                              bm_month_name(day.month), day.year, minute / 60, minute % 60);
        human_offset(interval.start_offset_min, plain + length, sizeof plain - (size_t)length);
        break;
    }
    case BM_DATE_DAY:
        human_days(day, day, plain);
        break;
    case BM_DATE_MONTH:
        snprintf(plain, sizeof plain, "%s %d", bm_month_name(day.month), day.year);
        break;
    case BM_DATE_YEAR:
        snprintf(plain, sizeof plain, "%d", day.year);
        break;
    default:
        human_range(interval, plain);
        break;
    }
    snprintf(text, BM_DATE_TEXT_SIZE, "%s%.57s", interval.approximate ? "about " : "", plain);
}
