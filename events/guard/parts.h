/** @file parts.h
 *  What is kept back of a table that comes in parts.
 *
 *  All parts are taken once with a tally each, in any order and in several threads; the tallies are
 *  added up and the guard is concluded. Then it knows which columns tell where something is, and
 *  parts may be taken again for what is written of them.
 */
#ifndef BM_EVENTS_GUARD_PARTS_H
#define BM_EVENTS_GUARD_PARTS_H

#include "events/table.h"

#include <bordermap/border.h>
#include <bordermap/gazetteer.h>
#include <bordermap/guard.h>

enum { BM_GUARD_TEXTS = 4 };

/** The ends of the two newest events. Zero-initialise it. */
typedef struct bm_guard_newest {
    int64_t newest_s, before_s; /**< Unix seconds; of one event they are the same */
    size_t seen;
} bm_guard_newest;

/** Instant in UTC at which an event is over. */
int64_t bm_guard_end_of(const bm_event *event);
void bm_guard_newest_add(bm_guard_newest *newest, int64_t end_s);
void bm_guard_newest_join(bm_guard_newest *newest, const bm_guard_newest *more);
/** Add events that were looked at elsewhere, as bm_guard_look() does. */
void bm_guard_look_at(bm_guard *guard, const bm_guard_newest *newest);

/** What parts of a table come to. Zero-initialise it. */
typedef struct bm_guard_tally {
    bm_guard_counts counts;
    struct bm_guard_column {
        bool tells;               /**< a cell has both coordinates, or the place */
        size_t numbers, hits;     /**< cells of located events, and those with a coordinate */
        size_t named;             /**< cells that name the place */
    } * columns;                  /**< heap, of each column */
    size_t named[BM_GUARD_TEXTS]; /**< the same of our own texts */
} bm_guard_tally;
/** Room for the columns; false when memory is short. */
bool bm_guard_tally_begin(bm_guard_tally *tally, size_t column_count);
void bm_guard_tally_join(bm_guard_tally *tally, const bm_guard_tally *more, size_t column_count);
void bm_guard_tally_finish(bm_guard_tally *tally);

/** Make ready; all events have been looked at. `header` has the columns. Once only. */
BM_NODISCARD bm_status bm_guard_begin(bm_guard *guard, const bm_events *header,
                                      const bm_gazetteer *gazetteer, const bm_border *border,
                                      bm_error *error);
/** Keep back what is to be kept back of located events. Several threads may do this at once.
 *  @param tally  of the thread; NULL when the part was counted before */
BM_NODISCARD bm_status bm_guard_take(bm_guard *guard, bm_events *part, bm_guard_tally *tally,
                                     bm_error *error);
/** All parts were taken. */
BM_NODISCARD bm_status bm_guard_conclude(bm_guard *guard, const bm_guard_tally *tally,
                                         const bm_events *header, bm_error *error);
/** Mark the columns that are not to be written; of a guard that is concluded. */
void bm_guard_mark(const bm_guard *guard, bm_events *header);

/** Whether the id of an event becomes a number: it is redacted, or made of a file and a line. */
bool bm_guard_numbers(const bm_guard *guard, const bm_events *events, const bm_event *event);
/** Write that id: of the event `number` of those that are left, from 1. */
#define BM_GUARD_ID_SIZE 32
void bm_guard_format_id(const bm_guard *guard, size_t number, char id[BM_GUARD_ID_SIZE]);
/** Give the events of a part these ids, of which `before` are before it. */
BM_NODISCARD bm_status bm_guard_number(const bm_guard *guard, bm_events *part, size_t before,
                                       bm_error *error);

#endif
