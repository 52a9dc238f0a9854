#include "base/date_parse.h"

#include <string.h>
#include <strings.h>

int bm_scan_digits(const char **at, int *value)
{
    size_t count = strspn(*at, "0123456789");
    if (count == 0 || count > 9)
        return 0;
    *value = 0;
    for (size_t i = 0; i < count; i++)
        *value = *value * 10 + ((*at)[i] - '0');
    *at += count;
    return (int)count;
}

static bool scan_two_digits(const char **at, int high, int *value)
{
    return bm_scan_digits(at, value) == 2 && *value <= high;
}

static bool scan_seconds(const char **at, bool *are_zero)
{
    int second = 0;
    /* 60 is a leap second. */
    if (!scan_two_digits(at, 60, &second))
        return false;
    *are_zero = second == 0;
    if (**at != '.' && **at != ',')
        return true;
    ++*at;
    size_t digits = strspn(*at, "0123456789");
    if (strspn(*at, "0") != digits)
        *are_zero = false;
    *at += digits;
    return digits > 0;
}

/* The twelve-hour clock: 12 AM is midnight, 12 PM is noon. */
static bool apply_half_day(const char **at, bm_clock *clock)
{
    const char *mark = **at == ' ' ? *at + 1 : *at;
    bool is_pm = strncasecmp(mark, "pm", 2) == 0;
    if (!is_pm && strncasecmp(mark, "am", 2) != 0)
        return true;
    int hour = clock->minute / 60;
    if (hour < 1 || hour > 12)
        return false;
    clock->minute = (hour % 12 + (is_pm ? 12 : 0)) * 60 + clock->minute % 60;
    *at = mark + 2;
    return true;
}

static bool scan_zone(const char **at, bm_clock *clock)
{
    if (**at == 'Z' || **at == 'z') {
        clock->has_zone = true;
        ++*at;
        return true;
    }
    if (**at != '+' && **at != '-')
        return true;
    int sign = **at == '-' ? -1 : 1;
    ++*at;
    int hour = 0;
    int minute = 0;
    int digits = bm_scan_digits(at, &hour);
    if (digits == 4) {
        minute = hour % 100;
        hour /= 100;
    } else if (digits == 2 && **at == ':') {
        ++*at;
        if (!scan_two_digits(at, 59, &minute))
            return false;
    } else if (digits != 2) {
        return false;
    }
    clock->has_zone = true;
    clock->zone_minute = sign * (hour * 60 + minute);
    return minute <= 59 && hour * 60 + minute <= 14 * 60;
}

bool bm_scan_clock(const char **at, bm_clock *clock)
{
    *clock = (bm_clock){0};
    int hour = 0;
    int minute = 0;
    int digits = bm_scan_digits(at, &hour);
    if (digits < 1 || digits > 2 || hour > 23 || **at != ':')
        return false;
    ++*at;
    if (!scan_two_digits(at, 59, &minute))
        return false;
    clock->minute = hour * 60 + minute;
    bool zero_seconds = false;
    if (**at == ':') {
        ++*at;
        if (!scan_seconds(at, &zero_seconds))
            return false;
    }
    if (!apply_half_day(at, clock) || !scan_zone(at, clock))
        return false;
    clock->is_bare_midnight = zero_seconds && clock->minute == 0 && !clock->has_zone;
    return true;
}
