/** @file maker.h
 *  A lexicon while its files are read.
 */
#ifndef BM_EVENTS_REPORT_LEXICON_MAKER_H
#define BM_EVENTS_REPORT_LEXICON_MAKER_H

#include "events/report/lexicon/parts.h"

/** An element of patterns; equal ones are one. */
typedef struct maker_element {
    uint32_t key; /**< first byte of what tells it from others */
    uint32_t key_length;
    uint64_t hash;
    uint32_t references; /**< sections it refers to: number + 1 of the first */
    uint32_t singles;    /**< entries that are only it: number + 1 of the first */
    bool number;         /**< numbers satisfy it */
} maker_element;

/** An element refers to a section. */
typedef struct maker_reference {
    uint32_t element;
    uint32_t section;
    uint32_t next_of_element;
    uint32_t next_of_section;
    const char *file;
    long line;
    bool dead; /**< would go in a circle, or to nowhere */
} maker_reference;

/** An entry of one element. */
typedef struct maker_single {
    uint32_t entry;
    uint32_t next;
    uint32_t next_of_section; /**< only kept for elements that refer to sections */
    uint32_t element;
} maker_single;

typedef struct maker_section {
    uint32_t references; /**< to it: number + 1 of the first */
    uint32_t singles;    /**< of elements that refer to sections */
    uint32_t rank;       /**< after the sections it refers to */
    uint32_t number;     /**< in order of names */
    bool opened;         /**< some file has it */
    uint8_t state;       /**< while ranks are given */
} maker_section;

/** A node of the tree of patterns while it grows. */
typedef struct maker_node {
    uint32_t first_edge; /**< number + 1 */
    uint32_t first_hit;
    uint32_t last_hit;
} maker_node;

typedef struct maker_edge {
    uint32_t from;
    uint32_t label;
    uint32_t node;
    uint32_t next;
} maker_edge;

typedef struct lexicon_maker {
    bm_lexicon *lexicon;
    bm_findings *findings;
    const char *file;
    long line;
    uint32_t section; /**< BM_LEXICON_NONE before the first and in a bad one */
    maker_section *sections;
    size_t section_total; /**< those that no file has included */
    size_t section_capacity;
    uint8_t *keys;
    size_t key_count;
    size_t key_capacity;
    maker_element *elements;
    size_t element_count;
    size_t element_capacity;
    uint32_t *element_slots; /**< element + 1 */
    size_t element_slot_count;
    lexicon_atom *atoms;
    size_t atom_count;
    size_t atom_capacity;
    maker_reference *references;
    size_t reference_count;
    size_t reference_capacity;
    maker_single *singles;
    size_t single_count;
    size_t single_capacity;
    maker_node *nodes;
    size_t node_count;
    size_t node_capacity;
    maker_edge *edges;
    size_t edge_count;
    size_t edge_capacity;
    uint32_t *edge_slots; /**< edge + 1 */
    size_t edge_slot_count;
    bool short_of_memory;
    bool over_limit; /**< one of LEXICON_NODES, LEXICON_ITEMS */
} lexicon_maker;

/** One of the elements of a pattern as it is read. */
typedef struct pattern_part {
    uint32_t label; /**< an element, LABEL_ANY or LABEL_GAP */
    bool optional;
} pattern_part;

typedef struct pattern_parts {
    pattern_part parts[LEXICON_ELEMENTS];
    size_t count;
} pattern_parts;

/** Read a pattern. False with a finding when it is wrong.
 *  @param text  `length` bytes, valid UTF-8, no blanks around */
bool bm_pattern_read(lexicon_maker *maker, const char *text, size_t length, pattern_parts *parts);

/** The element of this key: alternatives one after another, each ALTERNATIVE_…, a length and that
 *  many bytes. BM_LEXICON_NONE when memory is short. */
uint32_t bm_maker_element(lexicon_maker *maker, const uint8_t *key, size_t length);
enum {
    ALTERNATIVE_WORD,
    ALTERNATIVE_STEM,
    ALTERNATIVE_NUMBER,
    ALTERNATIVE_SECTION,
    ALTERNATIVE_CAPITAL = 0x80
};

/** The section of a name, made when there is none; BM_LEXICON_NONE when there are too many. */
uint32_t bm_maker_section(lexicon_maker *maker, const char *name, size_t length);

/** Add a pattern to the tree. False with a finding when it cannot be met as it is. */
bool bm_maker_add_pattern(lexicon_maker *maker, const pattern_parts *parts, const char *text,
                          size_t length, const char *value, bool out);

/** Let a word or stem satisfy an element. */
void bm_maker_add_word(lexicon_maker *maker, const uint8_t *codes, size_t count, bool stem,
                       uint32_t when, uint32_t element);

/** Read one file. */
BM_NODISCARD bm_status bm_maker_read_file(lexicon_maker *maker, const char *path, bool first,
                                          bm_error *error);
/** When all files are read: order sections, give them ranks, lay out the tree, make the sets. */
void bm_maker_finish_sections(lexicon_maker *maker);
void bm_maker_finish_tree(lexicon_maker *maker);
void bm_maker_finish_sets(lexicon_maker *maker);

/** A finding at the line that is read. */
void bm_maker_find(lexicon_maker *maker, const char *code, const char *value, const char *message);

/** Room for one more, see bm_array_grow(); sets `short_of_memory`. */
bool bm_maker_grow(lexicon_maker *maker, void **array, size_t count, size_t *capacity, size_t size);

static inline uint64_t bm_maker_mix(uint64_t hash)
{
    hash *= UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

#endif
