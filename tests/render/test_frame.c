#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/geodesic.h>
#include <math.h>

#include "render/map/frame.h"

static const bm_lonlat corners[] = {{23.5, 51.2}, {31.8, 51.2}, {31.8, 52.2}, {23.5, 52.2}};

static bm_frame fitted(bm_projection **projection, double margin_px, double min_width_m)
{
    bm_frame frame = {.page = {0, 0, 1600, 1200}, .map = {20, 100, 1580, 1150}, .dpi = 144};
    assert_int_equal(
        bm_projection_new_fitted((bm_lonlat_box){23.5, 51.2, 31.8, 52.2}, projection, NULL), BM_OK);
    assert_int_equal(bm_frame_fit(&frame, *projection, corners, 4, margin_px, min_width_m, NULL),
                     BM_OK);
    return frame;
}

static void shows_all_that_it_must(void **state)
{
    (void)state;
    bm_projection *projection = NULL;
    bm_frame frame = fitted(&projection, 50, 0);
    double left = INFINITY, right = -INFINITY;
    for (int i = 0; i < 4; i++) {
        bm_px at = bm_frame_to_px(&frame, corners[i]);
        left = fmin(left, at.x);
        right = fmax(right, at.x);
        assert_true(at.y > 150 && at.y < 1100);
        assert_true(bm_lonlat_box_contains(frame.lonlat, corners[i]));
    }
    /* The wider side fills the map but for the margin. */
    assert_true(fabs(left - 70) < 0.01 && fabs(right - 1530) < 0.01);
    bm_projection_free(projection);
}

static void goes_to_the_page_and_back(void **state)
{
    (void)state;
    bm_projection *projection = NULL;
    bm_frame frame = fitted(&projection, 50, 0);
    bm_lonlat kopani = {26.8085, 51.7651};
    bm_lonlat back = bm_frame_to_lonlat(&frame, bm_frame_to_px(&frame, kopani));
    assert_true(bm_geodesic_distance_m(kopani, back) < 0.01);
    /* North is up, and a pixel is as long as the projection says. */
    assert_true(bm_frame_to_px(&frame, (bm_lonlat){26.8, 52}).y <
                bm_frame_to_px(&frame, (bm_lonlat){26.8, 51}).y);
    double metres = bm_frame_metres_per_px(&frame, bm_frame_to_px(&frame, kopani));
    assert_true(fabs(metres * frame.px_per_m - 1) < 0.01);
    bm_projection_free(projection);
}

static void is_never_too_narrow(void **state)
{
    (void)state;
    bm_projection *projection = NULL;
    bm_frame frame = fitted(&projection, 0, 0);
    const bm_lonlat kopani = {26.8085, 51.7651};
    assert_int_equal(bm_frame_fit(&frame, projection, &kopani, 1, 50, 120000, NULL), BM_OK);
    assert_true(fabs(frame.extent.x_max - frame.extent.x_min - 120000) < 1);
    bm_px at = bm_frame_to_px(&frame, kopani);
    assert_true(fabs(at.x - 800) < 0.01 && fabs(at.y - 625) < 0.01);
    bm_projection_free(projection);
}

static void bears_lines_by_their_accuracy(void **state)
{
    (void)state;
    bm_frame frame = {.dpi = 144, .px_per_m = 0.005}; /* 200 m a pixel, 2 pixels a point */
    assert_true(bm_frame_bears(&frame, 3199));
    assert_false(bm_frame_bears(&frame, 3201));
    assert_true(bm_frame_bears(&frame, 0)); /* no accuracy stated */
    frame.dpi = 72;
    assert_true(bm_frame_bears(&frame, 1599));
    assert_false(bm_frame_bears(&frame, 1601));
}

static void refuses_what_cannot_be_projected(void **state)
{
    (void)state;
    bm_projection *projection = NULL;
    bm_frame frame = fitted(&projection, 0, 0);
    const bm_lonlat nowhere = {NAN, NAN};
    assert_int_equal(bm_frame_fit(&frame, projection, &nowhere, 1, 0, 0, NULL),
                     BM_ERROR_PROJECTION);
    assert_int_equal(bm_frame_fit(&frame, projection, &nowhere, 0, 0, 0, NULL),
                     BM_ERROR_PROJECTION);
    bm_projection_free(projection);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_all_that_it_must),
        cmocka_unit_test(goes_to_the_page_and_back),
        cmocka_unit_test(is_never_too_narrow),
        cmocka_unit_test(bears_lines_by_their_accuracy),
        cmocka_unit_test(refuses_what_cannot_be_projected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
