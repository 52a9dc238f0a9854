/* Where a position is, with the shipped layers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include <bordermap/layer.h>
#include <bordermap/reverse.h>

#define SHAPEFILES BM_TEST_SOURCE_DIR "/shapefiles/"

static struct {
    bm_layer *countries;
    bm_border *border;
    bm_gazetteer *gazetteer;
} w;

static int open_world(void **state)
{
    (void)state;
    static const char *const paths[] = {SHAPEFILES "border_places.shp", SHAPEFILES "places.shp",
                                        SHAPEFILES "areas.shp"};
    bm_error error = {0};
    bm_status status = bm_layer_open(SHAPEFILES "countries.shp", NULL, &w.countries, &error);
    if (!status)
        status = bm_border_new(w.countries, NULL, "BY", "UA", &w.border, &error);
    if (!status)
        status = bm_gazetteer_open(paths, 3, NULL, NULL, &w.gazetteer, &error);
    if (status)
        print_error("%s\n", error.message);
    return status ? -1 : 0;
}

static int close_world(void **state)
{
    (void)state;
    bm_gazetteer_free(w.gazetteer);
    bm_border_free(w.border);
    bm_layer_free(w.countries);
    return 0;
}

static bm_reverse at(double lon, double lat, size_t count)
{
    bm_reverse found;
    bm_error error = {0};
    assert_int_equal(bm_reverse_locate(w.gazetteer, w.border, (bm_lonlat){.lon = lon, .lat = lat},
                                       count, &found, &error),
                     BM_OK);
    return found;
}

static void test_near_a_village(void **state)
{
    (void)state;
    bm_reverse found = at(26.8085, 51.7751, 3);
    assert_string_equal(found.border.country, "BY");
    assert_int_equal(found.place_count, 3);
    assert_string_equal(found.places[0].place->name, "Kopani");
    assert_true(fabs(found.places[0].distance_m - 1112) < 5);
    assert_true(found.places[0].azimuth_deg < 0.5 || found.places[0].azimuth_deg > 359.5);
    assert_true(found.places[1].distance_m >= found.places[0].distance_m);
    assert_string_equal(found.admin1_by.place->admin1, "Brest");
    assert_string_equal(found.admin2_by.place->admin2, "Stolin");
    assert_false(found.admin1_uncertain);
}

/* What is nearest is across the border; the oblast is not its. */
static void test_the_oblast_is_of_the_own_country(void **state)
{
    (void)state;
    bm_reverse found = at(26.76, 51.753, 8);
    assert_string_equal(found.places[0].place->country, "UA");
    assert_non_null(found.admin1_by.place);
    assert_string_equal(found.admin1_by.place->country, found.border.country);
}

static void test_between_two_oblasts(void **state)
{
    (void)state;
    /* Half way from Zhytkavichy, Homyel, to Mikashevichy, Brest. */
    bm_reverse found = at(27.67, 52.22, 1);
    assert_string_equal(found.border.country, "BY");
    assert_true(found.admin1_uncertain);
}

static void test_the_open_sea_and_nowhere(void **state)
{
    (void)state;
    bm_reverse found = at(-40, 40, 5);
    assert_string_equal(found.border.country, "");
    assert_int_equal(found.place_count, 0);
    assert_null(found.admin1_by.place);
    assert_null(found.admin2_by.place);
    bm_reverse none;
    bm_error error = {0};
    assert_int_equal(bm_reverse_locate(w.gazetteer, w.border, (bm_lonlat){.lon = NAN, .lat = 1}, 1,
                                       &none, &error),
                     BM_ERROR_ARGUMENT);
}

static void test_compass(void **state)
{
    (void)state;
    assert_string_equal(bm_compass_point(0), "N");
    assert_string_equal(bm_compass_point(11), "N");
    assert_string_equal(bm_compass_point(12), "NNE");
    assert_string_equal(bm_compass_point(135), "SE");
    assert_string_equal(bm_compass_point(349), "N");
    assert_string_equal(bm_compass_point(360), "N");
    assert_string_equal(bm_compass_point(-90), "W");
    assert_string_equal(bm_compass_point(NAN), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_near_a_village),
        cmocka_unit_test(test_the_oblast_is_of_the_own_country),
        cmocka_unit_test(test_between_two_oblasts),
        cmocka_unit_test(test_the_open_sea_and_nowhere),
        cmocka_unit_test(test_compass),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
