/** @file settle.h
 *  Where a cell's events are published: in the middle of the cell, or as near to it as their
 * country goes. It depends on the cell and the country only, never on where in the cell something
 * was.
 */
#ifndef BM_EVENTS_GUARD_SETTLE_H
#define BM_EVENTS_GUARD_SETTLE_H

#include "base/arena.h"
#include "events/guard/grid.h"
#include "events/stream/intern.h"

#include <bordermap/border.h>
#include <bordermap/gazetteer.h>
#include <pthread.h>

/** What is published of a cell for one country. */
typedef struct bm_settled {
    bool is_found;             /**< else nothing of it may be shown */
    bm_lonlat position;        /**< to 6 decimals */
    bm_border_relation border; /**< of that position; `border_km` and `crossing_km` are NaN and
                                   `crossing` is "" when the border passes through the cell or its
                                   reach */
    const char *admin1;        /**< NULL while nobody asked for it; "" unless all of the cell is in
                                    one, as far as the nearest settlements tell; the gazetteer's */
} bm_settled;

/** The cells that were asked for last. Zero-initialise it, and set the first three before the first
 *  question. */
typedef struct bm_settling {
    double size_m;
    const bm_border *border;
    const bm_gazetteer *gazetteer; /**< may be NULL */
    pthread_mutex_t lock;          /**< of what follows */
    bm_arena arena;
    bm_intern keys;
    bm_settled *items; /**< heap, by number of the key */
    size_t capacity;
} bm_settling;

/** False when there is no lock to be had. */
bool bm_settling_begin(bm_settling *settling);
/** Ask with the country of a place that is told, and that in whose outline its position is; either
 *  may be "". Several threads may ask at once. False when memory is short.
 *  @param wants_admin1  which takes longest */
bool bm_settle(bm_settling *settling, const bm_grid_cell *cell, const char *country,
               const char *outline, bool wants_admin1, bm_settled *settled);
void bm_settling_finish(bm_settling *settling);

#endif
