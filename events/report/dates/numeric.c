/* Dates in digits: "2022-03-11", "11.03.2022". */
#include "events/report/dates/parser.h"

#include "base/calendar.h"
#include "base/date_parse.h"

#include <string.h>

enum { SHORTEST = 8, LONGEST = 40, CENTURY = 2000, HALF_CENTURY = 50, DAY_MINUTES = 1440 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_separator(char c)
{
    return c == '-' || c == '.' || c == '/';
}

static bool goes_on(const char *at)
{
    return is_digit(*at) || (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
           (is_separator(*at) && is_digit(at[1]));
}

/* Three numbers with the same separator. */
static bool scan_numbers(const char **at, int values[3], int digits[3], char *separator)
{
    for (int i = 0; i < 3; i++) {
        if (i > 0) {
            if (!is_separator(**at) || (i == 2 && **at != *separator))
                return false;
            *separator = *(*at)++;
        }
        digits[i] = bm_scan_digits(at, &values[i]);
        if (digits[i] == 0 || digits[i] > 4 || digits[i] == 3)
            return false;
    }
    return true;
}

static bool is_day(int year, int month, int day)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= bm_month_days(year, month);
}

/* Which number is what; the reason when that cannot be told. */
static const char *order_numbers(const int values[3], const int digits[3], char separator,
                                 bool is_english, bm_said *said)
{
    bool year_first = digits[0] == 4;
    said->year = year_first ? values[0] : values[2];
    if (!year_first && digits[2] == 2)
        said->year += said->year < HALF_CENTURY ? CENTURY : CENTURY - 100;
    said->month = values[1];
    said->day = year_first ? values[2] : values[0];
    bool month_first =
        !year_first && separator != '.' && is_english && is_day(said->year, values[0], values[1]);
    bool day_first = is_day(said->year, said->month, said->day);
    said->may_swap = month_first && day_first && values[0] != values[1];
    if (month_first && !said->may_swap) {
        said->month = values[0];
        said->day = values[1];
    }
    return month_first || day_first ? NULL : BM_NO_SUCH_DAY;
}

static bool is_plausible(const int digits[3], char separator, bool is_english, int year)
{
    if (year < 1900 || year > 2100)
        return false;
    if (digits[0] == 4)
        return digits[1] <= 2 && digits[2] <= 2;
    if (digits[0] > 2 || digits[1] > 2)
        return false;
    return digits[2] == 4 ||
           (!is_english && separator == '.' && digits[0] == 2 && digits[1] == 2 && digits[2] == 2);
}

/* A time behind it, which moves the day when its zone does. */
static void scan_time(const char **at, bm_said *said)
{
    if (**at != 'T' || !is_digit((*at)[1]))
        return;
    const char *from = *at + 1;
    bm_clock clock = {0};
    if (!bm_scan_clock(&from, &clock) || goes_on(from))
        return;
    *at = from;
    if (!clock.has_zone)
        return;
    int minute = clock.minute - clock.zone_minute;
    int shift = minute < 0 ? -1 : minute >= DAY_MINUTES ? 1 : 0;
    bm_day day = {said->year, said->month, said->day + shift};
    day = bm_day_from_number(bm_day_to_number(day));
    said->year = day.year;
    said->month = day.month;
    said->day = day.day;
    said->minute = minute - shift * DAY_MINUTES;
}

static bool stands_free(const bm_date_parser *parser, uint32_t word)
{
    const bm_word *at = &parser->words[word];
    if ((at->gap & BM_GAP_AT) ||
        ((at->gap & BM_GAP_OTHER) && !bm_date_follows_divider(parser, word)))
        return false;
    char before = at->start > 0 ? parser->text[at->start - 1] : ' ';
    return !is_separator(before) && before != ':' && before != '_' && before != '+';
}

bool bm_date_find_numeric(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    const bm_word *at = &parser->words[word];
    if (!(at->flags & (BM_WORD_NUMBER | BM_WORD_HAS_DIGIT)) || !is_digit(parser->text[at->start]))
        return false;
    size_t left = parser->length - at->start;
    if (left < SHORTEST || !stands_free(parser, word))
        return false;
    char text[LONGEST + 1];
    size_t size = left < LONGEST ? left : LONGEST;
    memcpy(text, parser->text + at->start, size);
    text[size] = '\0';
    const char *end = text;
    int values[3];
    int digits[3];
    char separator = 0;
    if (!scan_numbers(&end, values, digits, &separator))
        return false;
    bm_date_found made = bm_date_found_new(BM_SAID_DAY, word, word);
    made.reason = order_numbers(values, digits, separator, parser->is_english, &made.said);
    if (!is_plausible(digits, separator, parser->is_english, made.said.year))
        return false;
    if (!made.reason)
        scan_time(&end, &made.said);
    if (goes_on(end))
        return false;
    uint32_t end_byte = at->start + (uint32_t)(end - text);
    while (made.end < parser->end && parser->words[made.end].start < end_byte)
        made.end++;
    if (bm_word_end(&parser->words[made.end - 1]) > end_byte)
        return false;
    bool has_year =
        bm_date_joins(parser, made.end, 0) && bm_date_look(parser, made.end, BM_DATE_WORD_YEAR);
    made.end += has_year;
    *found = made;
    return true;
}
