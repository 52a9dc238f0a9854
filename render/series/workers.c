#define _GNU_SOURCE /* MAP_ANONYMOUS, prctl */
#include "render/series/workers.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/parallel.h"

/** How long it may take until a wish to stop is seen that came just before the wait. */
#define WAIT_MS 100
/** Workers that die before they have taken a map would go on to do so. */
#define IDLE_DEATHS_MAX 8
/** How long threads that end by themselves are waited for before the first fork. */
#define THREADS_WAIT_MS 1000

_Static_assert(sizeof(bm_frame_result) <= PIPE_BUF, "a result goes through a pipe in one piece");

typedef struct worker {
    pid_t process; /**< 0 for none */
    int results;   /**< read end of its pipe */
} worker;

typedef struct crew {
    const bm_workers_job *job;
    /** Shared: who took each map, as its place among the workers from 1; 0: nobody yet. Taking one
     * is a single step, so that it is always known what a dead worker was about. */
    _Atomic uint16_t *owners;
    size_t owners_size;
    worker *workers;
    struct pollfd *waits;
    bm_frame_result **results; /**< that came before their turn */
    size_t next;               /**< whose turn it is */
    size_t idle_deaths;        /**< of workers that were about no map */
    bool is_stopped;
} crew;

/* In a worker. */

static bool take(crew *all, uint16_t self, size_t *index)
{
    for (; *index < all->job->count; ++*index) {
        uint16_t nobody = 0;
        if (atomic_compare_exchange_strong(&all->owners[*index], &nobody, self))
            return true;
    }
    return false;
}

static _Noreturn void be_worker(crew *all, uint16_t self, int results, pid_t parent)
{
    const bm_workers_job *job = all->job;
    // A key that interrupts the caller is for it alone: it ends the workers.
    (void)signal(SIGINT, SIG_IGN);
    (void)signal(SIGHUP, SIG_IGN);
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGTERM, SIG_DFL);
#ifdef __linux__
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent)
        _exit(1);
    bm_parallel_limit(1);
    if (job->begin)
        job->begin(job->context);
    for (size_t index = 0; take(all, self, &index); index++) {
        bm_frame_result result;
        memset(&result, 0, sizeof result);
        result.index = index;
        job->work(&result, job->context);
        ssize_t written;
        do
            written = write(results, &result, sizeof result);
        while (written < 0 && errno == EINTR);
        if (written != (ssize_t)sizeof result)
            _exit(1);
    }
    _exit(0);
}

/* In the caller. */

static bm_status begin_worker(crew *all, size_t place, bm_error *error)
{
    int ends[2];
    pid_t self = getpid();
    if (pipe(ends) != 0)
        return bm_error_set(error, BM_ERROR_IO, NULL, 0, "cannot begin a worker: %s",
                            strerror(errno));
    pid_t process = fork();
    if (process == 0) {
        // Of the others' pipes it would only keep the ends open.
        for (size_t i = 0; i < all->job->workers; i++)
            if (all->workers[i].process)
                (void)close(all->workers[i].results);
        (void)close(ends[0]);
        be_worker(all, (uint16_t)(place + 1), ends[1], self);
    }
    int why = errno;
    (void)close(ends[1]);
    if (process < 0) {
        (void)close(ends[0]);
        return bm_error_set(error, BM_ERROR_IO, NULL, 0, "cannot begin a worker: %s",
                            strerror(why));
    }
    all->workers[place] = (worker){.process = process, .results = ends[0]};
    return BM_OK;
}

/* Tell of what has its turn. */
static void tell(crew *all)
{
    while (!all->is_stopped && all->next < all->job->count && all->results[all->next]) {
        bm_frame_result *result = all->results[all->next];
        all->results[all->next++] = NULL;
        if (!all->job->done(result, all->job->context))
            all->is_stopped = true;
        free(result);
    }
}

static void keep(crew *all, const bm_frame_result *result)
{
    size_t index = result->index;
    if (index < all->next || index >= all->job->count || all->results[index])
        return;
    all->results[index] = malloc(sizeof *result);
    if (all->results[index])
        memcpy(all->results[index], result, sizeof *result);
    else // without the memory to tell of it, there is none to go on
        all->is_stopped = true;
    tell(all);
}

/* What the worker was about when it died; false when that is nothing. */
static bool lose(crew *all, size_t place, int outcome)
{
    for (size_t i = all->next; i < all->job->count; i++) {
        if (all->owners[i] != place + 1 || all->results[i])
            continue;
        bm_frame_result lost;
        memset(&lost, 0, sizeof lost);
        lost.index = i;
        all->job->lost(i, all->job->context);
        if (WIFSIGNALED(outcome))
            lost.status = bm_error_set(&lost.error, BM_ERROR_INTERNAL, NULL, 0,
                                       "the process that drew it was ended by signal %d (%s)",
                                       WTERMSIG(outcome), strsignal(WTERMSIG(outcome)));
        else
            lost.status =
                bm_error_set(&lost.error, BM_ERROR_INTERNAL, NULL, 0,
                             "the process that drew it ended with status %d", WEXITSTATUS(outcome));
        keep(all, &lost);
        return true;
    }
    return false;
}

static bool is_any_left(const crew *all)
{
    for (size_t i = all->next; i < all->job->count; i++)
        if (!all->owners[i])
            return true;
    return false;
}

/* Take what a worker tells; false when that was all. */
static bool listen(crew *all, size_t place)
{
    bm_frame_result result;
    ssize_t got = read(all->workers[place].results, &result, sizeof result);
    if (got < 0)
        return errno == EINTR || errno == EAGAIN;
    if (got != (ssize_t)sizeof result)
        return false;
    keep(all, &result);
    return true;
}

/* Wait for the end of a worker, which has come or is certain. */
static void reap(crew *all, size_t place)
{
    worker *ended = &all->workers[place];
    int outcome = 0;
    while (waitpid(ended->process, &outcome, 0) < 0 && errno == EINTR)
        ;
    // What it still told, before what it was about is found by what it did not tell.
    while (listen(all, place))
        ;
    (void)close(ended->results);
    *ended = (worker){0};
    if (!lose(all, place, outcome) && outcome != 0)
        all->idle_deaths++;
    // When no other can be begun, those that there are go on.
    if (!all->is_stopped && all->idle_deaths < IDLE_DEATHS_MAX && is_any_left(all))
        (void)begin_worker(all, place, NULL);
}

static void stop(crew *all)
{
    all->is_stopped = true;
    for (size_t i = 0; i < all->job->workers; i++)
        if (all->workers[i].process)
            (void)kill(all->workers[i].process, SIGKILL);
    for (size_t i = 0; i < all->job->workers; i++)
        if (all->workers[i].process)
            reap(all, i);
}

static bool should_stop(const crew *all)
{
    return all->is_stopped || (all->job->stop && *all->job->stop);
}

/* No worker is left: neither is a map, unless none could be begun any more. */
static void give_up(crew *all)
{
    while (all->next < all->job->count && !all->is_stopped) {
        bm_frame_result lost;
        memset(&lost, 0, sizeof lost);
        lost.index = all->next;
        lost.status = bm_error_set(&lost.error, BM_ERROR_INTERNAL, NULL, 0,
                                   "no process could be begun to draw it");
        keep(all, &lost);
    }
}

static void attend(crew *all)
{
    size_t count = all->job->workers, live = 1;
    while (live > 0 && !should_stop(all)) {
        live = 0;
        for (size_t i = 0; i < count; i++) {
            all->waits[i] = (struct pollfd){
                .fd = all->workers[i].process ? all->workers[i].results : -1, .events = POLLIN};
            live += all->workers[i].process != 0;
        }
        if (live == 0 || poll(all->waits, (nfds_t)count, WAIT_MS) <= 0)
            continue;
        for (size_t i = 0; i < count && !should_stop(all); i++)
            if (all->waits[i].revents && !listen(all, i))
                reap(all, i);
    }
    if (should_stop(all))
        stop(all);
    else
        give_up(all);
}

/* Libraries have threads of their own that end soon: Pango looks for fonts on some. */
static void wait_for_threads(void)
{
#ifdef __linux__
    for (int waited = 0; waited < THREADS_WAIT_MS; waited++) {
        int threads = 0;
        DIR *folder = opendir("/proc/self/task");
        if (!folder)
            return;
        for (struct dirent *entry; (entry = readdir(folder));)
            threads += entry->d_name[0] != '.';
        (void)closedir(folder);
        if (threads <= 1)
            return;
        (void)nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
#endif
}

static bm_status prepare(crew *all, bm_error *error)
{
    const bm_workers_job *job = all->job;
    all->owners_size = (job->count ? job->count : 1) * sizeof *all->owners;
    void *shared =
        mmap(NULL, all->owners_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    all->owners = shared == MAP_FAILED ? NULL : shared;
    all->workers = calloc(job->workers, sizeof *all->workers);
    all->waits = calloc(job->workers, sizeof *all->waits);
    all->results = calloc(job->count ? job->count : 1, sizeof *all->results);
    if (!all->owners || !all->workers || !all->waits || !all->results)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    return BM_OK;
}

bm_status bm_workers_run(const bm_workers_job *job, bm_error *error)
{
    crew all = {.job = job};
    bm_status status = prepare(&all, error);
    size_t begun = 0;
    if (!status && job->count > 0) {
        wait_for_threads();
        while (begun < job->workers && begun < job->count &&
               !begin_worker(&all, begun, begun ? NULL : error))
            begun++;
        if (begun == 0)
            status = BM_ERROR_IO;
    }
    if (begun > 0)
        attend(&all);
    for (size_t i = 0; all.results && i < job->count; i++)
        free(all.results[i]);
    free(all.results);
    free(all.waits);
    free(all.workers);
    if (all.owners)
        (void)munmap((void *)(uintptr_t)all.owners, all.owners_size);
    return status;
}
