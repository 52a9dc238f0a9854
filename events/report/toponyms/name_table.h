/** @file name_table.h
 *  The names that a report may have, each looked up in the gazetteer once.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_NAME_TABLE_H
#define BM_EVENTS_REPORT_TOPONYMS_NAME_TABLE_H

#include "events/report/reading.h"

/** A place that a name may mean. */
typedef struct bm_named_place {
    const bm_place *place;
    float prominence; /**< how likely the word is this place, before anything is read: > 0 likely */
    bool own;         /**< it is its name, not another of its names */
} bm_named_place;

/** How many places of one name are kept. */
#define BM_NAME_PLACES_MAX 64

/** A name that the gazetteer knows. Lives in the report's arena. */
typedef struct bm_known_name {
    uint64_t hash;
    const char *text;             /**< as it was looked up */
    const bm_named_place *places; /**< the most prominent first */
    uint32_t place_count;
    uint32_t word_count;
    float prominence; /**< of the first place */
    /* What the judge learns of it in the whole report. */
    float best_belief;
    uint16_t person_count; /**< how often it is part of a person's name */
    bool in_small_letters; /**< the report also has it as a word */
} bm_known_name;

typedef struct bm_name_table {
    const bm_gazetteer *gazetteer;
    struct bm_name_misses *known_misses; /**< what no report finds, of all threads */
    bm_arena *arena;
    bm_known_name **slots; /**< open addressing; heap */
    size_t slot_count;     /**< a power of two */
    size_t count;
} bm_name_table;

BM_NODISCARD bm_status bm_name_table_start(bm_name_table *table, bm_reading *reading,
                                           bm_error *error);
void bm_name_table_finish(bm_name_table *table);

/** What the gazetteer knows by exactly these letters, case aside; `*known` is NULL when it is
 *  nothing. `text` ends with a zero. */
BM_NODISCARD bm_status bm_name_table_find(bm_name_table *table, const char *text, size_t length,
                                          uint32_t word_count, bm_known_name **known,
                                          bm_error *error);
/** The same by any spelling, only places in countries where names are written in Cyrillic. */
BM_NODISCARD bm_status bm_name_table_find_spelling(bm_name_table *table, const char *text,
                                                   uint32_t word_count, bm_known_name **known,
                                                   bm_error *error);

/** Whether names come into English from Cyrillic there, in more than one way. */
bool bm_name_is_of_cyrillic(const bm_place *place);

/** How prominent a place is by one of its names. Pure. */
float bm_name_prominence(const bm_place *place, bool own, uint32_t word_count);

#endif
