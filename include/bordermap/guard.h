/** @file guard.h
 *  What is kept back before events are published: where exactly, what is too new, whole columns.
 *  docs/publishing.md says what is promised and why.
 *
 *  A guard belongs to one thread.
 */
#ifndef BORDERMAP_GUARD_H
#define BORDERMAP_GUARD_H

#include <bordermap/events.h>
#include <bordermap/json.h>

BM_BEGIN_DECLS

#define BM_GUARD_PRECISION_MIN_M 100.0
#define BM_GUARD_PRECISION_MAX_M 200000.0

/** Where the instant comes from that the delay is counted back from. */
typedef enum bm_as_of {
    BM_AS_OF_NEWEST, /**< the end of the newest event */
    BM_AS_OF_GIVEN,
    BM_AS_OF_SOURCE_DATE /**< SOURCE_DATE_EPOCH */
} bm_as_of;

/** Zero-initialised, it keeps nothing back. */
typedef struct bm_guard_options {
    double precision_m; /**< size of the cells that positions are coarsened to; 0: as they are */
    int64_t delay_s; /**< events that end later than this before `as_of_s` are withheld; 0: none */
    bm_as_of as_of;
    int64_t as_of_s;             /**< Unix seconds; of ::BM_AS_OF_NEWEST it is found */
    const char *const *redacted; /**< names of columns, ours or the table's */
    size_t redacted_count;
} bm_guard_options;

typedef struct bm_guard bm_guard;

/** What a guard did. */
typedef struct bm_guard_counts {
    size_t coarsened;    /**< events whose position is now that of a cell */
    size_t areas_kept;   /**< that were known no better than a cell tells */
    size_t hidden;       /**< that had a position and have none, as no part of a cell near enough
                              is surely in their country */
    size_t unnamed;      /**< without a position, whose place is no longer told */
    size_t texts;        /**< that held the coordinates of their event, and are empty now */
    size_t withheld;     /**< too new */
    int64_t as_of_s;     /**< Unix seconds; valid with a delay */
    int64_t as_of_gap_s; /**< from the end of the event before the newest to it, when the newest
                              says `as_of_s`: one wrong date would let everything through */
} bm_guard_counts;

/** Whether anything is to be kept back. */
BM_API bool bm_guard_is_wanted(const bm_guard_options *options);

/** The texts of `options` are copied. Free it with bm_guard_free(). */
BM_API BM_NODISCARD bm_status bm_guard_new(const bm_guard_options *options, bm_guard **guard,
                                           bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_guard_free(bm_guard *guard);

/** Look at events that are read but not yet filtered, for the newest; those of several tables one
 *  after the other. */
BM_API void bm_guard_look(bm_guard *guard, const bm_events *events);

/** Keep back what is to be kept back of located events: withheld ones are taken out, the others are
 *  altered in place. Once only.
 *  @return ::BM_ERROR_ARGUMENT for a column that is not there, with the nearest that is */
BM_API BM_NODISCARD bm_status bm_guard_apply(bm_guard *guard, bm_events *events,
                                             const bm_gazetteer *gazetteer, const bm_border *border,
                                             bm_error *error);

/** Whether days are redacted, which a map cannot do without. */
BM_API bool bm_guard_hides_days(const bm_guard *guard);
BM_API bm_guard_counts bm_guard_count(const bm_guard *guard);
/** What was kept back, as an object. */
BM_API void bm_guard_write_json(const bm_guard *guard, bm_json *json);
/** The same in a few words, for a credit: "positions to 5 km; 3 events of the last 72 h withheld".
 *  Borrowed from the guard. */
BM_API const char *bm_guard_words(const bm_guard *guard);
/** Columns that are written and whose texts name the places of coarsened events, most first;
 * borrowed. `events` is how many; may be NULL. */
BM_API size_t bm_guard_naming_count(const bm_guard *guard);
BM_API const char *bm_guard_naming_at(const bm_guard *guard, size_t index, size_t *events);
/** Columns of the table that went because they tell where something is; borrowed. */
BM_API size_t bm_guard_dropped_count(const bm_guard *guard);
BM_API const char *bm_guard_dropped_at(const bm_guard *guard, size_t index);

BM_END_DECLS
#endif
