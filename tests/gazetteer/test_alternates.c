/* Tables of alternate names, admin codes and countries. */
#include "base/strbuf.h"
#include "tests/gazetteer/builder_file.h"
#include "tests/gazetteer/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROW builder_file_row

static void read_dump(builder_file *file, const char *const *rows, size_t count)
{
    bm_strbuf text = {0};
    for (size_t i = 0; i < count; i++)
        bm_strbuf_append(&text, rows[i]);
    const char *path = builder_file_write_text("dump.txt", bm_strbuf_text(&text));
    assert_int_equal(bm_source_read(&file->builder, &path, 1, &file->error), BM_OK);
    bm_strbuf_finish(&text);
}

static void open_village(builder_file *file)
{
    builder_file_open(file);
    const char *rows[] = {ROW("1", "Verbivka", "", "51", "26", "P/PPL", "UA", ""),
                          ROW("2", "Verbivka Airport", "", "51.2", "26", "S/AIRP", "UA", "")};
    read_dump(file, rows, 2);
}

static void names_have_languages(void **state)
{
    (void)state;
    builder_file file;
    open_village(&file);
    const char *path = builder_file_write_text(
        "names.txt", "1\t1\tuk\tVerbivka lat\t1\t\t\t\t\t\n"   /* a transcription is not printed */
                     "2\t1\tuk\tСтара Вербівка\t\t\t\t1\t\t\n" /* nor is what is out of use */
                     "3\t1\tuk\tВербовка друга\t\t\t\t\n"
                     "4\t1\tuk\tВербівка\t1\t\t\t\n"
                     "5\t1\tuk\tІнша\t1\n"
                     "6\t1\tbe-tarask\tВярбаўка\n"
                     "7\t1\tlink\thttps://example.org\n"
                     "8\t1\twkdt\tQ1\n"
                     "9\t1\t\tVerbowka\n"
                     "10\t1\ticao\tUKXX\n"
                     "11\t2\ticao\tUKXX\n"
                     "12\t99\tuk\tЧуже\n");
    assert_int_equal(bm_source_read_alternates(&file.builder, path, &file.error), BM_OK);
    assert_int_equal(bm_findings_size(file.findings), 0);
    assert_string_equal(builder_file_place(&file, "1")->name_uk, "Вербівка");
    assert_string_equal(builder_file_place(&file, "1")->name_be, "");
    assert_true(builder_file_has(&file, "1", "Verbivka lat"));
    assert_true(builder_file_has(&file, "1", "Стара Вербівка"));
    assert_true(builder_file_has(&file, "1", "Verbowka"));
    assert_false(builder_file_has(&file, "1", "Q1"));
    assert_false(builder_file_has(&file, "1", "https://example.org"));
    assert_false(builder_file_has(&file, "1", "UKXX"));
    assert_true(builder_file_has(&file, "2", "UKXX"));
    assert_int_equal(file.builder.sources[1].rows, 12);
    builder_file_close(&file);
}

static void bad_names_are_counted_and_named_once(void **state)
{
    (void)state;
    builder_file file;
    open_village(&file);
    bm_strbuf text = {0};
    bm_strbuf_append(&text, "1\t1\tuk\t\n2\t1\tuk\t  \n3\t1\tuk\tA\xFE\n4\t1\n5\t1\tuk\t");
    for (int i = 0; i < 4096; i++)
        bm_strbuf_append(&text, "n");
    bm_strbuf_append(&text, "\n6\t1\tuk\tДобра\n");
    const char *path = builder_file_write_text("names.txt", text.text);
    assert_int_equal(bm_source_read_alternates(&file.builder, path, &file.error), BM_OK);
    long line = 0;
    assert_int_equal(bm_findings_size(file.findings), 4);
    assert_int_equal(builder_file_findings(&file, "name-empty", &line), 1);
    assert_int_equal(line, 1);
    assert_int_equal(builder_file_findings(&file, "name-encoding", &line), 1);
    assert_int_equal(line, 3);
    assert_int_equal(builder_file_findings(&file, "name-columns", &line), 1);
    assert_int_equal(line, 4);
    assert_int_equal(builder_file_findings(&file, "name-long", &line), 1);
    assert_int_equal(line, 5);
    assert_int_equal(file.builder.sources[1].left_out, 5);
    assert_string_equal(builder_file_place(&file, "1")->name_uk, "Добра");
    bm_strbuf_finish(&text);
    builder_file_close(&file);
}

static void a_million_names_of_one_place_are_cut(void **state)
{
    (void)state;
    builder_file file;
    open_village(&file);
    const char *path = fixture_path("names.txt");
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    for (int i = 0; i < 1000000; i++)
        fprintf(out, "%d\t1\tuk\tn%d\n", i, i);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(bm_source_read_alternates(&file.builder, path, &file.error), BM_OK);
    assert_int_equal(builder_file_findings(&file, "name-many", NULL), 1);
    assert_int_equal(file.builder.sources[1].left_out, 1000000 - 4096);
    assert_true(bm_source_settle(&file.builder));
    assert_true(file.builder.name_count < 4096 + 10);
    builder_file_close(&file);
}

/* Between a million repeats of one name the others are kept. */
static void repeats_do_not_count(void **state)
{
    (void)state;
    builder_file file;
    open_village(&file);
    size_t before = file.builder.name_count;
    const char *path = fixture_path("names.txt");
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    for (int i = 0; i < 1000000; i++)
        fprintf(out, "%d\t1\tuk\t%s%d\n", i, i % 1000 ? "same" : "other", i % 1000 ? 0 : i);
    fprintf(out, "0\t1\tru\tsame0\n1\t2\tuk\tsame0\n2\t1\tuk\tОстання\n");
    assert_int_equal(fclose(out), 0);
    assert_int_equal(bm_source_read_alternates(&file.builder, path, &file.error), BM_OK);
    assert_int_equal(bm_findings_size(file.findings), 0);
    assert_int_equal(file.builder.sources[1].left_out, 0);
    assert_int_equal(file.builder.name_count, before + 1 + 1000 + 3);
    assert_true(builder_file_has(&file, "1", "other999000"));
    assert_true(builder_file_has(&file, "1", "Остання"));
    assert_true(builder_file_has(&file, "2", "same0"));
    builder_file_close(&file);
}

static void one_row_is_not_told_as_many(void **state)
{
    (void)state;
    builder_file file;
    open_village(&file);
    const char *path = builder_file_write_text("names.txt", "1\t1\tuk\t\n2\t1\n3\t1\n");
    assert_int_equal(bm_source_read_alternates(&file.builder, path, &file.error), BM_OK);
    assert_int_equal(bm_findings_size(file.findings), 2);
    assert_string_equal(bm_findings_get(file.findings, 0)->message,
                        "2 rows do not have 4 to 10 columns; they are left out, this is the first");
    assert_string_equal(bm_findings_get(file.findings, 1)->message,
                        "1 row has no name; it is left out");
    builder_file_close(&file);
}

/* As in real tables: the names of a namesake, or of another place altogether. */
static void copied_names_are_left_out(void **state)
{
    (void)state;
    builder_file file;
    builder_file_open(&file);
    const char *rows[] = {
        ROW("1", "Verbivka", "Вербівка,Leninske", "51", "26", "P/PPL", "UA", ""),
        ROW("2", "Horodok", "Городок", "49", "31", "P/PPL", "UA", ""),
        ROW("3", "Lenina", "Ленинское", "48", "33", "P/PPL", "UA", ""),
        ROW("4", "Ostriv", "", "47", "33", "P/PPL", "UA", ""),
        ROW("5", "Vostrau", "Востраў", "53", "28", "P/PPL", "BY", ""),
    };
    read_dump(&file, rows, 5);
    const char *path = builder_file_write_text("names.txt", "1\t1\tru\tГородок\t1\n"
                                                            "2\t1\tru\tВербовка\n"
                                                            "3\t1\tru\tЛенинское\n"
                                                            "4\t1\tru\tНовое\n"
                                                            "5\t4\tbe\tВостраў\n"
                                                            "6\t1\ten\tHorodok\n"
                                                            "7\t1\tde\tGorodok\n"
                                                            "8\t1\tde\tWerbiwka\n"
                                                            "9\t1\tde\tNeustadt\n"
                                                            "10\t4\ten\tHorodok\n");
    assert_int_equal(bm_source_read_alternates(&file.builder, path, &file.error), BM_OK);
    assert_string_equal(builder_file_place(&file, "1")->name_ru, "Городок");
    assert_true(bm_source_settle(&file.builder));
    assert_false(builder_file_has(&file, "1", "Городок"));
    assert_true(builder_file_has(&file, "2", "Городок"));
    assert_false(builder_file_has(&file, "1", "Horodok")); /* what else came with it */
    assert_false(builder_file_has(&file, "1", "Gorodok")); /* in any spelling */
    assert_true(builder_file_has(&file, "1", "Werbiwka"));
    assert_true(builder_file_has(&file, "1", "Neustadt"));
    assert_true(builder_file_has(&file, "4", "Horodok")); /* may be its name in a language */
    assert_string_equal(builder_file_place(&file, "1")->name_ru, "Вербовка");
    assert_true(builder_file_has(&file, "1", "Ленинское")); /* its own row has it, too */
    assert_true(builder_file_has(&file, "1", "Новое"));     /* of no other place */
    assert_true(builder_file_has(&file, "4", "Востраў"));   /* the same, in another language */
    assert_int_equal(builder_file_findings(&file, "name-copied", NULL), 1);
    builder_file_close(&file);
}

static void codes_become_names(void **state)
{
    (void)state;
    builder_file file;
    builder_file_open(&file);
    const char *codes =
        builder_file_write_text("codes.txt", "# a remark\n"
                                             "PL.80\tLublin Voivodeship\tLublin\t1\n"
                                             "PL.80.0601\tBiala County\tBiala\t2\n"
                                             "BY.777\tStolin District\tСтолин\tСтолін\t3\n"
                                             "nonsense\tX\nPL.81\nPL.82\t\n");
    assert_int_equal(bm_source_read_codes(&file.builder, codes, &file.error), BM_OK);
    assert_int_equal(builder_file_findings(&file, "admin-code", NULL), 3);
    const char *rows[] = {
        ROW("1", "Konin", "", "51.9", "23.1", "P/PPL", "PL/80/0601", ""),
        ROW("2", "Lypa", "", "51.8", "26.7", "P/PPL", "BY/01/777", ""),
        ROW("3", "Duby", "", "51.85", "26.8", "P/PPL", "BY/01/777", ""),
        ROW("4", "Bor", "", "51.75", "26.8", "P/PPL", "BY//777", ""), /* as most of its district */
        ROW("5", "Yavoriv", "", "49.9", "23.4", "P/PPLA2", "UA/15/4614", ""),
        ROW("6", "Yavorivskyi Raion", "", "49.95", "23.4", "A/ADM2", "UA/15/4614", ""),
        ROW("7", "Hora", "", "49.91", "23.5", "P/PPL", "UA/15/4614", ""),
    };
    read_dump(&file, rows, sizeof rows / sizeof *rows);
    const char *more[] = {
        ROW("8", "Nowhere", "", "10", "10", "P/PPL", "XX/01/02", ""),
        /* Between three that agree. */
        ROW("9", "Stantsiia", "", "51.8", "26.77", "S/RSTN", "BY//", ""),
    };
    read_dump(&file, more, 2);
    assert_true(bm_source_settle(&file.builder));
    assert_string_equal(builder_file_place(&file, "1")->admin1, "Lublin");
    assert_string_equal(builder_file_place(&file, "1")->admin2, "Biala");
    assert_string_equal(builder_file_place(&file, "2")->admin1, "Brest");
    assert_string_equal(builder_file_place(&file, "2")->admin2, "Stolin");
    assert_string_equal(builder_file_place(&file, "4")->admin1, "Brest");
    assert_string_equal(builder_file_place(&file, "4")->admin2, "Stolin");
    assert_string_equal(builder_file_place(&file, "7")->admin1, "Lviv");
    assert_string_equal(builder_file_place(&file, "7")->admin2, "Yavoriv");
    assert_string_equal(builder_file_place(&file, "6")->admin2, "Yavoriv");
    assert_string_equal(builder_file_place(&file, "8")->admin1, "");
    assert_string_equal(builder_file_place(&file, "9")->admin1, "Brest");
    assert_string_equal(builder_file_place(&file, "9")->admin2, "Stolin");
    builder_file_close(&file);
}

/* Of a dump of towns alone nothing says what the codes abroad are. */
static void codes_abroad_are_known(void **state)
{
    (void)state;
    builder_file file;
    builder_file_open(&file);
    const char *codes = builder_file_write_text("codes.txt", "DE.02\tBayern\tBayern\t1\n");
    assert_int_equal(bm_source_read_codes(&file.builder, codes, &file.error), BM_OK);
    size_t sources = file.builder.source_count;
    const char *rows[] = {
        ROW("1", "Springfield", "", "39.80", "-89.64", "P/PPLA", "US/IL/167", ""),
        ROW("2", "Munich", "", "48.14", "11.57", "P/PPLA", "DE/02/091", ""),
        ROW("3", "Paris", "", "48.85", "2.35", "P/PPLC", "FR/11/75", ""), /* FR.75 is elsewhere */
        ROW("4", "Cairns", "", "-16.92", "145.77", "P/PPL", "AU/04/", ""),
        ROW("5", "Lypa", "", "51.8", "26.7", "P/PPL", "BY/01/", ""),
    };
    read_dump(&file, rows, sizeof rows / sizeof *rows);
    assert_true(bm_source_settle(&file.builder));
    assert_int_equal(file.builder.source_count, sources + 1);
    assert_string_equal(builder_file_place(&file, "1")->admin1, "Illinois");
    assert_string_equal(builder_file_place(&file, "1")->admin2, "Sangamon");
    assert_string_equal(builder_file_place(&file, "2")->admin1, "Bayern"); /* given, so better */
    assert_string_equal(builder_file_place(&file, "3")->admin1, "Île-de-France");
    assert_string_equal(builder_file_place(&file, "3")->admin2, "");
    assert_string_equal(builder_file_place(&file, "4")->admin1, "Queensland");
    assert_string_equal(builder_file_place(&file, "5")->admin1, "Brest");
    builder_file_close(&file);
}

static void countries_lie_amid_their_places(void **state)
{
    (void)state;
    builder_file file;
    builder_file_open(&file);
    const char *rows[] = {ROW("1", "A", "", "50", "30", "P/PPL", "UA", ""),
                          ROW("2", "B", "", "52", "30", "P/PPL", "UA", ""),
                          ROW("3", "Poland", "", "52", "20", "A/PCLI", "PL", "")};
    read_dump(&file, rows, 3);
    const char *path = builder_file_write_text(
        "countries.txt",
        "#ISO\tISO3\n"
        "UA\tUKR\t804\tUP\tUkraine\tKyiv\t603700\t41000000\tEU\t.ua\tUAH\tHryvnia\t380\t\t\tuk\t"
        "690791\tPL\t\n"
        "PL\tPOL\t616\tPL\tPolska\tWarsaw\t1\tmany\tEU\t.pl\tPLN\tZloty\t48\t\t\tpl\t798544\tUA\t\n"
        "DE\tDEU\t276\tGM\tGermany\tBerlin\t1\t1\tEU\t.de\tEUR\tEuro\t49\t\t\tde\t2921044\tPL\t\n"
        "1A\tX\n");
    assert_int_equal(bm_source_read_countries(&file.builder, path, &file.error), BM_OK);
    assert_int_equal(file.builder.count, 4);
    const bm_place *ukraine = builder_file_place(&file, "690791");
    assert_int_equal(ukraine->kind, BM_PLACE_COUNTRY);
    assert_int_equal(ukraine->population, 41000000);
    assert_float_equal(ukraine->position.lat, 51.0, 0.01);
    assert_float_equal(ukraine->radius_km, 111.3, 1.0);
    assert_true(builder_file_has(&file, "3", "Polska"));
    assert_int_equal(builder_file_findings(&file, "country-row", NULL), 1);
    assert_int_equal(builder_file_findings(&file, "place-population", NULL), 1);
    builder_file_close(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_have_languages),
        cmocka_unit_test(bad_names_are_counted_and_named_once),
        cmocka_unit_test(a_million_names_of_one_place_are_cut),
        cmocka_unit_test(repeats_do_not_count),
        cmocka_unit_test(one_row_is_not_told_as_many),
        cmocka_unit_test(copied_names_are_left_out),
        cmocka_unit_test(codes_become_names),
        cmocka_unit_test(codes_abroad_are_known),
        cmocka_unit_test(countries_lie_amid_their_places),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
