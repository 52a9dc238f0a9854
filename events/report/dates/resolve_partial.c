/* A day or month without its year: the latest that is not after the publication, unless the text
 * says otherwise or has given a year just before. */
#include "events/report/dates/said.h"

#include "base/calendar.h"

enum {
    NEAR_DAYS = 183, /* a story told in order of time seldom leaps further */
    RECENT_DAYS = 31,
    YEARS_BACK = 11 /* in so many, every weekday falls on a day of a month; leap days come too */
};

static int year_of(int64_t number)
{
    return bm_day_from_number(number).year;
}

static bool exists(const bm_said *said, int year)
{
    return said->kind != BM_SAID_DAY || said->day <= bm_month_days(year, said->month);
}

static bm_interval in_year(const bm_said *said, int year)
{
    if (said->kind == BM_SAID_MONTH)
        return bm_month_interval(year, said->month, said->part);
    if (said->kind == BM_SAID_SEASON)
        return bm_season_interval(year, said->season);
    int64_t day = bm_day_to_number((bm_day){year, said->month, said->day});
    return bm_days_interval(day, day, BM_DATE_DAY);
}

/* The latest that begins on `day` or before. */
static bool find_before(const bm_said *said, int64_t day, bm_interval *when)
{
    int year = year_of(day) + 1;
    for (int i = 0; i <= YEARS_BACK; i++, year--) {
        if (!exists(said, year))
            continue;
        *when = in_year(said, year);
        if (bm_interval_first(*when) <= day)
            return true;
    }
    return false;
}

/* The first that ends on `day` or after. */
static bool find_after(const bm_said *said, int64_t day, bm_interval *when)
{
    int year = year_of(day);
    for (int i = 0; i <= YEARS_BACK; i++, year++) {
        if (!exists(said, year))
            continue;
        *when = in_year(said, year);
        if (bm_interval_last(*when) >= day)
            return true;
    }
    return false;
}

static bool fits_weekday(const bm_said *said, bm_interval when)
{
    return said->kind != BM_SAID_DAY || said->weekday == 0 ||
           bm_day_weekday(bm_interval_first(when)) == said->weekday;
}

/* "Saturday, March 12": the weekday tells the year when the nearest ones are of two minds. */
static bool find_by_weekday(const bm_said *said, int64_t published, bm_interval *when)
{
    bm_interval found;
    if (find_after(said, published, &found) && fits_weekday(said, found) &&
        bm_interval_first(found) - published < NEAR_DAYS) {
        *when = found;
        return true;
    }
    int64_t day = published;
    for (int i = 0; i <= YEARS_BACK && find_before(said, day, &found); i++) {
        if (fits_weekday(said, found)) {
            *when = found;
            return true;
        }
        day = bm_interval_first(found) - 1;
    }
    return false;
}

static const char *rule_of(const bm_said *said, bool after)
{
    if (said->kind == BM_SAID_SEASON)
        return after ? "season-after-publication" : "season-before-publication";
    if (said->kind == BM_SAID_MONTH)
        return after ? "named-month-after-publication" : "named-month-before-publication";
    return after ? "month-day-after-publication" : "month-day-before-publication";
}

static bm_date_meaning from_publication(const bm_said *said, bm_tense tense,
                                        const bm_date_reference *reference)
{
    int64_t published = reference->published;
    bm_interval when = {0};
    bool is_ahead =
        said->which == BM_WHICH_NEXT || (said->which == BM_WHICH_ANY && tense == BM_TENSE_FUTURE);
    bool found;
    if (said->which == BM_WHICH_THIS) {
        when = in_year(said, year_of(published));
        return bm_meaning(when, rule_of(said, bm_interval_first(when) > published));
    }
    if (is_ahead)
        found = find_after(said, published, &when);
    else
        found = find_before(said, published, &when);
    bm_interval now = when;
    bool is_now =
        found && bm_interval_first(now) <= published && published <= bm_interval_last(now);
    if (is_now && said->which == BM_WHICH_LAST && said->kind != BM_SAID_DAY)
        found = find_before(said, bm_interval_first(now) - 1, &when);
    else if (is_now && said->which == BM_WHICH_NEXT)
        found = find_after(said, bm_interval_last(now) + 1, &when);
    /* A day of these weeks is not in doubt, whatever weekday was typed with it. */
    bool is_recent = found && published - bm_interval_first(when) <= RECENT_DAYS;
    if (found && !is_recent && !fits_weekday(said, when))
        (void)find_by_weekday(said, published, &when);
    if (!found)
        return bm_meaning_unknown(BM_RULE_NO_YEAR);
    return bm_meaning(when, rule_of(said, bm_interval_first(when) > published));
}

static bool from_near(const bm_said *said, bm_tense tense, const bm_date_reference *reference,
                      bm_interval *when)
{
    if (!reference->has_near || said->which != BM_WHICH_ANY ||
        !find_after(said, reference->near, when))
        return false;
    int64_t first = bm_interval_first(*when);
    bool is_told =
        !reference->has_published || first <= reference->published || tense == BM_TENSE_FUTURE;
    return is_told && first - reference->near <= NEAR_DAYS && fits_weekday(said, *when);
}

/* Without a publication date: in the year of the report's own dates, whichever is nearest. */
static bool from_report(const bm_said *said, const bm_date_reference *reference, bm_interval *when)
{
    bm_interval before;
    bm_interval after;
    if (!reference->has_report || said->which != BM_WHICH_ANY ||
        !find_before(said, reference->report, &before) ||
        !find_after(said, reference->report, &after))
        return false;
    int64_t back = reference->report - bm_interval_first(before);
    int64_t ahead = bm_interval_first(after) - reference->report;
    *when = ahead < back ? after : before;
    return true;
}

/* "In February last year", "that year". */
static bm_date_meaning in_year_said(const bm_said *said, const bm_date_reference *reference)
{
    bool of_text = said->year_which >= BM_WHICH_SAME;
    if (of_text && !reference->has_before && !reference->has_year)
        return bm_meaning_unknown(BM_RULE_NO_BEFORE);
    if (!of_text && !reference->has_published)
        return bm_meaning_unknown(BM_RULE_NO_PUBLICATION);
    bm_interval before = reference->has_year ? reference->year : reference->before;
    int year = year_of(of_text ? bm_interval_first(before) : reference->published);
    if (said->year_which == BM_WHICH_LAST || said->year_which == BM_WHICH_PREVIOUS)
        year--;
    else if (said->year_which == BM_WHICH_NEXT || said->year_which == BM_WHICH_FOLLOWING)
        year++;
    const char *rule = of_text ? "year-from-date-before" : "year-counted-from-publication";
    if (!exists(said, year))
        return (bm_date_meaning){.rule = rule, .impossible = BM_NO_SUCH_DAY};
    return bm_meaning(in_year(said, year), rule);
}

bm_date_meaning bm_resolve_partial(const bm_said *said, bm_tense tense,
                                   const bm_date_reference *reference)
{
    bm_interval when;
    if (said->year_which != BM_WHICH_ANY)
        return in_year_said(said, reference);
    if (from_near(said, tense, reference, &when))
        return bm_meaning(when, said->kind == BM_SAID_DAY ? "month-day-near-date"
                                                          : "named-month-near-date");
    if (reference->has_published)
        return from_publication(said, tense, reference);
    if (from_report(said, reference, &when))
        return bm_meaning(when, said->kind == BM_SAID_DAY ? "month-day-of-report-year"
                                                          : "named-month-of-report-year");
    return bm_meaning_unknown(said->which == BM_WHICH_ANY ? BM_RULE_NO_YEAR
                                                          : BM_RULE_NO_PUBLICATION);
}
