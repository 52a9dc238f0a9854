#include "base/calendar.h"

#include <string.h>
#include <strings.h>

/* Days from 0001-01-01 to 1970-01-01, and the lengths of the Gregorian cycles. */
enum {
    DAYS_TO_1970 = 719162,
    DAYS_400_YEARS = 146097,
    DAYS_100_YEARS = 36524,
    DAYS_4_YEARS = 1461,
    DAYS_YEAR = 365
};

/* More than 270,000 years either way: beyond it a year may not fit. */
static const int64_t NUMBER_LIMIT = 100000000;

static const int days_before_month[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
static const char *const month_names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};

int64_t bm_floor_divide(int64_t value, int64_t divisor)
{
    return value / divisor - (value % divisor < 0);
}

static bool is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int bm_month_days(int year, int month)
{
    return days_before_month[month] - days_before_month[month - 1] + (month == 2 && is_leap(year));
}

const char *bm_month_name(int month)
{
    return month_names[month - 1];
}

int bm_month_find(const char *name, size_t length)
{
    if (length == 4 && strncasecmp(name, "sept", 4) == 0)
        return 9;
    for (int month = 1; month <= 12; month++) {
        const char *full = month_names[month - 1];
        if ((length == 3 || length == strlen(full)) && strncasecmp(name, full, length) == 0)
            return month;
    }
    return 0;
}

int64_t bm_day_to_number(bm_day day)
{
    int64_t months = (int64_t)day.year * 12 + day.month - 1;
    int64_t year = bm_floor_divide(months, 12);
    int month = (int)(months - year * 12) + 1;
    int64_t past = year - 1;
    int64_t number = past * DAYS_YEAR + bm_floor_divide(past, 4) - bm_floor_divide(past, 100) +
                     bm_floor_divide(past, 400);
    number += days_before_month[month - 1] + (month > 2 && is_leap(year));
    return number + day.day - 1 - DAYS_TO_1970;
}

bm_day bm_day_from_number(int64_t number)
{
    if (number > NUMBER_LIMIT)
        number = NUMBER_LIMIT;
    if (number < -NUMBER_LIMIT)
        number = -NUMBER_LIMIT;
    number += DAYS_TO_1970;
    int64_t cycle = bm_floor_divide(number, DAYS_400_YEARS);
    int rest = (int)(number - cycle * DAYS_400_YEARS);
    int centuries = rest / DAYS_100_YEARS;
    if (centuries > 3) /* the leap day that ends the cycle */
        centuries = 3;
    rest -= centuries * DAYS_100_YEARS;
    int fours = rest / DAYS_4_YEARS;
    rest -= fours * DAYS_4_YEARS;
    int years = rest / DAYS_YEAR;
    if (years > 3)
        years = 3;
    rest -= years * DAYS_YEAR;
    bm_day day = {.year = (int)(cycle * 400) + centuries * 100 + fours * 4 + years + 1, .month = 1};
    while (rest >= bm_month_days(day.year, day.month))
        rest -= bm_month_days(day.year, day.month++);
    day.day = rest + 1;
    return day;
}

bm_day bm_day_at(int64_t instant_s)
{
    return bm_day_from_number(bm_floor_divide(instant_s, BM_SECONDS_A_DAY));
}

int64_t bm_day_start_s(bm_day day)
{
    return bm_day_to_number(day) * BM_SECONDS_A_DAY;
}

int bm_day_iso_week(bm_day day, int *week_year)
{
    int64_t number = bm_day_to_number(day);
    /* 1970-01-01 was a Thursday. A week belongs to the year that its Thursday is in. */
    int64_t weekday = number + 3 - bm_floor_divide(number + 3, 7) * 7;
    int64_t thursday = number - weekday + 3;
    *week_year = bm_day_from_number(thursday).year;
    int64_t new_year = bm_day_to_number((bm_day){*week_year, 1, 1});
    return (int)((thursday - new_year) / 7) + 1;
}
