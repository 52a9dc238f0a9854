/* What events are counted by, as --aggregate says it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <bordermap/export_layers.h>

static void what_is_counted_by_is_read(void **state)
{
    static const struct {
        const char *text;
        bm_unit_level level;
        int count;
        bm_step_unit unit;
    } good[] = {{"oblast,month", BM_UNIT_OBLAST, 1, BM_STEP_MONTH},
                {"month,oblast", BM_UNIT_OBLAST, 1, BM_STEP_MONTH},
                {"raion,10d", BM_UNIT_DISTRICT, 10, BM_STEP_DAY},
                {"district", BM_UNIT_DISTRICT, 0, BM_STEP_DAY},
                {"country,quarter", BM_UNIT_COUNTRY, 1, BM_STEP_QUARTER},
                {"week", BM_UNIT_NONE, 1, BM_STEP_WEEK}};
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        bm_aggregate read;
        assert_int_equal(bm_aggregate_parse(good[i].text, &read, NULL), BM_OK);
        assert_int_equal(read.level, good[i].level);
        assert_int_equal(read.step.count, good[i].count);
        assert_int_equal(read.step.unit, good[i].unit);
    }
}

static void what_makes_no_sense_is_refused(void **state)
{
    static const char *const bad[] = {"",
                                      ",",
                                      "oblast,",
                                      ",month",
                                      "oblast,oblast",
                                      "week,month",
                                      "oblast,month,country",
                                      "village",
                                      "oblast month",
                                      "oblast,,month",
                                      "0d"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        bm_aggregate read;
        bm_error error = {0};
        assert_int_equal(bm_aggregate_parse(bad[i], &read, &error), BM_ERROR_ARGUMENT);
        assert_non_null(strstr(error.message, "nothing to count by"));
    }
}

static void layers_have_names(void **state)
{
    (void)state;
    for (int i = 0; i < BM_EXPORT_LAYER_COUNT; i++)
        assert_int_equal(bm_export_layer_from_name(bm_export_layer_name((bm_export_layer)i)), i);
    assert_int_equal(bm_export_layer_from_name("rivers"), BM_EXPORT_LAYER_COUNT);
    assert_string_equal(bm_export_layer_name(BM_EXPORT_LAYER_COUNT), "");
}

static void each_layer_has_a_file_where_the_format_has_one(void **state)
{
    const bm_export_plan plan = {.layers = {BM_EXPORT_LAYER_EVENTS, BM_EXPORT_LAYER_BORDER},
                                 .layer_count = 2};
    static const struct {
        bm_export_format format;
        const char *path;
        const char *second;
    } cases[] = {{BM_EXPORT_GEOJSON, "a.b/report.geojson", "a.b/report-border.geojson"},
                 {BM_EXPORT_GEOJSON, "a.b/report", "a.b/report-border"},
                 {BM_EXPORT_SHP, "r.SHP", "r-border.SHP"},
                 {BM_EXPORT_GPKG, "r.gpkg", "r.gpkg"},
                 {BM_EXPORT_KML, "r.kml", "r.kml"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t layer = 0; layer < 2; layer++) {
            char *path = bm_export_layer_path(cases[i].format, &plan, layer, cases[i].path);
            assert_non_null(path);
            assert_string_equal(path, layer == 0 ? cases[i].path : cases[i].second);
            free(path);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_counted_by_is_read),
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(layers_have_names),
        cmocka_unit_test(each_layer_has_a_file_where_the_format_has_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
