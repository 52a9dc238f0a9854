/** @file decisions.h
 *  Decisions inside: the rows, and the keys that they are found by.
 */
#ifndef BM_EVENTS_DECISIONS_H
#define BM_EVENTS_DECISIONS_H

#include "base/arena.h"
#include "events/batch.h"

#include <bordermap/decisions.h>

/** Where a key leads. */
typedef struct bm_decision_key {
    const char *key;
    size_t decision;
} bm_decision_key;

/** Keys of one sort, in order. */
typedef struct bm_decision_keys {
    bm_decision_key *items; /**< heap */
    size_t count;
    size_t capacity;
} bm_decision_keys;

struct bm_decisions {
    bm_arena arena;
    const char *path;
    const bm_gazetteer *gazetteer;
    bm_decision *items; /**< heap */
    size_t count;
    size_t capacity;
    bm_decision_keys exact;
    bm_decision_keys strict;
    /* The columns as the table calls them, for messages. */
    const char *country_column;
    const char *admin_column;
    const char *id_column;
    const char *lon_column;
};

/** The columns of a table of decisions; −1 for what it has not. */
typedef struct bm_decision_columns {
    int place;
    int country;
    int admin;
    int place_id;
    int lon;
    int lat;
    int note;
} bm_decision_columns;

/** Find them; ::BM_ERROR_FORMAT when there is neither a column for ids nor one for positions. */
BM_NODISCARD bm_status bm_decision_columns_find(bm_batch *batch, bm_decision_columns *columns,
                                                bm_error *error);

/** Make the keys of all rows. */
BM_NODISCARD bm_status bm_decisions_index(bm_decisions *decisions, bm_error *error);
/** Say what the gazetteer has against the rows. */
void bm_decisions_check(const bm_decisions *decisions, const bm_border *border,
                        bm_findings *findings);

#endif
