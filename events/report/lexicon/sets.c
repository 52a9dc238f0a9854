/* What words with equal terms have in common: the elements that they satisfy, the entries of one
 * word that they are, and where patterns go on from them. */
#include "events/report/lexicon/gathering.h"

static void keep_singles(bm_gathering *gathering, bm_term_set *set)
{
    bm_lexicon *lexicon = gathering->maker->lexicon;
    set->singles = (uint32_t)lexicon->single_count;
    for (size_t at = 0; at < gathering->met_count && bm_gathering_may_go_on(gathering, 1);) {
        bm_set_single single = bm_gathering_single(gathering, &at);
        if (single.small == BM_LEXICON_NONE && single.capital == BM_LEXICON_NONE)
            continue;
        if (!BM_MAKER_ROOM(gathering->maker, lexicon->singles, lexicon->single_count,
                           lexicon->single_capacity))
            return;
        lexicon->singles[lexicon->single_count++] = single;
        set->single_count++;
        set->sections |= bm_section_bit(single.section);
    }
}

/* Keep what `of` gives for the elements that were gathered, where it gives something. */
static uint32_t keep(bm_gathering *gathering, uint32_t (*of)(const bm_maker_element *, uint32_t),
                     uint32_t *count)
{
    bm_item_list *all = &gathering->maker->lexicon->items;
    size_t first = all->count;
    for (size_t i = 0; i < gathering->elements.count; i++) {
        const bm_set_item *item = &gathering->elements.items[i];
        uint32_t kept = of(&gathering->maker->elements[item->of], item->of);
        if (kept != BM_LEXICON_NONE)
            bm_gathering_push(gathering, all, kept, item->when);
    }
    if (all->count > BM_LEXICON_ITEMS)
        gathering->maker->over_limit = true;
    *count = (uint32_t)(all->count - first);
    return (uint32_t)first;
}

/* An element that stands behind others. */
static uint32_t behind(const bm_maker_element *element, uint32_t number)
{
    return element->behind ? number : BM_LEXICON_NONE;
}

/* Where patterns go on from an element. */
static uint32_t node_of(const bm_maker_element *element, uint32_t number)
{
    (void)number;
    return element->node ? element->node : BM_LEXICON_NONE;
}

/* Keep what was gathered; its number. */
static uint32_t finish_set(bm_gathering *gathering, bool number)
{
    bm_lexicon *lexicon = gathering->maker->lexicon;
    bm_term_set set = {.number = number};
    bm_gathering_close(gathering);
    set.elements = keep(gathering, behind, &set.element_count);
    set.starts = keep(gathering, node_of, &set.start_count);
    keep_singles(gathering, &set);
    bm_gathering_clear(gathering);
    if (!BM_MAKER_ROOM(gathering->maker, lexicon->sets, lexicon->set_count, lexicon->set_capacity))
        return 0;
    lexicon->sets[lexicon->set_count] = set;
    return (uint32_t)lexicon->set_count++;
}

/* Of all stems that a word of the table begins with, itself included. */
static void add_stems(bm_gathering *gathering, const bm_folded_word *word)
{
    const bm_word_table *table = &gathering->maker->lexicon->words;
    uint32_t count = word->count;
    while (count > 0 && (count = bm_word_table_stem(table, word, count)) > 0) {
        uint32_t stem = bm_word_table_find(table, word, count--);
        if (stem != BM_LISTED_NONE)
            bm_gathering_add_atoms(gathering, gathering->maker->words[stem].stems);
    }
}

/* Of the word without its last period, which may be the text's own. */
static void add_without_period(bm_gathering *gathering, const bm_folded_word *word)
{
    if (word->count == 1 || bm_folded_code(word, word->count - 1) != '.')
        return;
    uint32_t found = bm_word_table_find(&gathering->maker->lexicon->words, word, word->count - 1);
    if (found != BM_LEXICON_NONE)
        bm_gathering_add_atoms(gathering, gathering->maker->words[found].exact);
}

/* What the text's words with BM_WORD_NUMBER look like. */
static bool is_number(const bm_folded_word *word)
{
    for (uint32_t i = 0; i < word->count; i++) {
        uint8_t code = bm_folded_code(word, i);
        if (code != '.' && (code < '0' || code > '9'))
            return false;
    }
    return true;
}

static void make_sets_of(bm_gathering *gathering, uint32_t number)
{
    bm_word_table *table = &gathering->maker->lexicon->words;
    bm_listed_word *listed = &table->words[number];
    const bm_maker_word *made = &gathering->maker->words[number];
    bm_folded_word word;
    bm_word_table_get(table, number, &word);
    if (made->stems) {
        add_stems(gathering, &word);
        listed->stem_set = finish_set(gathering, false);
    }
    if (made->exact) {
        add_stems(gathering, &word);
        bm_gathering_add_atoms(gathering, made->exact);
        add_without_period(gathering, &word);
        bool of_digits = is_number(&word);
        if (of_digits)
            bm_gathering_add_numbers(gathering);
        listed->end_set = finish_set(gathering, of_digits);
    }
}

void bm_maker_finish_sets(bm_lexicon_maker *maker)
{
    bm_gathering gathering;
    if (bm_gathering_start(&gathering, maker)) {
        (void)finish_set(&gathering, false);
        bm_gathering_add_numbers(&gathering);
        (void)finish_set(&gathering, true);
        for (uint32_t i = 0; i < maker->lexicon->words.word_count; i++)
            if (bm_gathering_may_go_on(&gathering, 0))
                make_sets_of(&gathering, i);
    } else {
        maker->short_of_memory = true;
    }
    bm_gathering_finish(&gathering);
}
