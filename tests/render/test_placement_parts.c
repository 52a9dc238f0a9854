/* Placement: sets that were gathered apart. */
#include <string.h>

#include "placement_page.h"

/* Labels, lines, obstacles and wants of several sets are those of one, in the same order. */
static void parts_make_the_whole(void **state)
{
    (void)state;
    enum { EACH = 80, PARTS = 3 };
    bm_placement *whole = bm_placement_new(frame), *joined = bm_placement_new(frame);
    bm_placement *parts[PARTS + 1];
    uint32_t first[PARTS + 1];
    for (size_t i = 0; i < PARTS; i++) {
        parts[i] = bm_placement_new(frame);
        add_crowd(parts[i], i * EACH, (i + 1) * EACH, true);
        add_crowd(whole, i * EACH, (i + 1) * EACH, true);
        bm_placement_set_unless(parts[i], 7, 3);
        bm_placement_set_unless(whole, (uint32_t)(i * EACH + 7), (uint32_t)(i * EACH + 3));
    }
    parts[PARTS] = bm_placement_new(frame); // nothing in it
    bm_placement_append(joined, parts, PARTS + 1, first);
    solve(whole);
    solve(joined);
    for (uint32_t i = 0; i < PARTS; i++) {
        assert_int_equal(first[i], i * EACH);
        bm_placement_free(parts[i]);
    }
    bm_placement_free(parts[PARTS]);
    assert_int_equal(bm_placement_obstacle_count(joined), bm_placement_obstacle_count(whole));
    for (uint32_t i = 0; i < PARTS * EACH; i++) {
        assert_int_equal(bm_placement_chosen(joined, i), bm_placement_chosen(whole, i));
        assert_int_equal(bm_placement_is_said(joined, i), bm_placement_is_said(whole, i));
        for (uint32_t k = 12 * i; k < 12 * (i + 1); k++) {
            bm_obstruction a = bm_placement_obstruction(joined, k);
            bm_obstruction b = bm_placement_obstruction(whole, k);
            assert_true(a.kind == b.kind && a.index == b.index);
            double costs[] = {bm_placement_cost(joined, k), bm_placement_cost(whole, k)};
            assert_true(memcmp(&costs[0], &costs[1], sizeof costs[0]) == 0);
        }
    }
    bm_placement_free(whole);
    bm_placement_free(joined);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_make_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
