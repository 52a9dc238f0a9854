/* Whether a unit that a name lies in follows it: "X in the Stolin district", «X Овруцького району».
 */
#include "events/report/toponyms/hints.h"

enum { WORDS_MAX = 8, NAME_WORDS_MAX = 3 };

/* «X, Гомельская область», "X (Brest region)", "X in the", «X, што ў». */
static uint32_t skip_relation(const bm_context *context, uint32_t at)
{
    const bm_phrase *in = bm_context_from(context, at, BM_SECTION_IN);
    if (in)
        at += in->count;
    if (bm_context_is(context, at, BM_SECTION_ARTICLE, NULL))
        at++;
    return at;
}

bool bm_hints_is_in_unit(const bm_context *context, uint32_t end)
{
    if (end >= context->end)
        return false;
    uint16_t gap = bm_context_word(context, end)->gap & BM_GAP_BREAKS;
    uint32_t first = skip_relation(context, end);
    if ((gap && gap != BM_GAP_COMMA && gap != BM_GAP_OPEN) || first >= end + WORDS_MAX)
        return false;
    /* "Kyiv Region" is the name itself. */
    if (first == end && !gap && bm_context_from(context, first, BM_SECTION_KIND_UNIT))
        return false;
    for (uint32_t at = first; at < context->end && at <= first + NAME_WORDS_MAX; at++) {
        const bm_word *word = bm_context_word(context, at);
        if (at > end && (word->gap & BM_GAP_BREAKS))
            return false;
        const bm_phrase *unit =
            at > first ? bm_context_from(context, at, BM_SECTION_KIND_UNIT) : NULL;
        if (unit)
            return true;
        if (!(word->flags & BM_WORD_CAPITAL))
            return false;
    }
    return false;
}
