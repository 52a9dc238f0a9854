#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "base/sort.h"

enum { MOST = 300 };

typedef struct item {
    unsigned key, order;
} item;

static int by_key(const void *left, const void *right)
{
    const item *a = left, *b = right;
    return (a->key > b->key) - (a->key < b->key);
}

static void test_items_of_any_number_are_sorted(void **state)
{
    (void)state;
    static item items[MOST], room[MOST];
    unsigned dice = 1;
    for (size_t count = 0; count <= MOST; count++) {
        for (unsigned i = 0; i < count; i++) {
            dice = dice * 1103515245 + 12345;
            items[i] = (item){dice >> 16 & 31, i};
        }
        bm_sort(items, room, count, sizeof *items, by_key);
        for (size_t i = 1; i < count; i++) {
            assert_true(items[i - 1].key <= items[i].key);
            if (items[i - 1].key == items[i].key)
                assert_true(items[i - 1].order < items[i].order);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_items_of_any_number_are_sorted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
