/** @file maker.h
 *  A lexicon while its files are read.
 */
#ifndef BM_EVENTS_REPORT_LEXICON_MAKER_H
#define BM_EVENTS_REPORT_LEXICON_MAKER_H

#include "events/report/lexicon/parts.h"

/** One of the things that satisfy an element: a word or section, by its number, and how. */
typedef uint32_t bm_maker_alternative;
enum {
    BM_ALTERNATIVE_WORD,
    BM_ALTERNATIVE_STEM,
    BM_ALTERNATIVE_NUMBER,
    BM_ALTERNATIVE_SECTION,
    BM_ALTERNATIVE_KIND = 3, /**< mask */
    BM_ALTERNATIVE_CAPITAL = 4,
    BM_ALTERNATIVE_SHIFT = 3 /**< of the number */
};

/** An element of patterns; equal ones are one. */
typedef struct bm_maker_element {
    uint32_t alternatives; /**< first of them */
    uint32_t count;        /**< of alternatives */
    uint32_t references;   /**< sections it refers to: number + 1 of the first */
    uint32_t singles;      /**< entries that are only it: number + 1 of the first */
    uint32_t node;         /**< of the tree, for patterns that begin with it; 0 for none */
    bool number;           /**< numbers satisfy it */
    bool behind;           /**< some pattern has it not at the beginning */
} bm_maker_element;

/** An element refers to a section. */
typedef struct bm_maker_reference {
    uint32_t element;
    uint32_t section;
    uint32_t next_of_element;
    uint32_t next_of_section;
    const char *file;
    long line;
    bool dead; /**< would go in a circle, or to nowhere */
} bm_maker_reference;

/** An entry of one element. */
typedef struct bm_maker_single {
    uint32_t entry;
    uint32_t next;
    uint32_t next_of_section; /**< only kept for elements that refer to sections */
    uint32_t element;
} bm_maker_single;

typedef struct bm_maker_section {
    uint32_t references; /**< to it: number + 1 of the first */
    uint32_t singles;    /**< of elements that refer to sections */
    uint32_t rank;       /**< after the sections it refers to */
    uint32_t number;     /**< in order of names */
    bool opened;         /**< some file has it */
    uint8_t state;       /**< while ranks are given */
} bm_maker_section;

/** What a word of the table satisfies. */
typedef struct bm_maker_word {
    uint32_t exact;       /**< atoms of the word itself: number + 1 */
    uint32_t stems;       /**< atoms of words that begin so */
    uint32_t elements[2]; /**< that are nothing but the word, or the stem: number + 1 */
} bm_maker_word;

/** A node of the tree of patterns while it grows. */
typedef struct bm_maker_node {
    uint32_t first_edge; /**< number + 1 */
    uint32_t first_hit;
    uint32_t last_hit;
} bm_maker_node;

typedef struct bm_maker_edge {
    uint32_t from;
    uint32_t label;
    uint32_t node;
    uint32_t next;
} bm_maker_edge;

typedef struct bm_lexicon_maker {
    bm_lexicon *lexicon;
    bm_findings *findings;
    const char *file;
    long line;
    uint32_t section; /**< BM_LEXICON_NONE before the first and in a bad one */
    bm_maker_section *sections;
    size_t section_total; /**< those that no file has included */
    size_t section_capacity;
    bm_maker_alternative *alternatives;
    size_t alternative_count;
    size_t alternative_capacity;
    bm_maker_element *elements;
    size_t element_count;
    size_t element_capacity;
    uint32_t *element_slots; /**< element + 1; those of plain words are in `words` */
    size_t hashed_count;
    size_t element_slot_count;
    bm_maker_word *words; /**< as many as in the table */
    size_t word_capacity;
    bm_lexicon_atom *atoms;
    size_t atom_count;
    size_t atom_capacity;
    bm_maker_reference *references;
    size_t reference_count;
    size_t reference_capacity;
    bm_maker_single *singles;
    size_t single_count;
    size_t single_capacity;
    bm_maker_node *nodes;
    size_t node_count;
    size_t node_capacity;
    bm_maker_edge *edges;
    size_t edge_count;
    size_t edge_capacity;
    uint32_t *edge_slots; /**< edge + 1 */
    size_t edge_slot_count;
    bool short_of_memory;
    bool over_limit; /**< one of BM_LEXICON_NODES, BM_LEXICON_ITEMS */
} bm_lexicon_maker;

/** One of the elements of a pattern as it is read. */
typedef struct bm_pattern_part {
    uint32_t label; /**< an element, BM_LABEL_ANY or BM_LABEL_GAP */
    bool optional;
} bm_pattern_part;

typedef struct bm_pattern_parts {
    bm_pattern_part parts[BM_LEXICON_ELEMENTS];
    size_t count;
} bm_pattern_parts;

/** Read a pattern up to a comma or the end, where `*at` goes. False with a finding when it is
 *  wrong. */
bool bm_pattern_read(bm_lexicon_maker *maker, const char **at, const char *end,
                     bm_pattern_parts *parts);
/** A finding that says what is wrong with a pattern. */
void bm_maker_refuse_pattern(bm_lexicon_maker *maker, const char *text, size_t length,
                             const char *wrong);

/** The element of these alternatives; BM_LEXICON_NONE when memory is short. */
uint32_t bm_maker_take_element(bm_lexicon_maker *maker, const bm_maker_alternative *alternatives,
                               uint32_t count);

/** The number of a word in the table; BM_LEXICON_NONE when memory is short. */
uint32_t bm_maker_take_word(bm_lexicon_maker *maker, const bm_folded_word *word, uint32_t count);

/** The section of a name, made when there is none; BM_LEXICON_NONE when there are too many. */
uint32_t bm_maker_take_section(bm_lexicon_maker *maker, const char *name, size_t length);

/** Add a pattern to the tree, or a finding when it cannot be met as it is. */
void bm_maker_add_pattern(bm_lexicon_maker *maker, const bm_pattern_parts *parts, const char *text,
                          size_t length, const char *value, bool out);

/** Make room for so many patterns more, which is only quicker. */
void bm_maker_reserve(bm_lexicon_maker *maker, size_t patterns);

/** Read one file. */
BM_NODISCARD bm_status bm_maker_read_file(bm_lexicon_maker *maker, const char *path, bool first,
                                          bm_error *error);
/** When all files are read: order sections, give them ranks, lay out the tree, make the sets. */
void bm_maker_finish_sections(bm_lexicon_maker *maker);
void bm_maker_finish_tree(bm_lexicon_maker *maker);
void bm_maker_finish_sets(bm_lexicon_maker *maker);

/** A finding at the line that is read. */
void bm_maker_find(bm_lexicon_maker *maker, const char *code, const char *value,
                   const char *message);

/** Whether there is room for one more in a heap array of `count`, which is made when it can be;
 * sets `short_of_memory`. */
#define BM_MAKER_ROOM(maker, array, count, capacity)                                               \
    ((array) = bm_maker_grow((maker), (array), (count), &(capacity), sizeof *(array)),             \
     (count) < (capacity))
/** The array, moved or not. */
void *bm_maker_grow(bm_lexicon_maker *maker, void *array, size_t count, size_t *capacity,
                    size_t size);

static inline uint64_t bm_maker_mix(uint64_t hash)
{
    hash *= UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

#endif
