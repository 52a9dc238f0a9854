#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "geo/rtree.h"

#include <bordermap/geodesic.h>
#include <math.h>

static void knows_valid_positions(void **state)
{
    (void)state;
    assert_true(bm_lonlat_is_valid((bm_lonlat){-180, 90}));
    assert_false(bm_lonlat_is_valid((bm_lonlat){180.0001, 0}));
    assert_false(bm_lonlat_is_valid((bm_lonlat){0, -91}));
    assert_false(bm_lonlat_is_valid((bm_lonlat){NAN, 0}));
    assert_false(bm_lonlat_is_valid((bm_lonlat){0, INFINITY}));
}

static void grows_boxes(void **state)
{
    (void)state;
    bm_lonlat_box box = bm_lonlat_box_empty();
    assert_true(bm_lonlat_box_is_empty(box));
    assert_false(bm_lonlat_box_overlaps(box, (bm_lonlat_box){-180, -90, 180, 90}));
    box = bm_lonlat_box_grow(box, (bm_lonlat){27, 52});
    assert_false(bm_lonlat_box_is_empty(box));
    assert_true(bm_lonlat_box_contains(box, (bm_lonlat){27, 52}));
    box = bm_lonlat_box_grow(box, (bm_lonlat){23, 51});
    assert_true(bm_lonlat_box_contains(box, (bm_lonlat){25, 51.5}));
    assert_true(bm_lonlat_box_overlaps(box, (bm_lonlat_box){27, 52, 28, 53}));
    assert_false(bm_lonlat_box_overlaps(box, (bm_lonlat_box){27.1, 52, 28, 53}));
}

static void measures_on_the_ellipsoid(void **state)
{
    (void)state;
    /* The meridian quadrant of WGS 84 and a degree of the equator: published lengths. */
    bm_lonlat pole = {0, 90};
    bm_lonlat origin = {0, 0};
    assert_true(fabs(bm_geodesic_distance_m(origin, pole) - 10001965.729) < 0.001);
    assert_true(fabs(bm_geodesic_distance_m(origin, (bm_lonlat){1, 0}) - 111319.491) < 0.001);
    assert_true(isnan(bm_geodesic_distance_m(origin, (bm_lonlat){0, 91})));
    assert_true(bm_geodesic_distance_m(pole, pole) == 0.0);
}

static void goes_out_and_comes_back(void **state)
{
    (void)state;
    bm_lonlat minsk = {27.5615, 53.9045};
    bm_lonlat there = bm_geodesic_destination(minsk, 260.0, 123456.0);
    assert_true(fabs(bm_geodesic_distance_m(minsk, there) - 123456.0) < 1e-6);
    assert_true(fabs(bm_geodesic_azimuth_deg(minsk, there) - 260.0) < 1e-9);
    assert_true(bm_geodesic_azimuth_deg((bm_lonlat){0, 0}, (bm_lonlat){0, 1}) == 0.0);
    assert_true(isnan(bm_geodesic_destination(minsk, NAN, 1).lon));
}

enum { BOXES = 3000 };

typedef struct seen {
    int counts[BOXES];
    int total;
} seen;

static bool count_one(uint32_t index, void *context)
{
    seen *found = context;
    found->counts[index]++;
    found->total++;
    return true;
}

static void finds_the_boxes_that_overlap(void **state)
{
    (void)state;
    static bm_lonlat_box boxes[BOXES];
    uint32_t random = 1;
    for (int i = 0; i < BOXES; i++) {
        random = random * 1664525u + 1013904223u;
        double west = (random >> 8) % 3000 / 100.0;
        random = random * 1664525u + 1013904223u;
        double south = (random >> 8) % 3000 / 100.0;
        boxes[i] = (bm_lonlat_box){west, south, west + (i % 7) / 10.0, south + (i % 3) / 10.0};
    }
    boxes[5] = bm_lonlat_box_empty();
    for (size_t size = 0; size <= BOXES; size = size ? size * 3 : 1) {
        size_t count = size > BOXES / 3 ? BOXES : size;
        bm_arena arena = {0};
        bm_rtree *tree = bm_rtree_new(&arena, boxes, count);
        assert_non_null(tree);
        for (int q = 0; q < 40; q++) {
            bm_lonlat_box box = {q * 0.7, q * 0.6, q * 0.7 + 2.5, q * 0.6 + q * 0.1};
            static seen found;
            found = (seen){{0}, 0};
            bm_rtree_query(tree, box, count_one, &found);
            for (size_t i = 0; i < count; i++)
                assert_int_equal(found.counts[i], bm_lonlat_box_overlaps(boxes[i], box));
        }
        bm_arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_valid_positions),        cmocka_unit_test(grows_boxes),
        cmocka_unit_test(measures_on_the_ellipsoid),    cmocka_unit_test(goes_out_and_comes_back),
        cmocka_unit_test(finds_the_boxes_that_overlap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
