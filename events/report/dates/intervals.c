/* Days, weeks, months and their parts as intervals. */
#include "events/report/dates/said.h"

#include "base/calendar.h"

bm_interval bm_days_interval(int64_t first, int64_t last, bm_date_precision precision)
{
    return (bm_interval){.start_s = first * BM_SECONDS_A_DAY,
                         .end_s = (last + 1) * BM_SECONDS_A_DAY,
                         .precision = precision};
}

bm_interval bm_month_interval(int year, int month, bm_said_part part)
{
    static const int first[] = {1, 1, 11, 21};
    static const int last[] = {0, 10, 20, 0};
    int64_t before = bm_day_to_number((bm_day){year, month, 1}) - 1;
    int end = last[part] ? last[part] : bm_month_days(year, month);
    bm_interval when = bm_days_interval(before + first[part], before + end,
                                        part == BM_PART_WHOLE ? BM_DATE_MONTH : BM_DATE_RANGE);
    when.approximate = part != BM_PART_WHOLE;
    return when;
}

bm_interval bm_year_interval(int year, bm_said_part part)
{
    static const int first[] = {1, 1, 5, 9};
    static const int last[] = {12, 4, 8, 12};
    int end = last[part];
    bm_interval when =
        bm_days_interval(bm_day_to_number((bm_day){year, first[part], 1}),
                         bm_day_to_number((bm_day){year, end, bm_month_days(year, end)}),
                         part == BM_PART_WHOLE ? BM_DATE_YEAR : BM_DATE_RANGE);
    when.approximate = part != BM_PART_WHOLE;
    return when;
}

bm_interval bm_decade_interval(int year, bm_said_part part)
{
    static const int first[] = {0, 0, 4, 7};
    static const int after[] = {10, 4, 7, 10};
    /* "The 1600s" are a century, "the 2000s" were ten years when this was written. */
    int unit = year % 100 == 0 && year < 2000 ? 10 : 1;
    bm_interval when = bm_days_interval(
        bm_day_to_number((bm_day){year + first[part] * unit, 1, 1}),
        bm_day_to_number((bm_day){year + after[part] * unit, 1, 1}) - 1, BM_DATE_RANGE);
    when.approximate = true;
    return when;
}

/* Winter is called after the year that it ends in. */
bm_interval bm_season_interval(int year, int season)
{
    bm_day first = season == 4 ? (bm_day){year - 1, 12, 1} : (bm_day){year, season * 3, 1};
    bm_day after = {first.year, first.month + 3, 1};
    bm_interval when =
        bm_days_interval(bm_day_to_number(first), bm_day_to_number(after) - 1, BM_DATE_RANGE);
    when.approximate = true;
    return when;
}

int bm_day_weekday(int64_t number)
{
    /* 1970-01-01 was a Thursday. */
    return (int)(number + 3 - bm_floor_divide(number + 3, 7) * 7) + 1;
}

int64_t bm_week_monday(int64_t number)
{
    return number - bm_day_weekday(number) + 1;
}

int64_t bm_interval_first(bm_interval interval)
{
    return bm_floor_divide(interval.start_s, BM_SECONDS_A_DAY);
}

int64_t bm_interval_last(bm_interval interval)
{
    return bm_floor_divide(interval.end_s - 1, BM_SECONDS_A_DAY);
}

bm_date_meaning bm_meaning(bm_interval when, const char *rule)
{
    return (bm_date_meaning){.resolved = true, .when = when, .rule = rule};
}

bm_date_meaning bm_meaning_unknown(const char *rule)
{
    return (bm_date_meaning){.rule = rule};
}
