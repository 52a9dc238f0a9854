#include "base/calendar.h"
#include "base/zone.h"

#include <string.h>

enum { HOUR_S = 3600, HOURS_MAX = 167 };

static bool scan_number(const char **at, int most, int *value)
{
    size_t digits = strspn(*at, "0123456789");
    if (digits == 0 || digits > 3)
        return false;
    *value = 0;
    for (; digits > 0; digits--)
        *value = *value * 10 + (*(*at)++ - '0');
    return *value <= most;
}

/* "EET" or "<+03>". */
static bool skip_name(const char **at)
{
    size_t length;
    if (**at == '<') {
        length = strcspn(*at, ">");
        if ((*at)[length] != '>' || length < 2)
            return false;
        *at += length + 1;
        return true;
    }
    length = strspn(*at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    *at += length;
    return length >= 3;
}

/* "-2", "3:30" or "+10:00:00", in seconds. */
static bool scan_time(const char **at, int *seconds)
{
    int sign = **at == '-' ? -1 : 1;
    int hours, minutes = 0, rest = 0;
    if (**at == '-' || **at == '+')
        ++*at;
    if (!scan_number(at, HOURS_MAX, &hours))
        return false;
    if (**at == ':') {
        ++*at;
        if (!scan_number(at, 59, &minutes))
            return false;
        if (**at == ':') {
            ++*at;
            if (!scan_number(at, 59, &rest))
                return false;
        }
    }
    *seconds = sign * (hours * HOUR_S + minutes * 60 + rest);
    return true;
}

static bool scan_date(const char **at, bm_zone_date *date)
{
    *date = (bm_zone_date){.time_s = 2 * HOUR_S};
    if (*(*at)++ != ',')
        return false;
    if (**at == 'M') {
        ++*at;
        if (!scan_number(at, 12, &date->month) || *(*at)++ != '.' ||
            !scan_number(at, 5, &date->week) || *(*at)++ != '.' ||
            !scan_number(at, 6, &date->day) || date->month < 1 || date->week < 1)
            return false;
    } else {
        date->kind = **at == 'J' ? BM_ZONE_JULIAN : BM_ZONE_DAY;
        *at += date->kind == BM_ZONE_JULIAN;
        if (!scan_number(at, 365, &date->day) || (date->kind == BM_ZONE_JULIAN && date->day < 1))
            return false;
    }
    if (**at != '/')
        return true;
    ++*at;
    return scan_time(at, &date->time_s);
}

bool bm_zone_rule_parse(const char *text, bm_zone_rule *rule)
{
    const char *at = text;
    int west_s;
    *rule = (bm_zone_rule){0};
    if (!skip_name(&at) || !scan_time(&at, &west_s))
        return false;
    rule->standard_s = -west_s;
    if (*at == '\0')
        return true;
    rule->has_summer = true;
    rule->summer_s = rule->standard_s + HOUR_S;
    if (!skip_name(&at))
        return false;
    if (*at != ',') {
        if (!scan_time(&at, &west_s))
            return false;
        rule->summer_s = -west_s;
    }
    return scan_date(&at, &rule->begin) && scan_date(&at, &rule->end) && *at == '\0';
}

/* The day's number of a change in a year. */
static int64_t day_of(const bm_zone_date *date, int year)
{
    int64_t new_year = bm_day_to_number((bm_day){year, 1, 1});
    bool is_leap = bm_month_days(year, 2) == 29;
    if (date->kind == BM_ZONE_DAY)
        return new_year + date->day;
    if (date->kind == BM_ZONE_JULIAN)
        return new_year + date->day - 1 + (is_leap && date->day > 59);
    int64_t first = bm_day_to_number((bm_day){year, date->month, 1});
    /* 1970-01-01 was a Thursday, day 4. */
    int weekday = (int)(first + 4 - bm_floor_divide(first + 4, 7) * 7);
    int day = (date->day - weekday + 7) % 7 + (date->week - 1) * 7;
    while (day >= bm_month_days(year, date->month))
        day -= 7;
    return first + day;
}

/* The instant of a change on clocks that are so far ahead before it. */
static int64_t instant_of(const bm_zone_date *date, int year, int offset_s)
{
    return day_of(date, year) * BM_SECONDS_A_DAY + date->time_s - offset_s;
}

int bm_zone_rule_offset_s(const bm_zone_rule *rule, int64_t instant_s)
{
    if (!rule->has_summer)
        return rule->standard_s;
    int year = bm_day_at(instant_s + rule->standard_s).year;
    int64_t begin_s = instant_of(&rule->begin, year, rule->standard_s);
    int64_t end_s = instant_of(&rule->end, year, rule->summer_s);
    /* South of the equator the summer goes over the new year. */
    bool is_summer = begin_s < end_s ? instant_s >= begin_s && instant_s < end_s
                                     : instant_s >= begin_s || instant_s < end_s;
    return is_summer ? rule->summer_s : rule->standard_s;
}
