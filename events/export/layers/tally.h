/** @file tally.h
 *  Events counted together: how many, of which categories and claims, from when to when.
 */
#ifndef BM_EVENTS_EXPORT_LAYERS_TALLY_H
#define BM_EVENTS_EXPORT_LAYERS_TALLY_H

#include "events/export/layers/stored.h"

#include <bordermap/events.h>

/** Categories with a column of their own: the most frequent. */
#define BM_TALLY_CATEGORIES_MAX 100

/** The categories of a table, in order of their keys. Texts are borrowed from the events. */
typedef struct bm_tally_categories {
    const char **keys; /**< the arena's */
    size_t count;
    bool has_others; /**< there are more */
} bm_tally_categories;

/** @return false when memory is short */
BM_NODISCARD bool bm_tally_categories_init(bm_tally_categories *categories, const bm_events *events,
                                           bm_arena *arena);

typedef struct bm_tally {
    size_t events;
    size_t *categories; /**< one more than there are: the others */
    size_t claims[4];   /**< by ::bm_claim */
    int64_t start_s, end_s;
} bm_tally;

/** @return false when memory is short */
BM_NODISCARD bool bm_tally_init(bm_tally *tally, const bm_tally_categories *categories,
                                bm_arena *arena);
void bm_tally_add(bm_tally *tally, const bm_tally_categories *categories, const bm_event *event);

/** Columns `n_…` for categories and `claim_…`, and what a tally says in them. */
void bm_tally_add_columns(const bm_tally_categories *categories, bm_stored_layer *layer);
bm_value *bm_tally_put(const bm_tally *tally, const bm_tally_categories *categories, bm_value *at);

#endif
