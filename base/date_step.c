#include "base/calendar.h"
#include "base/number.h"

#include <string.h>

enum { COUNT_MAX = 10000 };

bm_status bm_step_parse(const char *text, bm_step *step, bm_error *error)
{
    static const char *const words[] = {"day", "week", "month", "quarter", "year"};
    for (int unit = BM_STEP_DAY; unit <= BM_STEP_YEAR; unit++)
        if (strcmp(text, words[unit]) == 0) {
            *step = (bm_step){(bm_step_unit)unit, 1};
            return BM_OK;
        }
    static const char letters[] = "dwmqy";
    char digits[8] = "";
    size_t length = strspn(text, "0123456789");
    const char *letter = text[length] ? strchr(letters, text[length]) : NULL;
    if (length == 0 || length >= sizeof digits || !letter || text[length + 1] != '\0')
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "cannot read step '%.40s': use day, week, month, quarter, year or a "
                            "count such as 10d, 2w, 3m",
                            text);
    memcpy(digits, text, length);
    int64_t count = 0;
    if (!bm_integer_parse(digits, 1, COUNT_MAX, &count))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "step '%.40s' is out of range: the count is 1 to %d", text, COUNT_MAX);
    *step = (bm_step){(bm_step_unit)(letter - letters), (int)count};
    return BM_OK;
}

static bm_interval window_of_days(int64_t first, int64_t days)
{
    return (bm_interval){.start_s = first * BM_SECONDS_A_DAY,
                         .end_s = (first + days) * BM_SECONDS_A_DAY,
                         .precision = days == 1 ? BM_DATE_DAY : BM_DATE_RANGE};
}

/* Months since the year 0. */
static int64_t month_at(int64_t day_number)
{
    bm_day day = bm_day_from_number(day_number);
    return (int64_t)day.year * 12 + day.month - 1;
}

static bm_day first_of_month(int64_t month)
{
    int64_t year = bm_floor_divide(month, 12);
    return (bm_day){(int)year, (int)(month - year * 12) + 1, 1};
}

static int64_t months_of(bm_step_unit unit)
{
    return unit == BM_STEP_YEAR ? 12 : unit == BM_STEP_QUARTER ? 3 : 1;
}

static bm_interval window_of_months(int64_t first, int64_t months, bm_date_precision precision)
{
    return (bm_interval){.start_s = bm_day_start_s(first_of_month(first)),
                         .end_s = bm_day_start_s(first_of_month(first + months)),
                         .precision = precision};
}

/* The last multiple of `length` from `origin` that is not after `value`. */
static int64_t last_start(int64_t origin, int64_t value, int64_t length)
{
    return origin + bm_floor_divide(value - origin, length) * length;
}

bm_interval bm_step_window(bm_step step, int64_t origin_s, int64_t instant_s)
{
    int64_t origin = bm_floor_divide(origin_s, BM_SECONDS_A_DAY);
    int64_t instant = bm_floor_divide(instant_s, BM_SECONDS_A_DAY);
    int64_t count = step.count > 0 ? step.count : 1;
    if (step.unit == BM_STEP_DAY)
        return window_of_days(last_start(origin, instant, count), count);
    if (step.unit == BM_STEP_WEEK) {
        const int64_t monday = 4; /* 1970-01-05 */
        return window_of_days(last_start(last_start(monday, origin, 7), instant, 7 * count),
                              7 * count);
    }
    int64_t months = months_of(step.unit);
    int64_t first = last_start(0, month_at(origin), months);
    bm_date_precision precision = BM_DATE_RANGE;
    if (count == 1 && step.unit != BM_STEP_QUARTER)
        precision = step.unit == BM_STEP_MONTH ? BM_DATE_MONTH : BM_DATE_YEAR;
    return window_of_months(last_start(first, month_at(instant), months * count), months * count,
                            precision);
}

int64_t bm_step_back(bm_step step, int64_t instant_s, int count)
{
    int64_t steps = (int64_t)step.count * count;
    if (step.unit == BM_STEP_DAY || step.unit == BM_STEP_WEEK)
        return instant_s - steps * BM_SECONDS_A_DAY * (step.unit == BM_STEP_WEEK ? 7 : 1);
    int64_t number = bm_floor_divide(instant_s, BM_SECONDS_A_DAY);
    int64_t month = month_at(number) - steps * months_of(step.unit);
    bm_day before = first_of_month(month);
    int day = bm_day_from_number(number).day;
    int days = bm_month_days(before.year, before.month);
    before.day = day < days ? day : days;
    return instant_s + (bm_day_to_number(before) - number) * BM_SECONDS_A_DAY;
}
