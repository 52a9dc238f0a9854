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
    LEXICON_FILE_SIZE = 4 << 20,
    LEXICON_ENTRIES = 100000,
    LEXICON_SECTIONS = 1024,
    LEXICON_ELEMENTS = 16,     /**< of a pattern */
    LEXICON_OPTIONAL = 6,      /**< elements of a pattern that may be missing */
    LEXICON_GAPS = 3,          /**< of a pattern */
    LEXICON_ALTERNATIVES = 64, /**< of an element */
    LEXICON_NODES = 1 << 21,   /**< of the tree of patterns */
    LEXICON_ITEMS = 1 << 22,   /**< of all sets */
    LEXICON_WORK = 1 << 24,    /**< steps of making the sets */
    LEXICON_STEPS = 4096       /**< taken from one word of a text at most */
};

/** When a word satisfies an element; flags. */
enum { WHEN_SMALL = 1, WHEN_CAPITAL = 2, WHEN_ALWAYS = 3 };

/** Labels of edges that are no elements. */
#define LABEL_ANY UINT32_MAX
#define LABEL_GAP (UINT32_MAX - 1)

/** A pattern of a file. */
typedef struct lexicon_entry {
    const char *value; /**< and behind its end the pattern */
    uint32_t section;
    bool out; /**< takes matches out of the section */
} lexicon_entry;

/** A word or stem that satisfies an element, in a list of a word. */
typedef struct lexicon_atom {
    uint32_t element;
    uint32_t next; /**< atom number + 1 */
    uint32_t when;
} lexicon_atom;

/** A node of the tree of patterns. */
typedef struct pattern_node {
    uint32_t edges; /**< first of its edges; those of the next node follow */
    uint32_t hits;  /**< number + 1 of the first entry that ends here, in their order */
} pattern_node;

typedef struct pattern_edge {
    uint32_t label; /**< an element */
    uint32_t node;
} pattern_edge;

/** An entry that ends at a node. */
typedef struct pattern_hit {
    uint32_t entry;
    uint32_t next;
} pattern_hit;

/** An element that a word satisfies, or where patterns that begin with it go on. */
typedef struct set_item {
    uint32_t of; /**< element, or node */
    uint32_t when;
} set_item;

/** A section of which a word is an entry, and which: BM_LEXICON_NONE for none. */
typedef struct set_single {
    uint32_t section;
    uint32_t small; /**< when the word is not capitalised */
    uint32_t capital;
} set_single;

/** What words with equal terms have in common. */
typedef struct term_set {
    uint32_t elements; /**< first of its items, sorted: those that stand behind others */
    uint32_t element_count;
    uint32_t starts; /**< nodes of the tree of patterns where patterns go on */
    uint32_t start_count;
    uint32_t singles; /**< sections of which the word is an entry, sorted */
    uint32_t single_count;
    bool number;       /**< words of digits, with what numbers have in common */
    uint64_t sections; /**< of the singles: bit of their numbers' last six bits */
} term_set;

typedef struct item_list {
    set_item *items;
    size_t count;
    size_t capacity;
} item_list;

struct bm_lexicon {
    bm_arena arena; /**< texts */
    bm_language language;
    const char **section_names;
    size_t section_count;
    size_t section_capacity;
    lexicon_entry *entries;
    size_t entry_count;
    size_t entry_capacity;
    word_table words;
    pattern_node *nodes; /**< 0 is none; one more at the end */
    size_t node_count;
    pattern_edge *edges;
    pattern_hit *hits;
    size_t hit_count;
    size_t hit_capacity;
    term_set *sets; /**< 0 is empty, 1 of numbers */
    size_t set_count;
    size_t set_capacity;
    item_list items;
    set_single *singles;
    size_t single_count;
    size_t single_capacity;
};

enum { SET_OF_NUMBERS = 1 };

static inline uint64_t section_bit(uint32_t section)
{
    return UINT64_C(1) << section % 64;
}

static inline bool is_met(uint32_t when, bool capital)
{
    return (when & (capital ? WHEN_CAPITAL : WHEN_SMALL)) != 0;
}

#endif
