/* Lines with nothing but where, or when, a report was written: "Minsk, Belarus", "Brest, 11 March".
 */
#include "events/report/text/classify.h"

#include <string.h>

enum { WORDS_MAX = 8, NAMES_MAX = 5 };

/* «11 марта», "11 of March". */
static bool is_beside_number(const bm_block_view *view, uint32_t at)
{
    return (at > 0 && (view->words[at - 1].flags & (BM_WORD_NUMBER | BM_WORD_HAS_DIGIT))) ||
           (at + 1 < view->word_count && (view->words[at + 1].flags & BM_WORD_NUMBER));
}

/* "By Ann Lee, Minsk", "In Brest, …". */
static bool begins_like_sentence(const bm_block_view *view)
{
    const bm_lexicon *lexicon = bm_reading_lexicon(view->reading, view->sentences);
    return lexicon && bm_lexicon_is(lexicon, view->words[0].terms, view->starter, true, NULL);
}

/* "TOKYO —": what follows is in the next paragraph. */
static bool ends_with_dash(const bm_block_view *view)
{
    const char *end = view->reading->document.text + view->block->end;
    return view->block->end - view->block->start > 3 && memcmp(end - 3, "\xE2\x80", 2) == 0 &&
           (end[-1] == '\x93' || end[-1] == '\x94');
}

bool bm_block_is_dateline(const bm_block_view *view)
{
    bool marked = ends_with_dash(view);
    uint32_t names = 0;
    if (view->sentence_count != 1 || (view->word_count < 2 && !marked) ||
        view->word_count > WORDS_MAX || bm_block_is_ended(view))
        return false;
    /* "1700 Main St., Springfield". */
    if ((view->words[0].flags & BM_WORD_NUMBER) && view->words[0].length > 2)
        return false;
    for (uint32_t i = 0; i < view->word_count; i++) {
        const bm_word *word = &view->words[i];
        marked |= (word->gap & BM_GAP_COMMA) != 0;
        if (word->gap & (BM_GAP_QUOTE | BM_GAP_COLON | BM_GAP_AT | BM_GAP_SLASH))
            return false;
        if (word->flags & BM_WORD_CAPITAL)
            names++;
        else if (!(word->flags & (BM_WORD_NUMBER | BM_WORD_HAS_DIGIT)) &&
                 !is_beside_number(view, i))
            return false;
    }
    return marked && names > 0 && names <= NAMES_MAX && !begins_like_sentence(view);
}
