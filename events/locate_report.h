/** @file locate_report.h
 *  What locating says about a row.
 */
#ifndef BM_EVENTS_LOCATE_REPORT_H
#define BM_EVENTS_LOCATE_REPORT_H

#include "events/locate_cache.h"
#include "events/table.h"

struct bm_report_positions;
struct bm_relation_cache;

/** One run of bm_events_locate(), or of a part of a table. */
typedef struct bm_locating {
    bm_events *events;
    const bm_border *border;
    bm_ambiguous_policy policy;
    bm_findings *findings; /**< may be NULL */
    bm_place_cache *cache;
    const bm_event **reports; /**< those that have a URL, by it; see locate_around.h */
    size_t report_count;
    const char *last_country; /**< kept for bm_locating_keep() */
    /** The events are a part of a table, which is located in this thread alone. */
    bool is_part;
    const struct bm_report_positions
        *around;                         /**< of a part: of the whole table's reports, or NULL */
    struct bm_relation_cache *relations; /**< of a part: those that were found last */
} bm_locating;

/** Locate all events of a run that has everything but its reports. Of a part, decisions that no
 *  row meets are not reported. */
BM_NODISCARD bm_status bm_locating_run(bm_locating *run, bm_locating_counts *counts,
                                       bm_error *error);
/** What is known of the place that a row without a position tells of. */
BM_NODISCARD bm_status bm_locating_ask(bm_locating *run, const bm_event *event,
                                       bm_place_answer *answer, bm_error *error);

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
