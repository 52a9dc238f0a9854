/* Whether what the grammar found is said as a date, by the words around it. */
#include "events/report/dates/judge.h"

static const char *const unled_month = "a month's name without a day, a year or a preposition";
static const char *const unled_year = "a number that may be no year";

/* "In March and April": the second has the preposition of the first. */
static bool goes_on_from_last(const bm_date_parser *parser, const bm_date_found *found)
{
    const bm_date_found *last = &parser->last;
    if (last->end == 0 || last->said.kind != found->said.kind)
        return false;
    if (last->end == found->first)
        return (parser->words[found->first].gap & BM_GAP_COMMA) != 0;
    return last->end + 1 == found->first && bm_date_joins(parser, found->first, 0) &&
           bm_date_look(parser, last->end, BM_DATE_WORD_JOIN);
}

static bool is_bracketed(const bm_date_parser *parser, const bm_date_found *found)
{
    return (parser->words[found->first].gap & BM_GAP_OPEN) &&
           (found->end >= parser->end || (parser->words[found->end].gap & BM_GAP_CLOSE));
}

static bool is_function_word(const bm_date_parser *parser, uint32_t word)
{
    return bm_date_look(parser, word, BM_DATE_WORD_LEAD) ||
           bm_date_look(parser, word, BM_DATE_WORD_JOIN) ||
           bm_date_look(parser, word, BM_DATE_WORD_DAYPART) ||
           bm_date_look(parser, word, BM_DATE_WORD_FUTURE) ||
           bm_date_look(parser, word, BM_DATE_WORD_PAST);
}

/* "In 2014" is a year; "of 2000 soldiers", "in 2014 settlements" are counts. */
static const char *judge_year(const bm_date_parser *parser, const bm_date_found *found,
                              bm_date_lead lead, bool the)
{
    uint32_t end = found->end;
    if (found->is_range && lead != BM_LEAD_NONE)
        return NULL;
    if (is_bracketed(parser, found))
        return NULL;
    if (lead == BM_LEAD_NONE || bm_date_look(parser, end, BM_DATE_WORD_UNIT))
        return unled_year;
    bool closed = bm_date_parts(parser, end) || is_function_word(parser, end);
    if (lead == BM_LEAD_THE || the)
        return closed || found->said.year % 100 == 0 ? unled_year : NULL;
    int round = lead == BM_LEAD_ABOUT ? 10 : 100;
    bool sure = parser->is_english && lead != BM_LEAD_OF && found->said.year % round != 0;
    return closed || sure ? NULL : unled_year;
}

static const char *judge_month(const bm_date_parser *parser, const bm_date_found *found,
                               bm_date_lead lead)
{
    const bm_word *word = &parser->words[found->first];
    bool doubtful = bm_date_look(parser, found->first, BM_DATE_WORD_MONTH_DOUBTFUL) != NULL;
    /* "May-Oct" is every year's. */
    bool hyphen = found->end < parser->end && (parser->words[found->end].gap & BM_GAP_HYPHEN);
    if (lead == BM_LEAD_NONE || lead == BM_LEAD_THE || (hyphen && !found->is_range))
        return unled_month;
    return doubtful && (word->flags & BM_WORD_POSSESSIVE) ? unled_month : NULL;
}

static bool is_led_by_daypart(const bm_date_parser *parser, uint32_t word)
{
    return word > parser->begin && bm_date_joins(parser, word, 0) &&
           bm_date_look(parser, word - 1, BM_DATE_WORD_DAYPART);
}

/* "Every week from Monday to Friday", "Monday to Friday", "on a Thursday", "the last Sunday of
 * September". */
static bool is_habit(const bm_date_parser *parser, const bm_date_found *found, bm_date_lead lead)
{
    uint32_t first = found->first;
    if (found->said.kind != BM_SAID_WEEKDAY || found->said.has_week)
        return false;
    bool after_habit = parser->habit_end > 0 && first >= parser->habit_end &&
                       first - parser->habit_end <= 1 && bm_date_joins(parser, first, 0) &&
                       bm_date_joins(parser, parser->habit_end, 0);
    if (after_habit)
        return true;
    bool ruled = bm_date_value(parser, found->end, BM_DATE_WORD_LEAD) == BM_LEAD_OF &&
                 bm_date_month_at(parser, found->end + 1) > 0;
    if (found->is_range)
        return lead == BM_LEAD_NONE && !found->is_certain;
    return (ruled && found->said.which == BM_WHICH_LAST) ||
           (first > parser->begin && (bm_date_look(parser, first - 1, BM_DATE_WORD_ORDINAL) ||
                                      bm_date_look(parser, first - 1, BM_DATE_WORD_ANY)));
}

/* A paper called «Today». */
static bool is_title(const bm_date_parser *parser, const bm_date_found *found)
{
    const bm_word *first = &parser->words[found->first];
    return found->said.kind == BM_SAID_PERIOD && found->end == found->first + 1 &&
           found->end < parser->end && (first->flags & BM_WORD_CAPITAL) &&
           (first->gap & BM_GAP_QUOTE) && (first[1].gap & BM_GAP_QUOTE);
}

const char *bm_date_judge(const bm_date_parser *parser, const bm_date_found *found)
{
    bool the;
    bm_date_lead lead = bm_date_lead_before(parser, found->first, &the);
    if (found->reason)
        return found->reason;
    if (is_title(parser, found))
        return "part of a publication's name";
    if (found->said.is_eve && !bm_date_parts(parser, found->end) &&
        !is_function_word(parser, found->end))
        return "counted from what the words after it say";
    if (is_habit(parser, found, lead))
        return "said of every such day";
    if (!found->needs_lead || goes_on_from_last(parser, found))
        return NULL;
    switch (found->said.kind) {
    case BM_SAID_DAY:
        return lead != BM_LEAD_NONE ? NULL : "a feast's name without a preposition";
    case BM_SAID_PERIOD:
        return lead != BM_LEAD_NONE ? NULL : "a weekend's name without a preposition";
    case BM_SAID_YEAR:
        return judge_year(parser, found, lead, the);
    case BM_SAID_MONTH:
        return judge_month(parser, found, lead);
    default:
        return lead != BM_LEAD_NONE || is_led_by_daypart(parser, found->first)
                   ? NULL
                   : "a weekday's name without a preposition";
    }
}

const char *bm_date_edge_rule(const bm_date_parser *parser, const bm_date_found *found)
{
    bool the;
    bm_date_lead lead = bm_date_lead_before(parser, found->first, &the);
    if (found->is_range)
        return NULL;
    switch (lead) {
    case BM_LEAD_SINCE:
        return "since";
    case BM_LEAD_UNTIL:
        return "until";
    case BM_LEAD_BEFORE:
        return "before";
    case BM_LEAD_AFTER:
        return "after";
    case BM_LEAD_THE:
        return found->said.kind == BM_SAID_YEAR && found->needs_lead ? "year-of-noun" : NULL;
    default:
        return found->said.kind == BM_SAID_YEAR && the && found->needs_lead ? "year-of-noun" : NULL;
    }
}
