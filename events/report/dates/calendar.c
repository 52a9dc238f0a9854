/* Days, months and years of the calendar: "March 11, 2022", «11 марта», "mid-March", "2014". */
#include "events/report/dates/parser.h"

enum { DAYS_MAX = 31, LIST_MAX = 4, CENTURY = 100, YEARS_MAX = 20 };

bm_date_found bm_date_found_new(bm_said_kind kind, uint32_t first, uint32_t end)
{
    return (bm_date_found){.said = {.kind = kind, .minute = -1}, .first = first, .end = end};
}

static bool is_day_number(const bm_date_number *number)
{
    return number->value >= 1 && number->value <= DAYS_MAX &&
           (number->digits == 1 || number->digits == 2 || number->is_ordinal);
}

/* No blank on either side of the dash or hyphen before a word. */
static bool is_tight(const bm_date_parser *parser, uint32_t word)
{
    uint32_t gap = parser->words[word].start - bm_word_end(&parser->words[word - 1]);
    unsigned char first = (unsigned char)parser->text[bm_word_end(&parser->words[word - 1])];
    return gap == (first < 0x80 ? 1 : first < 0xE0 ? 2 : 3);
}

static bool has_dash(const bm_date_parser *parser, uint32_t word)
{
    return bm_date_joins(parser, word, BM_GAP_DASH | BM_GAP_HYPHEN) &&
           (parser->words[word].gap & (BM_GAP_DASH | BM_GAP_HYPHEN)) != 0;
}

/* "last year", «того же года» after a month. */
static bool take_year_which(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    const bm_date_token *which = bm_date_look(parser, word, BM_DATE_WORD_WHICH);
    if (!which)
        return false;
    uint32_t at = word + which->phrase->count;
    at = bm_date_skip(parser, at, BM_DATE_WORD_FILLER);
    if (!bm_date_joins(parser, at, 0) ||
        bm_date_value(parser, at, BM_DATE_WORD_UNIT) != BM_UNIT_YEAR)
        return false;
    int value = which->value;
    if (value != BM_WHICH_LAST && value != BM_WHICH_THIS && value != BM_WHICH_NEXT &&
        value < BM_WHICH_SAME)
        return false;
    found->said.year_which = (bm_said_which)value;
    found->end = at + 1;
    return true;
}

void bm_date_take_year(const bm_date_parser *parser, bool short_month, bm_date_found *found)
{
    unsigned gaps = parser->is_english ? BM_GAP_COMMA : 0;
    uint32_t word = found->end;
    if (short_month)
        gaps |= BM_GAP_PERIOD | BM_GAP_HYPHEN;
    bm_date_number year;
    if (!bm_date_joins(parser, word, BM_GAP_COMMA | gaps))
        return;
    if (bm_date_value(parser, word, BM_DATE_WORD_LEAD) == BM_LEAD_OF)
        word++;
    if (take_year_which(parser, word, found) || !bm_date_year_at(parser, word, &year) ||
        year.is_plural || (!year.has_year && !bm_date_joins(parser, word, gaps)) ||
        (!year.has_year && bm_date_is_counted(parser, year.end)))
        return;
    found->said.year = year.value;
    found->end = year.end;
}

/* «11 марта», "11th of March". */
static bool find_day_month(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    bm_date_number day;
    if (!bm_date_number_at(parser, word, &day) || !is_day_number(&day))
        return false;
    uint32_t at = day.end;
    if (bm_date_value(parser, at, BM_DATE_WORD_LEAD) == BM_LEAD_OF)
        at++;
    /* "11-Mar-2022", but not the end of "6-Feb. 12". */
    bool hyphen = at < parser->end && (parser->words[at].gap & BM_GAP_HYPHEN) &&
                  bm_date_joins(parser, at + 1, BM_GAP_HYPHEN | BM_GAP_PERIOD) &&
                  (parser->words[at + 1].gap & BM_GAP_HYPHEN);
    unsigned gaps = hyphen ? BM_GAP_HYPHEN : 0;
    int month = bm_date_joins(parser, at, gaps) ? bm_date_month_at(parser, at) : 0;
    if (month == 0 || !bm_date_joins(parser, day.end, gaps))
        return false;
    *found = bm_date_found_new(BM_SAID_DAY, word, at + 1);
    found->said.month = month;
    found->said.day = day.value;
    bm_date_take_year(parser, bm_date_look(parser, at, BM_DATE_WORD_MONTH_SHORT) != NULL, found);
    return true;
}

/* "–14", "to 14" after "March 11". */
static void take_last_day(const bm_date_parser *parser, bm_date_found *found)
{
    uint32_t word = found->end;
    bool dash = has_dash(parser, word) && is_tight(parser, word);
    if (!dash) {
        int join =
            bm_date_joins(parser, word, 0) ? bm_date_value(parser, word, BM_DATE_WORD_JOIN) : 0;
        bm_date_lead lead = bm_date_lead_before(parser, found->first, NULL);
        if (join != BM_JOIN_TO && (join != BM_JOIN_AND || lead != BM_LEAD_BETWEEN))
            return;
        word++;
    }
    bm_date_number day;
    if (!bm_date_number_at(parser, word, &day) || !is_day_number(&day) ||
        bm_date_look(parser, day.end, BM_DATE_WORD_UNIT) || bm_date_month_at(parser, day.end))
        return;
    found->is_range = true;
    found->to = found->said;
    found->to.day = day.value;
    found->end = day.end;
}

/* Whether the number after a month is its day: not in "in March 20 people", "March 20 Miles". */
static bool is_day_of_month(const bm_date_parser *parser, const bm_date_found *found,
                            const bm_date_number *day)
{
    uint32_t end = found->end;
    bool hyphen = end < parser->end && (parser->words[end].gap & BM_GAP_HYPHEN) != 0;
    if (bm_date_is_counted(parser, end) ||
        (hyphen && !found->is_range && !bm_date_month_at(parser, end)))
        return false;
    if (day->is_ordinal || found->said.year || bm_date_parts(parser, end))
        return true;
    bool the;
    bm_date_lead lead = bm_date_lead_before(parser, found->first, &the);
    if (lead == BM_LEAD_IN && !the)
        return false;
    return lead != BM_LEAD_NONE ||
           !bm_date_look(parser, found->first, BM_DATE_WORD_MONTH_DOUBTFUL) ||
           !(parser->words[found->first].flags & BM_WORD_TITLE_CASE);
}

/* "March 11, 2022", "March 11–14". */
static bool find_month_day(const bm_date_parser *parser, uint32_t word, bool short_month,
                           bm_date_found *found)
{
    uint32_t at = word + 1;
    bm_date_number day;
    if (bm_date_value(parser, at, BM_DATE_WORD_LEAD) == BM_LEAD_THE)
        at++;
    if (!bm_date_joins(parser, at, short_month ? BM_GAP_PERIOD : 0) ||
        !bm_date_number_at(parser, at, &day) || !is_day_number(&day))
        return false;
    bm_date_found made = *found;
    made.said.kind = BM_SAID_DAY;
    made.said.day = day.value;
    made.end = day.end;
    made.month_first = true;
    take_last_day(parser, &made);
    bm_date_take_year(parser, short_month, &made);
    if (made.is_range) {
        made.to.year = made.said.year;
        made.to.year_which = made.said.year_which;
    }
    if (!is_day_of_month(parser, &made, &day))
        return false;
    *found = made;
    return true;
}

static bool find_month(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    int month = bm_date_month_at(parser, word);
    if (month == 0)
        return false;
    bool short_month = !bm_date_look(parser, word, BM_DATE_WORD_MONTH) &&
                       !bm_date_look(parser, word, BM_DATE_WORD_MONTH_DOUBTFUL);
    *found = bm_date_found_new(BM_SAID_MONTH, word, word + 1);
    found->said.month = month;
    if (parser->is_english && find_month_day(parser, word, short_month, found))
        return true;
    bm_date_take_year(parser, short_month, found);
    bool has_year = found->said.year || found->said.year_which;
    found->needs_lead = !has_year;
    return has_year || !short_month;
}

bool bm_date_find_calendar(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    if (word > parser->begin && (parser->words[word].gap & BM_GAP_HYPHEN) &&
        !(parser->words[word - 1].flags & BM_WORD_NUMBER) &&
        !bm_date_look(parser, word - 1, BM_DATE_WORD_PART) && !bm_date_month_at(parser, word - 1))
        return false;
    return find_day_month(parser, word, found) || find_month(parser, word, found);
}

/* «11–14 марта», "3 and 5 May", «11, 12 и 14 марта»: the first of the numbers, with what the last
 * says. */
bool bm_date_find_days(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    bm_date_number day;
    if (!bm_date_number_at(parser, word, &day) || !is_day_number(&day) ||
        (parser->words[word].gap & BM_GAP_HYPHEN))
        return false;
    bm_date_lead lead = bm_date_lead_before(parser, word, NULL);
    uint32_t at = day.end;
    for (int i = 1; i < LIST_MAX; i++) {
        int join = bm_date_joins(parser, at, 0) ? bm_date_value(parser, at, BM_DATE_WORD_JOIN) : 0;
        bool dash = has_dash(parser, at);
        bool comma =
            bm_date_joins(parser, at, BM_GAP_COMMA) && (parser->words[at].gap & BM_GAP_COMMA) != 0;
        if (!join && !dash && !comma)
            return false;
        at += join != 0;
        if (bm_date_value(parser, at, BM_DATE_WORD_LEAD) == BM_LEAD_THE)
            at++;
        bm_date_found last;
        bool is_range = dash || join == BM_JOIN_TO || join == BM_JOIN_ONTO ||
                        (join == BM_JOIN_AND && lead == BM_LEAD_BETWEEN);
        if (find_day_month(parser, at, &last)) {
            uint32_t end = is_range && i == 1 ? last.end : day.end;
            *found = last;
            found->first = word;
            found->end = end;
            found->to = last.said;
            found->said.day = day.value;
            found->is_range = is_range && i == 1;
            return true;
        }
        bm_date_number next;
        if (!bm_date_number_at(parser, at, &next) || !is_day_number(&next))
            return false;
        at = next.end;
    }
    return false;
}

/* "2014–15". */
static void take_short_year(const bm_date_parser *parser, bm_date_found *found)
{
    uint32_t word = found->end;
    bm_date_number last;
    if (!bm_date_joins(parser, word, BM_GAP_DASH | BM_GAP_HYPHEN | BM_GAP_SLASH) ||
        !(parser->words[word].gap & (BM_GAP_DASH | BM_GAP_HYPHEN | BM_GAP_SLASH)) ||
        !is_tight(parser, word) || !bm_date_number_at(parser, word, &last) || last.digits != 2)
        return;
    int year = found->said.year / CENTURY * CENTURY + last.value;
    if (year <= found->said.year || year > found->said.year + YEARS_MAX)
        return;
    found->is_range = true;
    found->to = found->said;
    found->to.year = year;
    found->end = word + 1;
}

bool bm_date_find_year(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    bm_date_number year;
    if (!bm_date_year_at(parser, word, &year))
        return false;
    bool part = word > parser->begin && bm_date_look(parser, word - 1, BM_DATE_WORD_PART);
    if ((parser->words[word].gap & (BM_GAP_HYPHEN | BM_GAP_SLASH)) && !part)
        return false;
    bool is_decade = year.is_plural && year.value % 10 == 0;
    *found = bm_date_found_new(is_decade ? BM_SAID_DECADE : BM_SAID_YEAR, word, year.end);
    found->said.year = year.value;
    found->needs_lead = !year.has_year && !is_decade && !year.is_ordinal;
    if (!year.has_year)
        take_short_year(parser, found);
    uint32_t end = found->end;
    if (bm_date_joins(parser, end, 0) && bm_date_look(parser, end, BM_DATE_WORD_YEAR)) {
        found->end = end + 1;
        found->needs_lead = false;
    }
    return !year.is_plural || is_decade;
}
