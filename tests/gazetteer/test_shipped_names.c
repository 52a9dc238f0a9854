/* The towns that come with bordermap have names in the languages of both sides. */
/* clang-format off */
/* cmocka.h needs these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <bordermap/layer.h>
#include <stdio.h>
#include <string.h>

#define POPULATION 20000

static bm_layer *places;

static int open_places(void **state)
{
    (void)state;
    return bm_layer_open(BM_TEST_SOURCE_DIR "/shapefiles/places.shp", NULL, &places, NULL);
}

static int close_places(void **state)
{
    (void)state;
    bm_layer_free(places);
    return 0;
}

static const char *value(size_t place, const char *field)
{
    int index = bm_layer_field(places, field);
    assert_true(index >= 0);
    return bm_layer_text(places, place, index);
}

static size_t find(const char *id)
{
    for (size_t i = 0; i < bm_layer_count(places); i++) {
        if (strcmp(value(i, "PLACE_ID"), id) == 0)
            return i;
    }
    fail_msg("no place %s", id);
    return 0;
}

/* A map in one language has no English name beside its neighbours' for want of ours. */
static void towns_have_three_names(void **state)
{
    (void)state;
    static const char *const fields[] = {"NAME_BE", "NAME_UK", "NAME_RU"};
    int missing = 0;
    for (size_t i = 0; i < bm_layer_count(places); i++) {
        const char *country = value(i, "ISO_A2");
        int population = bm_layer_field(places, "POPULATION");
        if ((strcmp(country, "BY") != 0 && strcmp(country, "UA") != 0) ||
            bm_layer_number(places, i, population, 0) <= POPULATION)
            continue;
        for (size_t k = 0; k < 3; k++) {
            if (!*value(i, fields[k])) {
                print_message("%s has no %s\n", value(i, "NAME"), fields[k]);
                missing++;
            }
        }
    }
    assert_int_equal(missing, 0);
}

static void names_are_the_usual_ones(void **state)
{
    (void)state;
    static const char *const rows[][4] = {
        {"630429", "Баранавічы", "Барановичі", "Барановичи"},
        {"622794", "Рэчыца", "Речиця", "Речица"},
        {"699942", "Нежын", "Ніжин", "Нежин"},
        {"703845", "Крывы Рог", "Кривий Ріг", "Кривой Рог"},
        {"776175", "Бяла-Падляска", "Біла Підляська", "Бяла-Подляска"},
        /* Longer than what is taken from the packages. */
        {"712160", "Белгарад-Днястроўскі", "Білгород-Дністровський", "Белгород-Днестровский"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t place = find(rows[i][0]);
        assert_string_equal(value(place, "NAME_BE"), rows[i][1]);
        assert_string_equal(value(place, "NAME_UK"), rows[i][2]);
        assert_string_equal(value(place, "NAME_RU"), rows[i][3]);
        assert_string_equal(value(place, "DERIVED"), "");
    }
}

/* What the letters of the Russian name give is marked, and only that. */
static void derived_names_are_marked(void **state)
{
    (void)state;
    size_t derived = 0;
    for (size_t i = 0; i < bm_layer_count(places); i++) {
        if (!*value(i, "DERIVED"))
            continue;
        derived++;
        assert_string_equal(value(i, "DERIVED"), "uk");
        assert_string_equal(value(i, "ISO_A2"), "BY");
        assert_true(*value(i, "NAME_UK"));
    }
    assert_in_range(derived, 50, 150);
    size_t place = find("622877"); /* Radashkovichy */
    assert_string_equal(value(place, "NAME_UK"), "Радошковичі");
    assert_string_equal(value(place, "DERIVED"), "uk");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(towns_have_three_names),
        cmocka_unit_test(names_are_the_usual_ones),
        cmocka_unit_test(derived_names_are_marked),
    };
    return cmocka_run_group_tests_name("names of the shipped towns", tests, open_places,
                                       close_places);
}
