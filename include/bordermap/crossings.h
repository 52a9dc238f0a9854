/** @file crossings.h
 *  Which border crossings were open, and when: a table of the user's own.
 */
#ifndef BORDERMAP_CROSSINGS_H
#define BORDERMAP_CROSSINGS_H

#include <bordermap/findings.h>
#include <bordermap/gazetteer.h>
#include <stdint.h>

BM_BEGIN_DECLS

typedef enum bm_crossing_state {
    BM_CROSSING_UNKNOWN, /**< the table does not say */
    BM_CROSSING_OPEN,
    BM_CROSSING_RESTRICTED, /**< for some only, or at times */
    BM_CROSSING_CLOSED
} bm_crossing_state;
/** "unknown", "open", "restricted", "closed". Static storage. */
BM_API const char *bm_crossing_state_name(bm_crossing_state state);

/** Immutable; thread-safe. */
typedef struct bm_crossings bm_crossings;

/** Read a table (CSV as for events) with the columns `name` or `place_id`, `status` (open, closed,
 *  restricted, unknown) and, if given, `from` and `to`, days both included; an empty one is open
 *  ended. A name is looked up among the gazetteer's crossings, with and without "crossing" and
 * "rail crossing" after it; the post on the other side has the same state unless a row of its own
 * says otherwise. A row that cannot be used is a finding.
 *  @param gazetteer  must outlive the crossings
 *  @param crossings  free it with bm_crossings_free() */
BM_API BM_NODISCARD bm_status bm_crossings_read(const char *path, const bm_gazetteer *gazetteer,
                                                bm_findings *findings, bm_crossings **crossings,
                                                bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_crossings_free(bm_crossings *crossings);

/** The state of a crossing at an instant, in Unix seconds; of several rows the one that began last.
 *  `crossings` may be NULL. */
BM_API bm_crossing_state bm_crossings_at(const bm_crossings *crossings, const char *place_id,
                                         int64_t instant_s);
/** A bit (1 << state) for each state that the crossing ever has; 1 << ::BM_CROSSING_UNKNOWN when no
 *  row names it. */
BM_API unsigned bm_crossings_states(const bm_crossings *crossings, const char *place_id);

BM_END_DECLS
#endif
