/** @file name_table.h
 *  The names that a report may have, each looked up in the gazetteer once.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_NAME_TABLE_H
#define BM_EVENTS_REPORT_TOPONYMS_NAME_TABLE_H

#include "events/report/toponyms/name_memory.h"

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
    uint16_t person_count;      /**< how often it is part of a person's name */
    bool in_small_letters;      /**< the report also has it as a word */
    bool national;              /**< a country by what it has: "Georgia's president" */
    bool in_other_case;         /**< the report also has a case form of it */
    const bm_place *told_place; /**< said with its area elsewhere: "Brest, France"; or NULL */
} bm_known_name;

typedef struct bm_name_table {
    const bm_reader *reader;
    bm_arena *arena;
    bm_known_name **slots; /**< open addressing; heap */
    size_t slot_count;     /**< a power of two */
    size_t count;
} bm_name_table;

BM_NODISCARD bm_status bm_name_table_start(bm_name_table *table, bm_reading *reading,
                                           bm_error *error);
void bm_name_table_finish(bm_name_table *table);

/** What the gazetteer knows by a name; `*known` is NULL when it is nothing. `text` ends with a
 * zero.
 */
BM_NODISCARD bm_status bm_name_table_find(bm_name_table *table, const char *text, size_t length,
                                          bm_name_search search, bm_known_name **known,
                                          bm_error *error);

#endif
