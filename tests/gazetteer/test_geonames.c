/* GeoNames dumps: what their rows say, and everything that can be wrong with them. The places are
 * invented. */
#include "base/strbuf.h"
#include "geo/gazetteer/sources/feature_class.h"
#include "tests/gazetteer/builder_file.h"
#include "tests/gazetteer/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROW builder_file_row

static bm_status read_dump(builder_file *file, const char *bytes, size_t size)
{
    const char *path = builder_file_write("dump.txt", bytes, size);
    return bm_source_read(&file->builder, &path, 1, &file->error);
}

static void a_row_becomes_a_place(void **state)
{
    (void)state;
    builder_file file;
    bm_strbuf text = {0};
    builder_file_open(&file);
    bm_strbuf_append(&text, "\xEF\xBB\xBF");
    bm_strbuf_append(&text, ROW("1001", "Verbivka", "Вербівка,Verbovka, ,Вербовка", "51.5", "26.25",
                                "P/PPLA3", "UA/19/5608", "1200"));
    bm_strbuf_append(&text, "\r\n\n");
    bm_strbuf_append(&text, ROW("1002", "Struha", "", "51.0", "27", "H/STM", "UA/19/", ""));
    text.length--; /* the last line has no end */
    assert_int_equal(read_dump(&file, text.text, text.length), BM_OK);
    assert_int_equal(bm_findings_size(file.findings), 0);
    assert_int_equal(file.builder.count, 2);
    assert_int_equal(file.builder.sources[0].rows, 2);
    assert_string_equal(file.builder.sources[0].format, "geonames");
    const bm_place *place = builder_file_place(&file, "1001");
    assert_string_equal(place->name, "Verbivka");
    assert_string_equal(place->country, "UA");
    assert_string_equal(place->feature_code, "PPLA3");
    assert_int_equal(place->kind, BM_PLACE_SETTLEMENT);
    assert_int_equal(place->population, 1200);
    assert_int_equal(place->rank, 8);
    assert_true(place->position.lat == 51.5 && place->position.lon == 26.25);
    assert_true(builder_file_has(&file, "1001", "Вербовка"));
    assert_false(builder_file_has(&file, "1001", ""));
    assert_int_equal(builder_file_place(&file, "1002")->kind, BM_PLACE_NATURAL);
    assert_true(builder_file_place(&file, "1002")->radius_km == 15.0);
    bm_strbuf_finish(&text);
    builder_file_close(&file);
}

static void bad_rows_are_named_and_the_rest_goes_on(void **state)
{
    (void)state;
    char *long_name = calloc(1, 4097);
    memset(long_name, 'a', 4096);
    static const char *const codes[] = {
        "place-columns",  "place-columns",  "place-id",       "place-name",     "place-name",
        "place-position", "place-position", "place-position", "place-position", "place-position",
        "place-position", "place-encoding", "place-line"};
    const char *rows[] = {
        "only\tthree\tcolumns\n",
        "1\tA\tA\t\t50\t30\tP\tPPL\tUA\t\t\t\t\t\t0\t\t\t\t\tone more\n",
        ROW("12x", "Bad id", "", "50", "30", "P/PPL", "UA", ""),
        ROW("2", " ", "", "50", "30", "P/PPL", "UA", ""),
        ROW("3", long_name, "", "50", "30", "P/PPL", "UA", ""),
        ROW("4", "Text", "", "north", "30", "P/PPL", "UA", ""),
        ROW("5", "Nan", "", "50", "nan", "P/PPL", "UA", ""),
    };
    bm_strbuf text = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        bm_strbuf_append(&text, rows[i]);
    bm_strbuf_append(&text, ROW("6", "Infinite", "", "inf", "30", "P/PPL", "UA", ""));
    bm_strbuf_append(&text, ROW("7", "Far", "", "90.1", "30", "P/PPL", "UA", ""));
    bm_strbuf_append(&text, ROW("8", "Comma", "", "50", "30,5", "P/PPL", "UA", ""));
    bm_strbuf_append(&text, ROW("9", "Zero", "", "0.0", "-0", "P/PPL", "UA", ""));
    bm_strbuf_append(&text, ROW("10", "Bad\xC3", "", "50", "30", "P/PPL", "UA", ""));
    char zero[] = "11\tZero\tbyte\n";
    zero[4] = '\0';
    bm_strbuf_append_n(&text, zero, sizeof zero - 1);
    bm_strbuf_append(&text, ROW("12", "Good", "", "50", "30", "P/PPL", "UA", ""));
    builder_file file;
    builder_file_open(&file);
    assert_int_equal(read_dump(&file, text.text, text.length), BM_OK);
    assert_int_equal(file.builder.count, 1);
    assert_string_equal(file.builder.places[0].name, "Good");
    assert_int_equal(bm_findings_size(file.findings), 13);
    for (size_t i = 0; i < 13; i++) {
        const bm_finding *finding = bm_findings_get(file.findings, i);
        assert_string_equal(finding->code, codes[i]);
        assert_int_equal(finding->line, i + 1);
        assert_int_equal(finding->severity, BM_SEVERITY_ERROR);
    }
    assert_string_equal(bm_findings_get(file.findings, 5)->column, "latitude");
    assert_string_equal(bm_findings_get(file.findings, 5)->value, "north");
    assert_int_equal(file.builder.sources[0].rows, 14);
    assert_int_equal(file.builder.sources[0].left_out, 13);
    bm_strbuf_finish(&text);
    free(long_name);
    builder_file_close(&file);
}

static void doubtful_parts_are_left_out_of_their_rows(void **state)
{
    (void)state;
    char *long_name = calloc(1, 5000);
    memset(long_name, 'b', 4096);
    memcpy(long_name + 4096, ",Short", 7);
    bm_strbuf text = {0};
    bm_strbuf_append(&text, ROW("1", "A", "B\xFF,C", "50", "30", "P/PPL", "UA", ""));
    bm_strbuf_append(&text, ROW("2", "B", "", "51", "30", "P/PPL", "ua", "12"));
    bm_strbuf_append(&text, ROW("3", "C", "", "52", "30", "?/PPL", "UA", ""));
    bm_strbuf_append(&text, ROW("4", "D", "", "53", "30", "P/PPL", "UA", "many"));
    bm_strbuf_append(&text, ROW("5", "E", long_name, "54", "30", "P/PPL", "UA", ""));
    builder_file file;
    builder_file_open(&file);
    assert_int_equal(read_dump(&file, text.text, text.length), BM_OK);
    assert_int_equal(file.builder.count, 5);
    assert_int_equal(bm_findings_size(file.findings), 5);
    assert_int_equal(bm_findings_count(file.findings, BM_SEVERITY_ERROR), 0);
    assert_false(builder_file_has(&file, "1", "C"));
    assert_string_equal(builder_file_place(&file, "2")->country, "");
    assert_int_equal(builder_file_place(&file, "3")->kind, BM_PLACE_SETTLEMENT);
    assert_int_equal(builder_file_place(&file, "4")->population, 0);
    assert_true(builder_file_has(&file, "5", "Short"));
    bm_strbuf_finish(&text);
    free(long_name);
    builder_file_close(&file);
}

static void long_lines_are_bounded(void **state)
{
    (void)state;
    bm_strbuf text = {0};
    bm_strbuf_append(&text, ROW("1", "First", "", "50", "30", "P/PPL", "UA", ""));
    for (int i = 0; i < 70000; i++)
        bm_strbuf_append(&text, "abcd\t");
    bm_strbuf_append(&text, "\n");
    bm_strbuf_append(&text, ROW("2", "Last", "", "51", "30", "P/PPL", "UA", ""));
    builder_file file;
    builder_file_open(&file);
    assert_int_equal(read_dump(&file, text.text, text.length), BM_OK);
    long line = 0;
    assert_int_equal(file.builder.count, 2);
    assert_int_equal(builder_file_findings(&file, "place-line", &line), 1);
    assert_int_equal(line, 2);
    bm_strbuf_finish(&text);
    builder_file_close(&file);
}

static void equal_ids_in_one_file_are_one_place(void **state)
{
    (void)state;
    bm_strbuf text = {0};
    bm_strbuf_append(&text, ROW("1", "Verbivka", "", "50", "30", "P/PPL", "UA", ""));
    bm_strbuf_append(&text, ROW("1", "Verbovka", "", "50.01", "30", "P/PPL", "UA", "70"));
    bm_strbuf_append(&text, ROW("1", "Verbivka", "", "45", "30", "P/PPL", "UA", ""));
    builder_file file;
    builder_file_open(&file);
    assert_int_equal(read_dump(&file, text.text, text.length), BM_OK);
    assert_int_equal(file.builder.count, 2);
    assert_int_equal(file.builder.places[0].population, 70);
    assert_true(builder_file_has(&file, "1", "Verbovka"));
    assert_int_equal(file.builder.sources[0].merged, 1);
    assert_int_equal(builder_file_findings(&file, "place-id", NULL), 3);
    bm_strbuf_finish(&text);
    builder_file_close(&file);
}

static void what_is_no_dump_is_refused(void **state)
{
    (void)state;
    builder_file file;
    builder_file_open(&file);
    assert_int_equal(read_dump(&file, "", 0), BM_OK); /* none of nothing */
    assert_int_equal(file.builder.count, 0);
    assert_true(bm_source_settle(&file.builder));
    assert_int_equal(read_dump(&file, "a text\n", 7), BM_ERROR_FORMAT);
    assert_non_null(strstr(file.error.message, "19 columns"));
    const char *missing = fixture_path("missing.txt");
    assert_int_equal(bm_source_read(&file.builder, &missing, 1, &file.error), BM_ERROR_IO);
    assert_non_null(strstr(file.error.message, "cannot open"));
    builder_file_close(&file);
}

static void classes_have_kinds_and_reach(void **state)
{
    (void)state;
    static const struct {
        char letter;
        const char *code;
        bm_place_kind kind;
        bool reaches;
    } cases[] = {
        {'P', "PPL", BM_PLACE_SETTLEMENT, false}, {'P', "PPLQ", BM_PLACE_SETTLEMENT, false},
        {'S', "PSTB", BM_PLACE_CROSSING, false},  {'S', "RSTN", BM_PLACE_SITE, false},
        {'S', "AIRB", BM_PLACE_AIRFIELD, false},  {'S', "MTRO", BM_PLACE_SITE, false},
        {'H', "STM", BM_PLACE_NATURAL, true},     {'T', "MT", BM_PLACE_NATURAL, true},
        {'L', "RGN", BM_PLACE_REGION, true},      {'L', "AREA", BM_PLACE_NATURAL, true},
        {'V', "FRST", BM_PLACE_NATURAL, true},    {'R', "RD", BM_PLACE_SITE, true},
        {'A', "ADM1", BM_PLACE_REGION, true},     {'A', "ADM2H", BM_PLACE_DISTRICT, true},
        {'A', "ADM3", BM_PLACE_DISTRICT, true},   {'A', "PCLI", BM_PLACE_COUNTRY, true},
        {'U', "SMU", BM_PLACE_NATURAL, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(bm_feature_class_is_known(cases[i].letter));
        assert_int_equal(bm_feature_class_kind(cases[i].letter, cases[i].code), cases[i].kind);
        assert_int_equal(bm_feature_class_radius_km(cases[i].letter, cases[i].code) > 0.0,
                         cases[i].reaches);
    }
    assert_false(bm_feature_class_is_known('X'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_becomes_a_place),
        cmocka_unit_test(bad_rows_are_named_and_the_rest_goes_on),
        cmocka_unit_test(doubtful_parts_are_left_out_of_their_rows),
        cmocka_unit_test(long_lines_are_bounded),
        cmocka_unit_test(equal_ids_in_one_file_are_one_place),
        cmocka_unit_test(what_is_no_dump_is_refused),
        cmocka_unit_test(classes_have_kinds_and_reach),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
