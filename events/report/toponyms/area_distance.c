/* Distances before a name: "20 km", "5 miles (8 km)", "20-km", "20km", «двадцати километрах». */
#include "events/report/toponyms/context.h"

#include <stdlib.h>
#include <string.h>

enum { DIGITS_MAX = 9 };

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* "1,000", "3.5" and "3,5": a comma before three digits groups them, any other mark begins a
 * fraction. Returns how many bytes were read; 0 when it is no number that a distance has. */
static size_t read_number(const char *text, size_t length, double *number)
{
    double whole = 0.0;
    double unit = 1.0;
    size_t digits = 0;
    size_t at = 0;
    bool fraction = false;
    for (; at < length; at++) {
        if (is_digit(text[at])) {
            if (++digits > DIGITS_MAX)
                return 0;
            whole = whole * 10.0 + (text[at] - '0');
            unit = fraction ? unit * 0.1 : unit;
            continue;
        }
        if ((text[at] != '.' && text[at] != ',') || at + 1 >= length || !is_digit(text[at + 1]))
            break;
        size_t run = 0;
        while (at + 1 + run < length && is_digit(text[at + 1 + run]))
            run++;
        fraction = fraction || run != 3 || text[at] == '.';
    }
    *number = whole * unit;
    return digits > 0 ? at : 0;
}

static bool number_of(const bm_context *context, uint32_t at, double *number)
{
    const char *value = "";
    const bm_word *word = bm_context_word(context, at);
    const char *text = context->reading->document.text + word->start;
    if (word->flags & BM_WORD_NUMBER)
        return read_number(text, word->length, number) > 0;
    if (!bm_context_is(context, at, BM_SECTION_AREA_NUMBER, &value) || !*value)
        return false;
    return read_number(value, strlen(value), number) > 0;
}

/* "20km": number and unit in one. */
static bool number_with_unit(const bm_context *context, uint32_t at, double *km)
{
    const bm_word *word = bm_context_word(context, at);
    const char *text = context->reading->document.text + word->start;
    const char *value = "";
    double number = 0.0;
    double unit = 0.0;
    if (!(word->flags & BM_WORD_HAS_DIGIT))
        return false;
    size_t used = read_number(text, word->length, &number);
    if (used == 0 || used >= word->length || !context->lexicon)
        return false;
    uint32_t terms = bm_lexicon_terms(context->lexicon, text + used, word->length - used);
    if (!bm_lexicon_is(context->lexicon, terms, context->sections[BM_SECTION_AREA_UNIT], false,
                       &value) ||
        read_number(value, strlen(value), &unit) == 0)
        return false;
    *km = number * unit;
    return true;
}

/* The distance whose last word stands before `word`, whatever mark parts them. */
static bool ends_before(const bm_context *context, uint32_t word, bm_area_distance *found)
{
    const char *value = "";
    double number = 0.0;
    double unit = 0.0;
    if (word <= context->first)
        return false;
    uint32_t at = word - 1;
    found->first = at;
    if (number_with_unit(context, at, &found->km))
        return true;
    if (!bm_context_is(context, at, BM_SECTION_AREA_UNIT, &value) ||
        read_number(value, strlen(value), &unit) == 0)
        return false;
    found->km = -1.0;
    /* "Miles from Chicago" is a title. */
    bool capital = bm_context_word(context, at)->flags & BM_WORD_CAPITAL;
    if (bm_context_joined(context, at) && number_of(context, at - 1, &number)) {
        found->first = at - 1;
        found->km = number * unit;
    }
    return found->km >= 0.0 || !capital;
}

bool bm_area_distance_before(const bm_context *context, uint32_t word, bm_area_distance *found)
{
    if (word <= context->first || word >= context->end)
        return false;
    uint16_t gap = bm_context_word(context, word)->gap & BM_GAP_BREAKS;
    if (!ends_before(context, word, found) || (gap && gap != BM_GAP_CLOSE))
        return false;
    /* What stands in brackets says the same again. */
    bm_area_distance outer;
    if (gap == BM_GAP_CLOSE && (bm_context_word(context, found->first)->gap & BM_GAP_OPEN) &&
        ends_before(context, found->first, &outer)) {
        found->first = outer.first;
        found->km = found->km < 0.0 ? outer.km : found->km;
    }
    return true;
}
