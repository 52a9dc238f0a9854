/** @file settle.h
 *  Between spread.c, which decides what stands together, and settle.c, which finds room for it.
 */
#ifndef BM_RENDER_MARKS_SETTLE_H
#define BM_RENDER_MARKS_SETTLE_H

#include "render/marks/private.h"
#include "render/marks/relax.h"

/** Clusters and the marks that are made of them. The arrays have room for `count` of each. */
typedef struct bm_settling {
    bm_marks *marks;
    double unit_px; /**< radius of one event's symbol */
    bm_room room;
    bm_sides sides;
    bm_mark_item **ordered; /**< the items by category, claim and place in the table */
    bm_mark_item **sorted;  /**< by cluster, then as above */
    size_t *starts;
    size_t count;
    bm_mark_cluster *clusters;
    bm_mark_cluster **by_x;
    size_t cluster_count;
    bm_bodies bodies; /**< of the clusters, as `by_x` */
    bool is_crowded;  /**< marks overlap those of another cluster */
} bm_settling;

/** Make the marks of all clusters, whose `count` is that of their items, and find room for them. A
 *  mark's centre is relative to that of its cluster. `ground` has the scale of the symbols; NULL
 *  for none. False without memory. */
bool bm_marks_settle(bm_settling *work, const bm_marks *ground);
/** Move clusters whose marks came to stand in another country, or on those of another. */
void bm_marks_bring_home(const bm_settling *work);
/** Can any of the cluster's marks be over a border? */
bool bm_marks_may_stray(const bm_mark_cluster *home);
/** Move marks, each on its own, off those of other places, over the border, and so that leaders do
 *  not cross. Sets `is_squeezed` of the clusters that need fewer marks for that, and `*squeezed` if
 *  any does. False without memory. */
bool bm_marks_untangle(const bm_settling *work, bool *squeezed);
/** Move the marks to where they go, once. */
void bm_marks_place(bm_settling *work);

#endif
