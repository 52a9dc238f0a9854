#include "base/calendar.h"
#include "base/number.h"

#include <string.h>

enum { COUNT_MAX = 10000 };

bm_status bm_step_parse(const char *text, bm_step *step, bm_error *error)
{
    static const char *const words[] = {"day", "week", "month", "year"};
    for (int unit = BM_STEP_DAY; unit <= BM_STEP_YEAR; unit++)
        if (strcmp(text, words[unit]) == 0) {
            *step = (bm_step){(bm_step_unit)unit, 1};
            return BM_OK;
        }
    static const char letters[] = "dwmy";
    char digits[8] = "";
    size_t length = strspn(text, "0123456789");
    const char *letter = text[length] ? strchr(letters, text[length]) : NULL;
    if (length == 0 || length >= sizeof digits || !letter || text[length + 1] != '\0')
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "cannot read step '%.40s': use day, week, month, year or a count such "
                            "as 10d, 2w, 3m",
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

static bm_interval window_of_months(int64_t first, int64_t months, bm_date_precision precision)
{
    int64_t end = first + months;
    int64_t first_year = bm_floor_divide(first, 12);
    int64_t end_year = bm_floor_divide(end, 12);
    return (bm_interval){
        .start_s = bm_day_start_s((bm_day){(int)first_year, (int)(first - first_year * 12) + 1, 1}),
        .end_s = bm_day_start_s((bm_day){(int)end_year, (int)(end - end_year * 12) + 1, 1}),
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
    bm_day from = bm_day_from_number(origin);
    bm_day at = bm_day_from_number(instant);
    int64_t origin_month = (int64_t)from.year * 12;
    int64_t months = 12 * count;
    bm_date_precision precision = count == 1 ? BM_DATE_YEAR : BM_DATE_RANGE;
    if (step.unit == BM_STEP_MONTH) {
        origin_month += from.month - 1;
        months = count;
        precision = count == 1 ? BM_DATE_MONTH : BM_DATE_RANGE;
    }
    int64_t month = (int64_t)at.year * 12 + at.month - 1;
    return window_of_months(last_start(origin_month, month, months), months, precision);
}
