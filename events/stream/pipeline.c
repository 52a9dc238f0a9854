#include "events/stream/pipeline.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Twice as many chunks as threads are under way, so that nobody waits for who writes. */
enum { SLOTS_MAX = 2 * BM_STREAM_THREADS_MAX };

typedef struct slot {
    bm_stream_bytes chunk;
    void *result; /* heap */
    bool is_done;
} slot;

typedef struct pipeline {
    const bm_stream_work *work;
    pthread_mutex_t lock;
    pthread_cond_t filled;
    pthread_cond_t done;
    slot slots[SLOTS_MAX];
    size_t slot_count;
    size_t read;  /* chunks that were read */
    size_t begun; /* that a thread works on or has worked on */
    size_t taken;
    size_t threads; /* numbers given out */
    bool stopped;
} pipeline;

/* Work on the next chunk that nobody works on. The lock is held before and after. */
static void work_on_next(pipeline *line, size_t thread)
{
    size_t number = line->begun++;
    slot *at = &line->slots[number % line->slot_count];
    (void)pthread_mutex_unlock(&line->lock);
    line->work->work(&at->chunk, number, thread, at->result, line->work->context);
    (void)pthread_mutex_lock(&line->lock);
    at->is_done = true;
    (void)pthread_cond_signal(&line->done);
}

static void *run(void *context)
{
    pipeline *line = context;
    (void)pthread_mutex_lock(&line->lock);
    size_t thread = line->threads++;
    for (;;) {
        while (!line->stopped && line->begun == line->read)
            (void)pthread_cond_wait(&line->filled, &line->lock);
        if (line->stopped)
            break;
        work_on_next(line, thread);
    }
    (void)pthread_mutex_unlock(&line->lock);
    return NULL;
}

/* The caller's part: to take what is done first, to read when there is room, else to wait. */
static bm_status feed(pipeline *line, bm_stream_input *input, char delimiter, bool has_workers,
                      bm_error *error)
{
    bm_status status = BM_OK;
    bool ended = false;
    (void)pthread_mutex_lock(&line->lock);
    for (;;) {
        slot *out = &line->slots[line->taken % line->slot_count];
        slot *in = &line->slots[line->read % line->slot_count];
        if (line->taken < line->read && out->is_done) {
            (void)pthread_mutex_unlock(&line->lock);
            if (!status)
                status = line->work->take(out->result, line->taken, line->work->context, error);
            line->work->finish(out->result);
            memset(out->result, 0, line->work->result_size);
            (void)pthread_mutex_lock(&line->lock);
            out->is_done = false;
            line->taken++;
        } else if (!ended && !status && line->read - line->taken < line->slot_count) {
            (void)pthread_mutex_unlock(&line->lock);
            status = bm_stream_next(input, delimiter, &in->chunk, error);
            ended = status || in->chunk.size == 0;
            (void)pthread_mutex_lock(&line->lock);
            line->read += !ended;
            (void)pthread_cond_signal(&line->filled);
        } else if (line->taken == line->read) {
            break;
        } else if (!has_workers) {
            work_on_next(line, 0);
        } else {
            (void)pthread_cond_wait(&line->done, &line->lock);
        }
    }
    line->stopped = true;
    (void)pthread_cond_broadcast(&line->filled);
    (void)pthread_mutex_unlock(&line->lock);
    return status;
}

static bool make_slots(pipeline *line, size_t threads)
{
    line->slot_count = 2 * threads;
    for (size_t i = 0; i < line->slot_count; i++)
        if (!(line->slots[i].result = calloc(1, line->work->result_size)))
            return false;
    return true;
}

size_t bm_stream_threads(size_t wanted)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    size_t count = wanted ? wanted : online < 1 ? 1 : (size_t)online;
    return count > BM_STREAM_THREADS_MAX ? BM_STREAM_THREADS_MAX : count;
}

bm_status bm_stream_each(bm_stream_input *input, char delimiter, bm_stream_bytes *first,
                         size_t threads, const bm_stream_work *work, bm_error *error)
{
    pipeline line = {.work = work,
                     .lock = PTHREAD_MUTEX_INITIALIZER,
                     .filled = PTHREAD_COND_INITIALIZER,
                     .done = PTHREAD_COND_INITIALIZER};
    pthread_t workers[BM_STREAM_THREADS_MAX];
    size_t count = 0;
    bm_status status = BM_OK;
    threads = bm_stream_threads(threads);
    if (!make_slots(&line, threads))
        status = bm_error_set(error, BM_ERROR_MEMORY, input->path, 0, "out of memory");
    if (!status && first->size > 0) {
        line.slots[0].chunk = *first;
        *first = (bm_stream_bytes){0};
        line.read = 1;
    }
    while (!status && threads > 1 && count < threads &&
           pthread_create(&workers[count], NULL, run, &line) == 0)
        count++;
    if (!status)
        status = feed(&line, input, delimiter, count > 0, error);
    for (size_t i = 0; i < count; i++)
        (void)pthread_join(workers[i], NULL);
    for (size_t i = 0; i < line.slot_count; i++) {
        free(line.slots[i].chunk.bytes);
        free(line.slots[i].result);
    }
    (void)pthread_cond_destroy(&line.done);
    (void)pthread_cond_destroy(&line.filled);
    (void)pthread_mutex_destroy(&line.lock);
    return status;
}
