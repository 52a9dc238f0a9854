/* Cutting a file into records, and what is refused. */
#include "reading.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER "id,date,place,note\n"

static void test_reads_quotes_newlines_and_line_numbers(void **state)
{
    (void)state;
    reading r = read_text("\xEF\xBB\xBFid,date,place,note\r\n"
                          "a,2022-03-11,Kopani,\"two\r\nlines\"\r\n"
                          "\r\n"
                          "b,2022-03-12,\"Dyvin, \"\"Divin\"\"\",x\r\n"
                          "c,2022-03-13,Minsk,");
    assert_int_equal(r.status, BM_OK);
    assert_int_equal(bm_findings_size(r.findings), 0);
    assert_int_equal(bm_events_count(r.events), 3);
    assert_string_equal(bm_events_column_name(r.events, 0), "id");
    const bm_event *event = bm_events_get(r.events, 0);
    assert_int_equal(event->line, 2);
    assert_string_equal(event->cells[3], "two\r\nlines");
    event = bm_events_get(r.events, 1);
    assert_int_equal(event->line, 5);
    assert_string_equal(event->place, "Dyvin, \"Divin\"");
    event = bm_events_get(r.events, 2);
    assert_int_equal(event->line, 6);
    assert_string_equal(event->cells[3], "");
    assert_null(bm_events_get(r.events, 3));
    reading_finish(&r);
}

static void test_finds_the_delimiter(void **state)
{
    (void)state;
    static const char *const tables[] = {
        "id,date,place\na,2022-03-11,Kopani\n",
        "id;date;place\na;2022-03-11;Kopani\n",
        "id\tdate\tplace\na\t2022-03-11\tKopani\n",
        "id,date,place\ra,2022-03-11,Kopani\r",
        "sep=;\r\nid;date;place\r\na;2022-03-11;Kopani\r\n",
        "\n\nid;date;\"place, or; so; it is; said\";location\na;2022-03-11;;Kopani\n",
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        reading r = read_text(tables[i]);
        assert_int_equal(r.status, BM_OK);
        assert_int_equal(bm_events_count(r.events), 1);
        assert_string_equal(bm_events_get(r.events, 0)->id, "a");
        assert_string_equal(bm_events_get(r.events, 0)->place, "Kopani");
        reading_finish(&r);
    }
    bm_events_options options = {.delimiter = '|'};
    reading r = read_bytes("id|date|place\na|2022|K,o\n", 24, &options);
    assert_int_equal(r.status, BM_OK);
    assert_string_equal(bm_events_get(r.events, 0)->place, "K,o");
    reading_finish(&r);
}

static void assert_refused(const char *bytes, size_t size, bm_status status, const char *message)
{
    reading r = read_bytes(bytes, size, NULL);
    assert_int_equal(r.status, status);
    assert_null(r.events);
    if (!strstr(r.error.message, message))
        fail_msg("'%s' does not say '%s'", r.error.message, message);
    reading_finish(&r);
}

static void test_refuses_what_is_not_a_table(void **state)
{
    (void)state;
    assert_refused("", 0, BM_ERROR_FORMAT, "'table.csv' is empty");
    assert_refused("\n\n", 2, BM_ERROR_FORMAT, "no header line");
    static const char cp1251[] = HEADER "a,2022-03-11,\xCA\xEE\xEF\xE0\xED\xE8,\n";
    assert_refused(cp1251, sizeof cp1251 - 1, BM_ERROR_FORMAT,
                   "byte 14 of line 2 (byte 33 of the file) is not UTF-8 (0xCA); convert it with "
                   "'iconv -f WINDOWS-1251");
    static const char nul[] = HEADER "a,2022-03-11,\0,\n";
    assert_refused(nul, sizeof nul - 1, BM_ERROR_FORMAT,
                   "byte 14 of line 2 (byte 33 of the file) is NUL");
    assert_refused("\xFF\xFEi\0d\0", 6, BM_ERROR_FORMAT, "UTF-16");
    assert_refused("PK\x03\x04zip", 7, BM_ERROR_FORMAT, "spreadsheet");
    assert_refused("{\"type\": 1}", 11, BM_ERROR_FORMAT, "JSON");
    static const char open[] = HEADER "a,2022-03-11,Minsk,\nb,2022-03-11,\"Minsk,\n\n";
    assert_refused(open, sizeof open - 1, BM_ERROR_FORMAT,
                   "record on line 3 has a quote that is never closed");
    static const char quoted[] = "id,da\"te,place\na,2022,Minsk\n";
    assert_refused(quoted, sizeof quoted - 1, BM_ERROR_FORMAT, "quote in the middle");
    assert_refused("name,colour\na,red\n", 18, BM_ERROR_FORMAT,
                   "no column for the date; name one with '--column start=HEADER'; it has: name, "
                   "colour");
    assert_refused("date,colour\na,red\n", 18, BM_ERROR_FORMAT, "no column for the place");
}

static void test_cell_and_column_budgets(void **state)
{
    (void)state;
    size_t size = 3 * BM_TABLE_CELL_MAX;
    char *bytes = malloc(size);
    assert_non_null(bytes);
    memset(bytes, 'x', size);
    memcpy(bytes, HEADER "\"", sizeof HEADER);
    assert_refused(bytes, size, BM_ERROR_LIMIT, "cell longer than 1 MiB; is a quote not closed?");
    memset(bytes, ',', size);
    assert_refused(bytes, size, BM_ERROR_LIMIT, "more than 8192 cells");
    assert_refused(bytes, 5000, BM_ERROR_FORMAT, "no column for the date");
    memset(bytes, 'x', 5001);
    for (size_t i = 1; i < 10000; i += 2)
        bytes[i] = ',', bytes[i + 1] = 'x';
    bytes[10000] = '\n';
    assert_refused(bytes, 10001, BM_ERROR_LIMIT, "5000 columns, more than 4096");
    memset(bytes, 'x', 2000);
    bytes[2000] = '\n';
    assert_refused(bytes, 2001, BM_ERROR_LIMIT, "header longer than 1024 bytes");
    free(bytes);
}

static void test_bad_records_are_left_out_and_the_rest_goes_on(void **state)
{
    (void)state;
    reading r = read_text(HEADER "a,2022-03-11,Kop\"ani\",x\n"
                                 "b,2022-03-11,Kopani\n"
                                 "c,2022-03-11,Kopani,x,,\n"
                                 "d,2022-03-11,Kopani,x,y\n"
                                 ",,,\n"
                                 "e,2022-03-11,\"Ko\"pani,x\n"
                                 "d,2022-03-11,Kopani,x\n"
                                 ",2022-03-11,Kopani,x\n");
    assert_int_equal(r.status, BM_OK);
    assert_int_equal(bm_events_count(r.events), 5);
    assert_int_equal(find_code(&r, "quote-stray", 0)->line, 2);
    assert_int_equal(find_code(&r, "quote-stray", 1)->line, 7);
    assert_int_equal(find_code(&r, "cells-missing", 0)->line, 3);
    assert_int_equal(count_code(&r, "cells-missing"), 1);
    assert_int_equal(find_code(&r, "cells-extra", 0)->line, 5);
    assert_string_equal(find_code(&r, "cells-extra", 0)->value, "y");
    assert_int_equal(count_code(&r, "cells-extra"), 1);
    assert_int_equal(find_code(&r, "id-duplicate", 0)->line, 8);
    assert_int_equal(find_code(&r, "id-duplicate", 0)->severity, BM_SEVERITY_NOTE);
    assert_string_equal(bm_events_get(r.events, 0)->cells[3], "");
    assert_string_equal(bm_events_get(r.events, 4)->id, "table.csv:9");
    reading_finish(&r);
}

static void test_header_only(void **state)
{
    (void)state;
    reading r = read_text("id,date,place");
    assert_int_equal(r.status, BM_OK);
    assert_int_equal(bm_events_count(r.events), 0);
    assert_int_equal(count_code(&r, "table-empty"), 1);
    bm_interval span;
    assert_false(bm_events_span(r.events, &span));
    reading_finish(&r);
}

static void assert_file_refused(const char *path, bm_status status, const char *message)
{
    bm_events *events = NULL;
    bm_error error = {0};
    assert_int_equal(bm_events_read(path, NULL, NULL, &events, &error), status);
    assert_null(events);
    if (!strstr(error.message, message))
        fail_msg("'%s' does not say '%s'", error.message, message);
}

static void test_refuses_files(void **state)
{
    (void)state;
    assert_file_refused("", BM_ERROR_ARGUMENT, "is empty");
    assert_file_refused("no-such.csv", BM_ERROR_IO, "cannot open 'no-such.csv': No such file");
    assert_file_refused("/", BM_ERROR_IO, "it is a directory");
    assert_file_refused("/dev/null", BM_ERROR_IO, "not a regular file; use '-'");
    assert_file_refused("/vsicurl/http://localhost/x.csv", BM_ERROR_ARGUMENT, "not the name");
    assert_file_refused("CSV:x.csv", BM_ERROR_ARGUMENT, "not the name of a file");
    assert_file_refused("{\"a\":1}", BM_ERROR_ARGUMENT, "not the name of a file");
    unlink("pipe.csv");
    assert_int_equal(mkfifo("pipe.csv", 0600), 0);
    assert_file_refused("pipe.csv", BM_ERROR_IO, "not a regular file; use '-'");
    unlink("pipe.csv");
}

static void test_reads_a_file_and_standard_input(void **state)
{
    (void)state;
    FILE *file = fopen("small.csv", "w");
    assert_non_null(file);
    assert_true(fputs("date,place\n2022-03-11,Kopani\n", file) >= 0);
    assert_int_equal(fclose(file), 0);
    bm_events *events = NULL;
    bm_error error = {0};
    assert_int_equal(bm_events_read("./small.csv", NULL, NULL, &events, &error), BM_OK);
    assert_string_equal(bm_events_get(events, 0)->id, "small.csv:2");
    assert_string_equal(bm_events_file(events, 0), "./small.csv");
    bm_events_free(events);
    int saved = dup(STDIN_FILENO);
    int opened = open("small.csv", O_RDONLY);
    assert_true(opened >= 0);
    assert_true(dup2(opened, STDIN_FILENO) >= 0);
    assert_int_equal(bm_events_read("-", NULL, NULL, &events, &error), BM_OK);
    assert_string_equal(bm_events_get(events, 0)->id, "stdin:2");
    bm_events_free(events);
    if (saved >= 0)
        dup2(saved, STDIN_FILENO);
    close(opened);
    close(saved);
    unlink("small.csv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_quotes_newlines_and_line_numbers),
        cmocka_unit_test(test_finds_the_delimiter),
        cmocka_unit_test(test_refuses_what_is_not_a_table),
        cmocka_unit_test(test_cell_and_column_budgets),
        cmocka_unit_test(test_bad_records_are_left_out_and_the_rest_goes_on),
        cmocka_unit_test(test_header_only),
        cmocka_unit_test(test_refuses_files),
        cmocka_unit_test(test_reads_a_file_and_standard_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
