/* Dates of several parts: ranges, lists that share a month or a year, nights. */
#include "events/report/dates/parser.h"

enum { SHARED_YEAR_AHEAD = 3, DAYS_MAX = 31 };

static bool is_dayish(const bm_said *said)
{
    return said->kind == BM_SAID_DAY || said->kind == BM_SAID_WEEKDAY ||
           (said->kind == BM_SAID_PERIOD && said->unit == BM_UNIT_DAY);
}

static bool may_join(const bm_said *from, const bm_said *to)
{
    return (is_dayish(from) && is_dayish(to)) || from->kind == to->kind ||
           (from->kind == BM_SAID_MONTH && from->year && to->kind == BM_SAID_YEAR);
}

/* What stands between the ends of a range, and where the second begins. */
static bool find_separator(const bm_date_parser *parser, const bm_date_found *from,
                           bm_date_lead lead, bool *dash, uint32_t *next)
{
    uint32_t word = from->end;
    *dash = bm_date_joins(parser, word, BM_GAP_DASH | BM_GAP_HYPHEN) &&
            (parser->words[word].gap & (BM_GAP_DASH | BM_GAP_HYPHEN)) != 0;
    *next = word;
    if (*dash)
        return true;
    int join = bm_date_joins(parser, word, BM_GAP_COMMA)
                   ? bm_date_value(parser, word, BM_DATE_WORD_JOIN)
                   : 0;
    *next = word + 1;
    if (bm_date_value(parser, *next, BM_DATE_WORD_LEAD) == BM_LEAD_THE)
        ++*next;
    return join == BM_JOIN_TO || join == BM_JOIN_ONTO ||
           (join == BM_JOIN_AND && lead == BM_LEAD_BETWEEN);
}

static void take_range(const bm_date_parser *parser, bm_date_found *found)
{
    bm_date_lead lead = bm_date_lead_before(parser, found->first, NULL);
    bool dash;
    uint32_t next;
    bm_date_found to;
    if (found->is_range || found->reason || !find_separator(parser, found, lead, &dash, &next) ||
        !bm_date_find_point(parser, next, &to) || to.is_range || to.reason ||
        !may_join(&found->said, &to.said))
        return;
    bool led = lead == BM_LEAD_FROM || lead == BM_LEAD_SINCE || lead == BM_LEAD_BETWEEN;
    bool years = found->said.kind == BM_SAID_YEAR;
    if (found->said.kind >= BM_SAID_PERIOD && !led)
        return;
    if (years && !dash && !led && found->needs_lead)
        return;
    found->is_range = true;
    found->is_certain = bm_date_value(parser, found->end, BM_DATE_WORD_JOIN) == BM_JOIN_ONTO;
    found->to = to.said;
    found->end = to.end;
    found->needs_lead = found->needs_lead && to.needs_lead;
}

static bool find_month(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    return word < parser->end && bm_date_find_calendar(parser, word, found) &&
           found->said.kind == BM_SAID_MONTH;
}

/* "On March 2 and March 5, 2022": the year stands with the last. */
static void share_year(const bm_date_parser *parser, bm_date_found *found)
{
    bm_said *said = &found->said;
    bool months = said->kind == BM_SAID_MONTH && said->which == BM_WHICH_ANY;
    if ((!months && said->kind != BM_SAID_DAY) || said->year || said->year_which || found->is_range)
        return;
    uint32_t word = found->end;
    for (int i = 0; i < SHARED_YEAR_AHEAD; i++) {
        bm_date_found next;
        if (!bm_date_joins(parser, word, BM_GAP_COMMA))
            return;
        if (bm_date_value(parser, word, BM_DATE_WORD_JOIN) == BM_JOIN_AND)
            word++;
        else if (!(parser->words[word].gap & BM_GAP_COMMA))
            return;
        word = bm_date_skip(parser, word, BM_DATE_WORD_LEAD);
        if (months ? !find_month(parser, word, &next) : !bm_date_find_day(parser, word, &next))
            return;
        if (next.is_range)
            return;
        if (next.said.year) {
            int order = said->month != next.said.month ? said->month - next.said.month
                                                       : said->day - next.said.day;
            said->year = next.said.year - (order > 0);
            return;
        }
        word = next.end;
    }
}

/* "March 11 and 12": the number goes on with the month before. */
static bool find_next_day(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    const bm_date_found *last = &parser->last;
    bm_date_number day;
    if (!last->month_first || last->is_range || last->end + 1 != word ||
        bm_date_value(parser, last->end, BM_DATE_WORD_JOIN) != BM_JOIN_AND ||
        !bm_date_number_at(parser, word, &day) || day.value < 1 || day.value > DAYS_MAX ||
        !(bm_date_parts(parser, day.end) || bm_date_look(parser, day.end, BM_DATE_WORD_LEAD)))
        return false;
    *found = *last;
    found->first = word;
    found->end = day.end;
    found->said.day = day.value;
    found->said.weekday = 0;
    return true;
}

static bool find_any(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    if (!bm_date_find_point(parser, word, found) && !bm_date_find_days(parser, word, found) &&
        !find_next_day(parser, word, found))
        return false;
    take_range(parser, found);
    share_year(parser, found);
    return true;
}

/* «В ночь на 4 марта», "overnight into Friday". */
static bool find_night(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    uint32_t at = bm_date_skip(parser, word, BM_DATE_WORD_NIGHT);
    bm_date_found night;
    bool overnight = at == word && bm_date_look(parser, word, BM_DATE_WORD_RELATIVE) &&
                     bm_date_find_relative(parser, word, &night) &&
                     night.said.kind == BM_SAID_NIGHT;
    if (overnight)
        at = night.end;
    if (at == word || !bm_date_joins(parser, at, 0))
        return false;
    at = bm_date_skip(parser, at, BM_DATE_WORD_LEAD);
    if (at >= parser->end || !find_any(parser, at, found) || !is_dayish(&found->said))
        return false;
    found->first = word;
    found->needs_lead = false;
    found->is_certain = true;
    found->said.is_night = !found->is_range;
    /* "Overnight on Thursday" may be the night before it or after it. */
    found->said.approximate |= overnight && !found->is_range;
    return true;
}

/* "Before dawn on Friday": before no other event. */
static bool find_around_daypart(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    int lead = bm_date_value(parser, word, BM_DATE_WORD_LEAD);
    uint32_t part = bm_date_skip(parser, word, BM_DATE_WORD_LEAD);
    if ((lead != BM_LEAD_BEFORE && lead != BM_LEAD_AFTER) || !bm_date_joins(parser, part, 0))
        return false;
    uint32_t end = bm_date_skip(parser, part, BM_DATE_WORD_DAYPART);
    if (end == part || !bm_date_joins(parser, end, BM_GAP_COMMA))
        return false;
    uint32_t day = bm_date_skip(parser, end, BM_DATE_WORD_LEAD);
    if (day >= parser->end || !find_any(parser, day, found) || !is_dayish(&found->said))
        return false;
    found->first = word;
    found->needs_lead = found->needs_lead && day == end;
    return true;
}

bool bm_date_find(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    if (!find_night(parser, word, found) && !find_around_daypart(parser, word, found) &&
        !find_any(parser, word, found))
        return false;
    if (!found->reason)
        bm_date_take_clock(parser, found);
    return true;
}
