/* Weekdays and weekends: the latest that is not after the publication, unless the text says
 * otherwise. */
#include "events/report/dates/said.h"

enum { WEEK = 7, SATURDAY = 6 };

static int64_t last_not_after(int64_t day, int weekday)
{
    return day - (bm_day_weekday(day) - weekday + WEEK) % WEEK;
}

static int64_t first_not_before(int64_t day, int weekday)
{
    return day + (weekday - bm_day_weekday(day) + WEEK) % WEEK;
}

static int64_t from_publication(const bm_said *said, bm_tense tense, int64_t published)
{
    int weekday = said->weekday;
    switch (said->which) {
    case BM_WHICH_LAST:
        return last_not_after(published - 1, weekday);
    case BM_WHICH_NEXT:
    case BM_WHICH_COMING:
        return first_not_before(published + 1, weekday);
    case BM_WHICH_THIS:
        if (tense == BM_TENSE_UNKNOWN)
            return bm_week_monday(published) + weekday - 1;
        break;
    default:
        break;
    }
    return tense == BM_TENSE_FUTURE ? first_not_before(published, weekday)
                                    : last_not_after(published, weekday);
}

static bm_date_meaning from_date(const bm_said *said, const bm_date_reference *reference)
{
    if (!reference->has_before)
        return bm_meaning_unknown(BM_RULE_NO_BEFORE);
    int64_t first = bm_interval_first(reference->before);
    int64_t last = bm_interval_last(reference->before);
    int64_t day = said->which == BM_WHICH_PREVIOUS ? last_not_after(first - 1, said->weekday)
                  : said->which == BM_WHICH_SAME   ? bm_week_monday(first) + said->weekday - 1
                                                   : first_not_before(last + 1, said->weekday);
    return bm_meaning(bm_days_interval(day, day, BM_DATE_DAY), "weekday-from-date-before");
}

bm_date_meaning bm_resolve_weekday(const bm_said *said, bm_tense tense,
                                   const bm_date_reference *reference)
{
    if (said->which >= BM_WHICH_SAME)
        return from_date(said, reference);
    if (!reference->has_published)
        return bm_meaning_unknown(BM_RULE_NO_PUBLICATION);
    int64_t published = reference->published;
    if (said->has_week) {
        int64_t day =
            bm_week_monday(published) + (int64_t)said->week_shift * WEEK + said->weekday - 1;
        return bm_meaning(bm_days_interval(day, day, BM_DATE_DAY), "weekday-of-week");
    }
    int64_t day = from_publication(said, tense, published);
    const char *rule = day < published   ? "weekday-before-publication"
                       : day > published ? "weekday-after-publication"
                                         : "weekday-on-publication-day";
    return bm_meaning(bm_days_interval(day, day, BM_DATE_DAY), rule);
}
