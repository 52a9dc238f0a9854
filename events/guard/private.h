/** @file private.h
 *  A guard inside.
 */
#ifndef BM_EVENTS_GUARD_PRIVATE_H
#define BM_EVENTS_GUARD_PRIVATE_H

#include "base/strbuf.h"
#include "events/guard/parts.h"
#include "events/guard/settle.h"

/** A column whose texts name places. */
typedef struct bm_naming {
    const char *column;
    size_t events;
} bm_naming;

struct bm_guard {
    bm_guard_options options;
    bm_arena arena;
    bm_guard_newest newest;
    bm_guard_counts counts;
    const char **redacted; /**< in the arena; as asked for */
    size_t redacted_count;
    uint64_t own, roles;  /**< what is redacted: columns of ours, and roles of the table's */
    bool *is_redacted;    /**< in the arena: the table's columns, by themselves or by their role */
    bool *is_withheld;    /**< in the arena: of each column of the table */
    const char **dropped; /**< in the arena; headers of the table */
    size_t dropped_count;
    bm_naming *naming; /**< in the arena */
    size_t naming_count;
    bm_settling settling;
    bm_strbuf words;
};

/** Take positions and all that would lead back to them. */
BM_NODISCARD bm_status bm_guard_coarsen(bm_guard *guard, bm_events *part, bm_guard_tally *tally,
                                        bm_error *error);
/** Count what the table's columns tell of where something is; to be done while it is still known.
 */
void bm_guard_look_at_columns(const bm_events *part, bm_guard_tally *tally);
/** Leave out those that tell it. */
BM_NODISCARD bm_status bm_guard_drop_columns(bm_guard *guard, const bm_events *header,
                                             const bm_guard_tally *tally, bm_error *error);
/** Whether a text holds both coordinates of a position. */
bool bm_guard_text_tells(const char *text, bm_lonlat position);
/** Count the texts that name the place of an event that is to be coarsened. */
void bm_guard_count_names(const bm_events *part, const bm_event *event, bm_guard_tally *tally);
/** Name their columns, without those that are not written. */
BM_NODISCARD bm_status bm_guard_find_naming(bm_guard *guard, const bm_events *header,
                                            const bm_guard_tally *tally, bm_error *error);
/** Find what is redacted. */
BM_NODISCARD bm_status bm_guard_find_redacted(bm_guard *guard, const bm_events *header,
                                              bm_error *error);
/** Take it from the events. */
void bm_guard_redact(const bm_guard *guard, bm_events *part);
/** Leave out the table's columns of it. */
void bm_guard_redact_columns(bm_guard *guard, const bm_events *header);
/** Put what was done into `words`; false when memory is short. */
bool bm_guard_make_words(bm_guard *guard);

#endif
