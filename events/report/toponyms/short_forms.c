/* "U.S.", "Tenn.", "TX" and "Washington, D.C." */
#include "events/report/toponyms/search.h"

/* Whether a short form has a period, its own or the next byte of the text. */
static bool has_period(const bm_walk *walk, const bm_word *word)
{
    const bm_document *document = &walk->reading->document;
    uint32_t end = bm_word_end(word);
    return memchr(document->text + word->start, '.', word->length) ||
           (end < document->length && document->text[end] == '.');
}

/* "U.S." anywhere, "Tenn." and "TX" after a comma. */
const char *bm_walk_short_form(const bm_walk *walk, uint32_t word, uint32_t says)
{
    const bm_word *at = &walk->words[word];
    bool capitals = (at->flags & BM_WORD_ALL_CAPS) != 0;
    if ((says & BM_SAYS_SHORT) && ((at->flags & BM_WORD_ABBREVIATION) || capitals)) {
        bool shouted = word > walk->first && (at[-1].flags & BM_WORD_ALL_CAPS) &&
                       at[-1].length > 3 && !(at->flags & BM_WORD_ABBREVIATION);
        return shouted ? NULL : bm_sayings_value(walk->reading, walk->language, at, BM_SAYS_SHORT);
    }
    bool apart = word > walk->first && (at->gap & (BM_GAP_COMMA | BM_GAP_OPEN)) &&
                 (at[-1].flags & BM_WORD_CAPITAL);
    bool written_so = has_period(walk, at) || (capitals && at->length == 2);
    if ((says & BM_SAYS_STATE) && apart && written_so)
        return bm_sayings_value(walk->reading, walk->language, at, BM_SAYS_STATE);
    return NULL;
}

/* "Conn." has its period. */
static uint32_t end_of_short_form(const bm_walk *walk, uint32_t word)
{
    uint32_t end = bm_word_end(&walk->words[word]);
    const bm_document *document = &walk->reading->document;
    bool periods =
        memchr(document->text + walk->words[word].start, '.', walk->words[word].length) != NULL;
    bool written_out = (walk->words[word].flags & BM_WORD_ALL_CAPS) && !periods;
    return !periods && !written_out && end < document->length && document->text[end] == '.'
               ? end + 1
               : end;
}

bm_status bm_walk_take_short_form(const bm_walk *walk, uint32_t word, const char *value,
                                  bm_toponyms *toponyms, bm_error *error)
{
    bm_known_name *known = NULL;
    bm_status status = bm_name_table_find(&walk->search->names, value, strlen(value), BM_NAME_EXACT,
                                          &known, error);
    if (status)
        return status;
    bm_toponym *made = bm_toponyms_add(toponyms, walk->reading, walk->sentence, word, 1);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    made->source = BM_TOPONYM_EXACT;
    made->name = value;
    made->known = known;
    made->told = true;
    made->end = end_of_short_form(walk, word);
    return BM_OK;
}

static const char district[] = "District of Columbia";

bool bm_walk_is_with_district(const bm_walk *walk, uint32_t word)
{
    if (word + 1 >= walk->end || !bm_walk_is(walk, word, "Washington", 10))
        return false;
    const bm_word *next = &walk->words[word + 1];
    const char *value = bm_sayings_value(walk->reading, walk->language, next, BM_SAYS_STATE);
    return !(next->gap & BM_GAP_BREAKS & ~BM_GAP_COMMA) && value && strcmp(value, district) == 0 &&
           (has_period(walk, next) || (next->flags & BM_WORD_ALL_CAPS));
}

bm_status bm_walk_take_with_district(const bm_walk *walk, uint32_t word, bm_toponyms *toponyms,
                                     bm_error *error)
{
    bm_status status = bm_walk_take_short_form(walk, word, "Washington, D.C.", toponyms, error);
    if (status)
        return status;
    bm_toponym *made = &toponyms->items[toponyms->count - 1];
    made->count = 2;
    made->end = end_of_short_form(walk, word + 1);
    return BM_OK;
}
