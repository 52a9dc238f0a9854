/* What words with equal terms have in common: the elements that they satisfy, the entries of one
 * word that they are, and where patterns go on from them. */
#include "events/report/lexicon/maker.h"

#include <stdlib.h>
#include <string.h>

/* An entry that a word is by itself. */
typedef struct met_entry {
    uint32_t section;
    uint32_t entry;
    uint32_t when;
} met_entry;

typedef struct set_maker {
    lexicon_maker *maker;
    uint32_t *by_number; /* section of the maker, by its number in the lexicon */
    item_list elements;
    met_entry *met;
    size_t met_count;
    size_t met_capacity;
    uint32_t *numbers; /* elements that numbers satisfy */
    size_t number_count;
    size_t work;
} set_maker;

static bool may_go_on(set_maker *sets, size_t steps)
{
    sets->work += steps;
    if (sets->work > LEXICON_WORK)
        sets->maker->over_limit = true;
    return !sets->maker->over_limit && !sets->maker->short_of_memory;
}

static void push(set_maker *sets, item_list *list, uint32_t of, uint32_t when)
{
    if (may_go_on(sets, 1) && bm_maker_grow(sets->maker, (void **)&list->items, list->count,
                                            &list->capacity, sizeof *list->items))
        list->items[list->count++] = (set_item){of, when};
}

static void push_met(set_maker *sets, uint32_t entry, uint32_t when)
{
    if (may_go_on(sets, 1) && bm_maker_grow(sets->maker, (void **)&sets->met, sets->met_count,
                                            &sets->met_capacity, sizeof *sets->met))
        sets->met[sets->met_count++] =
            (met_entry){sets->maker->lexicon->entries[entry].section, entry, when};
}

static void add_element(set_maker *sets, uint32_t element, uint32_t when)
{
    push(sets, &sets->elements, element, when);
    const lexicon_maker *maker = sets->maker;
    for (uint32_t at = maker->elements[element].singles; at; at = maker->singles[at - 1].next)
        push_met(sets, maker->singles[at - 1].entry, when);
}

static void add_atoms(set_maker *sets, uint32_t list)
{
    for (; list; list = sets->maker->atoms[list - 1].next)
        add_element(sets, sets->maker->atoms[list - 1].element, sets->maker->atoms[list - 1].when);
}

static int compare_numbers(uint32_t left, uint32_t right)
{
    return left < right ? -1 : left > right;
}

static int compare_items(const void *a, const void *b)
{
    return compare_numbers(((const set_item *)a)->of, ((const set_item *)b)->of);
}

/* Most lists are in order already. */
static void sort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    const char *item = items;
    for (size_t i = 1; i < count; i++)
        if (compare(item + (i - 1) * size, item + i * size) > 0) {
            qsort(items, count, size, compare);
            return;
        }
}

static int compare_met(const void *a, const void *b)
{
    const met_entry *left = a;
    const met_entry *right = b;
    int order = compare_numbers(left->section, right->section);
    return order ? order : compare_numbers(left->entry, right->entry);
}

static void sort_met(set_maker *sets)
{
    sort(sets->met, sets->met_count, sizeof *sets->met, compare_met);
}

/* The entry that those of one section come to, from `*at` on, which goes to the next section. */
static set_single single_of(const set_maker *sets, size_t *at)
{
    const lexicon_entry *entries = sets->maker->lexicon->entries;
    set_single single = {sets->met[*at].section, BM_LEXICON_NONE, BM_LEXICON_NONE};
    for (; *at < sets->met_count && sets->met[*at].section == single.section; (*at)++) {
        const met_entry *met = &sets->met[*at];
        bool out = entries[met->entry].out;
        if (met->when & WHEN_SMALL && (out || single.small == BM_LEXICON_NONE))
            single.small = out ? BM_LEXICON_NONE : met->entry;
        if (met->when & WHEN_CAPITAL && (out || single.capital == BM_LEXICON_NONE))
            single.capital = out ? BM_LEXICON_NONE : met->entry;
    }
    return single;
}

static const maker_section *section_of(const set_maker *sets, const met_entry *met)
{
    return &sets->maker->sections[sets->by_number[met->section]];
}

/* Where the entries begin of the next section that is referred to, in order of ranks; `met_count`
 * after the last. */
static size_t next_section(const set_maker *sets, const maker_section *after)
{
    size_t best = sets->met_count;
    for (size_t i = 0; i < sets->met_count; i++) {
        const maker_section *section = section_of(sets, &sets->met[i]);
        if (section->references && (!after || section->rank > after->rank) &&
            (best == sets->met_count || section->rank < section_of(sets, &sets->met[best])->rank))
            best = i;
    }
    return best;
}

/* Elements that refer to sections of which the word is an entry. */
static void add_references(set_maker *sets)
{
    const lexicon_maker *maker = sets->maker;
    const maker_section *section = NULL;
    while (may_go_on(sets, sets->met_count)) {
        sort_met(sets);
        size_t at = next_section(sets, section);
        if (at == sets->met_count)
            return;
        section = section_of(sets, &sets->met[at]);
        set_single single = single_of(sets, &at);
        uint32_t when = (single.small == BM_LEXICON_NONE ? 0U : WHEN_SMALL) |
                        (single.capital == BM_LEXICON_NONE ? 0U : WHEN_CAPITAL);
        uint32_t reference = when ? section->references : 0;
        for (; reference; reference = maker->references[reference - 1].next_of_section)
            if (!maker->references[reference - 1].dead)
                add_element(sets, maker->references[reference - 1].element, when);
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

static void sort_elements(item_list *list)
{
    sort(list->items, list->count, sizeof *list->items, compare_items);
    merge_equal(list);
}

static void keep_singles(set_maker *sets, term_set *set)
{
    bm_lexicon *lexicon = sets->maker->lexicon;
    set->singles = (uint32_t)lexicon->single_count;
    for (size_t at = 0; at < sets->met_count && may_go_on(sets, 1);) {
        set_single single = single_of(sets, &at);
        if (single.small == BM_LEXICON_NONE && single.capital == BM_LEXICON_NONE)
            continue;
        if (!bm_maker_grow(sets->maker, (void **)&lexicon->singles, lexicon->single_count,
                           &lexicon->single_capacity, sizeof *lexicon->singles))
            return;
        lexicon->singles[lexicon->single_count++] = single;
        set->single_count++;
        set->sections |= section_bit(single.section);
    }
}

/* Keep what `of` gives for the elements that were gathered, where it gives something. */
static uint32_t keep(set_maker *sets, uint32_t (*of)(const maker_element *, uint32_t),
                     uint32_t *count)
{
    item_list *all = &sets->maker->lexicon->items;
    size_t first = all->count;
    for (size_t i = 0; i < sets->elements.count; i++) {
        const set_item *item = &sets->elements.items[i];
        uint32_t kept = of(&sets->maker->elements[item->of], item->of);
        if (kept != BM_LEXICON_NONE)
            push(sets, all, kept, item->when);
    }
    if (all->count > LEXICON_ITEMS)
        sets->maker->over_limit = true;
    *count = (uint32_t)(all->count - first);
    return (uint32_t)first;
}

/* An element that stands behind others. */
static uint32_t behind(const maker_element *element, uint32_t number)
{
    return element->behind ? number : BM_LEXICON_NONE;
}

/* Where patterns go on from an element. */
static uint32_t node_of(const maker_element *element, uint32_t number)
{
    (void)number;
    return element->node ? element->node : BM_LEXICON_NONE;
}

/* Keep what was gathered; its number. */
static uint32_t finish_set(set_maker *sets, bool number)
{
    bm_lexicon *lexicon = sets->maker->lexicon;
    term_set set = {.number = number};
    add_references(sets);
    sort_elements(&sets->elements);
    set.elements = keep(sets, behind, &set.element_count);
    set.starts = keep(sets, node_of, &set.start_count);
    keep_singles(sets, &set);
    sets->elements.count = 0;
    sets->met_count = 0;
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

/* Elements that numbers satisfy. */
static void add_numbers(set_maker *sets)
{
    for (size_t i = 0; i < sets->number_count && may_go_on(sets, 1); i++)
        add_element(sets, sets->numbers[i], WHEN_ALWAYS);
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

static void make_sets_of(set_maker *sets, uint32_t number)
{
    word_table *table = &sets->maker->lexicon->words;
    listed_word *listed = &table->words[number];
    const maker_word *made = &sets->maker->words[number];
    bm_folded_word word;
    word_table_get(table, number, &word);
    if (made->stems) {
        add_stems(sets, &word);
        listed->stem_set = finish_set(sets, false);
    }
    if (made->exact) {
        add_stems(sets, &word);
        add_atoms(sets, made->exact);
        add_without_period(sets, &word);
        bool of_digits = is_number(&word);
        if (of_digits)
            add_numbers(sets);
        listed->end_set = finish_set(sets, of_digits);
    }
}

static void make_all(set_maker *sets)
{
    lexicon_maker *maker = sets->maker;
    bm_lexicon *lexicon = maker->lexicon;
    for (uint32_t i = 0; i < maker->section_total; i++)
        sets->by_number[maker->sections[i].number] = i;
    for (uint32_t i = 0; i < maker->element_count; i++)
        if (maker->elements[i].number)
            sets->numbers[sets->number_count++] = i;
    (void)finish_set(sets, false);
    add_numbers(sets);
    (void)finish_set(sets, true);
    for (uint32_t i = 0; i < lexicon->words.word_count; i++)
        if (!maker->over_limit && !maker->short_of_memory)
            make_sets_of(sets, i);
}

void bm_maker_finish_sets(lexicon_maker *maker)
{
    set_maker sets = {.maker = maker};
    sets.by_number = calloc(maker->section_total + 1, sizeof *sets.by_number);
    sets.numbers = calloc(maker->element_count + 1, sizeof *sets.numbers);
    if (sets.by_number && sets.numbers)
        make_all(&sets);
    else
        maker->short_of_memory = true;
    free(sets.by_number);
    free(sets.numbers);
    free(sets.elements.items);
    free(sets.met);
}
