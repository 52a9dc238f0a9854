#include "events/report/lexicon/gathering.h"

#include <stdlib.h>

bool bm_gathering_may_go_on(bm_gathering *gathering, size_t steps)
{
    gathering->work += steps;
    if (gathering->work > BM_LEXICON_WORK)
        gathering->maker->over_limit = true;
    return !gathering->maker->over_limit && !gathering->maker->short_of_memory;
}

void bm_gathering_push(bm_gathering *gathering, bm_item_list *list, uint32_t of, uint32_t when)
{
    if (bm_gathering_may_go_on(gathering, 1) &&
        BM_MAKER_ROOM(gathering->maker, list->items, list->count, list->capacity))
        list->items[list->count++] = (bm_set_item){of, when};
}

static void push_met(bm_gathering *gathering, uint32_t entry, uint32_t when)
{
    if (bm_gathering_may_go_on(gathering, 1) &&
        BM_MAKER_ROOM(gathering->maker, gathering->met, gathering->met_count,
                      gathering->met_capacity))
        gathering->met[gathering->met_count++] =
            (bm_met_entry){gathering->maker->lexicon->entries[entry].section, entry, when};
}

/* The word satisfies an element. */
static void add_element(bm_gathering *gathering, uint32_t element, uint32_t when)
{
    bm_gathering_push(gathering, &gathering->elements, element, when);
    const bm_lexicon_maker *maker = gathering->maker;
    for (uint32_t at = maker->elements[element].singles; at; at = maker->singles[at - 1].next)
        push_met(gathering, maker->singles[at - 1].entry, when);
}

void bm_gathering_add_atoms(bm_gathering *gathering, uint32_t list)
{
    for (; list; list = gathering->maker->atoms[list - 1].next)
        add_element(gathering, gathering->maker->atoms[list - 1].element,
                    gathering->maker->atoms[list - 1].when);
}

void bm_gathering_add_numbers(bm_gathering *gathering)
{
    for (size_t i = 0; i < gathering->number_count && bm_gathering_may_go_on(gathering, 1); i++)
        add_element(gathering, gathering->numbers[i], BM_WHEN_ALWAYS);
}

static int compare_numbers(uint32_t left, uint32_t right)
{
    return left < right ? -1 : left > right;
}

static int compare_items(const void *a, const void *b)
{
    return compare_numbers(((const bm_set_item *)a)->of, ((const bm_set_item *)b)->of);
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
    const bm_met_entry *left = a;
    const bm_met_entry *right = b;
    int order = compare_numbers(left->section, right->section);
    return order ? order : compare_numbers(left->entry, right->entry);
}

static void sort_met(bm_gathering *gathering)
{
    sort(gathering->met, gathering->met_count, sizeof *gathering->met, compare_met);
}

bm_set_single bm_gathering_single(const bm_gathering *gathering, size_t *at)
{
    const bm_lexicon_entry *entries = gathering->maker->lexicon->entries;
    bm_set_single single = {gathering->met[*at].section, BM_LEXICON_NONE, BM_LEXICON_NONE};
    for (; *at < gathering->met_count && gathering->met[*at].section == single.section; (*at)++) {
        const bm_met_entry *met = &gathering->met[*at];
        bool out = entries[met->entry].out;
        if (met->when & BM_WHEN_SMALL && (out || single.small == BM_LEXICON_NONE))
            single.small = out ? BM_LEXICON_NONE : met->entry;
        if (met->when & BM_WHEN_CAPITAL && (out || single.capital == BM_LEXICON_NONE))
            single.capital = out ? BM_LEXICON_NONE : met->entry;
    }
    return single;
}

static const bm_maker_section *section_of(const bm_gathering *gathering, const bm_met_entry *met)
{
    return &gathering->maker->sections[gathering->by_number[met->section]];
}

/* Where the entries begin of the next section that is referred to, in order of ranks; `met_count`
 * after the last. */
static size_t next_section(const bm_gathering *gathering, const bm_maker_section *after)
{
    size_t best = gathering->met_count;
    for (size_t i = 0; i < gathering->met_count; i++) {
        const bm_maker_section *section = section_of(gathering, &gathering->met[i]);
        if (section->references && (!after || section->rank > after->rank) &&
            (best == gathering->met_count ||
             section->rank < section_of(gathering, &gathering->met[best])->rank))
            best = i;
    }
    return best;
}

/* Elements that refer to sections of which the word is an entry. */
static void add_references(bm_gathering *gathering)
{
    const bm_lexicon_maker *maker = gathering->maker;
    const bm_maker_section *section = NULL;
    while (bm_gathering_may_go_on(gathering, gathering->met_count)) {
        sort_met(gathering);
        size_t at = next_section(gathering, section);
        if (at == gathering->met_count)
            return;
        section = section_of(gathering, &gathering->met[at]);
        bm_set_single single = bm_gathering_single(gathering, &at);
        uint32_t when = (single.small == BM_LEXICON_NONE ? 0U : BM_WHEN_SMALL) |
                        (single.capital == BM_LEXICON_NONE ? 0U : BM_WHEN_CAPITAL);
        uint32_t reference = when ? section->references : 0;
        for (; reference; reference = maker->references[reference - 1].next_of_section)
            if (!maker->references[reference - 1].dead)
                add_element(gathering, maker->references[reference - 1].element, when);
    }
}

static void merge_equal(bm_item_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (kept > 0 && list->items[kept - 1].of == list->items[i].of)
            list->items[kept - 1].when |= list->items[i].when;
        else
            list->items[kept++] = list->items[i];
    list->count = kept;
}

static void sort_elements(bm_item_list *list)
{
    sort(list->items, list->count, sizeof *list->items, compare_items);
    merge_equal(list);
}

void bm_gathering_close(bm_gathering *gathering)
{
    add_references(gathering);
    sort_elements(&gathering->elements);
}

void bm_gathering_clear(bm_gathering *gathering)
{
    gathering->elements.count = 0;
    gathering->met_count = 0;
}

bool bm_gathering_start(bm_gathering *gathering, bm_lexicon_maker *maker)
{
    *gathering = (bm_gathering){.maker = maker};
    gathering->by_number = calloc(maker->section_total + 1, sizeof *gathering->by_number);
    gathering->numbers = calloc(maker->element_count + 1, sizeof *gathering->numbers);
    if (!gathering->by_number || !gathering->numbers)
        return false;
    for (uint32_t i = 0; i < maker->section_total; i++)
        gathering->by_number[maker->sections[i].number] = i;
    for (uint32_t i = 0; i < maker->element_count; i++)
        if (maker->elements[i].number)
            gathering->numbers[gathering->number_count++] = i;
    return true;
}

void bm_gathering_finish(bm_gathering *gathering)
{
    free(gathering->by_number);
    free(gathering->numbers);
    free(gathering->elements.items);
    free(gathering->met);
}
