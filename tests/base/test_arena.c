#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

static void gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    bm_arena arena = {0};
    for (size_t size = 0; size < 300; size++) {
        unsigned char *memory = bm_arena_alloc(&arena, size);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xFF, size);
    }
    bm_arena_finish(&arena);
    assert_null(arena.newest);
    assert_int_equal(arena.reserved, 0);
}

static void holds_more_than_a_block(void **state)
{
    (void)state;
    bm_arena arena = {0};
    char *first = bm_arena_strdup(&arena, "Дывін");
    char *large = bm_arena_alloc(&arena, 1000000);
    char *last = bm_arena_strndup(&arena, "Kopani, Brest", 6);
    assert_non_null(large);
    memset(large, 'x', 1000000);
    assert_string_equal(first, "Дывін");
    assert_string_equal(last, "Kopani");
    assert_true(arena.reserved >= 1000000);
    assert_string_equal(bm_arena_strndup(&arena, NULL, 0), "");
    bm_arena_finish(&arena);
    /* It may be used again. */
    assert_string_equal(bm_arena_strdup(&arena, "again"), "again");
    bm_arena_finish(&arena);
}

static void refuses_sizes_that_overflow(void **state)
{
    (void)state;
    bm_arena arena = {0};
    assert_null(bm_arena_alloc(&arena, SIZE_MAX));
    assert_null(bm_arena_alloc(&arena, SIZE_MAX - 8));
    assert_null(bm_arena_array(&arena, SIZE_MAX / 2, 4));
    assert_null(bm_arena_array(&arena, 4, SIZE_MAX / 2));
    assert_null(bm_arena_strndup(&arena, "x", SIZE_MAX));
    assert_non_null(bm_arena_array(&arena, 3, 0));
    bm_arena_finish(&arena);
}

static void adopts_what_another_has_given_out(void **state)
{
    (void)state;
    bm_arena arena = {0}, other = {0}, none = {0};
    char *first = bm_arena_strdup(&arena, "first");
    char *large = bm_arena_array(&other, 200 * 1024, 1),
         *second = bm_arena_strdup(&other, "second");
    assert_true(first && large && second);
    size_t reserved = arena.reserved + other.reserved;
    bm_arena_adopt(&arena, &other);
    bm_arena_adopt(&arena, &none);
    assert_int_equal(arena.reserved, reserved);
    assert_null(other.newest);
    bm_arena_finish(&other);
    char *third = bm_arena_strdup(&arena, "third");
    large[200 * 1024 - 1] = 'x';
    assert_string_equal(first, "first");
    assert_string_equal(second, "second");
    assert_string_equal(third, "third");
    bm_arena_adopt(&none, &arena);
    assert_string_equal(second, "second");
    assert_int_equal(none.reserved, reserved);
    bm_arena_finish(&none);
}

static void grows_arrays(void **state)
{
    (void)state;
    int *numbers = NULL;
    size_t capacity = 0;
    for (size_t count = 0; count < 1000; count++) {
        int *moved = bm_array_grow(numbers, count, &capacity, sizeof *numbers);
        assert_non_null(moved);
        numbers = moved;
        assert_true(capacity > count);
        numbers[count] = (int)count;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], i);
    size_t before = capacity;
    assert_null(bm_array_grow(numbers, SIZE_MAX / 2 + 1, &capacity, sizeof *numbers));
    assert_null(bm_array_grow(numbers, SIZE_MAX / 4, &capacity, 16));
    assert_int_equal(capacity, before);
    assert_int_equal(numbers[999], 999);
    free(numbers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_aligned_memory),
        cmocka_unit_test(holds_more_than_a_block),
        cmocka_unit_test(refuses_sizes_that_overflow),
        cmocka_unit_test(adopts_what_another_has_given_out),
        cmocka_unit_test(grows_arrays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
