/* One day or other stretch of time, however it is said: a weekday and its date are one. */
#include "events/report/dates/parser.h"

/* Past a comma, a preposition and the like, to what may say the same day again. */
static uint32_t past_comma(const bm_date_parser *parser, uint32_t word)
{
    if (!bm_date_joins(parser, word, BM_GAP_COMMA | BM_GAP_OPEN))
        return parser->end;
    for (int i = 0; i < 2; i++)
        word = bm_date_skip(parser, word, BM_DATE_WORD_LEAD);
    return word;
}

bool bm_date_find_day(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    return word < parser->end &&
           (bm_date_find_numeric(parser, word, found) ||
            bm_date_find_calendar(parser, word, found)) &&
           found->said.kind == BM_SAID_DAY;
}

static int weekday_at(const bm_date_parser *parser, uint32_t word)
{
    int weekday = bm_date_value(parser, word, BM_DATE_WORD_WEEKDAY);
    return weekday ? weekday : bm_date_value(parser, word, BM_DATE_WORD_WEEKDAY_LED);
}

/* A week counted from the publication. */
static bool is_week(const bm_said *said)
{
    if (said->unit != BM_UNIT_WEEK || said->part != BM_PART_WHOLE)
        return false;
    return said->kind == BM_SAID_PERIOD
               ? said->which < BM_WHICH_RECENT
               : said->kind == BM_SAID_COUNT && !said->from_before && said->count > -BM_SAID_FEW;
}

static int week_shift(const bm_said *said)
{
    if (said->kind == BM_SAID_COUNT)
        return said->count;
    return said->which == BM_WHICH_LAST ? -1 : said->which == BM_WHICH_NEXT ? 1 : 0;
}

/* "Friday last week", "Monday of next week", "Friday two weeks ago". */
static void take_week(const bm_date_parser *parser, bm_date_found *found)
{
    uint32_t word = found->end;
    bm_date_found week;
    if (found->said.which != BM_WHICH_ANY || !bm_date_joins(parser, word, 0))
        return;
    word = bm_date_skip(parser, word, BM_DATE_WORD_LEAD);
    /* "Friday early Friday early …" would go on for ever. */
    if (word >= parser->end || bm_date_look(parser, word, BM_DATE_WORD_PART) ||
        !bm_date_find_relative(parser, word, &week) || week.reason || !is_week(&week.said))
        return;
    found->said.has_week = true;
    found->said.week_shift = week_shift(&week.said);
    found->end = week.end;
}

/* "Last week on Friday". */
static void take_weekday_of_week(const bm_date_parser *parser, bm_date_found *found)
{
    if (!is_week(&found->said) || !bm_date_joins(parser, found->end, BM_GAP_COMMA))
        return;
    uint32_t word = bm_date_skip(parser, found->end, BM_DATE_WORD_LEAD);
    /* "A week ago Monday". */
    bool led = word > found->end || found->said.kind == BM_SAID_COUNT;
    int weekday = led ? weekday_at(parser, word) : 0;
    if (!weekday)
        return;
    int shift = week_shift(&found->said);
    found->said = (bm_said){.kind = BM_SAID_WEEKDAY,
                            .minute = -1,
                            .weekday = weekday,
                            .has_week = true,
                            .week_shift = shift};
    found->end = word + 1;
}

/* "Friday", "Friday, March 11", «в пятницу вечером, 11 марта». */
static bool find_weekday(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    int weekday = bm_date_value(parser, word, BM_DATE_WORD_WEEKDAY);
    bool led = false;
    bool brief = false;
    if (!weekday)
        led = (weekday = bm_date_value(parser, word, BM_DATE_WORD_WEEKDAY_LED)) != 0;
    if (!weekday)
        brief = (weekday = bm_date_value(parser, word, BM_DATE_WORD_WEEKDAY_SHORT)) != 0;
    if (!weekday)
        return false;
    bm_date_found made = bm_date_found_new(BM_SAID_WEEKDAY, word, word + 1);
    made.said.weekday = weekday;
    made.needs_lead = led;
    if (bm_date_joins(parser, made.end, 0))
        made.end = bm_date_skip(parser, made.end, BM_DATE_WORD_DAYPART);
    bm_date_found day;
    uint32_t next = past_comma(parser, made.end);
    if (brief && next < parser->end && bm_date_joins(parser, word + 1, BM_GAP_PERIOD))
        next = word + 1;
    if (bm_date_find_day(parser, next, &day) && !day.is_range && day.said.weekday == 0) {
        made.said = day.said;
        made.said.weekday = weekday;
        made.end = day.end;
        made.needs_lead = false;
        made.reason = day.reason;
        made.month_first = day.month_first;
    } else {
        take_week(parser, &made);
    }
    *found = made;
    return !brief || made.said.kind == BM_SAID_DAY;
}

/* "Today, March 11": the day is said twice. */
static void take_same_day(const bm_date_parser *parser, bm_date_found *found)
{
    bool is_day = found->said.kind == BM_SAID_PERIOD && found->said.unit == BM_UNIT_DAY;
    bm_date_found day;
    if (!is_day || !bm_date_find_day(parser, past_comma(parser, found->end), &day) || day.is_range)
        return;
    bool ahead = found->said.which == BM_WHICH_NEXT;
    found->said = day.said;
    if (ahead && found->said.year == 0)
        found->said.which = BM_WHICH_NEXT;
    found->end = day.end;
}

/* "March 11 (Friday)". */
static void take_weekday(const bm_date_parser *parser, bm_date_found *found)
{
    uint32_t word = found->end;
    if (found->said.kind != BM_SAID_DAY || found->said.weekday || found->is_range ||
        !bm_date_joins(parser, word, BM_GAP_COMMA | BM_GAP_OPEN) ||
        !(parser->words[word].gap & (BM_GAP_COMMA | BM_GAP_OPEN)))
        return;
    uint32_t past_lead = bm_date_skip(parser, word, BM_DATE_WORD_LEAD);
    int weekday = weekday_at(parser, past_lead);
    if (!weekday || (past_lead > word && !bm_date_parts(parser, past_lead + 1)))
        return;
    word = past_lead;
    found->said.weekday = weekday;
    found->end = word + 1;
}

/* "29 December 2023 (one year ago)". */
static void take_count(const bm_date_parser *parser, bm_date_found *found)
{
    uint32_t word = found->end;
    bm_date_found again;
    if (found->said.kind != BM_SAID_DAY || !bm_date_joins(parser, word, BM_GAP_OPEN) ||
        !(parser->words[word].gap & BM_GAP_OPEN) || bm_date_look(parser, word, BM_DATE_WORD_PART) ||
        !bm_date_find_relative(parser, word, &again) || again.said.kind != BM_SAID_COUNT ||
        again.said.from_before || again.reason || again.end >= parser->end ||
        !(parser->words[again.end].gap & BM_GAP_CLOSE))
        return;
    found->end = again.end;
}

bool bm_date_find_point(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    if (word >= parser->end)
        return false;
    if (bm_date_find_numeric(parser, word, found) || bm_date_find_digest(parser, word, found) ||
        bm_date_find_holiday(parser, word, found) || find_weekday(parser, word, found))
        return true;
    if (bm_date_find_calendar(parser, word, found)) {
        take_weekday(parser, found);
        take_count(parser, found);
        return true;
    }
    if (bm_date_find_relative(parser, word, found)) {
        take_same_day(parser, found);
        take_weekday_of_week(parser, found);
        return true;
    }
    return bm_date_find_year(parser, word, found);
}
