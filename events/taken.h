/** @file taken.h
 *  Exports of our own that are read again, and tables that were made of reports: what their columns
 *  mean, and what is taken from them.
 *
 *  An export is known by its columns. Those that we made are not carried into the next export
 * beside the new ones. What follows from the position (side, distances, crossing, colours) is found
 * anew. The place is taken as it was found then, with match and score, while the gazetteer still
 * has that place there; a position that was moved since is one that the table gives.
 */
#ifndef BM_EVENTS_TAKEN_H
#define BM_EVENTS_TAKEN_H

#include "events/locate_report.h"
#include "events/table.h"

/** How an event was located when it was exported. */
struct bm_event_taken {
    bm_match match;
    double score;
    double margin;
    size_t candidate_count;
    bool ambiguous;
    const char *place_id;
    const bm_place *place; /**< once it is found where it was */
};

/** Whether all of the columns are there that tell an export of ours. Their names have at most ten
 * bytes, so that a shapefile has them, too. */
bool bm_taken_is_export(const bm_events *events);
/** Whether all of the columns are there that tell events of reports, as `bordermap read` writes
 * them. */
bool bm_taken_is_reading(const bm_events *events);
/** The columns of either that tell how a place was found. */
void bm_taken_find_places(bm_table *table);
/** The roles of an export's columns, where the options did not say otherwise. */
void bm_taken_find_columns(bm_table *table);
/** What the last cells of a row say of when it was, when somebody changed them and left the EDTF
 * text as it was: then the days count. */
void bm_taken_mend_days(const bm_table *table, const bm_record *record, bool is_read,
                        bm_interval *when, bool *is_mended);
/** Set `event->taken` when the row was located by its name. False when memory is short. */
bool bm_taken_read(const bm_table *table, const bm_record *record, bm_event *event);

/** Look whether the place is still there: then the event has no position of its own, and `taken`
 * has the place; else it has nothing taken. */
void bm_locating_find_taken(bm_locating *run, bm_event *event);
/** Locate an event so. */
void bm_locating_use_taken(const bm_locating *run, bm_event *event, bm_locating_counts *counts);

#endif
