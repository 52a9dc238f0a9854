/** @file features.h
 *  A table of any length on its way into a file of features.
 *
 *  survey.c reads the table for what must be known before the first feature can be written: the box
 *  around all, which columns are numbers, which numbers features have, which reports must tell
 *  where their uncertain places are; unsure.c reads it again for these reports, if there are any;
 *  keep_back.c again for what a guard has to know of all rows, if there is one; write.c reads it
 *  again and writes. All work on chunks in several threads, and what they find is
 *  taken in the order of the table.
 */
#ifndef BM_EVENTS_STREAM_FEATURES_H
#define BM_EVENTS_STREAM_FEATURES_H

#include "events/export/event_layer.h"
#include "events/export/pieces.h"
#include "events/export/writers.h"
#include "events/guard/parts.h"
#include "events/locate_around.h"
#include "events/locate_relate.h"
#include "events/stream/features/ids.h"
#include "events/stream/pipeline.h"

#include <bordermap/export.h>

/** Bytes that are read at a time: their features fit the cache of a processor. */
#define BM_FEATURES_CHUNK ((size_t)1 << 18)

/** Rows that ask for a place which the rest of their report may tell. */
typedef struct bm_unsure_place {
    const char *texts[4]; /**< place, country, oblast, district */
    const char *url;
    size_t rows;
} bm_unsure_place;

typedef struct bm_unsure_places {
    bm_arena arena;
    bm_intern keys;
    bm_unsure_place *items; /**< heap, by number of the key */
    size_t capacity;
} bm_unsure_places;

/** An export while it is done. */
typedef struct bm_feature_export {
    const char *path;
    const bm_table_export_options *options;
    const struct bm_geocoder *geocoder;
    const bm_border *border;
    bm_findings *findings;
    bm_sink *sink;
    size_t threads;

    bm_stream_input input;
    bm_stream_table shared;
    bm_stream_bytes chunk; /**< the first, after the header */
    bm_events header;
    const char *files[1];

    bm_place_cache *answers;
    bm_place_cache *asking[BM_STREAM_THREADS_MAX]; /**< a thread's own */
    bm_relation_cache *relations[BM_STREAM_THREADS_MAX];

    bm_stream_sum sum;
    bm_findings *repeated; /**< notes on ids */
    bm_locating_counts counts;
    bm_lonlat_box box;
    bm_cells_type *cells; /**< heap: of each column */
    bool with_movements;
    bm_stream_ids ids;
    size_t *first_of; /**< heap: number of the first feature of each chunk */
    size_t chunk_count, chunk_capacity;
    bm_unsure_places unsure;
    bm_report_positions *reports;
    bm_guard_newest newest;
    bm_guard_tally tallies[BM_STREAM_THREADS_MAX]; /**< a thread's own */

    const bm_text_writer *writer;
    const bm_piece_writer *pieces; /**< in place of it */
    void *made;                    /**< what they are put together to */
    bm_event_layer *shape;         /**< the columns */
    bm_findings *located;          /**< findings of locating */
    bool any;
} bm_feature_export;

/** Read the header and make ready for the chunks. */
BM_NODISCARD bm_status bm_features_begin(bm_feature_export *all, bm_findings *findings,
                                         bm_error *error);
/** Find out what the head needs. */
BM_NODISCARD bm_status bm_features_survey(bm_feature_export *all, bm_error *error);
/** The cells of a row that say where it was: place, country, oblast, district and report. */
void bm_features_read_place(const bm_table *table, const bm_record *record, bm_event *event);
/** Add the answer of so many rows to the counts, and to the box where it will be drawn. */
void bm_features_add_answer(const bm_feature_export *all, const bm_place_answer *answer,
                            size_t rows, bm_locating_counts *counts, bm_lonlat_box *box);
/** Keep a row whose place the rest of its report may tell; rows that ask the same of the same
 *  report are one. False when memory is short. */
bool bm_features_take_unsure(bm_feature_export *all, const bm_event *event);
/** Read the table again for what those reports tell, and ask for these rows again. */
BM_NODISCARD bm_status bm_features_settle_unsure(bm_feature_export *all, bm_error *error);
/** Locate the events, have the guard settle what it keeps back, and find out anew what the head
 *  needs of those that are left. */
BM_NODISCARD bm_status bm_features_keep_back(bm_feature_export *all, bm_error *error);
/** Read and locate the events of a chunk that are wanted; `events` are to be freed by the caller
 *  whatever is returned. */
BM_NODISCARD bm_status bm_features_read_located(const bm_feature_export *all,
                                                const bm_stream_bytes *chunk, size_t thread,
                                                bm_events *events, bm_findings *findings,
                                                bm_locating_counts *counts, bm_error *error);
/** Write head, features and tail. */
BM_NODISCARD bm_status bm_features_write(bm_feature_export *all, bm_error *error);

/** A table for one chunk, with its records; freed by bm_features_close_chunk(). */
BM_NODISCARD bm_status bm_features_open_chunk(const bm_feature_export *all,
                                              const bm_stream_bytes *chunk, bm_table *table,
                                              bm_events *events, bm_findings *findings,
                                              bm_date_column surveys[2], bm_error *error);
void bm_features_close_chunk(bm_table *table);
/** Whether an event is in the time that is wanted. */
bool bm_features_wants(const bm_feature_export *all, const bm_event *event);
/** What locating a part of the table needs in a thread. */
bm_locating bm_features_locating(const bm_feature_export *all, size_t thread, bm_events *events,
                                 bm_findings *findings);

#endif
