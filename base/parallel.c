#define _GNU_SOURCE /* sched_getaffinity */
#include "base/parallel.h"

#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

/** One loop, shared by its threads. */
typedef struct loop {
    atomic_size_t next;
    size_t count;
    bm_part_worker work;
    void *context;
} loop;

static size_t processor_count(void)
{
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return (size_t)CPU_COUNT(&set);
#endif
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 1 ? (size_t)online : 1;
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
    size_t wanted = count > 1 ? processor_count() : 1, started = 0;
    if (wanted > BM_THREADS_MAX)
        wanted = BM_THREADS_MAX;
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
    task->is_running = pthread_create(&task->thread, NULL, run_task, task) == 0;
    if (!task->is_running)
        work(context);
}

void bm_task_join(bm_task *task)
{
    if (task->is_running)
        (void)pthread_join(task->thread, NULL);
    task->is_running = false;
}
