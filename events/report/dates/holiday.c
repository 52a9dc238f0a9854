/* Days that are called by a name: "New Year's Eve". */
#include "events/report/dates/parser.h"

bool bm_date_find_holiday(const bm_date_parser *parser, uint32_t word, bm_date_found *found)
{
    const bm_date_token *token = bm_date_look(parser, word, BM_DATE_WORD_HOLIDAY);
    if (!token)
        return false;
    *found = bm_date_found_new(BM_SAID_DAY, word, word + token->phrase->count);
    found->said.month = token->value / BM_HOLIDAY_MONTH;
    found->said.day = token->value % BM_HOLIDAY_MONTH;
    found->said.is_night = token->value >= BM_HOLIDAY_NIGHT;
    if (found->said.is_night)
        found->said.month -= BM_HOLIDAY_NIGHT / BM_HOLIDAY_MONTH;
    found->needs_lead = found->said.month == 0;
    bm_date_take_year(parser, false, found);
    return true;
}
