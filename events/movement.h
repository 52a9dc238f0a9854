/** @file movement.h
 *  Rows that tell of a movement: where from and where to.
 */
#ifndef BM_EVENTS_MOVEMENT_H
#define BM_EVENTS_MOVEMENT_H

#include "events/locate_report.h"
#include "events/table.h"

/** `from` and `to` are dates in many tables. Give the two columns the roles of places when another
 *  column has the date and no cell of theirs looks like a date; before the other roles are found.
 */
void bm_table_find_movement(bm_table *table);

/** Read the two ends of a record, if it has any. A row without a place of its own happened where
 *  the movement ended. False when memory is short. */
bool bm_table_read_movement(bm_table *table, const bm_record *record, bm_event *event);

/** Locate both ends of an event that is located itself, or not. */
BM_NODISCARD bm_status bm_locating_find_movement(bm_locating *run, bm_event *event,
                                                 bm_error *error);

#endif
