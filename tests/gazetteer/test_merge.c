/* Rows of one place become one, and villages that are two stay two. */
#include "tests/gazetteer/builder_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void add(builder_file *file, const char *id, const char *name, const char *other,
                const char *country, const char *admin2, const char *code, double km)
{
    /* Northwards, so that a distance is a latitude. */
    bm_place row = {.id = id,
                    .name = name,
                    .country = country,
                    .admin2 = admin2,
                    .feature_code = code,
                    .kind = bm_gazetteer_kind(code, ""),
                    .position = {30.0, 50.0 + km / 111.2},
                    .radius_km = strncmp(code, "ADM", 3) == 0 ? 30.0 : 0.0};
    uint32_t place = bm_builder_place(&file->builder, &row, "file", 1);
    bm_builder_add_name(&file->builder, place, name, NULL, BM_NAME_TOPONYM);
    bm_builder_add_list(&file->builder, place, other, NULL, true);
}

/* How many places are left of two with these names, so far apart. */
static size_t left_of(const char *const *one, const char *const *two, double km)
{
    builder_file file;
    builder_file_open(&file);
    bm_builder_source(&file.builder, &(bm_gazetteer_source){.name = "list"});
    add(&file, "1", one[0], one[1], one[2], one[3], one[4], 0.0);
    add(&file, "2", two[0], two[1], two[2], two[3], two[4], km);
    assert_true(bm_source_settle(&file.builder));
    size_t count = file.builder.count;
    assert_int_equal(file.builder.sources[0].merged, 2 - count);
    for (size_t i = 0; i < file.builder.name_count; i++)
        assert_true(file.builder.names[i].place < count);
    builder_file_close(&file);
    return count;
}

#define PLACE(name, other, country, admin2, code)                                                  \
    (const char *[])                                                                               \
    {                                                                                              \
        name, other, country, admin2, code                                                         \
    }

static void one_name_near_by_is_one_place(void **state)
{
    (void)state;
    const char **one = PLACE("Verbivka", "Вербівка", "UA", "", "PPL");
    assert_int_equal(left_of(one, PLACE("Verbivka", "", "UA", "", "PPL"), 0.3), 1);
    assert_int_equal(left_of(one, PLACE("Verbivka", "", "UA", "", "PPL"), 1.4), 1);
    assert_int_equal(left_of(one, PLACE("Verbivka", "", "UA", "", "PPL"), 1.7), 2);
    assert_int_equal(left_of(one, PLACE("Вербівка", "", "UA", "", "PPL"), 1.4), 1);
    assert_int_equal(left_of(one, PLACE("Verbovka", "Вербівка", "", "", "PPL"), 1.4), 1);
    /* Another name, which both have. */
    assert_int_equal(left_of(one, PLACE("Lypa", "Вербівка", "UA", "", "PPL"), 0.4), 1);
    assert_int_equal(left_of(one, PLACE("Lypa", "Вербівка", "UA", "", "PPL"), 0.7), 2);
    assert_int_equal(left_of(one, PLACE("Lypa", "", "UA", "", "PPL"), 0.1), 2);
}

static void a_district_makes_it_surer(void **state)
{
    (void)state;
    const char **one = PLACE("Verbivka", "", "UA", "Sarny", "PPL");
    assert_int_equal(left_of(one, PLACE("Verbivka", "", "UA", "Sarny", "PPL"), 2.8), 1);
    assert_int_equal(left_of(one, PLACE("Verbivka", "", "UA", "Sarny", "PPL"), 3.2), 2);
    assert_int_equal(left_of(one, PLACE("Verbivka", "", "UA", "Varash", "PPL"), 2.8), 2);
}

static void what_is_two_stays_two(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"Verkhnii Terebezhiv", "Nyzhnii Terebezhiv"},
        {"Luzhki Pervyye", "Luzhki Vtoryye"},
        {"Staromlyny", "Staromlyny Vtoryye"},
        {"Teremky-I", "Teremky-III"},
        {"Nova Rudnia", "Rudnia"},
        {"Zupynka 12 km", "Zupynka 13 km"},
        {"Верхний Теребежов", "Нижний Теребежов"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(left_of(PLACE(names[i][0], "Shared", "BY", "Stolin", "PPL"),
                                 PLACE(names[i][1], "Shared", "BY", "Stolin", "PPL"), 0.2),
                         2);
    assert_int_equal(
        left_of(PLACE("Horodna", "", "UA", "", "PPL"), PLACE("Horodna", "", "BY", "", "PPL"), 0.3),
        2);
    assert_int_equal(
        left_of(PLACE("Horodna", "", "UA", "", "PPL"), PLACE("Horodna", "", "UA", "", "RSTN"), 0.1),
        2);
    assert_int_equal(left_of(PLACE("Horodna", "", "UA", "", "RSTN"),
                             PLACE("Horodna", "", "UA", "", "RSTP"), 0.1),
                     1);
}

static void the_earlier_row_takes_over_what_it_lacks(void **state)
{
    (void)state;
    builder_file file;
    builder_file_open(&file);
    bm_builder_source(&file.builder, &(bm_gazetteer_source){.name = "one"});
    add(&file, "1", "Verbivka", "", "UA", "", "PPLQ", 0.0);
    add(&file, "3", "Lypa", "Липа", "UA", "", "PPL", 20.0);
    bm_builder_source(&file.builder, &(bm_gazetteer_source){.name = "two"});
    add(&file, "2", "Verbivka", "Вербівка,verbivka", "UA", "Sarny", "PPL", 0.2);
    assert_true(bm_source_settle(&file.builder));
    assert_int_equal(file.builder.count, 2);
    assert_string_equal(file.builder.places[0].id, "1");
    assert_string_equal(file.builder.places[0].admin2, "Sarny");
    assert_string_equal(file.builder.places[0].feature_code, "PPL"); /* people live there again */
    assert_true(builder_file_has(&file, "1", "Вербівка"));
    assert_true(builder_file_has(&file, "3", "Липа"));
    assert_int_equal(file.builder.name_count, 4);
    assert_int_equal(file.builder.sources[1].merged, 1);
    builder_file_close(&file);
}

static void units_do_not_bear_the_names_of_their_towns(void **state)
{
    (void)state;
    builder_file file;
    builder_file_open(&file);
    bm_builder_source(&file.builder, &(bm_gazetteer_source){.name = "one"});
    add(&file, "1", "Sarny Raion", "Sarny,Sarnenskyi Raion", "UA", "", "ADM2", 5.0);
    add(&file, "2", "Sarny", "", "UA", "", "PPLA2", 0.0);
    add(&file, "3", "Osokorky", "Osokorki", "UA", "", "ADM3", 1.0);
    add(&file, "4", "Osokorky", "", "UA", "", "PPLX", 2.0);
    assert_true(bm_source_settle(&file.builder));
    assert_int_equal(file.builder.count, 3);
    assert_false(builder_file_has(&file, "1", "Sarny"));
    assert_true(builder_file_has(&file, "1", "Sarnenskyi Raion"));
    assert_true(builder_file_has(&file, "1", "Sarny Raion"));
    assert_true(builder_file_has(&file, "4", "Osokorki"));
    builder_file_close(&file);
}

/* Many rows of one name at one spot cost no more than their number. */
static void crowds_are_no_burden(void **state)
{
    (void)state;
    builder_file file;
    builder_file_open(&file);
    bm_builder_source(&file.builder, &(bm_gazetteer_source){.name = "crowd"});
    char id[16];
    for (int i = 0; i < 100000; i++) {
        snprintf(id, sizeof id, "%d", i);
        add(&file, id, "Verbivka", "", "UA", "", "PPL", 0.0);
    }
    assert_true(bm_source_settle(&file.builder));
    assert_int_equal(file.builder.count, 1);
    builder_file_close(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_name_near_by_is_one_place),
        cmocka_unit_test(a_district_makes_it_surer),
        cmocka_unit_test(what_is_two_stays_two),
        cmocka_unit_test(the_earlier_row_takes_over_what_it_lacks),
        cmocka_unit_test(units_do_not_bear_the_names_of_their_towns),
        cmocka_unit_test(crowds_are_no_burden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
