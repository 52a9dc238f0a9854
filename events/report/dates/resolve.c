/* What a date means: dates that are whole in themselves, and ranges of any. */
#include "events/report/dates/said.h"

#include "base/calendar.h"

enum { UNDER_WAY_DAYS = 62 };

static bm_date_meaning impossible(void)
{
    return (bm_date_meaning){.rule = BM_RULE_ABSOLUTE, .impossible = BM_NO_SUCH_DAY};
}

static bool is_possible(const bm_said *said)
{
    if (said->kind != BM_SAID_DAY)
        return true;
    int year = said->year ? said->year : 2000; /* a leap year */
    return said->day >= 1 && said->day <= bm_month_days(year, said->month);
}

/* 08/04/2022: one reading may lie behind the publication when the other does not. */
static bm_date_meaning resolve_either(const bm_said *said, const bm_date_reference *reference)
{
    int64_t day_first = bm_day_to_number((bm_day){said->year, said->month, said->day});
    int64_t month_first = bm_day_to_number((bm_day){said->year, said->day, said->month});
    bool one = reference->has_published &&
               (day_first <= reference->published) != (month_first <= reference->published);
    if (!one)
        return (bm_date_meaning){.rule = BM_RULE_ABSOLUTE, .impossible = BM_EITHER_ORDER};
    int64_t day = day_first < month_first ? day_first : month_first;
    return bm_meaning(bm_days_interval(day, day, BM_DATE_DAY), "digits-before-publication");
}

static bm_date_meaning resolve_absolute(const bm_said *said, const bm_date_reference *reference)
{
    bm_interval when;
    if (said->may_swap)
        return resolve_either(said, reference);
    if (said->kind == BM_SAID_DAY) {
        int64_t day = bm_day_to_number((bm_day){said->year, said->month, said->day});
        when = bm_days_interval(day, day, BM_DATE_DAY);
    } else if (said->kind == BM_SAID_MONTH) {
        when = bm_month_interval(said->year, said->month, said->part);
    } else if (said->kind == BM_SAID_SEASON) {
        when = bm_season_interval(said->year, said->season);
    } else if (said->kind == BM_SAID_DECADE) {
        when = bm_decade_interval(said->year, said->part);
    } else {
        when = bm_year_interval(said->year, said->part);
    }
    return bm_meaning(when, BM_RULE_ABSOLUTE);
}

static bm_date_meaning resolve_kind(const bm_said *said, bm_tense tense,
                                    const bm_date_reference *reference)
{
    if (said->kind == BM_SAID_DAY && said->month == 0)
        return bm_meaning_unknown(BM_RULE_NO_DAY);
    if (!is_possible(said))
        return impossible();
    if (said->kind == BM_SAID_WEEKDAY)
        return bm_resolve_weekday(said, tense, reference);
    if (said->kind > BM_SAID_WEEKDAY)
        return bm_resolve_relative(said, tense, reference);
    if (said->year)
        return resolve_absolute(said, reference);
    return bm_resolve_partial(said, tense, reference);
}

/* What stands around a day: a night, a time, "about". */
static void adjust(const bm_said *said, bm_date_meaning *meaning)
{
    bm_interval *when = &meaning->when;
    if (said->is_night && when->precision == BM_DATE_DAY) {
        when->start_s -= BM_SECONDS_A_DAY;
        when->precision = BM_DATE_RANGE;
    } else if (said->kind == BM_SAID_DAY && said->unit == BM_UNIT_WEEK &&
               when->precision == BM_DATE_DAY) {
        int64_t monday = bm_week_monday(bm_interval_first(*when));
        *when = bm_days_interval(monday, monday + 6, BM_DATE_RANGE);
    } else if (said->minute >= 0 && when->precision == BM_DATE_DAY) {
        when->start_s += (int64_t)said->minute * 60;
        when->end_s = when->start_s + 60;
        when->precision = BM_DATE_MINUTE;
    }
    when->approximate |= said->approximate;
}

static bool is_in_calendar(bm_interval when)
{
    return bm_day_at(when.start_s).year >= BM_YEAR_MIN &&
           bm_day_at(when.end_s - 1).year <= BM_YEAR_MAX;
}

bm_date_meaning bm_said_resolve(const bm_said *said, bm_tense tense,
                                const bm_date_reference *reference)
{
    bm_date_meaning meaning = resolve_kind(said, tense, reference);
    if (!meaning.resolved)
        return meaning;
    adjust(said, &meaning);
    if (!is_in_calendar(meaning.when))
        return (bm_date_meaning){.rule = meaning.rule,
                                 .impossible = "beyond the years that are known here"};
    return meaning;
}

/* The year of one end of a range, from the other's. */
static void share_year(bm_said *from, bm_said *to)
{
    bool days = from->kind <= BM_SAID_MONTH && to->kind <= BM_SAID_MONTH;
    if (!days || (from->year != 0) == (to->year != 0))
        return;
    int order = from->month != to->month ? from->month - to->month : from->day - to->day;
    if (from->year == 0)
        from->year = to->year - (order > 0);
    else
        to->year = from->year + (order > 0);
}

/* The start's missing year or week: the last that is not after the end. */
static bm_date_meaning resolve_start(const bm_said *from, const bm_date_meaning *end,
                                     const bm_date_reference *reference)
{
    bm_date_reference until = *reference;
    until.has_published = true;
    until.published = bm_interval_first(end->when);
    until.has_near = false;
    bm_said start = *from;
    start.has_week = false;
    return bm_said_resolve(&start, BM_TENSE_PAST, &until);
}

/* The end of a range that lies ahead is the first after its start. */
static bm_date_meaning resolve_end_ahead(const bm_said *to, const bm_date_meaning *start,
                                         const bm_date_reference *reference)
{
    bm_date_reference after = *reference;
    after.has_published = true;
    after.published = bm_interval_first(start->when);
    after.has_near = false;
    return bm_said_resolve(to, BM_TENSE_FUTURE, &after);
}

static bool is_floating(const bm_said *said)
{
    if (said->kind == BM_SAID_WEEKDAY)
        return said->which == BM_WHICH_ANY && !said->has_week;
    return said->kind <= BM_SAID_MONTH && said->which == BM_WHICH_ANY && said->year == 0 &&
           said->year_which == BM_WHICH_ANY;
}

/* A range that began before the publication may end some weeks after it, but no year after it. */
static bool is_under_way(const bm_date_meaning *end, const bm_date_reference *reference)
{
    return end->resolved && (!reference->has_published ||
                             bm_interval_last(end->when) <= reference->published + UNDER_WAY_DAYS);
}

bm_date_meaning bm_said_resolve_range(const bm_said *from, const bm_said *to, bm_tense tense,
                                      const bm_date_reference *reference)
{
    bm_said first = *from;
    bm_said last = *to;
    share_year(&first, &last);
    bm_date_meaning start;
    bm_date_meaning end;
    bool floating = is_floating(&first) && is_floating(&last);
    bool ahead = false;
    if (floating) {
        start = bm_said_resolve(&first, tense, reference);
        end = start.resolved ? resolve_end_ahead(&last, &start, reference) : start;
        ahead = tense == BM_TENSE_FUTURE || !start.resolved || is_under_way(&end, reference);
    }
    if (!ahead) {
        end = bm_said_resolve(&last, tense, reference);
        start = end.resolved && is_floating(&first) ? resolve_start(&first, &end, reference)
                                                    : bm_said_resolve(&first, tense, reference);
    }
    if (start.impossible || !end.resolved)
        return start.impossible ? start : end;
    if (!start.resolved)
        return start;
    bm_date_meaning meaning = bm_meaning(start.when, ahead ? start.rule : end.rule);
    if (bm_interval_span(&meaning.when, end.when, NULL))
        return (bm_date_meaning){.rule = end.rule, .impossible = "its end is before its start"};
    if (meaning.when.end_s - meaning.when.start_s > BM_SECONDS_A_DAY)
        meaning.when.precision = BM_DATE_RANGE;
    return meaning;
}
