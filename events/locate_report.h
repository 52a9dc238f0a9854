/** @file locate_report.h
 *  What locating says about a row.
 */
#ifndef BM_EVENTS_LOCATE_REPORT_H
#define BM_EVENTS_LOCATE_REPORT_H

#include "events/locate_cache.h"
#include "events/table.h"

/** One run of bm_events_locate(). */
typedef struct bm_locating {
    bm_events *events;
    const bm_border *border;
    bm_ambiguous_policy policy;
    bm_findings *findings; /**< may be NULL */
    bm_place_cache *cache;
    const bm_event **reports; /**< those that have a URL, by it; see locate_around.h */
    size_t report_count;
    const char *last_country; /**< kept for bm_locating_keep() */
} bm_locating;

/** A copy of a short text that lives as long as the table; the last one is shared. NULL: memory. */
const char *bm_locating_keep(bm_locating *run, const char *text);

/** Compare the country that a row says with the one its given position is in. */
BM_NODISCARD bm_status bm_locating_compare_country(bm_locating *run, const bm_event *event,
                                                   bm_error *error);
void bm_locating_report_far(bm_locating *run, const bm_event *event, const bm_place *place,
                            double distance_m);
void bm_locating_report_swapped(bm_locating *run, const bm_event *event);
void bm_locating_report_hints(bm_locating *run, const bm_event *event,
                              const bm_place_answer *answer);
void bm_locating_report_unknown(bm_locating *run, const bm_event *event,
                                const bm_place_answer *answer);
void bm_locating_report_ambiguous(bm_locating *run, const bm_event *event,
                                  const bm_place_answer *answer);

#endif
