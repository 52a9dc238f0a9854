/** @file private.h
 *  A guard inside.
 */
#ifndef BM_EVENTS_GUARD_PRIVATE_H
#define BM_EVENTS_GUARD_PRIVATE_H

#include "base/strbuf.h"
#include "events/guard/settle.h"
#include "events/table.h"

#include <bordermap/guard.h>

/** A column whose texts name places. */
typedef struct bm_naming {
    const char *column;
    size_t events;
} bm_naming;

struct bm_guard {
    bm_guard_options options;
    bm_arena arena;
    int64_t newest_s, before_s; /**< the end of the newest event, and of the one before it */
    size_t seen;
    bm_guard_counts counts;
    const char **redacted; /**< in the arena; as asked for */
    size_t redacted_count;
    const char **dropped; /**< heap; headers of the table, which are copied */
    size_t dropped_count, dropped_capacity;
    size_t *named; /**< heap: of our texts and then of each column, events whose place it names */
    bm_naming *naming; /**< in the arena */
    size_t naming_count;
    bool hides_days;
    bm_settling settling;
    bm_strbuf words;
};

/** Instant in UTC at which an event is over. */
int64_t bm_guard_end_of(const bm_event *event);

/** Take positions and all that would lead back to them. */
BM_NODISCARD bm_status bm_guard_coarsen(bm_guard *guard, bm_events *events, bm_error *error);
/** Mark the table's columns that tell where something is; to be done while it is still known. */
BM_NODISCARD bm_status bm_guard_drop_columns(bm_guard *guard, bm_events *events, bm_error *error);
/** Whether a text holds both coordinates of a position. */
bool bm_guard_text_tells(const char *text, bm_lonlat position);
/** Count the texts that name the place of an event that is to be coarsened. */
void bm_guard_count_names(bm_guard *guard, const bm_events *events, const bm_event *event);
/** Name their columns, without those that are not written. */
BM_NODISCARD bm_status bm_guard_find_naming(bm_guard *guard, const bm_events *events,
                                            bm_error *error);
/** Take the columns that are redacted. */
BM_NODISCARD bm_status bm_guard_redact(bm_guard *guard, bm_events *events, bm_error *error);
/** Put what was done into `words`; false when memory is short. */
bool bm_guard_make_words(bm_guard *guard);

#endif
