/* The mainlands of both countries, to the border's line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "geo/border_side.h"

#define SHIPPED BM_TEST_SOURCE_DIR "/shapefiles/"

static bm_layer *countries;
static bm_border *border;
static bm_border_side sides[2];

static int open_all(void **state)
{
    (void)state;
    bm_error error = {0};
    if (bm_layer_open(SHIPPED "countries.shp", NULL, &countries, &error) ||
        bm_border_new(countries, NULL, "BY", "UA", &border, &error)) {
        print_error("%s\n", error.message);
        return -1;
    }
    return bm_border_side_make(border, 0, bm_border_line(border), countries, &sides[0]) &&
                   bm_border_side_make(border, 1, bm_border_line(border), countries, &sides[1])
               ? 0
               : -1;
}

static int close_all(void **state)
{
    (void)state;
    bm_border_side_finish(&sides[0]);
    bm_border_side_finish(&sides[1]);
    bm_border_free(border);
    bm_layer_free(countries);
    return 0;
}

static bool is_same(bm_lonlat a, bm_lonlat b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* Both have every vertex of the line, in a row, in opposite directions. */
static void both_have_the_line(void **state)
{
    (void)state;
    const bm_feature *line = bm_border_line(border);
    assert_int_equal(line->part_count, 1);
    size_t length = line->point_count;
    for (int side = 0; side < 2; side++) {
        assert_non_null(sides[side].replaces);
        assert_true(sides[side].count > length);
        assert_true(is_same(sides[side].points[0], sides[side].points[sides[side].count - 1]));
        for (size_t i = 0; i < length; i++)
            assert_true(
                is_same(sides[side].points[i], line->points[side == 0 ? i : length - 1 - i]));
    }
}

/* Beside the line, on both sides of it, there is one country, not none and not two. */
static void nothing_gapes_and_nothing_overlaps(void **state)
{
    (void)state;
    const bm_feature *line = bm_border_line(border);
    size_t tried = 0;
    /* At the ends the outline of a third country comes in, some metres beside the line. */
    const size_t end = 16;
    for (size_t i = end; i + end < line->point_count; i++) {
        bm_lonlat a = line->points[i], b = line->points[i + 1];
        bm_lonlat middle = {(a.lon + b.lon) / 2, (a.lat + b.lat) / 2};
        double dx = b.lon - a.lon, dy = b.lat - a.lat;
        for (int way = -1; way <= 1; way += 2) {
            bm_lonlat beside = {middle.lon - way * dy * 1e-3, middle.lat + way * dx * 1e-3};
            assert_int_equal(bm_border_side_contains(&sides[0], beside) +
                                 bm_border_side_contains(&sides[1], beside),
                             1);
            tried++;
        }
    }
    assert_true(tried > 1000);
}

/* Places that everybody knows stay where they are. */
static void places_keep_their_country(void **state)
{
    (void)state;
    static const struct {
        bm_lonlat at;
        int side;
    } places[] = {{{27.56, 53.9}, 0},  {{30.98, 52.42}, 0}, {{23.7, 52.1}, 0},
                  {{30.52, 50.45}, 1}, {{31.29, 51.49}, 1}, {{34.1, 44.95}, 1}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        assert_true(bm_border_side_contains(&sides[places[i].side], places[i].at));
        assert_false(bm_border_side_contains(&sides[1 - places[i].side], places[i].at));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_have_the_line),
        cmocka_unit_test(nothing_gapes_and_nothing_overlaps),
        cmocka_unit_test(places_keep_their_country),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
