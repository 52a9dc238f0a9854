/** @file parallel.h
 *  Threads for pure computation: a loop over independent parts, and one piece of work beside the
 *  caller's. What is computed must not depend on how many threads there are.
 */
#ifndef BM_BASE_PARALLEL_H
#define BM_BASE_PARALLEL_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/** Do part `index`; calls for different parts run at the same time. */
typedef void (*bm_part_worker)(size_t index, void *context);

/** Do the parts 0 to `count` - 1 in any order, on as many threads as there are processors for this
 *  process (at most ::BM_THREADS_MAX), the caller's among them. Returns when all are done. */
#define BM_THREADS_MAX 8
void bm_parallel_for(size_t count, bm_part_worker work, void *context);
/** Have no more than so many threads from here on, in the whole process: for one of several that
 * share the processors. With one, the work of a task is done as it begins. */
void bm_parallel_limit(size_t threads);
/** Threads that bm_parallel_for() uses at most. */
size_t bm_parallel_threads(void);

/** A piece of work on a thread of its own. Zero-initialise it. */
typedef struct bm_task {
    void (*work)(void *context);
    void *context;
    pthread_t thread;
    bool is_running;
} bm_task;

/** Begin `work`; where no thread can be had, it is done before this returns. */
void bm_task_begin(bm_task *task, void (*work)(void *context), void *context);
/** Wait for the work. Fine for one that was not begun, and twice. */
void bm_task_join(bm_task *task);

#endif
