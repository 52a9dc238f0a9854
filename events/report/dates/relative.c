/* Dates that are counted: "last week", "two days ago", "late last month", "in recent days". */
#include "events/report/dates/date_words.h"

static int weekday_at(const bm_date_parser *parser, uint32_t word)
{
    int weekday = bm_date_value(parser, word, BM_DATE_WORD_WEEKDAY);
    return weekday ? weekday : bm_date_value(parser, word, BM_DATE_WORD_WEEKDAY_LED);
}

/* «Ночью» tells no more than a part of the day when its day stands beside it. */
static bool has_day_beside(const bm_date_parser *parser, const bm_date_found *night)
{
    bm_date_found day;
    uint32_t word = night->end;
    if (parser->last.end > 0)
        return true;
    if (!bm_date_joins(parser, word, BM_GAP_COMMA | BM_GAP_OPEN))
        return false;
    word = bm_date_skip(parser, word, BM_DATE_WORD_LEAD);
    return weekday_at(parser, word) > 0 || bm_date_find_days(parser, word, &day) ||
           bm_date_find_day(parser, word, &day);
}

static bool find_phrase(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    const bm_date_token *token = bm_date_look(parser, word, BM_DATE_WORD_RELATIVE);
    if (!token)
        return false;
    *found = bm_date_found_new(BM_SAID_PERIOD, word, word + token->phrase->count);
    if (!bm_date_relative_value(token->phrase->value, &found->said))
        return false;
    found->needs_lead = found->said.unit == BM_UNIT_WEEKEND;
    bool bare = found->said.kind == BM_SAID_NIGHT && found->said.is_night;
    return !bare || !has_day_beside(parser, found);
}

static bool set_stretch(bm_said *said, int which, int count)
{
    said->kind = BM_SAID_STRETCH;
    said->count = count;
    bool back = which == BM_WHICH_LAST || which == BM_WHICH_RECENT;
    said->which = back ? BM_WHICH_RECENT : BM_WHICH_COMING;
    return back || which == BM_WHICH_NEXT || which == BM_WHICH_COMING;
}

/* "last" with "week", "this" with "night", "recent" with "days". */
static bool set_unit(bm_said *said, int which, int unit)
{
    said->kind = BM_SAID_PERIOD;
    said->unit = (bm_said_unit)(unit & (BM_UNIT_PLURAL - 1));
    if (unit & BM_UNIT_PLURAL)
        return set_stretch(said, which, BM_SAID_FEW);
    bool single = said->unit == BM_UNIT_WEEKEND;
    if ((which == BM_WHICH_RECENT || which == BM_WHICH_COMING) && !single)
        return set_stretch(said, which, 1);
    bool day = said->unit == BM_UNIT_DAY || said->unit == BM_UNIT_NIGHT;
    if (day && which == BM_WHICH_NEXT)
        which = BM_WHICH_FOLLOWING;
    if (day && (which == BM_WHICH_SO_FAR || which == BM_WHICH_REST))
        which = BM_WHICH_SAME;
    if (said->unit == BM_UNIT_NIGHT && which == BM_WHICH_THIS)
        said->kind = BM_SAID_NIGHT;
    said->which = which == BM_WHICH_RECENT   ? BM_WHICH_LAST
                  : which == BM_WHICH_COMING ? BM_WHICH_NEXT
                                             : (bm_said_which)which;
    return said->unit != BM_UNIT_NONE && said->unit != BM_UNIT_HOUR && said->unit != BM_UNIT_DECADE;
}

static bool set_named(bm_said *said, bm_said_kind kind, int which)
{
    said->kind = kind;
    said->which = which == BM_WHICH_RECENT   ? BM_WHICH_LAST
                  : which == BM_WHICH_COMING ? BM_WHICH_NEXT
                                             : (bm_said_which)which;
    if (said->which == BM_WHICH_SO_FAR || said->which == BM_WHICH_REST)
        said->which = BM_WHICH_THIS;
    return kind == BM_SAID_WEEKDAY || said->which < BM_WHICH_SAME;
}

/* "last week", "the past two days", "next Friday", "last February", "this morning". */
static bool find_which(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    const bm_date_token *token = bm_date_look(parser, word, BM_DATE_WORD_WHICH);
    if (!token || (parser->words[word].gap & BM_GAP_HYPHEN))
        return false;
    int which = token->value;
    uint32_t at = word + token->phrase->count;
    for (int i = 0; i < 2 && bm_date_joins(parser, at, BM_GAP_HYPHEN); i++)
        at = bm_date_skip(parser, at, BM_DATE_WORD_FILLER);
    if (!bm_date_joins(parser, at, 0))
        return false;
    *found = bm_date_found_new(BM_SAID_PERIOD, word, at + 1);
    bm_said *said = &found->said;
    bm_date_number number;
    int unit = bm_date_value(parser, at, BM_DATE_WORD_UNIT);
    if (unit)
        return set_unit(said, which, unit);
    if (bm_date_number_at(parser, at, &number) && !number.is_ordinal &&
        bm_date_joins(parser, number.end, 0) &&
        (unit = bm_date_value(parser, number.end, BM_DATE_WORD_UNIT)) != 0) {
        found->end = number.end + 1;
        said->unit = (bm_said_unit)(unit & (BM_UNIT_PLURAL - 1));
        return set_stretch(said, which, number.value);
    }
    /* "Following Monday's storm" is after Monday. */
    if (which == BM_WHICH_FOLLOWING && (parser->words[at].flags & BM_WORD_POSSESSIVE))
        return false;
    if ((said->weekday = weekday_at(parser, at)) != 0)
        return set_named(said, BM_SAID_WEEKDAY, which);
    said->month = bm_date_month_at(parser, at);
    bool doubtful = !parser->is_english && bm_date_look(parser, at, BM_DATE_WORD_MONTH_DOUBTFUL);
    if (said->month && !doubtful && !bm_date_look(parser, at, BM_DATE_WORD_MONTH_SHORT))
        return set_named(said, BM_SAID_MONTH, which);
    if ((said->season = bm_date_value(parser, at, BM_DATE_WORD_SEASON)) != 0)
        return set_named(said, BM_SAID_SEASON, which);
    return bm_date_look(parser, at, BM_DATE_WORD_DAYPART) && set_unit(said, which, BM_UNIT_DAY);
}

/* "Walked the night before from a camp": what begins with a preposition is no object. */
static bool has_object(const bm_date_parser *parser, uint32_t word)
{
    int lead = bm_date_value(parser, word, BM_DATE_WORD_LEAD);
    return !bm_date_parts(parser, word) && lead != BM_LEAD_FROM && lead != BM_LEAD_IN &&
           lead != BM_LEAD_ON;
}

/* "ago" and the like behind a count: which way it goes, and whence. */
static bool take_direction(const bm_date_parser *parser, bm_date_found *found)
{
    uint32_t at = found->end;
    if (!bm_date_joins(parser, at, 0))
        return false;
    uint32_t end = bm_date_skip(parser, at, BM_DATE_WORD_AGO);
    if (end > at) {
        found->said.count = -found->said.count;
        found->end = end;
        return true;
    }
    end = bm_date_skip(parser, at, BM_DATE_WORD_EARLIER);
    bool earlier = end > at;
    if (!earlier)
        end = bm_date_skip(parser, at, BM_DATE_WORD_LATER);
    if (end == at)
        return false;
    bm_date_kind kind = earlier ? BM_DATE_WORD_EARLIER : BM_DATE_WORD_LATER;
    if (bm_date_value(parser, at, kind) == 2 && has_object(parser, end))
        found->reason = "counted from what the words after it say";
    if (earlier)
        found->said.count = -found->said.count;
    found->said.from_before = true;
    found->end = end;
    return true;
}

/* "two days ago", "the day before", «неделю назад», «через три дня». */
static bool find_count(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    uint32_t at = bm_date_skip(parser, word, BM_DATE_WORD_AHEAD);
    bool ahead = at > word;
    if (ahead && !bm_date_joins(parser, at, 0))
        return false;
    bm_date_number number = {.value = 0, .end = at};
    if (bm_date_number_at(parser, at, &number) &&
        (number.is_ordinal || !bm_date_joins(parser, number.end, 0)))
        return false;
    int unit = bm_date_value(parser, number.end, BM_DATE_WORD_UNIT);
    if (!unit)
        return false;
    if (number.value == 0)
        number.value = unit & BM_UNIT_PLURAL ? BM_SAID_FEW : 1;
    *found = bm_date_found_new(BM_SAID_COUNT, word, number.end + 1);
    found->said.unit = (bm_said_unit)(unit & (BM_UNIT_PLURAL - 1));
    found->said.count = number.value;
    if (take_direction(parser, found))
        return true;
    found->said.from_before = true;
    return ahead;
}

/* "Late March", "mid-2022", "early last week", "the end of the month", "early on Friday". */
static bool find_part(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    const bm_date_token *part = bm_date_look(parser, word, BM_DATE_WORD_PART);
    if (!part)
        return false;
    uint32_t at = word + part->phrase->count;
    bool led = false;
    for (int i = 0; i < 2 && bm_date_joins(parser, at, BM_GAP_HYPHEN); i++) {
        uint32_t next = bm_date_skip(parser, at, BM_DATE_WORD_LEAD);
        led |= next > at && bm_date_value(parser, at, BM_DATE_WORD_LEAD) != BM_LEAD_THE;
        at = next;
    }
    /* "early early …" is no date, however long. */
    if (!bm_date_joins(parser, at, BM_GAP_HYPHEN) || bm_date_look(parser, at, BM_DATE_WORD_PART))
        return false;
    int unit = bm_date_value(parser, at, BM_DATE_WORD_UNIT);
    bool cyrillic = !parser->is_english;
    if ((led || cyrillic) &&
        (unit == BM_UNIT_WEEK || unit == BM_UNIT_MONTH || unit == BM_UNIT_YEAR)) {
        *found = bm_date_found_new(BM_SAID_PERIOD, word, at + 1);
        found->said.which = BM_WHICH_THIS;
        found->said.unit = (bm_said_unit)unit;
    } else if (!bm_date_find_point(parser, at, found)) {
        return false;
    }
    found->first = word;
    bool whole = found->said.kind == BM_SAID_MONTH || found->said.kind == BM_SAID_YEAR ||
                 found->said.kind == BM_SAID_PERIOD || found->said.kind == BM_SAID_DECADE;
    if (whole && !found->is_range) {
        found->said.part = (bm_said_part)part->value;
        found->needs_lead = false;
    }
    return true;
}

/* "Spring 2022", "the summer of 2014", «весной прошлого года». */
static bool find_season(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    int season = bm_date_value(parser, word, BM_DATE_WORD_SEASON);
    uint32_t at = word + 1;
    if (!season || !bm_date_joins(parser, at, 0))
        return false;
    if (bm_date_value(parser, at, BM_DATE_WORD_LEAD) == BM_LEAD_OF)
        at++;
    *found = bm_date_found_new(BM_SAID_SEASON, word, at);
    found->said.season = season;
    bm_date_number year;
    if (bm_date_year_at(parser, at, &year) && !year.is_plural) {
        found->said.year = year.value;
        found->end = year.end;
        bm_date_number last;
        /* "The winter of 2013–14". */
        if (bm_date_joins(parser, year.end, BM_GAP_DASH | BM_GAP_HYPHEN | BM_GAP_SLASH) &&
            bm_date_number_at(parser, year.end, &last) && last.digits >= 2 &&
            last.value % 100 == (year.value + 1) % 100) {
            found->said.year++;
            found->end = last.end;
        }
        return true;
    }
    int which = bm_date_value(parser, at, BM_DATE_WORD_WHICH);
    uint32_t unit = bm_date_skip(parser, at, BM_DATE_WORD_WHICH);
    unit = bm_date_skip(parser, unit, BM_DATE_WORD_FILLER);
    if (which == BM_WHICH_ANY || bm_date_value(parser, unit, BM_DATE_WORD_UNIT) != BM_UNIT_YEAR)
        return false;
    found->said.year_which = (bm_said_which)which;
    found->end = unit + 1;
    return true;
}

/* "The week of March 7". */
static bool find_week_of(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    if (bm_date_value(parser, word, BM_DATE_WORD_UNIT) != BM_UNIT_WEEK ||
        !bm_date_joins(parser, word + 1, 0) ||
        bm_date_value(parser, word + 1, BM_DATE_WORD_LEAD) != BM_LEAD_OF ||
        !bm_date_joins(parser, word + 2, 0) || !bm_date_find_day(parser, word + 2, found) ||
        found->is_range)
        return false;
    found->first = word;
    found->said.unit = BM_UNIT_WEEK;
    return true;
}

bool bm_date_find_relative(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    bm_date_found count;
    if (find_phrase(parser, word, found)) {
        /* «днями ранее» is more than «днями». */
        if (find_count(parser, word, &count) && count.end > found->end)
            *found = count;
        return true;
    }
    return find_part(parser, word, found) || find_which(parser, word, found) ||
           find_count(parser, word, found) || find_season(parser, word, found) ||
           find_week_of(parser, word, found);
}
