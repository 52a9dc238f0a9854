/* Days, weeks, months and years counted from the publication or from the date that stands before.
 */
#include "events/report/dates/said.h"

#include <stdlib.h>

enum { WEEK = 7, SATURDAY = 6, COUNT_MAX = 1000 };

static const char *const counted = "counted-from-publication";

static bm_interval one_day(int64_t day)
{
    return bm_days_interval(day, day, BM_DATE_DAY);
}

/* The month or year `shift` away from the one that holds a day. */
static bm_interval shifted_month(int64_t day, int shift)
{
    bm_day at = bm_day_from_number(day);
    bm_day first = bm_day_from_number(bm_day_to_number((bm_day){at.year, at.month + shift, 1}));
    return bm_month_interval(first.year, first.month, BM_PART_WHOLE);
}

static bm_interval shifted_year(int64_t day, int shift)
{
    return bm_year_interval(bm_day_from_number(day).year + shift, BM_PART_WHOLE);
}

static bm_interval week_part(int64_t monday, bm_said_part part)
{
    static const int first[] = {0, 0, 1, 3};
    static const int last[] = {6, 2, 3, 6};
    bm_interval when = bm_days_interval(monday + first[part], monday + last[part], BM_DATE_RANGE);
    when.approximate = part != BM_PART_WHOLE;
    return when;
}

/* The whole of the unit that is `shift` away from a day. */
static bm_interval whole_unit(const bm_said *said, int64_t day, int shift)
{
    bm_said_part part = said->part;
    if (said->unit == BM_UNIT_WEEK)
        return week_part(bm_week_monday(day) + (int64_t)shift * WEEK, part);
    if (said->unit == BM_UNIT_MONTH) {
        bm_day first = bm_day_from_number(bm_interval_first(shifted_month(day, shift)));
        return bm_month_interval(first.year, first.month, part);
    }
    if (said->unit == BM_UNIT_YEAR)
        return bm_year_interval(bm_day_from_number(day).year + shift, part);
    return one_day(day + shift);
}

static bm_interval clip(bm_interval whole, int64_t first, int64_t last)
{
    int64_t from = bm_interval_first(whole) > first ? bm_interval_first(whole) : first;
    int64_t to = bm_interval_last(whole) < last ? bm_interval_last(whole) : last;
    if (from > to)
        from = to = from > last ? last : to;
    return bm_days_interval(from, to, BM_DATE_RANGE);
}

/* "This week", "earlier this month". */
static bm_date_meaning current_unit(const bm_said *said, bm_tense tense, int64_t published)
{
    bm_interval whole = whole_unit(said, published, 0);
    const char *rule = said->unit == BM_UNIT_WEEK    ? "week-of-publication"
                       : said->unit == BM_UNIT_MONTH ? "month-of-publication"
                                                     : "year-of-publication";
    int64_t first = bm_interval_first(whole);
    int64_t last = bm_interval_last(whole);
    if (said->which == BM_WHICH_SO_FAR)
        return bm_meaning(clip(whole, first, published > first ? published - 1 : first), rule);
    if (said->which == BM_WHICH_REST)
        return bm_meaning(clip(whole, published < last ? published + 1 : last, last), rule);
    if (said->unit != BM_UNIT_WEEK || said->part != BM_PART_WHOLE)
        return bm_meaning(whole, rule);
    return bm_meaning(tense == BM_TENSE_FUTURE ? clip(whole, published, last)
                                               : clip(whole, first, published),
                      rule);
}

static bm_date_meaning weekend(const bm_said *said, bm_tense tense, int64_t published)
{
    int weekday = bm_day_weekday(published);
    int64_t coming = bm_week_monday(published) + SATURDAY - 1;
    int64_t latest = weekday >= SATURDAY ? coming : coming - WEEK;
    bool ahead = tense == BM_TENSE_FUTURE || said->which == BM_WHICH_NEXT ||
                 (said->which == BM_WHICH_THIS && tense == BM_TENSE_UNKNOWN && weekday > 1);
    int64_t saturday = ahead ? coming : latest;
    if (weekday >= SATURDAY && said->which == BM_WHICH_LAST)
        saturday -= WEEK;
    if (weekday >= SATURDAY && said->which == BM_WHICH_NEXT)
        saturday += WEEK;
    bm_interval when = bm_days_interval(saturday, saturday + 1, BM_DATE_RANGE);
    return bm_meaning(when, saturday > published ? "weekend-after-publication"
                                                 : "weekend-before-publication");
}

static bm_date_meaning unit_of_publication(const bm_said *said, bm_tense tense, int64_t published)
{
    if (said->unit == BM_UNIT_WEEKEND)
        return weekend(said, tense, published);
    int shift = said->which == BM_WHICH_LAST ? -1 : said->which == BM_WHICH_NEXT ? 1 : 0;
    if (said->unit == BM_UNIT_NIGHT && shift < 0)
        return bm_meaning(bm_days_interval(published - 1, published, BM_DATE_RANGE),
                          "night-before-publication");
    if (said->unit <= BM_UNIT_NIGHT)
        return bm_meaning(one_day(published + shift), shift == 0  ? "publication-day"
                                                      : shift < 0 ? "day-before-publication"
                                                                  : "day-after-publication");
    if (shift == 0)
        return current_unit(said, tense, published);
    static const char *const rules[][2] = {{"week-before-publication", "week-after-publication"},
                                           {"month-before-publication", "month-after-publication"},
                                           {"year-before-publication", "year-after-publication"}};
    int row = said->unit == BM_UNIT_WEEK ? 0 : said->unit == BM_UNIT_MONTH ? 1 : 2;
    return bm_meaning(whole_unit(said, published, shift), rules[row][shift > 0]);
}

/* The date that stands before; a year will do for counting years. */
static bool find_before(const bm_said *said, const bm_date_reference *reference,
                        bm_interval *before)
{
    bool years = said->unit == BM_UNIT_YEAR || said->unit == BM_UNIT_DECADE;
    *before = years && reference->has_year ? reference->year : reference->before;
    return (years && reference->has_year) || reference->has_before;
}

/* The day before "the night to 3 March" is the 2nd. */
static int64_t first_of_before(const bm_date_reference *reference, bm_interval before)
{
    return reference->is_night && before.start_s == reference->before.start_s
               ? bm_interval_last(before)
               : bm_interval_first(before);
}

static bm_date_meaning unit_of_date(const bm_said *said, const bm_date_reference *reference)
{
    bm_interval before;
    bool is_now =
        !reference->has_before || bm_interval_last(reference->before) >= reference->published;
    if (said->is_eve && reference->has_published && is_now)
        return bm_meaning(one_day(reference->published - 1), "day-before-publication");
    if (said->is_eve && reference->has_before && reference->is_eve)
        return bm_meaning(reference->before, "same-as-date-before");
    if (!find_before(said, reference, &before))
        return bm_meaning_unknown(BM_RULE_NO_BEFORE);
    if (said->which == BM_WHICH_SAME && said->unit <= BM_UNIT_WEEKEND)
        return bm_meaning(before, "same-as-date-before");
    int shift = said->which == BM_WHICH_PREVIOUS ? -1 : said->which == BM_WHICH_FOLLOWING ? 1 : 0;
    int64_t from = shift > 0 ? bm_interval_last(before) : first_of_before(reference, before);
    return bm_meaning(whole_unit(said, from, shift), "counted-from-date-before");
}

/* So many units away; a few are two to seven. */
static bool count_away(const bm_said *said, int64_t from, bm_interval *when)
{
    bool few = abs(said->count) == BM_SAID_FEW;
    int sign = said->count < 0 ? -1 : 1;
    int near = few ? 2 * sign : said->count;
    int far = few ? (said->unit == BM_UNIT_DAY || said->unit == BM_UNIT_NIGHT ? 7 : 4) * sign
                  : said->count;
    if (abs(near) > COUNT_MAX)
        return false;
    bm_interval ends[2];
    for (int i = 0; i < 2; i++) {
        int count = i == (sign > 0) ? far : near;
        switch (said->unit) {
        case BM_UNIT_HOUR:
            ends[i] = one_day(from + (few ? 0 : count / 24));
            break;
        case BM_UNIT_WEEK:
        case BM_UNIT_WEEKEND:
            ends[i] = one_day(from + (int64_t)count * WEEK);
            break;
        case BM_UNIT_MONTH:
            ends[i] = shifted_month(from, count);
            break;
        case BM_UNIT_YEAR:
            ends[i] = shifted_year(from, count);
            break;
        case BM_UNIT_DECADE:
            ends[i] = shifted_year(from, count * 10);
            break;
        default:
            ends[i] = one_day(from + count);
        }
    }
    *when = ends[0];
    if (few && bm_interval_span(when, ends[1], NULL))
        return false;
    when->approximate = few || said->unit == BM_UNIT_HOUR || said->unit >= BM_UNIT_MONTH ||
                        (said->unit >= BM_UNIT_WEEKEND && !said->from_before);
    return true;
}

static bm_date_meaning resolve_count(const bm_said *said, const bm_date_reference *reference)
{
    bm_interval before = {0};
    if (said->from_before && !find_before(said, reference, &before))
        return bm_meaning_unknown(BM_RULE_NO_BEFORE);
    if (!said->from_before && !reference->has_published)
        return bm_meaning_unknown(BM_RULE_NO_PUBLICATION);
    int64_t from = !said->from_before ? reference->published
                   : said->count > 0  ? bm_interval_last(before)
                                      : first_of_before(reference, before);
    const char *rule = said->from_before ? "counted-from-date-before" : counted;
    bm_interval when;
    if (!count_away(said, from, &when))
        return (bm_date_meaning){.rule = rule, .impossible = "too far away for a date"};
    return bm_meaning(when, rule);
}

/* "In recent days", "over the past two weeks". */
static bm_date_meaning resolve_stretch(const bm_said *said, int64_t published)
{
    static const int length[] = {
        [BM_UNIT_NONE] = 1,   [BM_UNIT_HOUR] = 1,    [BM_UNIT_DAY] = 1,
        [BM_UNIT_NIGHT] = 1,  [BM_UNIT_WEEKEND] = 7, [BM_UNIT_WEEK] = 7,
        [BM_UNIT_MONTH] = 30, [BM_UNIT_YEAR] = 365,  [BM_UNIT_DECADE] = 3652};
    static const int few[] = {[BM_UNIT_NONE] = 7,  [BM_UNIT_HOUR] = 24,   [BM_UNIT_DAY] = 7,
                              [BM_UNIT_NIGHT] = 7, [BM_UNIT_WEEKEND] = 4, [BM_UNIT_WEEK] = 4,
                              [BM_UNIT_MONTH] = 3, [BM_UNIT_YEAR] = 3,    [BM_UNIT_DECADE] = 3};
    bool ahead = said->which == BM_WHICH_COMING;
    const char *rule = ahead ? "days-from-publication" : "days-up-to-publication";
    int count = said->count == BM_SAID_FEW ? few[said->unit] : said->count;
    if (count < 0 || count > COUNT_MAX)
        return (bm_date_meaning){.rule = rule, .impossible = "too far away for a date"};
    int64_t days =
        said->unit == BM_UNIT_HOUR ? (count + 23) / 24 : (int64_t)count * length[said->unit];
    bm_interval when = ahead ? bm_days_interval(published, published + days, BM_DATE_RANGE)
                             : bm_days_interval(published - days, published, BM_DATE_RANGE);
    when.approximate = true;
    return bm_meaning(when, rule);
}

bm_date_meaning bm_resolve_relative(const bm_said *said, bm_tense tense,
                                    const bm_date_reference *reference)
{
    if (said->kind == BM_SAID_COUNT)
        return resolve_count(said, reference);
    if (said->kind == BM_SAID_PERIOD && said->which >= BM_WHICH_SAME)
        return unit_of_date(said, reference);
    if (!reference->has_published)
        return bm_meaning_unknown(BM_RULE_NO_PUBLICATION);
    int64_t published = reference->published;
    if (said->kind == BM_SAID_NIGHT) {
        int64_t day = published + said->count;
        return bm_meaning(bm_days_interval(day - 1, day, BM_DATE_RANGE),
                          "night-before-publication");
    }
    if (said->kind == BM_SAID_STRETCH)
        return resolve_stretch(said, published);
    return unit_of_publication(said, tense, published);
}
