/* Forked workers: order, errors, deaths, stopping. What they work on here is no map. */
#define _GNU_SOURCE /* MAP_ANONYMOUS */
#include "render/series/workers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/** Maps that go wrong, each in its way. */
enum { COUNT = 40, FAILS = 7, CRASHES = 11, IS_KILLED = 12, ENDS = 39, SLOW = 3 };

typedef struct seen {
    size_t told;
    size_t stop_at;
    size_t lost[COUNT], lost_count;
    bm_status statuses[COUNT];
    char messages[COUNT][BM_ERROR_MESSAGE_SIZE];
    size_t drawn;
    volatile sig_atomic_t stop;
    bool goes_wrong;
    bool stalls;
    _Atomic int *stalling; /**< shared memory: maps that are being made and will not be ready */
} seen;

static void pause_ms(long ms)
{
    (void)nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000}, NULL);
}

static void work(bm_frame_result *result, void *context)
{
    const seen *all = context;
    size_t index = result->index;
    result->report.events_drawn = index * index;
    if (index == SLOW)
        pause_ms(30);
    if (all->stalling && index > 2)
        atomic_fetch_add(all->stalling, 1);
    // What is told first waits until another is at work, however late that begins.
    for (int i = 0; all->stalling && index == 1 && *all->stalling == 0 && i < 2000; i++)
        pause_ms(10);
    if (all->stalls && index > 2)
        pause_ms(60000);
    if (!all->goes_wrong)
        return;
    if (index == FAILS)
        result->status = bm_error_set(&result->error, BM_ERROR_IO, NULL, 0, "no room for it");
    if (index == CRASHES)
        abort();
    if (index == IS_KILLED)
        (void)kill(getpid(), SIGKILL);
    if (index == ENDS)
        _exit(5);
}

static void lost(size_t index, void *context)
{
    seen *all = context;
    all->lost[all->lost_count++] = index;
}

static bool done(bm_frame_result *result, void *context)
{
    seen *all = context;
    assert_int_equal(result->index, all->told);
    all->statuses[all->told] = result->status;
    memcpy(all->messages[all->told], result->error.message, BM_ERROR_MESSAGE_SIZE);
    all->drawn += result->report.events_drawn;
    all->told++;
    if (all->stalls && all->told == 2)
        all->stop = 1;
    return all->told != all->stop_at;
}

static void run(seen *all, size_t workers, size_t count)
{
    const bm_workers_job job = {.count = count,
                                .workers = workers,
                                .work = work,
                                .lost = lost,
                                .done = done,
                                .stop = &all->stop,
                                .context = all};
    assert_int_equal(bm_workers_run(&job, NULL), BM_OK);
    // None is left, not even as a zombie.
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static void test_order(void **state)
{
    static const size_t counts[] = {1, 2, 4, 7, 64};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        seen all = {0};
        run(&all, counts[i], COUNT);
        assert_int_equal(all.told, COUNT);
        assert_int_equal(all.drawn, 20540);
        assert_int_equal(all.lost_count, 0);
    }
}

static void test_nothing_to_do(void **state)
{
    (void)state;
    seen all = {0};
    run(&all, 4, 0);
    assert_int_equal(all.told, 0);
}

static void test_a_death_costs_one_map(void **state)
{
    (void)state;
    for (size_t workers = 1; workers < 6; workers += 2) {
        seen all = {.goes_wrong = true};
        run(&all, workers, COUNT);
        assert_int_equal(all.told, COUNT);
        assert_int_equal(all.lost_count, 3);
        for (size_t i = 0; i < COUNT; i++) {
            bool is_lost = i == CRASHES || i == IS_KILLED || i == ENDS;
            assert_int_equal(all.statuses[i], is_lost      ? BM_ERROR_INTERNAL
                                              : i == FAILS ? BM_ERROR_IO
                                                           : BM_OK);
        }
        assert_string_equal(all.messages[FAILS], "no room for it");
        assert_non_null(strstr(all.messages[CRASHES], "was ended by signal 6"));
        assert_non_null(strstr(all.messages[IS_KILLED], "was ended by signal 9"));
        assert_non_null(strstr(all.messages[ENDS], "ended with status 5"));
    }
}

static void test_the_observer_stops(void **state)
{
    (void)state;
    seen all = {.stop_at = 5};
    run(&all, 3, COUNT);
    assert_int_equal(all.told, 5);
}

static void test_a_signal_stops(void **state)
{
    (void)state;
    seen all = {.stalls = true};
    void *shared =
        mmap(NULL, sizeof *all.stalling, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(shared != MAP_FAILED);
    all.stalling = shared;
    time_t begun = time(NULL);
    run(&all, 4, COUNT);
    assert_true(time(NULL) - begun < 30);
    // What was being made is named, so that what is left of it can be removed.
    assert_in_range(all.lost_count, 1, 4);
    assert_int_equal(munmap(shared, sizeof *all.stalling), 0);
}

/* They must not draw on when nobody listens any more, and who began them may be killed. */
static void test_workers_end_with_their_caller(void **state)
{
    (void)state;
    int ends[2];
    char byte;
    assert_int_equal(pipe(ends), 0);
    pid_t caller = fork();
    assert_true(caller >= 0);
    if (caller == 0) {
        seen all = {.stalls = true};
        (void)close(ends[0]);
        const bm_workers_job job = {.count = COUNT,
                                    .workers = 3,
                                    .work = work,
                                    .lost = lost,
                                    .done = done,
                                    .context = &all};
        _exit(bm_workers_run(&job, NULL) == BM_OK ? 0 : 1);
    }
    (void)close(ends[1]);
    pause_ms(200);
    assert_int_equal(kill(caller, SIGKILL), 0);
    assert_int_equal(waitpid(caller, NULL, 0), caller);
    // The pipe ends when the last process that has it has ended.
    assert_int_equal(read(ends[0], &byte, 1), 0);
    (void)close(ends[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order),
                                       cmocka_unit_test(test_nothing_to_do),
                                       cmocka_unit_test(test_a_death_costs_one_map),
                                       cmocka_unit_test(test_the_observer_stops),
                                       cmocka_unit_test(test_a_signal_stops),
                                       cmocka_unit_test(test_workers_end_with_their_caller)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
