#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "render/canvas/halo.h"

enum { SIDE = 40, STRIDE = 44 };

static uint8_t row[SIDE];

typedef struct mask {
    uint8_t from[SIDE * STRIDE], to[SIDE * STRIDE];
} mask;

static uint8_t at(const mask *both, int x, int y)
{
    return both->to[y * STRIDE + x];
}

static void test_an_edge_moves_by_the_radius(void **state)
{
    (void)state;
    static mask both;
    memset(&both, 0, sizeof both);
    /* The left half, its edge 0.4 pixels into the column 20. */
    for (int y = 0; y < SIDE; y++) {
        memset(both.from + y * STRIDE, 255, 20);
        both.from[y * STRIDE + 20] = 102;
    }
    bm_halo_spread(both.from, both.to, SIDE, SIDE, STRIDE, 0, SIDE, 2.5, row);
    assert_int_equal(at(&both, 0, 20), 255);
    assert_int_equal(at(&both, 21, 20), 255);
    assert_in_range(at(&both, 22, 20), 228, 231); /* the edge is 0.9 into it */
    assert_int_equal(at(&both, 23, 20), 0);
}

static void test_a_dot_becomes_a_disc(void **state)
{
    (void)state;
    static mask both;
    memset(&both, 0, sizeof both);
    both.from[20 * STRIDE + 20] = 255;
    bm_halo_spread(both.from, both.to, SIDE, SIDE, STRIDE, 0, SIDE, 3, row);
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            int squared = (x - 20) * (x - 20) + (y - 20) * (y - 20);
            if (squared <= 9)
                assert_int_equal(at(&both, x, y), 255);
            else if (squared >= 16)
                assert_int_equal(at(&both, x, y), 0);
            assert_int_equal(at(&both, x, y), at(&both, y, x));
        }
}

static void test_masks_smaller_than_the_reach(void **state)
{
    (void)state;
    for (int width = 1; width <= 12; width++) {
        uint8_t from[4 * 12], to[4 * 12] = {0};
        memset(from, 255, sizeof from);
        bm_halo_spread(from, to, width, 4, 12, 0, 4, BM_HALO_RADIUS_MAX_PX, row);
        for (int y = 0; y < 4; y++)
            for (int x = 0; x < 12; x++)
                assert_int_equal(to[y * 12 + x], x < width ? 255 : 0);
    }
}

static void test_nothing_stays_nothing(void **state)
{
    (void)state;
    static mask both;
    memset(&both, 0, sizeof both);
    bm_halo_spread(both.from, both.to, SIDE, SIDE, STRIDE, 0, SIDE, 4, row);
    for (size_t i = 0; i < sizeof both.to; i++)
        assert_int_equal(both.to[i], 0);
}

/* Some rows alone are what they are among all. */
static void test_rows_do_not_depend_on_others(void **state)
{
    (void)state;
    static mask all, some;
    memset(&all, 0, sizeof all);
    for (int i = 0; i < SIDE * STRIDE; i++)
        all.from[i] = (uint8_t)(i * i % 251 < 30 ? i % 256 : 0);
    bm_halo_spread(all.from, all.to, SIDE, SIDE, STRIDE, 0, SIDE, 2.3, row);
    for (int top = 0; top < SIDE; top += 7) {
        int bottom = top + 7 < SIDE ? top + 7 : SIDE;
        some = all;
        memset(some.to, 0, sizeof some.to);
        bm_halo_spread(some.from, some.to, SIDE, SIDE, STRIDE, top, bottom, 2.3, row);
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++)
                assert_int_equal(at(&some, x, y), y >= top && y < bottom ? at(&all, x, y) : 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_edge_moves_by_the_radius),
        cmocka_unit_test(test_a_dot_becomes_a_disc),
        cmocka_unit_test(test_masks_smaller_than_the_reach),
        cmocka_unit_test(test_nothing_stays_nothing),
        cmocka_unit_test(test_rows_do_not_depend_on_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
