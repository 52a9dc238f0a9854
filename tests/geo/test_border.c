#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "brute.h"
#include "outline_fixture.h"

#include <bordermap/geodesic.h>
#include <math.h>
#include <string.h>

static const double north[] = {20, 52, 20, 53, 24, 53, 24, 52, 22, 52.1, 20, 52};
static const double south[] = {20, 51, 20, 52, 22, 52.1, 24, 52, 24, 51, 20, 51};

#define RING(iso, accuracy, array)                                                                 \
    {                                                                                              \
        iso, accuracy, (int)(sizeof array / sizeof *array / 2), array                              \
    }
#define COUNT(array) ((int)(sizeof array / sizeof *array))

static bm_border *border_of(const bm_layer *countries, const bm_layer *crossings)
{
    bm_border *border = NULL;
    bm_error error = {0};
    if (bm_border_new(countries, crossings, "AA", "BB", &border, &error))
        fail_msg("%s", error.message);
    return border;
}

static bm_border_relation relate(const bm_border *border, double lon, double lat)
{
    bm_border_relation relation;
    assert_int_equal(bm_border_relate(border, (bm_lonlat){lon, lat}, &relation, NULL), BM_OK);
    return relation;
}

static void follows_shared_vertices(void **state)
{
    (void)state;
    const outline_ring rings[] = {RING("AA", 100, north), RING("BB", 250, south)};
    static const double places[] = {21, 52.06, 23, 52.04, 22, 50, 22, 52};
    bm_layer *countries = outline_layer("two.shp", rings, 2);
    bm_layer *crossings = crossing_layer("crossings.shp", places, 4);
    bm_border *border = border_of(countries, crossings);
    const bm_feature *line = bm_border_line(border);
    assert_int_equal(line->kind, BM_GEOMETRY_LINE);
    assert_int_equal(line->part_count, 1);
    assert_int_equal(line->point_count, 3);
    assert_true(line->points[1].lon == 22 && line->points[1].lat == 52.1);
    assert_string_equal(bm_border_country(border, 0), "AA");
    assert_string_equal(bm_border_country(border, 1), "BB");
    assert_true(bm_border_accuracy_m(border) == 250);
    assert_true(fabs(bm_border_length_km(border) - 275.3) < 0.2);

    bm_border_relation relation = relate(border, 21, 52.5);
    assert_string_equal(relation.country, "AA");
    assert_string_equal(relation.side, "AA");
    assert_false(relation.uncertain);
    assert_string_equal(relation.crossing, "one");
    assert_string_equal(relation.crossing_partner, "partner");
    assert_true(fabs(relation.crossing_km -
                     bm_geodesic_distance_m((bm_lonlat){21, 52.5}, (bm_lonlat){21, 52.06}) / 1000) <
                1e-9);
    relation = relate(border, 23.5, 51.5);
    assert_string_equal(relation.side, "BB");
    /* "three" is too far from the line, "four" is a village. */
    assert_string_equal(relation.crossing, "two");
    assert_string_equal(relation.crossing_partner, "");
    /* 222 m north of the middle vertex: nearer than the accuracy. */
    relation = relate(border, 22, 52.102);
    assert_true(relation.uncertain);
    assert_true(fabs(relation.border_km * 1000 -
                     bm_geodesic_distance_m((bm_lonlat){22, 52.102}, relation.nearest)) < 1e-6);
    /* Beyond the outlines: 10 km belongs to the nearest, 30 km to nobody. */
    relation = relate(border, 22, 53.09);
    assert_string_equal(relation.country, "AA");
    relation = relate(border, 22, 53.3);
    assert_string_equal(relation.country, "");
    assert_string_equal(relation.side, "");
    assert_true(relation.border_km > 100);
    bm_error error = {0};
    assert_int_equal(bm_border_relate(border, (bm_lonlat){NAN, 1}, &relation, &error),
                     BM_ERROR_ARGUMENT);
    assert_true(isnan(bm_border_distance_km(border, (bm_lonlat){0, 100})));
    bm_border_free(border);
    bm_layer_free(crossings);
    bm_layer_free(countries);
}

static void measures_as_brute_force_does(void **state)
{
    (void)state;
    const outline_ring rings[] = {RING("AA", 100, north), RING("BB", 100, south)};
    bm_layer *countries = outline_layer("two.shp", rings, 2);
    bm_border *border = border_of(countries, NULL);
    for (double lon = 17.13; lon < 28; lon += 2.07)
        for (double lat = 48.1; lat < 56; lat += 1.27) {
            double found = bm_border_distance_km(border, (bm_lonlat){lon, lat}) * 1000;
            double expected = brute_distance_m(bm_border_line(border), (bm_lonlat){lon, lat});
            if (fabs(found - expected) > 0.02)
                fail_msg("at %f %f: %f, not %f", lon, lat, found, expected);
        }
    bm_border_relation relation = relate(border, 22, 52.5);
    assert_string_equal(relation.crossing, "");
    assert_true(isnan(relation.crossing_km));
    bm_border_free(border);
    bm_layer_free(countries);
}

/* A river of 2 km, with a bay into the north and an island that touches the northern bank. */
static void takes_the_middle_of_a_river(void **state)
{
    (void)state;
    static const double bank_n[] = {20,    52,    20,    53,    24,    53,   24,    52,    23.5,
                                    52,    23.4,  52.01, 22.1,  52.01, 22.1, 52.09, 22.09, 52.09,
                                    22.09, 52.01, 20.6,  52.01, 20.5,  52,   20,    52};
    static const double bank_s[] = {20,    51,   20, 52, 20.5, 52, 20.6, 51.99, 23.4,
                                    51.99, 23.5, 52, 24, 52,   24, 51,   20,    51};
    const outline_ring rings[] = {RING("AA", 100, bank_n), RING("BB", 100, bank_s)};
    bm_layer *countries = outline_layer("river.shp", rings, 2);
    bm_border *border = border_of(countries, NULL);
    const bm_feature *line = bm_border_line(border);
    assert_int_equal(line->part_count, 1);
    bool straight = true;
    for (size_t i = 0; i < line->point_count; i++) {
        /* In the middle, but for a bulge at the mouth of the bay, which is 700 m wide. */
        bool mouth = fabs(line->points[i].lon - 22.095) < 0.05;
        assert_true(fabs(line->points[i].lat - 52) < (mouth ? 0.006 : 0.0012));
        /* It goes west all the way: no zigzag, no spur. */
        straight = straight && (i == 0 || line->points[i].lon < line->points[i - 1].lon);
    }
    assert_true(straight);
    assert_true(line->points[0].lon == 24 && line->points[line->point_count - 1].lon == 20);
    /* On the water, the nearest bank. */
    assert_string_equal(relate(border, 21, 52.005).side, "AA");
    assert_string_equal(relate(border, 21, 51.995).side, "BB");
    bm_border_free(border);
    bm_layer_free(countries);
}

static void goes_around_islands_of_the_other_side(void **state)
{
    (void)state;
    static const double bank_n[] = {20, 52,   20,    53,   24,    53,   24, 52, 23.5,
                                    52, 23.4, 52.02, 20.6, 52.02, 20.5, 52, 20, 52};
    static const double bank_s[] = {20, 51,    20,   52,    20.5, 52,    20.6, 51.98,
                                    22, 51.98, 22.1, 51.98, 23.4, 51.98, 23.5, 52,
                                    24, 52,    24,   51,    20,   51};
    /* Land of AA on the southern bank. */
    static const double island[] = {22, 51.98, 22, 51.99, 22.1, 51.99, 22.1, 51.98, 22, 51.98};
    const outline_ring rings[] = {RING("AA", 100, bank_n), RING("AA", 100, island),
                                  RING("BB", 100, bank_s)};
    bm_layer *countries = outline_layer("island.shp", rings, 3);
    bm_border *border = border_of(countries, NULL);
    const bm_feature *line = bm_border_line(border);
    bool south_of_island = false;
    for (size_t i = 0; i < line->point_count; i++)
        south_of_island =
            south_of_island || (line->points[i].lat == 51.98 && line->points[i].lon == 22);
    assert_true(south_of_island);
    assert_string_equal(relate(border, 22.05, 51.985).side, "AA");
    bm_border_free(border);
    bm_layer_free(countries);
}

static void halves_what_both_claim(void **state)
{
    (void)state;
    /* The outlines overlap by 0.1° between 21 and 23° E. */
    static const double claim_n[] = {20, 52,   20,    53,   24,    53, 24, 52, 23,
                                     52, 22.9, 51.95, 21.1, 51.95, 21, 52, 20, 52};
    static const double claim_s[] = {20,    51, 20, 52, 21, 52, 21.1, 52.05, 22.9,
                                     52.05, 23, 52, 24, 52, 24, 51,   20,    51};
    const outline_ring rings[] = {RING("AA", 100, claim_n), RING("BB", 0, claim_s)};
    bm_layer *countries = outline_layer("claims.shp", rings, 2);
    bm_border *border = border_of(countries, NULL);
    assert_true(bm_border_accuracy_m(border) == 1000);
    const bm_feature *line = bm_border_line(border);
    for (size_t i = 0; i < line->point_count; i++)
        assert_true(fabs(line->points[i].lat - 52) < 0.005);
    bm_border_relation relation = relate(border, 22, 52.03);
    assert_string_equal(relation.side, "AA");
    assert_true(relation.uncertain);
    relation = relate(border, 22, 51.97);
    assert_string_equal(relation.side, "BB");
    assert_true(relation.uncertain);
    bm_border_free(border);
    bm_layer_free(countries);
}

static void breaks_where_a_third_country_lies_between(void **state)
{
    (void)state;
    static const double bay_n[] = {20, 52,   20,   53,   24,   53, 24, 52,   23.5, 52, 23,
                                   52, 22.5, 52.5, 21.5, 52.5, 21, 52, 20.5, 52,   20, 52};
    static const double bay_s[] = {20, 51,   20, 52, 20.5, 52, 21, 52, 23,
                                   52, 23.5, 52, 24, 52,   24, 51, 20, 51};
    const outline_ring rings[] = {RING("AA", 100, bay_n), RING("BB", 100, bay_s)};
    bm_layer *countries = outline_layer("third.shp", rings, 2);
    bm_border *border = border_of(countries, NULL);
    const bm_feature *line = bm_border_line(border);
    assert_int_equal(line->part_count, 2);
    assert_int_equal(line->part_start[1], 3);
    assert_int_equal(line->point_count, 6);
    double expected = brute_distance_m(line, (bm_lonlat){22, 52.2});
    assert_true(fabs(bm_border_distance_km(border, (bm_lonlat){22, 52.2}) * 1000 - expected) <
                0.02);
    bm_border_free(border);
    bm_layer_free(countries);
}

static void joins_outlines_that_nearly_agree(void **state)
{
    (void)state;
    /* The same edge by two surveys: 30 m apart, and in other vertices between. */
    static const double other[] = {20,      51,      20.0002, 52.0002, 21, 52.0505, 22.0003,
                                   52.0998, 24.0001, 52.0001, 24,      51, 20,      51};
    const outline_ring rings[] = {RING("AA", 100, north), RING("BB", 100, other)};
    bm_layer *countries = outline_layer("surveys.shp", rings, 2);
    bm_border *border = border_of(countries, NULL);
    assert_int_equal(bm_border_line(border)->part_count, 1);
    assert_true(fabs(bm_border_length_km(border) - 275.3) < 0.3);
    bm_border_free(border);
    bm_layer_free(countries);
}

static void refuses_what_is_no_border(void **state)
{
    (void)state;
    static const double far[] = {30, 51, 30, 52, 31, 52, 31, 51, 30, 51};
    const outline_ring rings[] = {RING("AA", 100, north), RING("BB", 100, south),
                                  RING("CC", 100, far)};
    bm_layer *countries = outline_layer("three.shp", rings, 3);
    static const struct {
        const char *a;
        const char *b;
        bm_status status;
        const char *words;
    } cases[] = {
        {"AA", "CC", BM_ERROR_NOT_FOUND, "'AA' and 'CC' do not touch"},
        {"AA", "DD", BM_ERROR_NOT_FOUND, "no country with ISO_A2 'DD'"},
        {"AA", "AA", BM_ERROR_ARGUMENT, "two different"},
        {"AAA", "BB", BM_ERROR_ARGUMENT, "two different"},
        {"", "BB", BM_ERROR_ARGUMENT, "two different"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bm_border *border = NULL;
        bm_error error = {0};
        assert_int_equal(bm_border_new(countries, NULL, cases[i].a, cases[i].b, &border, &error),
                         cases[i].status);
        assert_null(border);
        assert_non_null(strstr(error.message, cases[i].words));
    }
    bm_border *border = NULL;
    assert_int_equal(bm_border_new(countries, NULL, "bb", "aa", &border, NULL), BM_OK);
    assert_string_equal(bm_border_country(border, 0), "BB");
    bm_border_free(border);
    bm_border_free(NULL);
    bm_layer_free(countries);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_shared_vertices),
        cmocka_unit_test(measures_as_brute_force_does),
        cmocka_unit_test(takes_the_middle_of_a_river),
        cmocka_unit_test(goes_around_islands_of_the_other_side),
        cmocka_unit_test(halves_what_both_claim),
        cmocka_unit_test(breaks_where_a_third_country_lies_between),
        cmocka_unit_test(joins_outlines_that_nearly_agree),
        cmocka_unit_test(refuses_what_is_no_border),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
