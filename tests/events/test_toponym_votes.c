/* What the places of a report say of where it happens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "events/report/toponyms/name_memory.h"
#include "events/report/toponyms/votes.h"

static bm_place place_at(const char *country, const char *admin1, double lon, double lat)
{
    return (bm_place){.name = "X",
                      .country = country,
                      .admin1 = admin1,
                      .name_be = "",
                      .name_uk = "",
                      .name_ru = "",
                      .feature_code = "PPL",
                      .kind = BM_PLACE_SETTLEMENT,
                      .position = {lon, lat}};
}

static void test_numbers(void **state)
{
    (void)state;
    bm_votes *votes = calloc(1, sizeof *votes);
    assert_non_null(votes);
    bm_place paris = place_at("US", "Texas", -95.5, 33.6);
    bm_place dallas = place_at("US", "Texas", -96.8, 32.8);
    bm_place lyon = place_at("FR", "", 4.8, 45.7);
    bm_place nowhere = place_at("", "", 0.0, 0.0);
    assert_int_equal(bm_votes_country(&paris), bm_votes_country(&dallas));
    assert_int_not_equal(bm_votes_country(&paris), bm_votes_country(&lyon));
    assert_int_equal(bm_votes_country(&nowhere), BM_VOTES_COUNTRIES - 1);
    assert_int_equal(bm_votes_unit(votes, &paris), bm_votes_unit(votes, &dallas));
    assert_int_equal(bm_votes_unit(votes, &lyon), 0);
    free(votes);
}

static void test_cells(void **state)
{
    (void)state;
    bm_votes *votes = calloc(1, sizeof *votes);
    assert_non_null(votes);
    bm_place here = place_at("US", "Texas", -95.5, 33.6);
    bm_place beside = place_at("US", "Texas", -96.8, 32.8);
    bm_place far = place_at("US", "Texas", -106.4, 31.7);
    uint16_t a = bm_votes_cell(votes, &here);
    uint16_t b = bm_votes_cell(votes, &beside);
    uint16_t c = bm_votes_cell(votes, &far);
    assert_true(a > 0 && b > 0 && c > 0);
    votes->cells[a] = 2.0f;
    assert_true(bm_votes_around(votes, a) == 2.0f);
    assert_true(bm_votes_around(votes, b) == 1.0f);
    assert_true(bm_votes_around(votes, c) == 0.0f);
    assert_true(bm_votes_nearness(votes, a, a) == 1.0f);
    assert_true(bm_votes_nearness(votes, a, b) == 0.5f);
    assert_true(bm_votes_nearness(votes, a, c) == 0.0f);
    bm_votes_clear(votes);
    assert_true(bm_votes_around(votes, a) == 0.0f);
    free(votes);
}

/* The world ends at 180°, and begins there. */
static void test_date_line(void **state)
{
    (void)state;
    bm_votes *votes = calloc(1, sizeof *votes);
    assert_non_null(votes);
    bm_place east = place_at("FJ", "", 179.9, -16.5);
    bm_place west = place_at("FJ", "", -179.9, -16.5);
    bm_place pole = place_at("", "", 180.0, 90.0);
    uint16_t a = bm_votes_cell(votes, &east);
    uint16_t b = bm_votes_cell(votes, &west);
    assert_true(bm_votes_nearness(votes, a, b) == 0.5f);
    assert_true(bm_votes_cell(votes, &pole) > 0);
    free(votes);
}

/* More places than there is room for lose their votes, and nothing else. */
static void test_crowded(void **state)
{
    (void)state;
    bm_votes *votes = calloc(1, sizeof *votes);
    assert_non_null(votes);
    size_t known = 0;
    for (int row = -80; row < 80; row++)
        for (int column = -170; column < 170; column += 10) {
            bm_place place = place_at("US", "Texas", column, row);
            known += bm_votes_cell(votes, &place) > 0;
        }
    assert_true(known > BM_VOTES_CELLS / 2);
    assert_true(known < BM_VOTES_CELLS);
    free(votes);
}

static void test_prominence(void **state)
{
    (void)state;
    bm_place village = place_at("BY", "", 27.0, 52.0);
    bm_place city = village;
    bm_place country = village;
    village.population = 800;
    city.population = 2000000;
    country.kind = BM_PLACE_COUNTRY;
    assert_true(bm_name_prominence(&country, true, 1) > bm_name_prominence(&city, true, 1));
    assert_true(bm_name_prominence(&city, true, 1) > bm_name_prominence(&city, false, 1));
    assert_true(bm_name_prominence(&city, false, 1) > bm_name_prominence(&village, true, 1));
    assert_true(bm_name_prominence(&village, true, 2) > bm_name_prominence(&village, true, 1));
}

static void test_own_names(void **state)
{
    (void)state;
    bm_place place = place_at("CO", "", -75.6, 6.2);
    place.name = "Medell\xC3\xADn";
    assert_true(bm_name_is_own(&place, "Medell\xC3\xADn"));
    assert_true(bm_name_is_own(&place, "Medellin"));
    assert_true(bm_name_is_own(&place, "MEDELLIN"));
    assert_false(bm_name_is_own(&place, "Medelin"));
    assert_false(bm_name_is_own(&place, "Medellinas"));
    assert_true(bm_name_is_code(&place, "MDE"));
    assert_false(bm_name_is_code(&place, "Medellin"));
    place.population = 6000000;
    assert_false(bm_name_is_code(&place, "Rio"));
    assert_true(bm_name_is_code(&place, "RIO"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),    cmocka_unit_test(test_cells),
        cmocka_unit_test(test_date_line),  cmocka_unit_test(test_crowded),
        cmocka_unit_test(test_prominence), cmocka_unit_test(test_own_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
