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

#include <stdio.h>
#include <string.h>

static bm_gazetteer *open_files(const char *first, const char *second, bm_findings *findings)
{
    const char *paths[] = {first, second};
    bm_gazetteer *gazetteer = NULL;
    bm_error error = {0};
    if (bm_gazetteer_open(paths, second ? 2 : 1, NULL, findings, &gazetteer, &error))
        fail_msg("%s", error.message);
    return gazetteer;
}

static bool has_finding(const bm_findings *findings, const char *code, long line)
{
    for (size_t i = 0; i < bm_findings_size(findings); i++) {
        const bm_finding *finding = bm_findings_get(findings, i);
        if (strcmp(finding->code, code) == 0 && finding->line == line)
            return true;
    }
    return false;
}

/* Two files of places and their table of names, with what goes wrong in practice. */
static const char *write_places(const char *name)
{
    static const char *const fields[] = {"PLACE_ID", "NAME", "ISO_A2", "FCODE", "ALTNAMES"};
    static const int widths[] = {10, 40, 2, 5, 80};
    point_file *file = point_file_open(fixture_path(name), true, 5, fields, widths);
    point_file_add(file, 26.8085, 51.7651,
                   (const char *[]){"6999452", "Kopani", "BY", "PPL", "Kapani, Копані;Копани"});
    point_file_add(file, 30.0, 50.0, (const char *[]){"1", "", "UA", "PPL", ""});
    point_file_add(file, 36.3, 48.2, (const char *[]){"705043", "Kopani", "UA", "PPL", ""});
    point_file_add(file, 31.8, 50.2, (const char *[]){"77", "Kapani", "UA", "PPL", ""});
    point_file_add(file, 500.0, 50.0, (const char *[]){"2", "Nowhere", "UA", "PPL", ""});
    point_file_close(file);
    static char path[FIXTURE_PATH_SIZE];
    snprintf(path, sizeof path, "%s.shp", fixture_path(name));
    return path;
}

static void write_names(void)
{
    static const char *const fields[] = {"PLACE_ID", "LANG", "USE", "NAME"};
    static const int widths[] = {10, 2, 10, 40};
    point_file *file = point_file_open(fixture_path("place_names"), false, 4, fields, widths);
    point_file_add(file, 0, 0, (const char *[]){"6999452", "be", "", "Капані"});
    point_file_add(file, 0, 0, (const char *[]){"6999452", "", "", "Kopanie"});
    point_file_add(file, 0, 0, (const char *[]){"6999452", "en", "demonym", "Kopanian"});
    point_file_add(file, 0, 0, (const char *[]){"no such id", "en", "", "Elsewhere"});
    point_file_close(file);
}

static void bad_rows_are_left_out_with_findings(void **state)
{
    (void)state;
    bm_findings *findings = bm_findings_new();
    bm_gazetteer *gazetteer = open_files(write_places("places"), NULL, findings);
    assert_int_equal(bm_gazetteer_count(gazetteer), 3);
    assert_true(has_finding(findings, "place-name", 2));
    assert_int_equal(bm_findings_count(findings, BM_SEVERITY_ERROR), 2);
    assert_null(bm_gazetteer_find_id(gazetteer, "2"));
    assert_null(bm_gazetteer_place(gazetteer, 3));
    bm_gazetteer_free(gazetteer);
    bm_findings_free(findings);
}

static void look_up_visits_exact_matches_first_and_each_place_once(void **state)
{
    (void)state;
    write_names();
    bm_gazetteer *gazetteer = open_files(write_places("places"), NULL, NULL);
    fixture_visits visits = fixture_lookup(gazetteer, "KAPANI");
    assert_int_equal(visits.count, 2);
    assert_int_equal(visits.matches[0], BM_MATCH_EXACT);
    assert_string_equal(visits.places[0]->id, "6999452");
    assert_string_equal(visits.matched[0], "Kapani");
    assert_string_equal(visits.places[1]->id, "77");
    /* A Latin i among Cyrillic letters. */
    visits = fixture_lookup(gazetteer, "Копанi");
    assert_int_equal(visits.count, 2);
    assert_int_equal(visits.matches[0], BM_MATCH_VARIANT);
    visits = fixture_lookup(gazetteer, "Копани");
    assert_int_equal(visits.count, 2);
    assert_int_equal(visits.matches[0], BM_MATCH_EXACT);
    assert_int_equal(visits.matches[1], BM_MATCH_VARIANT);
    assert_string_equal(visits.places[1]->id, "705043");
    assert_string_equal(visits.matched[1], "Kopani");
    assert_int_equal(fixture_lookup(gazetteer, "Kopanie").count, 1);
    assert_int_equal(fixture_lookup(gazetteer, "").count, 0);
    /* A demonym is no toponym, and a name of an unknown id belongs to nobody. */
    assert_int_equal(fixture_lookup(gazetteer, "Kopanian").count, 0);
    assert_int_equal(fixture_lookup(gazetteer, "Elsewhere").count, 0);
    assert_string_equal(bm_gazetteer_find_id(gazetteer, "6999452")->name_be, "Капані");
    bm_gazetteer_free(gazetteer);
}

static void equal_ids_merge_unless_far_apart(void **state)
{
    (void)state;
    char first[FIXTURE_PATH_SIZE];
    snprintf(first, sizeof first, "%s", write_places("places"));
    static const char *const fields[] = {"gid", "name", "cc", "pop"};
    static const int widths[] = {10, 40, 2, 8};
    point_file *file = point_file_open(fixture_path("own"), true, 4, fields, widths);
    point_file_add(file, 26.809, 51.765, (const char *[]){"6999452", "Kopane", "BY", "312"});
    point_file_add(file, 24.0, 52.0, (const char *[]){"77", "Brand New", "BY", ""});
    point_file_add(file, 24.1, 52.0, (const char *[]){"", "No Id", "by", ""});
    point_file_close(file);
    bm_findings *findings = bm_findings_new();
    char second[FIXTURE_PATH_SIZE];
    snprintf(second, sizeof second, "%s.shp", fixture_path("own"));
    bm_gazetteer *gazetteer = open_files(first, second, findings);
    assert_int_equal(bm_gazetteer_count(gazetteer), 5);
    const bm_place *kopani = bm_gazetteer_find_id(gazetteer, "6999452");
    assert_string_equal(kopani->name, "Kopani");
    assert_int_equal(kopani->population, 312);
    assert_int_equal(kopani->source, 0);
    assert_ptr_equal(fixture_lookup(gazetteer, "Kopane").places[0], kopani);
    assert_true(has_finding(findings, "place-id", 2));
    assert_string_equal(fixture_lookup(gazetteer, "Brand New").places[0]->id, "77");
    const bm_place *unnumbered = bm_gazetteer_find_id(gazetteer, "own/3");
    assert_non_null(unnumbered);
    assert_string_equal(unnumbered->country, "BY");
    bm_gazetteer_free(gazetteer);
    bm_findings_free(findings);
}

static void attributes_of_natural_earth_are_understood(void **state)
{
    (void)state;
    static const char *const fields[] = {"FEATURECLA", "NAME",    "NAMEALT",  "ADM0_A3",
                                         "ADM1NAME",   "POP_MAX", "GEONAMEID"};
    static const int widths[] = {30, 40, 40, 3, 40, 10, 14};
    point_file *file = point_file_open(fixture_path("ne"), true, 7, fields, widths);
    point_file_add(file, 30.98, 52.43,
                   (const char *[]){"Admin-1 capital", "Homyel", "Homel|Gomel", "BLR", "Homyel'",
                                    "481200", "627907.0000"});
    point_file_add(file, 28.03, 53.88,
                   (const char *[]){"Airport", "Minsk Int'l", "", "-99", "", "", ""});
    point_file_add(file, 23.7, 52.1,
                   (const char *[]){"Populated place", "Brest", "", "blr", "", "", ""});
    point_file_close(file);
    char path[FIXTURE_PATH_SIZE];
    snprintf(path, sizeof path, "%s.shp", fixture_path("ne"));
    bm_gazetteer *gazetteer = open_files(path, NULL, NULL);
    const bm_place *gomel = fixture_lookup(gazetteer, "Гомель").places[0];
    assert_non_null(gomel);
    assert_string_equal(gomel->id, "627907");
    assert_string_equal(gomel->country, "BY");
    assert_string_equal(gomel->admin1, "Homyel'");
    assert_int_equal(gomel->kind, BM_PLACE_SETTLEMENT);
    assert_int_equal(gomel->population, 481200);
    assert_int_equal(gomel->rank, 2);
    assert_string_equal(fixture_lookup(gazetteer, "Brest").places[0]->country, "BY");
    const bm_place *airport = fixture_lookup(gazetteer, "Minsk Int’l").places[0];
    assert_non_null(airport);
    assert_int_equal(airport->kind, BM_PLACE_AIRFIELD);
    assert_string_equal(airport->country, "");
    assert_int_equal(airport->rank, 0);
    bm_gazetteer_free(gazetteer);
}

static void refuses(const char *path, bm_status status, const char *part)
{
    bm_gazetteer *gazetteer = NULL;
    bm_error error = {0};
    assert_int_equal(bm_gazetteer_open(&path, 1, NULL, NULL, &gazetteer, &error), status);
    assert_null(gazetteer);
    if (!strstr(error.message, part))
        fail_msg("'%s' does not say '%s'", error.message, part);
    assert_null(strchr(error.message, '\n'));
}

static void what_is_no_gazetteer_is_refused(void **state)
{
    (void)state;
    refuses(BM_TEST_SOURCE_DIR "/shapefiles/countries.shp", BM_ERROR_FORMAT, "has polygons");
    refuses(BM_TEST_SOURCE_DIR "/shapefiles/rivers.shp", BM_ERROR_FORMAT, "has lines");
    refuses(BM_TEST_SOURCE_DIR "/shapefiles/place_names.dbf", BM_ERROR_FORMAT, "has no shapes");
    refuses(fixture_path("missing.shp"), BM_ERROR_IO, "missing.shp");
    static const char *const fields[] = {"WHAT"};
    static const int widths[] = {10};
    point_file *file = point_file_open(fixture_path("plain"), true, 1, fields, widths);
    point_file_add(file, 26.0, 52.0, (const char *[]){"Kopani"});
    point_file_close(file);
    refuses(fixture_path("plain.shp"), BM_ERROR_FORMAT, "no column of names");
    bm_gazetteer *gazetteer = NULL;
    bm_error error = {0};
    assert_int_equal(bm_gazetteer_open(NULL, 0, NULL, NULL, &gazetteer, &error), BM_ERROR_ARGUMENT);
}

static void names_of_enumerations(void **state)
{
    (void)state;
    assert_string_equal(bm_match_name(BM_MATCH_VARIANT), "variant");
    assert_string_equal(bm_match_name(BM_MATCH_AREA), "area");
    assert_string_equal(bm_place_kind_name(BM_PLACE_CROSSING), "crossing");
    assert_string_equal(bm_place_kind_name(BM_PLACE_COUNTRY), "country");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(bad_rows_are_left_out_with_findings, fixture_set_up,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(look_up_visits_exact_matches_first_and_each_place_once,
                                        fixture_set_up, fixture_tear_down),
        cmocka_unit_test_setup_teardown(equal_ids_merge_unless_far_apart, fixture_set_up,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(attributes_of_natural_earth_are_understood, fixture_set_up,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_gazetteer_is_refused, fixture_set_up,
                                        fixture_tear_down),
        cmocka_unit_test(names_of_enumerations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
