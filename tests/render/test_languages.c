/* In which language a name is printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/map.h>

#include "render/labels/language.h"

static const bm_place stolin = {
    .name = "Stolin", .name_be = "Столін", .name_uk = "", .name_ru = "Столин", .country = "BY"};

static bm_names names_in(const char *text, const bm_place *place)
{
    bm_languages languages;
    assert_int_equal(bm_languages_read(text, &languages, NULL), BM_OK);
    return bm_names_of_place(&languages, place);
}

static void falls_back_to_english(void **state)
{
    (void)state;
    assert_string_equal(names_in(NULL, &stolin).first, "Stolin");
    assert_string_equal(names_in("", &stolin).first, "Stolin");
    assert_string_equal(names_in("be", &stolin).first, "Столін");
    assert_string_equal(names_in("uk", &stolin).first, "Stolin");
    assert_string_equal(names_in("ru", &stolin).first, "Столин");
    assert_string_equal(names_in("ru", &stolin).second, "");
}

static void second_name_is_another(void **state)
{
    (void)state;
    assert_string_equal(names_in("be,en", &stolin).second, "Stolin");
    assert_string_equal(names_in("uk,en", &stolin).second, ""); /* the same, as it is missing */
    assert_string_equal(names_in("be,local", &stolin).second, "");
    assert_string_equal(names_in("be,uk", &stolin).second, ""); /* missing: not the English one */
    assert_string_equal(names_in("en,en", &stolin).second, "");
}

static void local_is_the_country_s(void **state)
{
    (void)state;
    bm_place place = stolin;
    assert_string_equal(names_in("local", &place).first, "Столін");
    place.country = "RU";
    assert_string_equal(names_in("local", &place).first, "Столин");
    place.country = "PL";
    assert_string_equal(names_in("local,ru", &place).first, "Stolin");
    assert_string_equal(names_in("local,ru", &place).second, "Столин");
}

static void other_languages_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"de", "EN", "uk,", ",", "uk,en,ru", "u", "uk en", "local,x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        bm_error error = {0};
        assert_int_equal(bm_map_check_languages(bad[i], &error), BM_ERROR_ARGUMENT);
        assert_true(error.message[0] == '\'');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(falls_back_to_english),
        cmocka_unit_test(second_name_is_another),
        cmocka_unit_test(local_is_the_country_s),
        cmocka_unit_test(other_languages_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
