/* Places that are named in a row. */
#include "events/report/incidents/incidents.h"

enum { MOST = 7 };

static bool is_country(const bm_mention *mention)
{
    return mention->precision == BM_PLACE_PRECISION_COUNTRY &&
           (mention->area.kind == BM_AREA_NONE || mention->area.kind == BM_AREA_PART);
}

/* Whether a mention goes on with the list that the one before it stands in. */
static bool goes_on(const view *of, size_t index)
{
    const bm_reading *reading = of->reading;
    const bm_mention *next = &reading->mentions[index];
    const bm_mention *last = &reading->mentions[index - 1];
    const bm_mention_words *before = &reading->mention_words[index - 1];
    uint32_t gap = before->first + before->count - of->sentence->first_word;
    uint32_t at = reading->mention_words[index].first - of->sentence->first_word;
    bool joined = at == gap ? (of->word[at].gap & BM_GAP_COMMA) != 0
                            : at == gap + 1 && (of->marks[gap] & MARK_LIST);
    return joined && next->role == last->role && next->place &&
           is_country(next) == is_country(last);
}

size_t bm_places_in_row(const view *of, size_t mention, size_t *first)
{
    size_t end = mention + 1;
    *first = mention;
    while (*first > of->mention_first && mention - *first < MOST && goes_on(of, *first))
        --*first;
    while (end < of->mention_end && end - *first <= MOST && goes_on(of, end))
        end++;
    return end - *first;
}
