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
    bool any;                          /* `best` and `covered` are filled */
    uint32_t met[BM_LEXICON_SECTIONS]; /* sections with a match, in order */
    size_t met_count;
    longest best[BM_LEXICON_SECTIONS];
    uint32_t covered[BM_LEXICON_SECTIONS]; /* end of the furthest match yet */
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
    const bm_lexicon_entry *of = &scan->lexicon->entries[entry];
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
static size_t find_item(const bm_set_item *items, size_t count, uint32_t label)
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

static size_t find_edge(const bm_pattern_edge *edges, size_t count, uint32_t label)
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
static void descend_set(scanner *scan, const bm_term_set *set, size_t at,
                        const bm_pattern_edge *edges, size_t edge_count)
{
    if (set->element_count == 0)
        return;
    const bm_set_item *items = scan->lexicon->items.items + set->elements;
    bool capital = (scan->words[at].flags & BM_WORD_CAPITAL) != 0;
    bool by_edge = edge_count < set->element_count;
    size_t few = by_edge ? edge_count : set->element_count;
    for (size_t i = 0; i < few && scan->steps < BM_LEXICON_STEPS; i++) {
        size_t edge = by_edge ? i : find_edge(edges, edge_count, items[i].of);
        size_t item = by_edge ? find_item(items, set->element_count, edges[i].label) : i;
        scan->steps++;
        if (edge < edge_count && item < set->element_count && edges[edge].label == items[item].of &&
            bm_is_met(items[item].when, capital))
            descend(scan, edges[edge].node, at + 1);
    }
}

/* All ways on from a node, the words before `at` being matched. */
static void go_on(scanner *scan, uint32_t node, size_t at)
{
    const bm_lexicon *lexicon = scan->lexicon;
    const bm_pattern_edge *edges = lexicon->edges + lexicon->nodes[node].edges;
    size_t count = lexicon->nodes[node + 1].edges - lexicon->nodes[node].edges;
    if (count == 0 || stops(scan, at))
        return;
    if (edges[count - 1].label == BM_LABEL_ANY)
        descend(scan, edges[--count].node, at + 1);
    if (count > 0 && edges[count - 1].label == BM_LABEL_GAP)
        descend_gap(scan, edges[--count].node, at);
    if (count == 0)
        return;
    const bm_term_set *set = &lexicon->sets[scan->words[at].terms];
    descend_set(scan, set, at, edges, count);
    if (scan->words[at].flags & BM_WORD_NUMBER && !set->number)
        descend_set(scan, &lexicon->sets[BM_SET_OF_NUMBERS], at, edges, count);
}

/* What ends at a node, and all ways on from it. */
static void descend(scanner *scan, uint32_t node, size_t at)
{
    const bm_lexicon *lexicon = scan->lexicon;
    for (uint32_t hit = lexicon->nodes[node].hits; hit; hit = lexicon->hits[hit - 1].next)
        if (++scan->steps <= BM_LEXICON_STEPS)
            add_match(scan, lexicon->hits[hit - 1].entry, (uint32_t)at);
    if (++scan->steps <= BM_LEXICON_STEPS)
        go_on(scan, node, at);
}

/* Patterns of more than one word. */
static void start(scanner *scan, const bm_term_set *set, size_t at)
{
    if (set->start_count == 0)
        return;
    const bm_set_item *starts = scan->lexicon->items.items + set->starts;
    bool capital = (scan->words[at].flags & BM_WORD_CAPITAL) != 0;
    for (uint32_t i = 0; i < set->start_count && scan->steps < BM_LEXICON_STEPS; i++)
        if (bm_is_met(starts[i].when, capital))
            go_on(scan, starts[i].of, at + 1);
}

/* The entry that is left of equally long ones. */
static uint32_t entry_of(const longest *best)
{
    if (best->first == BM_LEXICON_NONE || best->last < best->out)
        return BM_LEXICON_NONE;
    return best->first >= best->out ? best->first : best->last;
}

/* What is met at one word: entries of one word from one set or, of a number, two, and what
 * start() found. All are in order of sections. */
typedef struct meeting {
    const bm_set_single *singles[2];
    const bm_set_single *ends[2];
    size_t met;
    bool capital;
} meeting;

static meeting meet(const scanner *scan, const bm_term_set *set, const bm_term_set *other,
                    size_t at)
{
    const bm_set_single *singles = scan->lexicon->singles;
    meeting made = {.capital = (scan->words[at].flags & BM_WORD_CAPITAL) != 0};
    const bm_term_set *sets[] = {set, other};
    for (size_t i = 0; i < 2; i++) {
        if (!sets[i] || sets[i]->single_count == 0)
            continue;
        made.singles[i] = singles + sets[i]->singles;
        made.ends[i] = made.singles[i] + sets[i]->single_count;
    }
    return made;
}

/* BM_LEXICON_NONE after the last. */
static uint32_t next_section(const scanner *scan, const meeting *from)
{
    uint32_t section = from->met < scan->met_count ? scan->met[from->met] : BM_LEXICON_NONE;
    for (size_t i = 0; i < 2; i++)
        if (from->singles[i] < from->ends[i] && from->singles[i]->section < section)
            section = from->singles[i]->section;
    return section;
}

static bool visit_entry(const scanner *scan, size_t at, size_t end, uint32_t entry,
                        bm_phrase_visitor visit, void *context)
{
    const bm_lexicon_entry *found = &scan->lexicon->entries[entry];
    bm_phrase phrase = {(uint32_t)at, (uint16_t)(end - at), (uint16_t)found->section, found->value};
    return visit(&phrase, context);
}

/* The entry of the next section, and the end of what it meets; BM_LEXICON_NONE when it comes to
 * none after all. */
static uint32_t next_entry(scanner *scan, meeting *from, uint32_t section, uint32_t *end)
{
    uint32_t entry = BM_LEXICON_NONE;
    for (size_t i = 0; i < 2; i++) {
        if (from->singles[i] == from->ends[i] || from->singles[i]->section != section)
            continue;
        if (entry == BM_LEXICON_NONE)
            entry = from->capital ? from->singles[i]->capital : from->singles[i]->small;
        from->singles[i]++;
    }
    uint32_t covered = scan->any ? scan->covered[section] : 0;
    if (from->met < scan->met_count && scan->met[from->met] == section) {
        longest *best = &scan->best[section];
        entry = entry_of(best);
        *end = best->end;
        best->end = 0;
        from->met++;
        scan->covered[section] = *end > covered ? *end : covered;
    }
    return *end <= covered ? BM_LEXICON_NONE : entry;
}

static bool visit_all(scanner *scan, meeting *from, size_t at, bm_phrase_visitor visit,
                      void *context)
{
    bool more = true;
    uint32_t section = 0;
    while (more && (section = next_section(scan, from)) != BM_LEXICON_NONE) {
        uint32_t end = (uint32_t)at + 1;
        uint32_t entry = next_entry(scan, from, section, &end);
        if (entry != BM_LEXICON_NONE)
            more = visit_entry(scan, at, end, entry, visit, context);
    }
    scan->met_count = 0;
    return more;
}

/* Entries of one word alone, as at most words. */
static bool visit_singles(const scanner *scan, const bm_term_set *set, size_t at,
                          bm_phrase_visitor visit, void *context)
{
    bool capital = (scan->words[at].flags & BM_WORD_CAPITAL) != 0;
    for (uint32_t i = set->singles; i < set->singles + set->single_count; i++) {
        const bm_set_single *single = &scan->lexicon->singles[i];
        uint32_t entry = capital ? single->capital : single->small;
        bool covered = scan->any && at < scan->covered[single->section];
        if (entry != BM_LEXICON_NONE && !covered &&
            !visit_entry(scan, at, at + 1, entry, visit, context))
            return false;
    }
    return true;
}

/* What is met at one word. */
static bool scan_word(scanner *scan, size_t at, bm_phrase_visitor visit, void *context)
{
    const bm_word *word = &scan->words[at];
    const bm_term_set *set = &scan->lexicon->sets[word->terms];
    const bm_term_set *numbers = NULL;
    scan->steps = 0;
    start(scan, set, at);
    if (word->flags & BM_WORD_NUMBER && !set->number) {
        numbers = &scan->lexicon->sets[BM_SET_OF_NUMBERS];
        start(scan, numbers, at);
    }
    if (!numbers && scan->met_count == 0)
        return visit_singles(scan, set, at, visit, context);
    meeting met = meet(scan, set, numbers, at);
    return visit_all(scan, &met, at, visit, context);
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
    for (size_t at = 0; at < count; at++)
        if (!scan_word(&scan, at, visit, context))
            return;
}
