/* What words with equal terms have in common: the elements that they satisfy, the entries of one
 * word that they are, and where patterns go on from them. */
#include "events/report/lexicon/maker.h"

#include <stdlib.h>
#include <string.h>

enum { WORK_MAX = 1 << 26 };

typedef struct set_maker {
    lexicon_maker *maker;
    uint32_t *by_number; /* section of the maker, by its number in the lexicon */
    uint32_t *root;      /* node + 0 that an element leads to from the root; 0 none */
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

static void find_starts(const set_maker *sets, item_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (sets->root[list->items[i].of])
            list->items[kept++] = (set_item){sets->root[list->items[i].of], list->items[i].when};
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

static void make_sets_of(set_maker *sets, letter_node *node)
{
    const bm_lexicon *lexicon = sets->maker->lexicon;
    const letter_node *parent = &lexicon->letters[node->parent];
    bool abbreviation = node->code == '.' && node->parent && parent->exact;
    if (!node->stems && !node->exact)
        return;
    for (int exact = 0; exact <= 1; exact++) {
        for (const letter_node *at = node; at != lexicon->letters;
             at = &lexicon->letters[at->parent])
            add_atoms(sets, at->stems);
        if (exact)
            add_atoms(sets, node->exact);
        if (exact && abbreviation)
            add_atoms(sets, parent->exact);
        if (exact)
            node->end_set = node->exact ? finish_set(sets) : node->stem_set;
        else if (node->stems)
            node->stem_set = finish_set(sets);
        sets->elements.count = sets->singles.count = 0;
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
    const pattern_edge *edges = lexicon->edges;
    for (uint32_t i = lexicon->nodes[0].edges; i < lexicon->nodes[1].edges; i++)
        sets->root[edges[i].label] = edges[i].node;
    (void)finish_set(sets);
    make_set_of_numbers(sets);
    for (size_t i = 1; i < lexicon->letter_count; i++)
        if (!maker->over_limit && !maker->short_of_memory)
            make_sets_of(sets, &lexicon->letters[i]);
}

void bm_maker_finish_sets(lexicon_maker *maker)
{
    set_maker sets = {.maker = maker};
    sets.by_number = calloc(maker->section_total + 1, sizeof *sets.by_number);
    sets.root = calloc(maker->element_count + 1, sizeof *sets.root);
    if (sets.by_number && sets.root)
        make_all(&sets);
    else
        maker->short_of_memory = true;
    free(sets.by_number);
    free(sets.root);
    free(sets.elements.items);
    free(sets.singles.items);
}
