/* Whether what is told around a date lies ahead: the nearest verb decides. */
#include "events/report/dates/parser.h"

enum { LOOK_BACK = 20, LOOK_AHEAD = 7 };

static bool ends_clause(const bm_date_parser *parser, uint32_t word)
{
    unsigned gap = parser->words[word].gap;
    bool speech = (gap & BM_GAP_QUOTE) && (gap & BM_GAP_COMMA);
    return speech || (gap & (BM_GAP_PERIOD | BM_GAP_COLON)) != 0;
}

/* "Forecast: 2 September". */
static bool is_announced(const bm_date_parser *parser, uint32_t first)
{
    return first > parser->begin && (parser->words[first].gap & BM_GAP_COLON) &&
           bm_date_look(parser, first - 1, BM_DATE_WORD_FUTURE);
}

/* The verb that ends last before the date; "will be held" lies ahead although "held" does not. */
static bm_tense look_back(const bm_date_parser *parser, uint32_t first)
{
    bm_tense tense = BM_TENSE_UNKNOWN;
    uint32_t best = 0;
    uint32_t stop = first - parser->begin > LOOK_BACK ? first - LOOK_BACK : parser->begin;
    for (uint32_t word = first; word > stop && !ends_clause(parser, word); word--) {
        const bm_date_token *ahead = bm_date_look(parser, word - 1, BM_DATE_WORD_FUTURE);
        const bm_date_token *past = bm_date_look(parser, word - 1, BM_DATE_WORD_PAST);
        uint32_t ahead_end = ahead ? word - 1 + ahead->phrase->count : 0;
        uint32_t past_end = past ? word - 1 + past->phrase->count : 0;
        bool other = bm_date_look(parser, word - 1, BM_DATE_WORD_CLAUSE) != NULL;
        if (other && best == 0)
            break;
        if (past_end > best && past_end > ahead_end) {
            best = past_end;
            tense = BM_TENSE_PAST;
        }
        if (ahead_end > 0 && ahead_end >= best && ahead_end >= past_end) {
            best = ahead_end;
            tense = BM_TENSE_FUTURE;
        }
    }
    return tense;
}

static bm_tense look_ahead(const bm_date_parser *parser, uint32_t end)
{
    for (uint32_t word = end; word < parser->end && word - end < LOOK_AHEAD; word++) {
        if (ends_clause(parser, word))
            break;
        const bm_date_token *ahead = bm_date_look(parser, word, BM_DATE_WORD_FUTURE);
        const bm_date_token *past = bm_date_look(parser, word, BM_DATE_WORD_PAST);
        if (past && (!ahead || past->phrase->count > ahead->phrase->count))
            return BM_TENSE_PAST;
        if (ahead)
            return BM_TENSE_FUTURE;
        bool other = bm_date_look(parser, word, BM_DATE_WORD_CLAUSE) ||
                     bm_date_value(parser, word, BM_DATE_WORD_JOIN) == BM_JOIN_AND;
        if (other || (word > end && (parser->words[word].gap & BM_GAP_COMMA)))
            break;
    }
    return BM_TENSE_UNKNOWN;
}

bm_tense bm_date_tense(const bm_date_parser *parser, const bm_date_found *found)
{
    if (is_announced(parser, found->first))
        return BM_TENSE_FUTURE;
    bm_tense tense = look_back(parser, found->first);
    return tense != BM_TENSE_UNKNOWN ? tense : look_ahead(parser, found->end);
}
