/* What belongs to the page, not to the report: by entries of text.furniture, whose values say where
 * in a block they must stand and what they say of the blocks around. */
#include "events/report/text/classify.h"

#include <string.h>

/* Longer blocks are no furniture, whatever they begin with or have in them. */
enum { WORDS_MAX = 60, OPENING_WORDS_MAX = 40 };

static bool says(const char *value, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = value; (at = strstr(at, word)) != NULL; at += length) {
        bool begins = at == value || at[-1] == ' ';
        if (begins && (at[length] == '\0' || at[length] == ' '))
            return true;
    }
    return false;
}

static unsigned flags_of(const char *value)
{
    unsigned flags = 0;
    if (says(value, "end"))
        flags |= BM_BLOCK_ENDS_REPORT;
    if (says(value, "list"))
        flags |= BM_BLOCK_BEGINS_LIST;
    if (says(value, "above"))
        flags |= BM_BLOCK_TAKES_TEASER;
    return flags;
}

/* Numbers of comments and of shares stand beside such words. */
static uint32_t skip_numbers(const bm_block_view *view, uint32_t at)
{
    while (at < view->word_count && (view->words[at].flags & BM_WORD_NUMBER))
        at++;
    return at;
}

/* Whether the phrase stands where its value wants it. */
static bool stands_right(const bm_block_view *view, const bm_phrase *phrase)
{
    uint32_t first = phrase->first - view->first_word;
    uint32_t after = first + phrase->count;
    if (says(phrase->value, "anywhere"))
        return true;
    if (skip_numbers(view, 0) != first || view->word_count > OPENING_WORDS_MAX)
        return false;
    if (says(phrase->value, "colon"))
        return bm_block_has_colon(view, after - 1);
    return !says(phrase->value, "alone");
}

bool bm_block_is_furniture(const bm_block_view *view, unsigned *flags)
{
    bool found = false;
    bool alone = true;
    unsigned alone_flags = 0;
    uint32_t covered = skip_numbers(view, 0);
    *flags = 0;
    if (view->furniture == BM_LEXICON_NONE || view->word_count > WORDS_MAX)
        return false;
    for (uint32_t i = 0; i < view->phrase_count; i++) {
        const bm_phrase *phrase = &view->phrases[i];
        if (phrase->section != view->furniture)
            continue;
        uint32_t first = phrase->first - view->first_word;
        uint32_t after = first + phrase->count;
        if (stands_right(view, phrase)) {
            found = true;
            *flags |= flags_of(phrase->value) & ~(unsigned)BM_BLOCK_TAKES_TEASER;
        }
        /* "Share", "Tweet", "12 comments" on one line. */
        alone &= first <= covered;
        alone_flags |= flags_of(phrase->value);
        if (after > covered)
            covered = skip_numbers(view, after);
    }
    if (alone && covered >= view->word_count && covered > 0 && skip_numbers(view, 0) < covered) {
        found = true;
        *flags |= alone_flags;
    }
    return found;
}
