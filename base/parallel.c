#include "base/parallel.h"

#include <stdatomic.h>

#include "base/processors.h"

/** Of the process, as processors are. */
static atomic_size_t threads_max = BM_THREADS_MAX;

/** One loop, shared by its threads. */
typedef struct loop {
    atomic_size_t next;
    size_t count;
    bm_part_worker work;
    void *context;
} loop;

void bm_parallel_limit(size_t threads)
{
    atomic_store(&threads_max, threads < 1                ? 1
                               : threads < BM_THREADS_MAX ? threads
                                                          : BM_THREADS_MAX);
}

size_t bm_parallel_threads(void)
{
    size_t most = atomic_load(&threads_max), count = most > 1 ? bm_affinity_count() : 1;
    return count < most ? count : most;
}

static void *run_loop(void *context)
{
    loop *shared = context;
    for (;;) {
        size_t index = atomic_fetch_add(&shared->next, 1);
        if (index >= shared->count)
            return NULL;
        shared->work(index, shared->context);
    }
}

void bm_parallel_for(size_t count, bm_part_worker work, void *context)
{
    loop shared = {.count = count, .work = work, .context = context};
    pthread_t threads[BM_THREADS_MAX];
    size_t wanted = count > 1 ? bm_parallel_threads() : 1, started = 0;
    if (wanted > count)
        wanted = count;
    while (started + 1 < wanted && pthread_create(&threads[started], NULL, run_loop, &shared) == 0)
        started++;
    (void)run_loop(&shared);
    for (size_t i = 0; i < started; i++)
        (void)pthread_join(threads[i], NULL);
}

static void *run_task(void *context)
{
    bm_task *task = context;
    task->work(task->context);
    return NULL;
}

void bm_task_begin(bm_task *task, void (*work)(void *context), void *context)
{
    *task = (bm_task){.work = work, .context = context};
    task->is_running =
        atomic_load(&threads_max) > 1 && pthread_create(&task->thread, NULL, run_task, task) == 0;
    if (!task->is_running)
        work(context);
}

void bm_task_join(bm_task *task)
{
    if (task->is_running)
        (void)pthread_join(task->thread, NULL);
    task->is_running = false;
}
