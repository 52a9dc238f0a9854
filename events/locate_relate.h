/** @file locate_relate.h
 *  Where located events lie in relation to the border, on all processors.
 */
#ifndef BM_EVENTS_LOCATE_RELATE_H
#define BM_EVENTS_LOCATE_RELATE_H

#include "events/locate_report.h"

/** Relate the events whose own position is given and, beside that, have the cache asked for the
 *  names of all places. What cannot be related has NAN for its distance. */
BM_NODISCARD bm_status bm_locating_relate_given(bm_locating *run, bm_error *error);
/** Relate the events that were put where their place is. */
BM_NODISCARD bm_status bm_locating_relate_named(bm_locating *run, bm_error *error);

/** Relations that were found last, by position: rows repeat their places. */
typedef struct bm_relation_cache bm_relation_cache;
/** NULL when memory is short; free() it. */
bm_relation_cache *bm_relation_cache_new(void);

#endif
