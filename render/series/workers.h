/** @file workers.h
 *  Forked processes that draw the maps of a series.
 *
 *  A worker inherits all that was prepared, copy on write, takes one map after the other, and tells
 *  what came of each through a pipe. One that dies, as libraries do that run out of memory, costs
 *  its map only. Workers end with the process that began them, however that ends.
 */
#ifndef BM_RENDER_SERIES_WORKERS_H
#define BM_RENDER_SERIES_WORKERS_H

#include <signal.h>

#include "render/series/frame.h"

/** What workers do. All functions are given `context`, a worker's own copy of it. */
typedef struct bm_workers_job {
    size_t count;   /**< of maps */
    size_t workers; /**< from 1 to ::BM_SERIES_JOBS_MAX */
    /** In a worker, once, before its first map. May be NULL. */
    void (*begin)(void *context);
    /** In a worker: make a map; `result` is zeroed but for its index. */
    void (*work)(bm_frame_result *result, void *context);
    /** In the caller: a worker died, or was stopped, when it was about this map. */
    void (*lost)(size_t index, void *context);
    /** In the caller, once for each map, in order. False: stop all. */
    bool (*done)(bm_frame_result *result, void *context);
    const volatile sig_atomic_t *stop; /**< stop all when it is not 0; may be NULL */
    void *context;
} bm_workers_job;

/** Do it all. No other thread may be at work: a forked process has only the one that forked it.
 *  Returns when all workers have ended. An error only when none could be begun: of maps that go
 *  wrong `done` is told. */
BM_NODISCARD bm_status bm_workers_run(const bm_workers_job *job, bm_error *error);

#endif
