/* The tree of patterns: one that has begun alike is followed once. */
#include "events/report/lexicon/maker.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 4096 };

static uint32_t new_node(bm_lexicon_maker *maker)
{
    if (maker->node_count >= BM_LEXICON_NODES) {
        maker->over_limit = true;
        return 0;
    }
    if (!BM_MAKER_ROOM(maker, maker->nodes, maker->node_count, maker->node_capacity))
        return 0;
    maker->nodes[maker->node_count] = (bm_maker_node){0};
    return (uint32_t)maker->node_count++;
}

static uint64_t hash_edge(uint32_t from, uint32_t label)
{
    return bm_maker_mix((uint64_t)from << 32 | label);
}

static bool grow_slots(bm_lexicon_maker *maker)
{
    if (maker->edge_count * 2 < maker->edge_slot_count)
        return true;
    size_t count = maker->edge_slot_count ? maker->edge_slot_count * 4 : FIRST_SLOTS;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (!slots) {
        maker->short_of_memory = true;
        return false;
    }
    for (size_t i = 0; i < maker->edge_count; i++) {
        size_t at = hash_edge(maker->edges[i].from, maker->edges[i].label) & (count - 1);
        while (slots[at])
            at = (at + 1) & (count - 1);
        slots[at] = (uint32_t)i + 1;
    }
    free(maker->edge_slots);
    maker->edge_slots = slots;
    maker->edge_slot_count = count;
    return true;
}

/* The node where patterns that begin with an element go on; 0 when memory is short. */
static uint32_t begin(bm_lexicon_maker *maker, uint32_t element)
{
    uint32_t node = maker->elements[element].node;
    if (node == 0)
        maker->elements[element].node = node = new_node(maker);
    return node;
}

/* 0 when memory is short. */
static uint32_t follow(bm_lexicon_maker *maker, uint32_t from, uint32_t label)
{
    if (!grow_slots(maker))
        return 0;
    size_t mask = maker->edge_slot_count - 1;
    size_t at = hash_edge(from, label) & mask;
    for (; maker->edge_slots[at]; at = (at + 1) & mask) {
        const bm_maker_edge *edge = &maker->edges[maker->edge_slots[at] - 1];
        if (edge->from == from && edge->label == label)
            return edge->node;
    }
    uint32_t node = new_node(maker);
    if (node == 0 || !BM_MAKER_ROOM(maker, maker->edges, maker->edge_count, maker->edge_capacity))
        return 0;
    maker->edges[maker->edge_count++] =
        (bm_maker_edge){from, label, node, maker->nodes[from].first_edge};
    maker->nodes[from].first_edge = (uint32_t)maker->edge_count;
    maker->edge_slots[at] = (uint32_t)maker->edge_count;
    return node;
}

/* Of equal patterns of a section the first counts, unless it was taken out between. */
static bool says_nothing_new(const bm_lexicon *lexicon, uint32_t before, uint32_t entry)
{
    return lexicon->entries[before].section == lexicon->entries[entry].section &&
           lexicon->entries[before].out == lexicon->entries[entry].out;
}

static void add_hit(bm_lexicon_maker *maker, uint32_t node, uint32_t entry)
{
    bm_lexicon *lexicon = maker->lexicon;
    bm_maker_node *end = &maker->nodes[node];
    if (end->last_hit && says_nothing_new(lexicon, lexicon->hits[end->last_hit - 1].entry, entry))
        return;
    if (!BM_MAKER_ROOM(maker, lexicon->hits, lexicon->hit_count, lexicon->hit_capacity))
        return;
    lexicon->hits[lexicon->hit_count++] = (bm_pattern_hit){entry, 0};
    if (end->last_hit)
        lexicon->hits[end->last_hit - 1].next = (uint32_t)lexicon->hit_count;
    else
        end->first_hit = (uint32_t)lexicon->hit_count;
    end->last_hit = (uint32_t)lexicon->hit_count;
}

static void add_single(bm_lexicon_maker *maker, uint32_t element, uint32_t entry)
{
    if (!BM_MAKER_ROOM(maker, maker->singles, maker->single_count, maker->single_capacity))
        return;
    bm_maker_element *of = &maker->elements[element];
    if (of->singles &&
        says_nothing_new(maker->lexicon, maker->singles[of->singles - 1].entry, entry))
        return;
    bm_maker_section *section = &maker->sections[maker->section];
    maker->singles[maker->single_count++] =
        (bm_maker_single){entry, of->singles, section->singles, element};
    of->singles = (uint32_t)maker->single_count;
    if (of->references)
        section->singles = (uint32_t)maker->single_count;
}

/* The elements that are left when those of `missing` are, without gaps at the ends. */
static size_t leave_out(const bm_pattern_parts *parts, unsigned missing, uint32_t *labels)
{
    size_t count = 0;
    unsigned optional = 0;
    for (size_t i = 0; i < parts->count; i++) {
        bool left = !parts->parts[i].optional || !(missing >> optional & 1);
        optional += parts->parts[i].optional;
        bool gap = parts->parts[i].label == BM_LABEL_GAP;
        if (left && !(gap && (count == 0 || labels[count - 1] == BM_LABEL_GAP)))
            labels[count++] = parts->parts[i].label;
    }
    return count > 0 && labels[count - 1] == BM_LABEL_GAP ? count - 1 : count;
}

static void add_variant(bm_lexicon_maker *maker, const uint32_t *labels, size_t count,
                        uint32_t entry)
{
    if (count == 1) {
        add_single(maker, labels[0], entry);
        return;
    }
    uint32_t node = begin(maker, labels[0]);
    for (size_t i = 1; i < count && node; i++) {
        node = follow(maker, node, labels[i]);
        if (labels[i] < BM_LABEL_GAP)
            maker->elements[labels[i]].behind = true;
    }
    if (node)
        add_hit(maker, node, entry);
}

/* Whether each way to read the pattern is one. */
static const char *what_is_wrong_with_variants(const bm_pattern_parts *parts, unsigned optional)
{
    uint32_t labels[BM_LEXICON_ELEMENTS];
    for (unsigned missing = 0; missing < 1U << optional; missing++) {
        size_t count = leave_out(parts, missing, labels);
        if (count == 0)
            return "all words may be missing";
        if (labels[0] == BM_LABEL_ANY)
            return "the first word cannot be '_'";
    }
    return NULL;
}

static const char *what_is_wrong(const bm_pattern_parts *parts, unsigned *optional)
{
    size_t gaps = 0;
    *optional = 0;
    for (size_t i = 0; i < parts->count; i++) {
        *optional += parts->parts[i].optional;
        gaps += parts->parts[i].label == BM_LABEL_GAP;
    }
    if (parts->parts[0].label == BM_LABEL_GAP ||
        parts->parts[parts->count - 1].label == BM_LABEL_GAP)
        return "'...' stands between words";
    if (gaps > BM_LEXICON_GAPS)
        return "more than three times '...'";
    if (*optional > BM_LEXICON_OPTIONAL)
        return "more than six words that may be missing";
    return what_is_wrong_with_variants(parts, *optional);
}

void bm_maker_add_pattern(bm_lexicon_maker *maker, const bm_pattern_parts *parts, const char *text,
                          size_t length, const char *value, bool out)
{
    bm_lexicon *lexicon = maker->lexicon;
    unsigned optional = 0;
    uint32_t labels[BM_LEXICON_ELEMENTS];
    const char *wrong = what_is_wrong(parts, &optional);
    if (wrong) {
        bm_maker_refuse_pattern(maker, text, length, wrong);
        return;
    }
    size_t value_size = strlen(value) + 1;
    char *texts = bm_arena_alloc(&lexicon->arena, value_size + length + 1);
    if (!texts ||
        !BM_MAKER_ROOM(maker, lexicon->entries, lexicon->entry_count, lexicon->entry_capacity)) {
        maker->short_of_memory = true;
        return;
    }
    memcpy(texts, value, value_size);
    memcpy(texts + value_size, text, length);
    uint32_t entry = (uint32_t)lexicon->entry_count++;
    lexicon->entries[entry] = (bm_lexicon_entry){texts, maker->section, out};
    for (unsigned missing = 0; missing < 1U << optional; missing++)
        add_variant(maker, labels, leave_out(parts, missing, labels), entry);
}

static int compare_edges(const void *a, const void *b)
{
    uint32_t left = ((const bm_pattern_edge *)a)->label;
    uint32_t right = ((const bm_pattern_edge *)b)->label;
    return left < right ? -1 : left > right;
}

void bm_maker_finish_tree(bm_lexicon_maker *maker)
{
    bm_lexicon *lexicon = maker->lexicon;
    lexicon->nodes = calloc(maker->node_count + 1, sizeof *lexicon->nodes);
    lexicon->edges = calloc(maker->edge_count + 1, sizeof *lexicon->edges);
    if (!lexicon->nodes || !lexicon->edges) {
        maker->short_of_memory = true;
        return;
    }
    uint32_t used = 0;
    for (size_t i = 0; i < maker->node_count; i++) {
        uint32_t first = used;
        lexicon->nodes[i] = (bm_pattern_node){first, maker->nodes[i].first_hit};
        for (uint32_t at = maker->nodes[i].first_edge; at; at = maker->edges[at - 1].next)
            lexicon->edges[used++] =
                (bm_pattern_edge){maker->edges[at - 1].label, maker->edges[at - 1].node};
        if (used - first > 1)
            qsort(lexicon->edges + first, used - first, sizeof *lexicon->edges, compare_edges);
    }
    lexicon->node_count = maker->node_count;
    lexicon->nodes[maker->node_count].edges = used;
}
