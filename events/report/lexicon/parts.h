/** @file parts.h
 *  What a lexicon is made of, shared by the files of this folder.
 *
 *  Every element of a pattern has a number. The words that satisfy elements are in a table, which
 *  leads to sets of elements; the patterns are in a tree of elements.
 */
#ifndef BM_EVENTS_REPORT_LEXICON_PARTS_H
#define BM_EVENTS_REPORT_LEXICON_PARTS_H

#include "base/arena.h"
#include "events/report/lexicon/lexicon.h"
#include "events/report/lexicon/table.h"

/** Limits, so that no file takes long or much memory. */
enum {
    BM_LEXICON_FILE_SIZE = 4 << 20,
    BM_LEXICON_ENTRIES = 100000,
    BM_LEXICON_SECTIONS = 1024,
    BM_LEXICON_ELEMENTS = 16,     /**< of a pattern */
    BM_LEXICON_OPTIONAL = 6,      /**< elements of a pattern that may be missing */
    BM_LEXICON_GAPS = 3,          /**< of a pattern */
    BM_LEXICON_ALTERNATIVES = 64, /**< of an element */
    BM_LEXICON_NODES = 1 << 21,   /**< of the tree of patterns */
    BM_LEXICON_ITEMS = 1 << 22,   /**< of all sets */
    BM_LEXICON_WORK = 1 << 24,    /**< steps of making the sets */
    BM_LEXICON_STEPS = 4096       /**< taken from one word of a text at most */
};

/** When a word satisfies an element; flags. */
enum { BM_WHEN_SMALL = 1, BM_WHEN_CAPITAL = 2, BM_WHEN_ALWAYS = 3 };

/** Labels of edges that are no elements. */
#define BM_LABEL_ANY UINT32_MAX
#define BM_LABEL_GAP (UINT32_MAX - 1)

/** A pattern of a file. */
typedef struct bm_lexicon_entry {
    const char *value; /**< and behind its end the pattern */
    uint32_t section;
    bool out; /**< takes matches out of the section */
} bm_lexicon_entry;

/** A word or stem that satisfies an element, in a list of a word. */
typedef struct bm_lexicon_atom {
    uint32_t element;
    uint32_t next; /**< atom number + 1 */
    uint32_t when;
} bm_lexicon_atom;

/** A node of the tree of patterns. */
typedef struct bm_pattern_node {
    uint32_t edges; /**< first of its edges; those of the next node follow */
    uint32_t hits;  /**< number + 1 of the first entry that ends here, in their order */
} bm_pattern_node;

typedef struct bm_pattern_edge {
    uint32_t label; /**< an element */
    uint32_t node;
} bm_pattern_edge;

/** An entry that ends at a node. */
typedef struct bm_pattern_hit {
    uint32_t entry;
    uint32_t next;
} bm_pattern_hit;

/** An element that a word satisfies, or where patterns that begin with it go on. */
typedef struct bm_set_item {
    uint32_t of; /**< element, or node */
    uint32_t when;
} bm_set_item;

/** A section of which a word is an entry, and which: BM_LEXICON_NONE for none. */
typedef struct bm_set_single {
    uint32_t section;
    uint32_t small; /**< when the word is not capitalised */
    uint32_t capital;
} bm_set_single;

/** What words with equal terms have in common. */
typedef struct bm_term_set {
    uint32_t elements; /**< first of its items, sorted: those that stand behind others */
    uint32_t element_count;
    uint32_t starts; /**< nodes of the tree of patterns where patterns go on */
    uint32_t start_count;
    uint32_t singles; /**< sections of which the word is an entry, sorted */
    uint32_t single_count;
    bool number;       /**< words of digits, with what numbers have in common */
    uint64_t sections; /**< of the singles: bit of their numbers' last six bits */
} bm_term_set;

typedef struct bm_item_list {
    bm_set_item *items;
    size_t count;
    size_t capacity;
} bm_item_list;

struct bm_lexicon {
    bm_arena arena; /**< texts */
    bm_language language;
    const char **section_names;
    size_t section_count;
    size_t section_capacity;
    bm_lexicon_entry *entries;
    size_t entry_count;
    size_t entry_capacity;
    bm_word_table words;
    bm_pattern_node *nodes; /**< 0 is none; one more at the end */
    size_t node_count;
    bm_pattern_edge *edges;
    bm_pattern_hit *hits;
    size_t hit_count;
    size_t hit_capacity;
    bm_term_set *sets; /**< 0 is empty, 1 of numbers */
    size_t set_count;
    size_t set_capacity;
    bm_item_list items;
    bm_set_single *singles;
    size_t single_count;
    size_t single_capacity;
};

enum { BM_SET_OF_NUMBERS = 1 };

static inline uint64_t bm_section_bit(uint32_t section)
{
    return UINT64_C(1) << section % 64;
}

static inline bool bm_is_met(uint32_t when, bool capital)
{
    return (when & (capital ? BM_WHEN_CAPITAL : BM_WHEN_SMALL)) != 0;
}

#endif
