/* A time of day beside a day. It makes a minute only with its zone: the report's own is not known,
 * and hours off at midnight would be a day off. */
#include "events/report/dates/parser.h"

#include "base/date_parse.h"

#include <string.h>

enum { LONGEST = 24, CLOCK_WORDS = 3 };

/* The minute of the time between a word and a zone's name at another, −1 when there is none. */
static int minute_between(const bm_date_parser *parser, uint32_t word, uint32_t zone)
{
    const bm_word *at = &parser->words[word];
    uint32_t end = parser->words[zone].start;
    if (!(at->flags & BM_WORD_NUMBER) || end - at->start > LONGEST)
        return -1;
    char text[LONGEST + 1];
    size_t size = end - at->start;
    memcpy(text, parser->text + at->start, size);
    text[size] = '\0';
    const char *from = text;
    bm_clock clock = {0};
    if (!bm_scan_clock(&from, &clock) || clock.has_zone || from[strspn(from, " ")] != '\0')
        return -1;
    return clock.minute;
}

static bool take_after(const bm_date_parser *parser, bm_date_found *found)
{
    uint32_t word = found->end;
    if (!bm_date_joins(parser, word, BM_GAP_COMMA))
        return false;
    word = bm_date_skip(parser, word, BM_DATE_WORD_LEAD);
    for (uint32_t zone = word + 1; zone < parser->end && zone <= word + CLOCK_WORDS; zone++) {
        if (!bm_date_look(parser, zone, BM_DATE_WORD_ZONE))
            continue;
        found->said.minute = minute_between(parser, word, zone);
        if (found->said.minute >= 0)
            found->end = zone + 1;
        return true;
    }
    return false;
}

static void take_before(const bm_date_parser *parser, bm_date_found *found)
{
    uint32_t word = found->first;
    if (!bm_date_joins(parser, word, BM_GAP_COMMA))
        return;
    if (bm_date_look(parser, word - 1, BM_DATE_WORD_LEAD))
        word--;
    if (word == parser->begin || !bm_date_look(parser, word - 1, BM_DATE_WORD_ZONE))
        return;
    uint32_t zone = word - 1;
    for (uint32_t i = 1; i <= CLOCK_WORDS && i <= zone - parser->begin; i++) {
        int minute = minute_between(parser, zone - i, zone);
        if (minute < 0)
            continue;
        found->said.minute = minute;
        found->first = zone - i;
        return;
    }
}

void bm_date_take_clock(const bm_date_parser *parser, bm_date_found *found)
{
    bm_said_kind kind = found->said.kind;
    bool is_day = kind == BM_SAID_DAY || kind == BM_SAID_WEEKDAY ||
                  (kind == BM_SAID_PERIOD && found->said.unit == BM_UNIT_DAY);
    if (is_day && !found->is_range && found->said.minute < 0 && !take_after(parser, found))
        take_before(parser, found);
}
