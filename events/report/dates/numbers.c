/* Numbers, months and years as words of a text. */
#include "events/report/dates/parser.h"

#include <string.h>

enum {
    YEAR_FIRST = 1500,
    YEAR_LAST = 2100,
    DIGITS_MAX = 4,
    CYRILLIC_SUFFIX = 4,
    DAYS_MAX = 31,
    LONGEST_SIGN = 4
};

/* Follows a sign that is to be drawn in colours. */
#define VARIATION "\xEF\xB8\x8F"

/* The digits that a word begins with; 0 when there are none or too many. */
static int leading_digits(const char *text, size_t length, int *value)
{
    int digits = 0;
    *value = 0;
    while ((size_t)digits < length && text[digits] >= '0' && text[digits] <= '9') {
        if (digits == DIGITS_MAX)
            return 0;
        *value = *value * 10 + (text[digits++] - '0');
    }
    return digits;
}

static bool is_english_ordinal(const char *text, size_t length)
{
    return length == 2 && (memcmp(text, "st", 2) == 0 || memcmp(text, "nd", 2) == 0 ||
                           memcmp(text, "rd", 2) == 0 || memcmp(text, "th", 2) == 0);
}

/* The letters directly behind the digits. */
static bool read_tail(const char *tail, size_t length, bm_date_number *number)
{
    if (length == 0)
        return true;
    if (number->digits <= 2 && is_english_ordinal(tail, length))
        return number->is_ordinal = true;
    if (number->digits == DIGITS_MAX && length == 1 && tail[0] == 's')
        return number->is_plural = true;
    if (length == 2 && number->digits == DIGITS_MAX &&
        (memcmp(tail, "г", 2) == 0 || memcmp(tail, "р", 2) == 0))
        return number->has_year = true;
    if (length == 2 && number->digits == DIGITS_MAX && memcmp(tail, "х", 2) == 0)
        return number->is_plural = true;
    return number->digits <= 2 && length <= CYRILLIC_SUFFIX && (unsigned char)tail[0] >= 0xD0 &&
           (number->is_ordinal = true);
}

bool bm_date_follows_divider(const bm_date_parser *parser, uint32_t word)
{
    uint32_t start = parser->words[word].start;
    const unsigned char *text = (const unsigned char *)parser->text + start;
    if (start < LONGEST_SIGN + 1 || text[-1] != ' ')
        return false;
    bool bar = text[-2] == '|' || memcmp(text - 3, "·", 2) == 0;
    bool bullet = memcmp(text - 4, "•", 3) == 0 || memcmp(text - 4, VARIATION, 3) == 0;
    bool symbol = text[-4] == 0xE2 && text[-3] >= 0x96 && text[-3] <= 0xAD;
    return bar || bullet || symbol || text[-5] >= 0xF0;
}

static bool in_digits(const bm_date_parser *parser, uint32_t word, bm_date_number *number)
{
    const bm_word *at = &parser->words[word];
    if (!(at->flags & (BM_WORD_NUMBER | BM_WORD_HAS_DIGIT)) || (at->gap & BM_GAP_AT) ||
        ((at->gap & BM_GAP_OTHER) && !bm_date_follows_divider(parser, word)))
        return false;
    const char *text = parser->text + at->start;
    *number = (bm_date_number){.end = word + 1};
    number->digits = leading_digits(text, at->length, &number->value);
    if (number->digits == 0 ||
        !read_tail(text + number->digits, at->length - (size_t)number->digits, number))
        return false;
    uint32_t next = word + 1;
    bool has_suffix = bm_date_joins(parser, next, BM_GAP_HYPHEN) &&
                      (parser->words[next].gap & BM_GAP_HYPHEN) &&
                      bm_date_look(parser, next, BM_DATE_WORD_SUFFIX);
    if (has_suffix) {
        number->end = next + 1;
        number->is_ordinal = true;
        /* «1990-х» are ten years, «2014-м» one. */
        number->is_plural = number->digits == DIGITS_MAX && number->value % 10 == 0 &&
                            bm_date_value(parser, next, BM_DATE_WORD_SUFFIX) == 2;
    }
    return true;
}

static bool in_words(const bm_date_parser *parser, uint32_t word, bm_date_number *number)
{
    int value = bm_date_value(parser, word, BM_DATE_WORD_TENS);
    uint32_t end = word;
    if (value > 0)
        end = word + 1;
    int ones = end == word || bm_date_joins(parser, end, BM_GAP_HYPHEN)
                   ? bm_date_value(parser, end, BM_DATE_WORD_ORDINAL)
                   : 0;
    bool is_ordinal = ones > 0 && (value == 0 || ones < 10);
    if (is_ordinal) {
        value += ones;
        end++;
    } else if (value == 0) {
        const bm_date_token *token = bm_date_look(parser, word, BM_DATE_WORD_NUMBER);
        if (!token)
            return false;
        value = token->value;
        end = word + token->phrase->count;
    }
    *number = (bm_date_number){.value = value, .end = end, .is_ordinal = is_ordinal};
    return value > 0;
}

bool bm_date_number_at(const bm_date_parser *parser, uint32_t word, bm_date_number *number)
{
    return word < parser->end &&
           (in_digits(parser, word, number) || in_words(parser, word, number));
}

bool bm_date_year_at(const bm_date_parser *parser, uint32_t word, bm_date_number *number)
{
    if (word >= parser->end || !in_digits(parser, word, number) || number->digits != DIGITS_MAX ||
        number->value < YEAR_FIRST || number->value > YEAR_LAST)
        return false;
    uint32_t end = number->end;
    if (bm_date_joins(parser, end, 0) && bm_date_look(parser, end, BM_DATE_WORD_YEAR)) {
        number->end = end + 1;
        number->has_year = true;
    }
    return true;
}

int bm_date_month_at(const bm_date_parser *parser, uint32_t word)
{
    int month = bm_date_value(parser, word, BM_DATE_WORD_MONTH);
    if (month == 0)
        month = bm_date_value(parser, word, BM_DATE_WORD_MONTH_DOUBTFUL);
    return month ? month : bm_date_value(parser, word, BM_DATE_WORD_MONTH_SHORT);
}
