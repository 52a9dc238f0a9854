/** @file ids.h
 *  Numbers of features by the hashes of their ids, for as many as a table may have: those of
 *  bm_feature_ids_new(), in memory that goes with the rows by no more than 14 bytes each.
 */
#ifndef BM_EVENTS_STREAM_FEATURES_IDS_H
#define BM_EVENTS_STREAM_FEATURES_IDS_H

#include "events/hash.h"

/** A feature whose number is not its hash, as an earlier one has that. */
typedef struct bm_stream_moved_id {
    size_t row; /**< number of the feature, from 0 */
    int64_t id;
} bm_stream_moved_id;

/** Zero-initialise it. */
typedef struct bm_stream_ids {
    bm_number_set few;   /**< while there are few */
    uint32_t *many;      /**< heap; then: see ids.c */
    bm_number_set apart; /**< those that find no place in `many` */
    size_t apart_count, apart_capacity;
    size_t few_capacity;
    size_t count;
    bm_stream_moved_id *moved; /**< heap, by rows */
    size_t moved_count, moved_capacity;
    struct bm_stream_last_id {
        int64_t hash; /* −1 in a free place */
        int64_t id;   /* the last one that was given for the hash */
    } * last;         /**< heap; of hashes that repeat */
    size_t last_count, last_size;
} bm_stream_ids;

/** Number the next feature. `*repeated`: an earlier one has the hash. False when memory is short.
 */
bool bm_stream_ids_add(bm_stream_ids *ids, int64_t hash, bool *repeated);
void bm_stream_ids_finish(bm_stream_ids *ids);

/** The first of the moved ones at `row` or after it. */
size_t bm_stream_ids_from(const bm_stream_ids *ids, size_t row);

#endif
