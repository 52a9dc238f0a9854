/* What a word of a text may be part of: one walk down the tree of letters. */
#include "events/report/lexicon/letters.h"
#include "events/report/lexicon/parts.h"

static uint32_t child_of(const bm_lexicon *lexicon, uint32_t parent, uint8_t code)
{
    if (parent == 0)
        return lexicon->letter_roots[code];
    uint32_t node = lexicon->letters[parent].child;
    while (node && lexicon->letters[node].code != code)
        node = lexicon->letters[node].next;
    return node;
}

uint32_t bm_lexicon_terms(const bm_lexicon *lexicon, const char *word, size_t length)
{
    const unsigned char *at = (const unsigned char *)word;
    const unsigned char *end = at + length;
    uint32_t node = 0;
    uint32_t met = 0;
    while (at < end) {
        uint8_t codes[BM_LETTER_CODES];
        size_t count = 0;
        bool last_period = *at == '.' && at + 1 == end;
        if (!bm_letter_next(&at, end, codes, &count))
            return 0;
        for (size_t i = 0; i < count; i++) {
            uint32_t next = child_of(lexicon, node, codes[i]);
            if (next == 0)
                return last_period && node && lexicon->letters[node].end_set
                           ? lexicon->letters[node].end_set
                           : met;
            node = next;
            if (lexicon->letters[node].stem_set)
                met = lexicon->letters[node].stem_set;
        }
    }
    return node && lexicon->letters[node].end_set ? lexicon->letters[node].end_set : met;
}

uint32_t bm_lexicon_single(const bm_lexicon *lexicon, const set_item *singles, size_t count,
                           size_t *at, bool capital)
{
    uint32_t section = lexicon->entries[singles[*at].of].section;
    uint32_t found = BM_LEXICON_NONE;
    for (; *at < count && lexicon->entries[singles[*at].of].section == section; (*at)++) {
        const set_item *single = &singles[*at];
        if (!is_met(single->when, capital))
            continue;
        if (lexicon->entries[single->of].out)
            found = BM_LEXICON_NONE;
        else if (found == BM_LEXICON_NONE)
            found = single->of;
    }
    return found;
}

bool bm_lexicon_is(const bm_lexicon *lexicon, uint32_t terms, uint32_t section, bool capital,
                   const char **value)
{
    if (terms == 0 || terms >= lexicon->set_count || section == BM_LEXICON_NONE)
        return false;
    const term_set *set = &lexicon->sets[terms];
    const set_item *singles = lexicon->items.items + set->singles;
    for (size_t at = 0; at < set->single_count;) {
        if (lexicon->entries[singles[at].of].section > section)
            return false;
        bool wanted = lexicon->entries[singles[at].of].section == section;
        uint32_t entry = bm_lexicon_single(lexicon, singles, set->single_count, &at, capital);
        if (!wanted)
            continue;
        if (entry != BM_LEXICON_NONE && value)
            *value = lexicon->entries[entry].value;
        return entry != BM_LEXICON_NONE;
    }
    return false;
}
