/* Captions of pictures: by entries of text.caption, which are what agencies write beside them. */
#include "events/report/text/classify.h"

#include <string.h>

enum {
    WORDS_MAX = 150,   /* of a caption */
    CREDIT_WORDS = 14, /* from a credit to the end */
    NAME_WORDS = 8,    /* between a mark and what makes a credit of them */
    ALONE_WORDS = 20   /* of a block that begins with the credit */
};

/* "… on Friday. Photo: X", "(Photo by X)", "ANN LEE/AFP via Getty Images": a credit begins a
 * caption, or stands behind a mark, near its end or in parentheses. */
static bool is_credit(const bm_block_view *view, uint32_t first, uint32_t after)
{
    enum { PARTS = BM_GAP_OPEN | BM_GAP_SLASH | BM_GAP_DASH | BM_GAP_OTHER };
    if (first == 0)
        return view->word_count <= ALONE_WORDS;
    bool opened = false;
    bool parted = (view->words[first].gap & BM_GAP_PERIOD) != 0;
    for (uint32_t i = first; i > 0 && first - i < NAME_WORDS; i--) {
        parted |= (view->words[i].gap & PARTS) != 0;
        opened |= (view->words[i].gap & BM_GAP_OPEN) != 0;
    }
    return opened || (parted && view->word_count - after <= CREDIT_WORDS);
}

static bool stands_right(const bm_block_view *view, const bm_phrase *phrase)
{
    uint32_t first = phrase->first - view->first_word;
    uint32_t after = first + phrase->count;
    if (strcmp(phrase->value, "enclosed") == 0)
        return (view->words[first].gap & BM_GAP_OPEN) &&
               (after == view->word_count || (view->words[after].gap & BM_GAP_CLOSE));
    if (strcmp(phrase->value, "colon") == 0 && !bm_block_has_colon(view, after - 1))
        return false;
    if (strcmp(phrase->value, "slash") == 0 &&
        (after == view->word_count || !(view->words[after].gap & BM_GAP_SLASH)))
        return false;
    return is_credit(view, first, after);
}

bool bm_block_is_caption(const bm_block_view *view)
{
    if (view->caption == BM_LEXICON_NONE || view->word_count > WORDS_MAX)
        return false;
    for (uint32_t i = 0; i < view->phrase_count; i++)
        if (view->phrases[i].section == view->caption && stands_right(view, &view->phrases[i]))
            return true;
    return false;
}
