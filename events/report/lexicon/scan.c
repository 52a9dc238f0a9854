/* Patterns in a sentence. */
#include "events/report/lexicon/parts.h"
#include "events/report/text/words.h"

#include <string.h>

/* The end of a sentence's part. Commas and quotes are not. */
enum { GAP_ENDS = BM_GAP_PERIOD | BM_GAP_COLON | BM_GAP_DASH | BM_GAP_OPEN | BM_GAP_CLOSE };

/* The longest match of a section from one word. */
typedef struct longest {
    uint32_t end;   /* 0: none */
    uint32_t first; /* earliest entry of that length */
    uint32_t last;  /* latest */
    uint32_t out;   /* latest that takes out, + 1 */
} longest;

typedef struct scanner {
    const bm_lexicon *lexicon;
    const bm_word *words;
    size_t count;
    size_t steps;
    bool any;                       /* `best` and `covered` are filled */
    uint32_t met[LEXICON_SECTIONS]; /* sections with a match, in order */
    size_t met_count;
    longest best[LEXICON_SECTIONS];
    uint32_t covered[LEXICON_SECTIONS]; /* end of the furthest match yet */
} scanner;

static void add_section(scanner *scan, uint32_t section)
{
    size_t at = scan->met_count++;
    for (; at > 0 && scan->met[at - 1] > section; at--)
        scan->met[at] = scan->met[at - 1];
    scan->met[at] = section;
}

static void add_match(scanner *scan, uint32_t entry, uint32_t end)
{
    const lexicon_entry *of = &scan->lexicon->entries[entry];
    if (!scan->any) {
        memset(scan->best, 0, scan->lexicon->section_count * sizeof *scan->best);
        memset(scan->covered, 0, scan->lexicon->section_count * sizeof *scan->covered);
        scan->any = true;
    }
    longest *best = &scan->best[of->section];
    if (best->end == 0)
        add_section(scan, of->section);
    if (end < best->end)
        return;
    if (end > best->end)
        *best = (longest){end, BM_LEXICON_NONE, 0, 0};
    if (of->out) {
        best->out = entry >= best->out ? entry + 1 : best->out;
    } else {
        best->first = entry < best->first ? entry : best->first;
        best->last = entry > best->last ? entry : best->last;
    }
}

static void descend(scanner *scan, uint32_t node, size_t at);

static bool stops(const scanner *scan, size_t at)
{
    return at >= scan->count || (scan->words[at].gap & GAP_ENDS);
}

/* Up to ::BM_LEXICON_GAP words are passed over. */
static void descend_gap(scanner *scan, uint32_t node, size_t at)
{
    for (size_t passed = 0; passed <= BM_LEXICON_GAP && !stops(scan, at + passed); passed++)
        descend(scan, node, at + passed);
}

/* The first of the elements or edges that is not before `label`. */
static size_t find_item(const set_item *items, size_t count, uint32_t label)
{
    size_t first = 0;
    while (first < count) {
        size_t middle = first + (count - first) / 2;
        if (items[middle].of < label)
            first = middle + 1;
        else
            count = middle;
    }
    return first;
}

static size_t find_edge(const pattern_edge *edges, size_t count, uint32_t label)
{
    size_t first = 0;
    while (first < count) {
        size_t middle = first + (count - first) / 2;
        if (edges[middle].label < label)
            first = middle + 1;
        else
            count = middle;
    }
    return first;
}

/* Edges of elements that the word satisfies. Where it satisfies few of many, or the other way
 * round, the few are looked for. */
static void descend_set(scanner *scan, uint32_t terms, size_t at, const pattern_edge *edges,
                        size_t edge_count)
{
    const term_set *set = &scan->lexicon->sets[terms];
    if (set->element_count == 0)
        return;
    const set_item *items = scan->lexicon->items.items + set->elements;
    bool capital = (scan->words[at].flags & BM_WORD_CAPITAL) != 0;
    bool by_edge = edge_count < set->element_count;
    size_t few = by_edge ? edge_count : set->element_count;
    for (size_t i = 0; i < few && scan->steps < LEXICON_STEPS; i++) {
        size_t edge = by_edge ? i : find_edge(edges, edge_count, items[i].of);
        size_t item = by_edge ? find_item(items, set->element_count, edges[i].label) : i;
        scan->steps++;
        if (edge < edge_count && item < set->element_count && edges[edge].label == items[item].of &&
            is_met(items[item].when, capital))
            descend(scan, edges[edge].node, at + 1);
    }
}

/* All ways on from a node, the words before `at` being matched. */
static void descend(scanner *scan, uint32_t node, size_t at)
{
    const bm_lexicon *lexicon = scan->lexicon;
    if (++scan->steps > LEXICON_STEPS)
        return;
    for (uint32_t hit = lexicon->nodes[node].hits; hit; hit = lexicon->hits[hit - 1].next)
        if (++scan->steps <= LEXICON_STEPS)
            add_match(scan, lexicon->hits[hit - 1].entry, (uint32_t)at);
        else
            return;
    const pattern_edge *edges = lexicon->edges + lexicon->nodes[node].edges;
    size_t count = lexicon->nodes[node + 1].edges - lexicon->nodes[node].edges;
    if (count == 0 || stops(scan, at))
        return;
    if (edges[count - 1].label == LABEL_ANY)
        descend(scan, edges[--count].node, at + 1);
    if (count > 0 && edges[count - 1].label == LABEL_GAP)
        descend_gap(scan, edges[--count].node, at);
    if (count > 0 && scan->words[at].terms)
        descend_set(scan, scan->words[at].terms, at, edges, count);
    if (count > 0 && scan->words[at].flags & BM_WORD_NUMBER)
        descend_set(scan, SET_OF_NUMBERS, at, edges, count);
}

static void start(scanner *scan, uint32_t terms, size_t at)
{
    const term_set *set = &scan->lexicon->sets[terms];
    if (set->start_count == 0)
        return;
    const set_item *starts = scan->lexicon->items.items + set->starts;
    bool capital = (scan->words[at].flags & BM_WORD_CAPITAL) != 0;
    for (uint32_t i = 0; i < set->start_count && scan->steps < LEXICON_STEPS; i++)
        if (is_met(starts[i].when, capital))
            descend(scan, starts[i].of, at + 1);
}

/* The entry that is left of equally long ones. */
static uint32_t entry_of(const longest *best)
{
    if (best->first == BM_LEXICON_NONE || best->last < best->out)
        return BM_LEXICON_NONE;
    return best->first >= best->out ? best->first : best->last;
}

static bool visit_matches(scanner *scan, size_t at, bm_phrase_visitor visit, void *context)
{
    bool more = true;
    for (size_t i = 0; i < scan->met_count; i++) {
        uint32_t section = scan->met[i];
        longest *best = &scan->best[section];
        uint32_t entry = entry_of(best);
        bool within = best->end <= scan->covered[section];
        if (!within)
            scan->covered[section] = best->end;
        if (more && !within && entry != BM_LEXICON_NONE) {
            bm_phrase phrase = {.first = (uint32_t)at,
                                .count = best->end - (uint32_t)at,
                                .section = section,
                                .entry = entry,
                                .value = scan->lexicon->entries[entry].value,
                                .pattern = scan->lexicon->entries[entry].pattern};
            more = visit(&phrase, context);
        }
        best->end = 0;
    }
    scan->met_count = 0;
    return more;
}

void bm_lexicon_scan(const bm_lexicon *lexicon, const struct bm_word *words, size_t count,
                     bm_phrase_visitor visit, void *context)
{
    scanner scan;
    scan.lexicon = lexicon;
    scan.words = words;
    scan.count = count;
    scan.any = false;
    scan.met_count = 0;
    for (size_t at = 0; at < count; at++) {
        scan.steps = 0;
        if (words[at].terms)
            start(&scan, words[at].terms, at);
        if (words[at].flags & BM_WORD_NUMBER)
            start(&scan, SET_OF_NUMBERS, at);
        if (scan.met_count > 0 && !visit_matches(&scan, at, visit, context))
            return;
    }
}
