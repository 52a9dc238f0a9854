/** @file pipeline.h
 *  The chunks of a table, worked on by several threads and taken in their order.
 */
#ifndef BM_EVENTS_STREAM_PIPELINE_H
#define BM_EVENTS_STREAM_PIPELINE_H

#include "events/stream/stream.h"

/** What is done with each chunk. */
typedef struct bm_stream_work {
    /** Work on a chunk; runs in several threads at once, each with a number of its own below
     *  ::BM_STREAM_THREADS_MAX. `result` is zeroed. */
    void (*work)(const bm_stream_bytes *chunk, size_t number, size_t thread, void *result,
                 void *context);
    /** Take a result; in the order of the chunks, in the caller's thread. */
    bm_status (*take)(void *result, size_t number, void *context, bm_error *error);
    /** Free what a result has; after take(), or instead of it when something failed. */
    void (*finish)(void *result);
    size_t result_size;
    void *context;
} bm_stream_work;

/** Read the rest of the input and work on it with `threads` threads.
 *  @param first  what was read already, not empty when there is a first chunk; its bytes are moved
 */
BM_NODISCARD bm_status bm_stream_each(bm_stream_input *input, char delimiter,
                                      bm_stream_bytes *first, size_t threads,
                                      const bm_stream_work *work, bm_error *error);

/** As many threads as are of use here. */
size_t bm_stream_threads(size_t wanted);

#endif
