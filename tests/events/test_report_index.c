/* The index of reports: what its rows say, and which row is a report's. */
#include <bordermap/report_index.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define FOLDER "index-test"
#define INDEX FOLDER "/index.csv"

typedef struct open_file {
    bm_report_index *index;
    bm_findings *findings;
    bm_error error;
} open_file;

static void write_index(const char *text)
{
    (void)mkdir(FOLDER, 0777);
    FILE *file = fopen(INDEX, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static void open_index(open_file *opened, const char *text)
{
    write_index(text);
    opened->error = (bm_error){0};
    opened->findings = bm_findings_new();
    assert_non_null(opened->findings);
    if (bm_report_index_open(INDEX, opened->findings, &opened->index, &opened->error) != BM_OK)
        fail_msg("%s", opened->error.message);
}

static void close_index(open_file *opened)
{
    bm_report_index_free(opened->index);
    bm_findings_free(opened->findings);
}

static void expect_finding(const open_file *opened, size_t number, const char *code, long line,
                           const char *column, const char *value)
{
    const bm_finding *finding = bm_findings_get(opened->findings, number);
    assert_non_null(finding);
    assert_string_equal(finding->code, code);
    assert_string_equal(finding->file, INDEX);
    assert_int_equal(finding->line, line);
    assert_string_equal(finding->column, column);
    assert_string_equal(finding->value, value);
}

/* The line of the report's row; 0 when there is none. */
static long line_of(const open_file *opened, const char *file)
{
    size_t row = bm_report_index_find(opened->index, file);
    const bm_report_index_row *found = bm_report_index_get(opened->index, row);
    assert_int_equal(found == NULL, row == SIZE_MAX);
    return found ? found->line : 0;
}

static void a_row_tells_of_its_report(void **state)
{
    (void)state;
    open_file opened;
    char day[BM_DATE_TEXT_SIZE];
    open_index(&opened, "\xEF\xBB\xBF"
                        "note;Filename;Publication date;Source;LINK;Lang\r\n"
                        "first;a.txt;2022-03-12T01:30:00+02:00;Border Herald;http://x.test/1;UK\r\n"
                        "\"two\nlines\"; b.html ;12.03.2022;;;en-GB\r\n"
                        ";c.txt;;;;Russian\r\n");
    assert_int_equal(bm_findings_size(opened.findings), 0);
    assert_int_equal(bm_report_index_count(opened.index), 3);
    const bm_report_index_row *row = bm_report_index_get(opened.index, 0);
    assert_string_equal(row->file, "a.txt");
    assert_string_equal(row->publisher, "Border Herald");
    assert_string_equal(row->url, "http://x.test/1");
    assert_int_equal(row->language, BM_LANGUAGE_UKRAINIAN);
    assert_true(row->has_published);
    bm_interval_format_edtf(row->published, day);
    assert_string_equal(day, "2022-03-12");
    row = bm_report_index_get(opened.index, 1);
    assert_string_equal(row->file, "b.html");
    assert_int_equal(row->line, 3);
    assert_int_equal(row->language, BM_LANGUAGE_ENGLISH);
    bm_interval_format_edtf(row->published, day);
    assert_string_equal(day, "2022-03-12");
    row = bm_report_index_get(opened.index, 2);
    assert_int_equal(row->line, 5);
    assert_false(row->has_published);
    assert_int_equal(row->language, BM_LANGUAGE_RUSSIAN);
    assert_null(bm_report_index_get(opened.index, 3));
    close_index(&opened);
}

static void what_a_row_says_goes_to_the_source(void **state)
{
    (void)state;
    open_file opened;
    open_index(&opened, "file,published,publisher,url,language\n"
                        "a.txt,2022-03-12,Border Herald,,\n"
                        "b.txt,,,http://x.test/2,be\n");
    bm_report_source source = {.publisher = "unnamed", .url = "none", .language = 3};
    bm_report_index_describe(opened.index, bm_report_index_find(opened.index, "a.txt"), &source);
    assert_string_equal(source.publisher, "Border Herald");
    assert_string_equal(source.url, "none");
    assert_int_equal(source.language, 3);
    assert_true(source.has_published);
    assert_int_equal(source.published.start_s, 1647043200);
    bm_report_index_describe(opened.index, bm_report_index_find(opened.index, "b.txt"), &source);
    assert_string_equal(source.publisher, "Border Herald");
    assert_string_equal(source.url, "http://x.test/2");
    assert_int_equal(source.language, BM_LANGUAGE_BELARUSIAN);
    assert_int_equal(source.published.start_s, 1647043200);
    bm_report_index_describe(opened.index, SIZE_MAX, &source);
    assert_string_equal(source.url, "http://x.test/2");
    close_index(&opened);
}

static void bad_rows_and_cells_are_findings(void **state)
{
    (void)state;
    open_file opened;
    open_index(&opened, "file,Date,lang\n"
                        "a.txt,2022-13-01,en\n"
                        "b.txt,01/02/2022,de\n"
                        "c.txt,2022-03,\n"
                        ",2022-03-12,en\n"
                        "a.txt,2022-03-12,en\n"
                        "./d/../b.txt,2022-03-12,en\n"
                        "d.txt,2022-03-12,en,extra\n"
                        "e.txt,2022-03-12 10:30,en\n");
    expect_finding(&opened, 0, "date-invalid", 2, "Date", "2022-13-01");
    expect_finding(&opened, 1, "date-ambiguous", 3, "Date", "01/02/2022");
    expect_finding(&opened, 2, "language-unknown", 3, "lang", "de");
    expect_finding(&opened, 3, "date-invalid", 4, "Date", "2022-03");
    expect_finding(&opened, 4, "index-file", 5, "file", "");
    expect_finding(&opened, 5, "cells-extra", 8, "", "");
    assert_int_equal(bm_findings_size(opened.findings), 8);
    /* These two in the order of the files. */
    expect_finding(&opened, 6, "index-repeated", 6, "file", "a.txt");
    expect_finding(&opened, 7, "index-repeated", 7, "file", "./d/../b.txt");
    assert_int_equal(bm_report_index_count(opened.index), 4);
    assert_false(bm_report_index_get(opened.index, 0)->has_published);
    assert_int_equal(line_of(&opened, "e.txt"), 9);
    assert_int_equal(line_of(&opened, "d.txt"), 0);
    close_index(&opened);
}

static void a_report_is_found_by_the_end_of_its_path(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        long line;
    } cases[] = {
        {FOLDER "/one.txt", 2},
        {"one.txt", 2},
        {"./elsewhere/one.txt", 2},
        {"/srv/" FOLDER "/one.txt", 2},
        {"one.html", 2},
        {"one", 2},
        {"zone.txt", 0},
        {"one.txt.saved", 2},
        {FOLDER "/north/day.txt", 3},
        {"/srv/north/day.txt", 3},
        {"south/day.txt", 4},
        {"south/day.html", 4},
        {"day.txt", 0},
        {"west/day.txt", 0},
        {"two.txt", 5},
        {"two", 5},
        {"r.2022", 6},
        {"r.2021", 0},
        {"r.2022.txt", 6},
        {"three.txt", 7},
        {FOLDER "/old/three.txt", 8},
        {"old//./three.txt", 8},
        {FOLDER "/three.txt", 7},
        {"reports/four.txt", 9},
        {"", 0},
        {"/", 0},
        {".", 0},
        {"..", 0},
        {".txt", 0},
    };
    open_file opened;
    open_index(&opened, "file\none.txt\nnorth/day.txt\nsouth/day.txt\ntwo\nr.2022\n./three.txt\n"
                        "old\\three.txt\n../reports/four.txt\n");
    assert_int_equal(bm_findings_size(opened.findings), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (line_of(&opened, cases[i].file) != cases[i].line)
            fail_msg("'%s': line %ld, not %ld", cases[i].file, line_of(&opened, cases[i].file),
                     cases[i].line);
    close_index(&opened);
    assert_int_equal(bm_report_index_find(NULL, "one.txt"), SIZE_MAX);
}

static void what_is_not_met_is_told(void **state)
{
    (void)state;
    open_file opened;
    open_index(&opened, "path,published\na/x.txt,2022-03-12\nb/x.txt,2022-03-13\n");
    const bool used[] = {false, true};
    bm_report_index_report_missing(opened.index, "y.txt", opened.findings);
    bm_report_index_report_missing(opened.index, "x.txt", opened.findings);
    bm_report_index_report_unused(opened.index, used, opened.findings);
    assert_int_equal(bm_findings_size(opened.findings), 3);
    const bm_finding *finding = bm_findings_get(opened.findings, 0);
    assert_string_equal(finding->code, "index-missing");
    assert_string_equal(finding->file, "y.txt");
    assert_non_null(strstr(finding->message, "does not name it"));
    finding = bm_findings_get(opened.findings, 1);
    assert_string_equal(finding->file, "x.txt");
    assert_non_null(strstr(finding->message, "several files"));
    expect_finding(&opened, 2, "index-unused", 2, "path", "a/x.txt");
    close_index(&opened);
}

static void other_tables_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"place,country\nKopani,BY\n", "", "{\"file\": 1}", "<p>"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bm_report_index *index;
        bm_error error = {0};
        write_index(texts[i]);
        assert_int_equal(bm_report_index_open(INDEX, NULL, &index, &error), BM_ERROR_FORMAT);
        assert_null(index);
        assert_non_null(strstr(error.message, INDEX));
    }
    bm_report_index *index;
    assert_int_equal(bm_report_index_open(FOLDER "/none.csv", NULL, &index, NULL), BM_ERROR_IO);
}

/* Every report in a folder of its own, all called the same. */
static void a_large_index_is_searched_fast(void **state)
{
    (void)state;
    enum { ROWS = 50000 };
    char *text = malloc(ROWS * 32);
    char *at = text + sprintf(text, "file\n");
    for (int i = 0; i < ROWS; i++)
        at += sprintf(at, "folder-%d/index.html\n", i);
    open_file opened;
    open_index(&opened, text);
    for (int i = 0; i < ROWS; i++) {
        char file[64];
        (void)snprintf(file, sizeof file, "/srv/folder-%d/index.html", i);
        assert_int_equal(line_of(&opened, file), i + 2);
    }
    assert_int_equal(line_of(&opened, "index.html"), 0);
    close_index(&opened);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_tells_of_its_report),
        cmocka_unit_test(what_a_row_says_goes_to_the_source),
        cmocka_unit_test(bad_rows_and_cells_are_findings),
        cmocka_unit_test(a_report_is_found_by_the_end_of_its_path),
        cmocka_unit_test(what_is_not_met_is_told),
        cmocka_unit_test(other_tables_are_refused),
        cmocka_unit_test(a_large_index_is_searched_fast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
