/* What a word of a text may be part of. */
#include "events/report/lexicon/parts.h"

#include <string.h>

/* The terms of the longest stem that a word begins with. */
static uint32_t terms_of_stem(const bm_word_table *table, const bm_folded_word *word)
{
    uint32_t count = word->count;
    while (count > 0 && (count = bm_word_table_stem(table, word, count)) > 0) {
        uint32_t found = bm_word_table_find(table, word, count--);
        if (found != BM_LISTED_NONE && table->words[found].stem_set)
            return table->words[found].stem_set;
    }
    return 0;
}

static uint32_t terms_of_word(const bm_word_table *table, const bm_folded_word *word,
                              uint32_t count)
{
    uint32_t found =
        count > 0 && !word->cut ? bm_word_table_find(table, word, count) : BM_LISTED_NONE;
    return found == BM_LISTED_NONE ? 0 : table->words[found].end_set;
}

uint32_t bm_lexicon_terms(const bm_lexicon *lexicon, const char *word, size_t length)
{
    const bm_word_table *table = &lexicon->words;
    bm_folded_word folded;
    if (!table->slots || !bm_fold_word(word, length, &folded) || folded.count == 0)
        return 0;
    uint32_t terms = terms_of_word(table, &folded, folded.count);
    /* The period may be the text's own. */
    if (terms == 0 && word[length - 1] == '.')
        terms = terms_of_word(table, &folded, folded.count - 1);
    return terms ? terms : terms_of_stem(table, &folded);
}

bool bm_lexicon_is(const bm_lexicon *lexicon, uint32_t terms, uint32_t section, bool capital,
                   const char **value)
{
    if (terms == 0 || terms >= lexicon->set_count)
        return false;
    const bm_term_set *set = &lexicon->sets[terms];
    if (!(set->sections & bm_section_bit(section)))
        return false;
    const bm_set_single *single = lexicon->singles + set->singles;
    const bm_set_single *end = single + set->single_count;
    while (single < end && single->section < section)
        single++;
    if (single == end || single->section != section)
        return false;
    uint32_t entry = capital ? single->capital : single->small;
    if (entry != BM_LEXICON_NONE && value)
        *value = lexicon->entries[entry].value;
    return entry != BM_LEXICON_NONE;
}

const char *bm_phrase_pattern(const bm_phrase *phrase)
{
    return phrase->value + strlen(phrase->value) + 1;
}
