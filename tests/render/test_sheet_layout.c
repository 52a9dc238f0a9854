#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/series/sheet_layout.h"

static const bm_sheet_want usual = {.count = 12,
                                    .width_px = 1500,
                                    .height_px = 900,
                                    .caption_px = 20,
                                    .gap_px = 16,
                                    .width_min_px = 190,
                                    .height_min_px = 130};

static void columns_are_as_asked_and_rows_follow(void **state)
{
    (void)state;
    bm_sheet_want want = usual;
    want.columns = 5;
    bm_sheet_grid grid = bm_sheet_lay_out(&want);
    assert_int_equal(grid.columns, 5);
    assert_int_equal(grid.rows, 3);
    assert_int_equal(grid.width_px, (1500 - 4 * 16) / 5);
    assert_true(bm_sheet_grid_height(&grid, grid.rows) <= want.height_px);
    assert_false(grid.is_too_low || grid.is_too_narrow);
}

static void the_outer_edges_are_those_of_the_grid(void **state)
{
    (void)state;
    bm_sheet_want want = usual;
    for (want.columns = 1; want.columns <= 7; want.columns++) {
        bm_sheet_grid grid = bm_sheet_lay_out(&want);
        size_t last = (size_t)want.columns - 1;
        bm_px first = bm_sheet_grid_place(&grid, 0), end = bm_sheet_grid_place(&grid, last);
        assert_int_equal(first.x, 0);
        assert_int_equal(first.y, 20);
        if (last > 0)
            assert_int_equal(end.x + grid.width_px, 1500);
        for (size_t i = 1; i <= last; i++) {
            double gap = bm_sheet_grid_place(&grid, i).x - bm_sheet_grid_place(&grid, i - 1).x -
                         grid.width_px;
            assert_true(gap >= 16 && gap < 18);
        }
    }
}

static void without_columns_maps_are_as_large_as_they_can_be(void **state)
{
    (void)state;
    bm_sheet_want want = usual;
    bm_sheet_grid best = bm_sheet_lay_out(&want);
    for (want.columns = 1; want.columns <= 12; want.columns++) {
        bm_sheet_grid other = bm_sheet_lay_out(&want);
        double size =
            other.width_px < other.height_px * 1.3333 ? other.width_px : other.height_px * 1.3333;
        double best_size =
            best.width_px < best.height_px * 1.3333 ? best.width_px : best.height_px * 1.3333;
        assert_true(size <= best_size + 0.01);
    }
}

static void a_page_that_grows_has_maps_of_the_usual_shape(void **state)
{
    (void)state;
    bm_sheet_want want = usual;
    want.height_px = 0;
    want.count = 53;
    want.columns = 4;
    bm_sheet_grid grid = bm_sheet_lay_out(&want);
    assert_int_equal(grid.rows, 14);
    assert_int_equal(grid.height_px, grid.width_px * 3 / 4);
    assert_int_equal(grid.pages, 1);
}

static void maps_that_cannot_be_read_are_told(void **state)
{
    (void)state;
    bm_sheet_want want = usual;
    want.count = 53;
    want.columns = 4;
    assert_true(bm_sheet_lay_out(&want).is_too_low);
    want.columns = 12;
    assert_true(bm_sheet_lay_out(&want).is_too_narrow);
    want.height_px = 1; // the texts leave nothing
    assert_true(bm_sheet_lay_out(&want).is_too_low);
}

static void pages_share_the_maps_evenly(void **state)
{
    (void)state;
    bm_sheet_want want = usual;
    want.count = 53;
    want.columns = 4;
    want.may_break = true;
    bm_sheet_grid grid = bm_sheet_lay_out(&want);
    assert_true(grid.pages > 1);
    assert_true(grid.pages * bm_sheet_grid_capacity(&grid) >= 53);
    assert_true((grid.pages - 1) * bm_sheet_grid_capacity(&grid) < 53);
    assert_false(grid.is_too_low);
    assert_true(bm_sheet_grid_height(&grid, grid.rows) <= want.height_px);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_as_asked_and_rows_follow),
        cmocka_unit_test(the_outer_edges_are_those_of_the_grid),
        cmocka_unit_test(without_columns_maps_are_as_large_as_they_can_be),
        cmocka_unit_test(a_page_that_grows_has_maps_of_the_usual_shape),
        cmocka_unit_test(maps_that_cannot_be_read_are_told),
        cmocka_unit_test(pages_share_the_maps_evenly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
