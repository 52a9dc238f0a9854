#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdatomic.h>

#include "base/parallel.h"

enum { PARTS = 1000 };

static void count_part(size_t index, void *context)
{
    atomic_int *counts = context;
    atomic_fetch_add(&counts[index], 1);
}

static void test_every_part_is_done_once(void **state)
{
    (void)state;
    static atomic_int counts[PARTS];
    bm_parallel_for(PARTS, count_part, counts);
    for (size_t i = 0; i < PARTS; i++)
        assert_int_equal(atomic_load(&counts[i]), 1);
}

static void test_no_part_and_one(void **state)
{
    (void)state;
    static atomic_int counts[2];
    bm_parallel_for(0, count_part, counts);
    assert_int_equal(atomic_load(&counts[0]), 0);
    bm_parallel_for(1, count_part, counts);
    assert_int_equal(atomic_load(&counts[0]), 1);
    assert_int_equal(atomic_load(&counts[1]), 0);
}

static void set_number(void *context)
{
    *(int *)context = 42;
}

static void test_a_task_is_done_when_joined(void **state)
{
    (void)state;
    bm_task task = {0}, never = {0};
    int number = 0;
    bm_task_join(&never);
    bm_task_begin(&task, set_number, &number);
    bm_task_join(&task);
    assert_int_equal(number, 42);
    bm_task_join(&task);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_part_is_done_once),
        cmocka_unit_test(test_no_part_and_one),
        cmocka_unit_test(test_a_task_is_done_when_joined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
