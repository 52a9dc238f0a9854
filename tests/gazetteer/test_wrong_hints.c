/* Hints that are wrong or misspelt never place a name silently. */
/* clang-format off */
/* cmocka.h needs these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "fixture.h"
#include "point_file.h"

#include <bordermap/geocoder.h>
#include <stdio.h>
#include <string.h>

static bm_gazetteer *gazetteer;
static bm_geocoder *geocoder;
static bm_location location;

static int open_world(void **state)
{
    (void)state;
    static const char *const fields[] = {"PLACE_ID", "NAME",      "ISO_A2",   "ADMIN1",
                                         "KIND",     "RADIUS_KM", "ALTNAMES", "ADMIN2"};
    static const int widths[] = {10, 40, 2, 20, 12, 6, 80, 20};
    static const struct {
        double lon, lat;
        const char *values[8];
    } rows[] = {
        {27.0, 53.5, {"BY", "Belarus", "BY", "", "country", "300", "", ""}},
        {31.0, 49.0, {"UA", "Ukraine", "UA", "", "country", "500", "", ""}},
        {25.8,
         52.4,
         {"BR", "Brest Oblast", "BY", "Brest", "oblast", "120", "Брестская область", ""}},
        {27.6, 53.9, {"MI", "Minsk Oblast", "BY", "Minsk", "oblast", "120", "", ""}},
        {26.8, 51.8, {"1", "Kopani", "BY", "Brest", "village", "", "", ""}},
        {30.7, 53.7, {"2", "Kopani", "BY", "Mahilyow", "village", "", "", ""}},
        {28.9, 54.5, {"3", "Brestt", "BY", "Minsk", "village", "", "", ""}},
        {27.2, 52.6, {"4", "Narauka", "BY", "Minsk", "village", "", "", ""}},
        {29.5, 52.5, {"5", "Zubava", "BY", "Homyel", "village", "", "", ""}},
        {35.7, 47.2, {"7", "Tomak", "UA", "Zaporizhzhia", "town", "", "", "Polohy"}},
        {35.8, 47.3, {"8", "Vesele", "UA", "Zaporizhzhia", "village", "", "", "Polohy"}},
        {36.6, 47.5, {"9", "Vesele", "UA", "Zaporizhzhia", "village", "", "", "Polohy"}},
        {25.0, 52.0, {"10", "Luzhansk", "BY", "Brest", "town", "", "Лужанськ", ""}},
        {27.0, 52.5, {"11", "Luzhanske", "BY", "Minsk", "village", "", "Luzhanskoe", ""}},
        {37.8, 48.0, {"12", "Donsk", "UA", "Donetsk", "town", "", "Stalin", ""}},
        {26.9, 51.9, {"13", "Stolin", "BY", "Brest", "town", "", "", ""}},
        {33.5, 50.5, {"6", "Zubova", "UA", "Sumy", "village", "", "", ""}},
    };
    bm_error error = {0};
    fixture_folder();
    point_file *file = point_file_open(fixture_path("hinted"), true, 8, fields, widths);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        point_file_add(file, rows[i].lon, rows[i].lat, rows[i].values);
    point_file_close(file);
    char path[FIXTURE_PATH_SIZE];
    (void)snprintf(path, sizeof path, "%s.shp", fixture_path("hinted"));
    const char *paths[] = {path};
    return bm_gazetteer_open(paths, 1, NULL, NULL, &gazetteer, &error) != BM_OK ||
           bm_geocoder_new(gazetteer, NULL, NULL, &geocoder, &error) != BM_OK;
}

static int close_world(void **state)
{
    (void)state;
    bm_geocoder_free(geocoder);
    bm_gazetteer_free(gazetteer);
    fixture_remove();
    return 0;
}

static void expect(const char *name, const char *country, const char *admin,
                   bm_location_status status, const char *id)
{
    bm_error error = {0};
    bm_geocoder_query query = {.name = name, .country = country, .admin = admin};
    if (bm_geocoder_locate(geocoder, &query, &location, &error))
        fail_msg("%s", error.message);
    assert_string_equal(bm_location_status_name(location.status), bm_location_status_name(status));
    assert_string_equal(location.candidates[0].place->id, id);
}

static void what_is_nearly_called_so_may_show_a_wrong_hint(void **state)
{
    (void)state;
    expect("Zubava", "BY", NULL, BM_LOCATION_LOCATED, "5");
    /* Another vowel here, or the same letters in the other country. */
    expect("Zubova", "BY", NULL, BM_LOCATION_AMBIGUOUS, "5");
    expect("Zubova", "UA", NULL, BM_LOCATION_LOCATED, "6");
    /* A former name that is nearly so is no reason to go there. */
    expect("Stolin", "UA", NULL, BM_LOCATION_AMBIGUOUS, "13");
    assert_true(location.ruled_out);
    expect("Stolin", NULL, NULL, BM_LOCATION_LOCATED, "13");
}

static void beside_the_oblast_is_told(void **state)
{
    (void)state;
    /* In its reach, but by its row in another. */
    expect("Narauka", "BY", "Brest region", BM_LOCATION_AMBIGUOUS, "4");
    assert_int_equal(location.relaxed, BM_RELAXED_ADMIN);
    expect("Narauka", "BY", "Minsk region", BM_LOCATION_LOCATED, "4");
    assert_int_equal(location.relaxed, 0);
}

static void a_case_form_there_goes_before_a_spelling_elsewhere(void **state)
{
    (void)state;
    expect("Лужанську", "BY", "Brest region", BM_LOCATION_LOCATED, "10");
    assert_int_equal(location.candidates[0].match, BM_MATCH_INFLECTED);
    expect("Luzhanske", "BY", "Brest region", BM_LOCATION_AMBIGUOUS, "11");
}

static void a_misspelt_oblast_is_no_village(void **state)
{
    (void)state;
    static const char *const hints[] = {"Brestt region", "Бресткая", "Бресстская обл."};
    for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++) {
        expect("Kopani", "BY", hints[i], BM_LOCATION_LOCATED, "1");
        assert_int_equal(location.mended, BM_RELAXED_ADMIN);
    }
}

/* Districts were made larger: that of a town which is no seat now is about it. */
static void a_former_district_is_about_its_town(void **state)
{
    (void)state;
    expect("Vesele", "UA", "Томацький район", BM_LOCATION_LOCATED, "8");
    expect("Vesele", "UA", "Tomats'kyi raion", BM_LOCATION_LOCATED, "8");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_nearly_called_so_may_show_a_wrong_hint),
        cmocka_unit_test(beside_the_oblast_is_told),
        cmocka_unit_test(a_case_form_there_goes_before_a_spelling_elsewhere),
        cmocka_unit_test(a_misspelt_oblast_is_no_village),
        cmocka_unit_test(a_former_district_is_about_its_town),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
