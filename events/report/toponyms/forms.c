/* Names that show by a word of theirs what they name: "Lake Ohrid", "Cook County". */
#include "events/report/toponyms/search.h"

enum { CORE_WORDS_MAX = 3, SHORT_WORD_BYTES = 3 };

static const uint32_t no_core =
    BM_SAYS_TITLE | BM_SAYS_BODY | BM_SAYS_TEAM | BM_SAYS_EVENT | BM_SAYS_STREET | BM_SAYS_MEDIA;

/* Whether a word may be part of what stands beside the class word. */
static bool is_core(const bm_walk *walk, uint32_t word)
{
    if (!bm_walk_is_capital(walk, word))
        return false;
    uint32_t says = bm_walk_says(walk, word);
    bool is_start = (says & BM_SAYS_START) && ((walk->words[word].flags & BM_WORD_FIRST) ||
                                               walk->words[word].length <= SHORT_WORD_BYTES);
    return !is_start && !(says & no_core);
}

static bool is_possessive(const bm_walk *walk, uint32_t word)
{
    return (walk->words[word].flags & BM_WORD_POSSESSIVE) != 0;
}

static bool is_of(const bm_walk *walk, uint32_t word)
{
    const bm_word *at = &walk->words[word];
    const char *text = walk->reading->document.text + at->start;
    return at->length == 2 && text[0] == 'o' && text[1] == 'f';
}

static bool is_the(const bm_walk *walk, uint32_t word)
{
    const bm_word *at = &walk->words[word];
    const char *text = walk->reading->document.text + at->start;
    return at->length == 3 && text[0] == 't' && text[1] == 'h' && text[2] == 'e';
}

/* "Gulf of Aden". */
static uint32_t with_of(const bm_walk *walk, uint32_t word)
{
    uint32_t next = word + 1;
    if (!bm_walk_is_joined(walk, next) || !is_of(walk, next) || !bm_walk_is_joined(walk, ++next))
        return 0;
    if (is_the(walk, next) && bm_walk_is_joined(walk, next + 1))
        next++;
    return is_core(walk, next) ? next + 1 - word : 0;
}

/* "Lake Ohrid", "Mount St. Helens". */
static uint32_t with_class_before(const bm_walk *walk, uint32_t word)
{
    uint32_t next = word + 1;
    if (is_possessive(walk, word) || !bm_walk_is_joined(walk, next) ||
        (walk->words[next].gap & BM_GAP_HYPHEN) || !is_core(walk, next) ||
        (bm_walk_says(walk, next) & (BM_SAYS_ROLE | BM_SAYS_GIVEN | BM_SAYS_AFTER)))
        return 0;
    bool is_short = walk->words[next].length <= 3;
    if (is_short && bm_walk_is_joined(walk, next + 1) && is_core(walk, next + 1))
        next++;
    return next + 1 - word;
}

/* "San Diego County". */
static uint32_t with_class_after(const bm_walk *walk, uint32_t word)
{
    for (uint32_t next = word; next - word < CORE_WORDS_MAX; next++) {
        if (!is_core(walk, next) || is_possessive(walk, next))
            return 0;
        if (!bm_walk_is_joined(walk, next + 1))
            return 0;
        bool is_class = (bm_walk_says(walk, next + 1) & BM_SAYS_AFTER) != 0;
        if (is_class && bm_walk_is_capital(walk, next + 1))
            return next + 2 - word;
    }
    return 0;
}

uint32_t bm_form_length(const bm_walk *walk, uint32_t word)
{
    uint32_t says = bm_walk_says(walk, word);
    uint32_t length = 0;
    if (walk->words[word].flags & BM_WORD_TITLE_CASE)
        return 0;
    if (says & BM_SAYS_FORM_OF)
        length = with_of(walk, word);
    if (length == 0 && (says & BM_SAYS_BEFORE))
        length = with_class_before(walk, word);
    if (length == 0 && !(says & (BM_SAYS_AFTER | BM_SAYS_GIVEN)))
        length = with_class_after(walk, word);
    return length;
}
