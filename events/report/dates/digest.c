/* A day and a month in digits, as digests have them: «26.12 — …» where a line begins, «(26.12)». */
#include "events/report/dates/parser.h"

#include "base/calendar.h"

enum { LEAP_YEAR = 2000, MONTHS = 12, MINUTES = 60, HOURS = 24 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char character_at(const bm_date_parser *parser, uint32_t byte)
{
    return byte < parser->length ? parser->text[byte] : '\0';
}

/* One or two digits; how many. */
static uint32_t scan_pair(const bm_date_parser *parser, uint32_t byte, int *value)
{
    uint32_t count = 0;
    *value = 0;
    while (count < 3 && is_digit(character_at(parser, byte + count)))
        *value = *value * 10 + (character_at(parser, byte + count++) - '0');
    return count < 3 ? count : 0;
}

/* "26.12": two numbers, the second of two digits, and the byte behind them. */
static bool scan_numbers(const bm_date_parser *parser, uint32_t byte, int values[2], uint32_t *end)
{
    uint32_t first = scan_pair(parser, byte, &values[0]);
    if (first == 0 || character_at(parser, byte + first) != '.')
        return false;
    uint32_t second = scan_pair(parser, byte + first + 1, &values[1]);
    *end = byte + first + 1 + second;
    char next = character_at(parser, *end);
    bool goes_on = next == '.' && is_digit(character_at(parser, *end + 1));
    return second == 2 && !goes_on && next != '%';
}

static bool is_day(const int values[2])
{
    return values[1] >= 1 && values[1] <= MONTHS && values[0] >= 1 &&
           values[0] <= bm_month_days(LEAP_YEAR, values[1]);
}

bool bm_date_is_clock_line(const bm_date_parser *parser, uint32_t word)
{
    int values[2];
    uint32_t end;
    return (parser->words[word].flags & (BM_WORD_NUMBER | BM_WORD_HAS_DIGIT)) &&
           scan_numbers(parser, parser->words[word].start, values, &end) && !is_day(values) &&
           values[0] < HOURS && values[1] < MINUTES;
}

/* A dash after blanks, or without any; its length, 0 when there is none. */
static uint32_t dash_at(const bm_date_parser *parser, uint32_t byte)
{
    const unsigned char *text = (const unsigned char *)parser->text + byte;
    if (byte + 3 > parser->length)
        return 0;
    if (text[0] == '-')
        return 1;
    return text[0] == 0xE2 && text[1] == 0x80 && (text[2] == 0x93 || text[2] == 0x94) ? 3 : 0;
}

/* What ends the day of a digest's line: a colon, a dash or a full stop. */
static bool is_heading(const bm_date_parser *parser, uint32_t end)
{
    char next = character_at(parser, end);
    if (next == ':' || next == '.') {
        char after = character_at(parser, end + 1);
        return after == ' ' || after == '\n' || after == '\r' || after == '\0';
    }
    while (character_at(parser, end) == ' ')
        end++;
    return dash_at(parser, end) > 0 && character_at(parser, end + dash_at(parser, end)) == ' ';
}

/* «(26.12)» behind a word that is not Latin, as "Ubuntu (20.04)" is. */
static bool is_bracketed(const bm_date_parser *parser, uint32_t word, uint32_t end)
{
    uint32_t start = parser->words[word].start;
    return end - start == sizeof "26.12" - 1 && word > parser->begin &&
           (parser->words[word - 1].flags & BM_WORD_CYRILLIC) && parser->text[start - 1] == '(' &&
           character_at(parser, end) == ')';
}

/* «26.12–28.12». */
static uint32_t take_end(const bm_date_parser *parser, uint32_t end, bm_date_found *found)
{
    int values[2];
    uint32_t after;
    uint32_t dash = dash_at(parser, end);
    if (dash == 0 || !scan_numbers(parser, end + dash, values, &after) || !is_day(values))
        return end;
    found->is_range = true;
    found->to = found->said;
    found->to.day = values[0];
    found->to.month = values[1];
    return after;
}

bool bm_date_find_digest(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    const bm_word *at = &parser->words[word];
    int values[2];
    uint32_t end;
    if (parser->is_english || !(at->flags & (BM_WORD_NUMBER | BM_WORD_HAS_DIGIT)) ||
        (at->gap & BM_GAP_AT) || !scan_numbers(parser, at->start, values, &end) || !is_day(values))
        return false;
    bm_date_found made = bm_date_found_new(BM_SAID_DAY, word, word);
    made.said.day = values[0];
    made.said.month = values[1];
    bool begins = word == parser->begin || (at->gap & BM_GAP_LINE);
    if (!is_bracketed(parser, word, end)) {
        end = take_end(parser, end, &made);
        if (!begins || !is_heading(parser, end))
            return false;
        made.reason = parser->has_clock_lines ? "may be a time of day" : NULL;
    }
    while (made.end < parser->end && parser->words[made.end].start < end)
        made.end++;
    *found = made;
    return bm_word_end(&parser->words[made.end - 1]) <= end;
}
