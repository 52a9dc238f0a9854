/* What words with equal terms have in common: the elements that they satisfy, the entries of one
 * word that they are, and where patterns go on from them. */
#include "events/report/lexicon/maker.h"

#include <stdlib.h>
#include <string.h>

enum { WORK_MAX = 1 << 26 };

typedef struct set_maker {
    lexicon_maker *maker;
    uint32_t *by_number; /* section of the maker, by its number in the lexicon */
    item_list elements;
    item_list singles;
    size_t work;
} set_maker;

static void push(set_maker *sets, item_list *list, uint32_t of, uint32_t when)
{
    if (++sets->work > WORK_MAX)
        sets->maker->over_limit = true;
    if (!sets->maker->over_limit && bm_maker_grow(sets->maker, (void **)&list->items, list->count,
                                                  &list->capacity, sizeof *list->items))
        list->items[list->count++] = (set_item){of, when};
}

static void add_element(set_maker *sets, uint32_t element, uint32_t when)
{
    push(sets, &sets->elements, element, when);
    const lexicon_maker *maker = sets->maker;
    for (uint32_t at = maker->elements[element].singles; at; at = maker->singles[at - 1].next)
        push(sets, &sets->singles, maker->singles[at - 1].entry, when);
}

static void add_atoms(set_maker *sets, uint32_t list)
{
    for (; list; list = sets->maker->atoms[list - 1].next)
        add_element(sets, sets->maker->atoms[list - 1].element, sets->maker->atoms[list - 1].when);
}

static uint32_t section_of(const set_maker *sets, const set_item *single)
{
    return sets->maker->lexicon->entries[single->of].section;
}

static const maker_section *made_section(const set_maker *sets, const set_item *single)
{
    return &sets->maker->sections[sets->by_number[section_of(sets, single)]];
}

/* Entries and sections are numbered in different orders; both comparisons are needed. */
static int compare_items(const void *a, const void *b)
{
    uint32_t left = ((const set_item *)a)->of;
    uint32_t right = ((const set_item *)b)->of;
    return left < right ? -1 : left > right;
}

static void sort(item_list *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, compare_items);
}

/* Whether the entries of a section that were met leave one, and when. */
static uint32_t when_in_section(const set_maker *sets, const maker_section *section)
{
    const bm_lexicon *lexicon = sets->maker->lexicon;
    uint32_t in = 0;
    for (size_t i = 0; i < sets->singles.count; i++) {
        const set_item *single = &sets->singles.items[i];
        if (made_section(sets, single) != section)
            continue;
        in = lexicon->entries[single->of].out ? in & ~single->when : in | single->when;
    }
    return in;
}

/* The next section that is referred to, in order of ranks; NULL after the last. */
static const maker_section *next_section(const set_maker *sets, const maker_section *after)
{
    const maker_section *best = NULL;
    for (size_t i = 0; i < sets->singles.count; i++) {
        const maker_section *section = made_section(sets, &sets->singles.items[i]);
        if (section->references && (!after || section->rank > after->rank) &&
            (!best || section->rank < best->rank))
            best = section;
    }
    return best;
}

/* Elements that refer to sections of which the word is an entry. */
static void add_references(set_maker *sets)
{
    const lexicon_maker *maker = sets->maker;
    const maker_section *section = NULL;
    while (!maker->over_limit && (section = next_section(sets, section))) {
        sets->work += sets->singles.count;
        sort(&sets->singles);
        uint32_t when = when_in_section(sets, section);
        uint32_t at = when ? section->references : 0;
        for (; at; at = maker->references[at - 1].next_of_section)
            if (!maker->references[at - 1].dead)
                add_element(sets, maker->references[at - 1].element, when);
    }
}

static void merge_equal(item_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (kept > 0 && list->items[kept - 1].of == list->items[i].of)
            list->items[kept - 1].when |= list->items[i].when;
        else
            list->items[kept++] = list->items[i];
    list->count = kept;
}

/* Stable by section: entries are in order already. Insertion, as lists are short. */
static void sort_by_section(set_maker *sets)
{
    set_item *items = sets->singles.items;
    for (size_t i = 1; i < sets->singles.count; i++) {
        set_item moved = items[i];
        size_t at = i;
        for (; at > 0 && section_of(sets, &items[at - 1]) > section_of(sets, &moved); at--)
            items[at] = items[at - 1];
        items[at] = moved;
        sets->work += i - at;
        if (sets->work > WORK_MAX) {
            sets->maker->over_limit = true;
            return;
        }
    }
}

static uint32_t keep(set_maker *sets, const item_list *list, uint32_t *count)
{
    item_list *all = &sets->maker->lexicon->items;
    uint32_t first = (uint32_t)all->count;
    *count = (uint32_t)list->count;
    if (all->count + list->count > LEXICON_ITEMS)
        sets->maker->over_limit = true;
    for (size_t i = 0; i < list->count && !sets->maker->over_limit; i++)
        push(sets, all, list->items[i].of, list->items[i].when);
    return first;
}

/* Where patterns go on from elements. */
static void find_starts(const set_maker *sets, item_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        uint32_t node = sets->maker->elements[list->items[i].of].node;
        if (node)
            list->items[kept++] = (set_item){node, list->items[i].when};
    }
    list->count = kept;
}

/* Keep what was gathered; its number. */
static uint32_t finish_set(set_maker *sets)
{
    bm_lexicon *lexicon = sets->maker->lexicon;
    term_set set = {0};
    add_references(sets);
    sort(&sets->elements);
    merge_equal(&sets->elements);
    sort(&sets->singles);
    merge_equal(&sets->singles);
    sort_by_section(sets);
    set.elements = keep(sets, &sets->elements, &set.element_count);
    set.singles = keep(sets, &sets->singles, &set.single_count);
    find_starts(sets, &sets->elements);
    set.starts = keep(sets, &sets->elements, &set.start_count);
    sets->elements.count = sets->singles.count = 0;
    if (!bm_maker_grow(sets->maker, (void **)&lexicon->sets, lexicon->set_count,
                       &lexicon->set_capacity, sizeof *lexicon->sets))
        return 0;
    lexicon->sets[lexicon->set_count] = set;
    return (uint32_t)lexicon->set_count++;
}

/* Of all stems that a word of the table begins with, itself included. */
static void add_stems(set_maker *sets, const bm_folded_word *word)
{
    const word_table *table = &sets->maker->lexicon->words;
    uint32_t count = word->count;
    while (count > 0 && (count = word_table_stem(table, word, count)) > 0) {
        uint32_t stem = word_table_find(table, word, count--);
        if (stem != WORD_NONE)
            add_atoms(sets, sets->maker->words[stem].stems);
    }
}

/* Of the word without its last period, which may be the text's own. */
static void add_without_period(set_maker *sets, const bm_folded_word *word)
{
    if (word->count == 1 || bm_folded_code(word, word->count - 1) != '.')
        return;
    uint32_t found = word_table_find(&sets->maker->lexicon->words, word, word->count - 1);
    if (found != BM_LEXICON_NONE)
        add_atoms(sets, sets->maker->words[found].exact);
}

static void make_sets_of(set_maker *sets, uint32_t number)
{
    word_table *table = &sets->maker->lexicon->words;
    listed_word *listed = &table->words[number];
    const maker_word *made = &sets->maker->words[number];
    bm_folded_word word;
    word_table_get(table, number, &word);
    if (made->stems) {
        add_stems(sets, &word);
        listed->stem_set = finish_set(sets);
    }
    if (made->exact) {
        add_stems(sets, &word);
        add_atoms(sets, made->exact);
        add_without_period(sets, &word);
        listed->end_set = finish_set(sets);
    }
}

static void make_set_of_numbers(set_maker *sets)
{
    for (uint32_t i = 0; i < sets->maker->element_count; i++)
        if (sets->maker->elements[i].number)
            add_element(sets, i, WHEN_ALWAYS);
    (void)finish_set(sets);
}

static void make_all(set_maker *sets)
{
    lexicon_maker *maker = sets->maker;
    bm_lexicon *lexicon = maker->lexicon;
    for (uint32_t i = 0; i < maker->section_total; i++)
        sets->by_number[maker->sections[i].number] = i;
    (void)finish_set(sets);
    make_set_of_numbers(sets);
    for (uint32_t i = 0; i < lexicon->words.word_count; i++)
        if (!maker->over_limit && !maker->short_of_memory)
            make_sets_of(sets, i);
}

void bm_maker_finish_sets(lexicon_maker *maker)
{
    set_maker sets = {.maker = maker};
    sets.by_number = calloc(maker->section_total + 1, sizeof *sets.by_number);
    if (sets.by_number)
        make_all(&sets);
    else
        maker->short_of_memory = true;
    free(sets.by_number);
    free(sets.elements.items);
    free(sets.singles.items);
}
