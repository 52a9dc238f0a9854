#include "geo/gazetteer/sources/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint32_t add(bm_builder *builder, const char *id, const char *name, double lon, double lat,
                    bm_place_kind kind)
{
    bm_place row = {.id = id, .name = name, .kind = kind, .position = {lon, lat}};
    uint32_t place = bm_builder_place(builder, &row, "file.txt", 7);
    bm_builder_add_name(builder, place, name, NULL, BM_NAME_TOPONYM);
    return place;
}

static void texts_are_kept_once(void **state)
{
    (void)state;
    bm_builder builder;
    bm_builder_init(&builder, NULL);
    const char *first = bm_builder_text(&builder, "Brest");
    char text[32];
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "text %d", i);
        assert_string_equal(bm_builder_text(&builder, text), text);
    }
    assert_ptr_equal(bm_builder_text(&builder, "Brest"), first);
    assert_ptr_equal(bm_builder_text_n(&builder, "Brest region", 5), first);
    assert_int_equal(builder.text_count, 5001);
    assert_string_equal(bm_builder_text(&builder, NULL), "");
    char *longer = malloc(200001);
    memset(longer, 'a', 200000);
    longer[200000] = '\0';
    assert_string_equal(bm_builder_text(&builder, longer), longer);
    free(longer);
    bm_builder_finish(&builder);
}

static void equal_ids_near_each_other_are_one_place(void **state)
{
    (void)state;
    bm_findings *findings = bm_findings_new();
    bm_builder builder;
    bm_builder_init(&builder, findings);
    bm_builder_source(&builder, &(bm_gazetteer_source){.name = "one"});
    uint32_t first = add(&builder, "1", "Verbivka", 26.0, 51.0, BM_PLACE_SETTLEMENT);
    bm_builder_source(&builder, &(bm_gazetteer_source){.name = "two"});
    bm_place row = {.id = "1", .name = "Other", .name_be = "Вярбаўка", .position = {26.1, 51.0}};
    assert_int_equal(bm_builder_place(&builder, &row, "two", 1), first);
    assert_int_equal(builder.count, 1);
    assert_string_equal(builder.places[0].name, "Verbivka");
    assert_string_equal(builder.places[0].name_be, "Вярбаўка");
    assert_int_equal(builder.sources[1].merged, 1);
    assert_int_equal(bm_findings_size(findings), 0);
    uint32_t far = add(&builder, "1", "Verbivka", 28.0, 51.0, BM_PLACE_SETTLEMENT);
    assert_int_equal(far, 1);
    assert_int_equal(bm_builder_find(&builder, "1"), first);
    assert_int_equal(bm_findings_size(findings), 1);
    assert_string_equal(bm_findings_get(findings, 0)->code, "place-id");
    assert_int_equal(bm_findings_get(findings, 0)->line, 7);
    bm_builder_finish(&builder);
    bm_findings_free(findings);
}

static void findings_of_a_source_are_bounded(void **state)
{
    (void)state;
    bm_findings *findings = bm_findings_new();
    bm_builder builder;
    bm_builder_init(&builder, findings);
    bm_builder_source(&builder, &(bm_gazetteer_source){.name = "one"});
    for (int i = 0; i < 1000; i++) {
        bm_builder_count_row(&builder);
        bm_builder_report(&builder, BM_SEVERITY_ERROR, "place-name", "one", i, "", "", "bad");
    }
    bm_builder_source_end(&builder, "one");
    assert_int_equal(bm_findings_size(findings), 21);
    assert_string_equal(bm_findings_get(findings, 20)->message, "980 more rows like these");
    assert_int_equal(bm_findings_get(findings, 20)->severity, BM_SEVERITY_ERROR);
    assert_int_equal(builder.sources[0].rows, 1000);
    assert_int_equal(builder.sources[0].left_out, 1000);
    bm_builder_finish(&builder);
    bm_findings_free(findings);
}

static void settled_names_stand_by_place_without_repeats(void **state)
{
    (void)state;
    bm_builder builder;
    bm_builder_init(&builder, NULL);
    uint32_t one = add(&builder, "1", "Dubki", 26.0, 51.0, BM_PLACE_SETTLEMENT);
    uint32_t two = add(&builder, "2", "Lypa", 27.0, 51.0, BM_PLACE_SETTLEMENT);
    bm_builder_add_list(&builder, two, "Липа; Lypa ;LYPA,x", "uk", false);
    bm_builder_add_list(&builder, one, "Дубкі, Dubki ,,Дубки", NULL, true);
    bm_builder_add_name(&builder, one, "dubki", NULL, BM_NAME_WORD);
    bm_builder_add_name(&builder, one, "Дубки", "ru", BM_NAME_TOPONYM);
    assert_true(bm_source_settle(&builder));
    static const char *const expected[] = {"Dubki", "Дубкі", "Дубки", "dubki",
                                           "Lypa",  "Липа",  "LYPA,x"};
    assert_int_equal(builder.name_count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < builder.name_count; i++) {
        assert_string_equal(builder.names[i].text, expected[i]);
        assert_int_equal(builder.names[i].place, i < 4 ? one : two);
    }
    assert_string_equal(builder.names[2].language, "ru");
    assert_string_equal(builder.places[two].name_uk, "Липа");
    bm_builder_finish(&builder);
}

static void country_columns_become_codes(void **state)
{
    (void)state;
    bm_builder builder;
    bm_builder_init(&builder, NULL);
    bm_place country = {.id = "X", .name = "Freedonia", .country = "FRO", .kind = BM_PLACE_COUNTRY};
    bm_builder_add_name(&builder, bm_builder_place(&builder, &country, "", 0), "Freedonia", NULL,
                        BM_NAME_TOPONYM);
    static const char *const written[] = {"FREEDONIA", "BLR", "Україна", "nowhere", "PL", ""};
    static const char *const expected[] = {"FO", "BY", "UA", "", "PL", ""};
    for (size_t i = 0; i < 6; i++) {
        bm_place row = {.name = "x", .country = written[i], .position = {(double)i, 50.0}};
        bm_builder_place(&builder, &row, "", 0);
    }
    assert_true(bm_source_settle(&builder));
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(builder.places[i + 1].country, expected[i]);
    bm_builder_finish(&builder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_kept_once),
        cmocka_unit_test(equal_ids_near_each_other_are_one_place),
        cmocka_unit_test(findings_of_a_source_are_bounded),
        cmocka_unit_test(settled_names_stand_by_place_without_repeats),
        cmocka_unit_test(country_columns_become_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
