/* Tables of names, row by row. */
#include "reading.h"

#include <bordermap/batch.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct table {
    char path[32];
    bm_batch *batch;
    bm_status status;
    bm_error error;
} table;

static table open_bytes(const char *bytes, size_t size, const bm_batch_options *options)
{
    table t = {.path = "/tmp/batchXXXXXX"};
    int descriptor = mkstemp(t.path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, bytes, size), (ssize_t)size);
    close(descriptor);
    t.status = bm_batch_open(t.path, options, &t.batch, &t.error);
    unlink(t.path);
    return t;
}

static table open_text(const char *text)
{
    return open_bytes(text, strlen(text), NULL);
}

static const bm_batch_row *next(table *t)
{
    const bm_batch_row *row = NULL;
    assert_int_equal(bm_batch_next(t->batch, &row, &t->error), BM_OK);
    return row;
}

static void assert_end(table *t)
{
    assert_null(next(t));
    assert_null(next(t));
    bm_batch_free(t->batch);
}

static void test_rows(void **state)
{
    (void)state;
    table t = open_text("\xEF\xBB\xBFid;Name;Country;oblast;raion;near;note\r\n"
                        "1;Копані;BY;Brest;Stolin;Pinsk;\"a;\"\"b\"\"\r\nc\"\r\n"
                        "\r\n"
                        "2;Dyvin;;;;;");
    assert_int_equal(t.status, BM_OK);
    assert_int_equal(bm_batch_column_count(t.batch), 7);
    assert_int_equal(bm_batch_delimiter(t.batch), ';');
    assert_string_equal(bm_batch_column_name(t.batch, 3), "oblast");
    assert_string_equal(bm_batch_column_name(t.batch, 7), "");
    const bm_batch_row *row = next(&t);
    assert_int_equal(row->line, 2);
    assert_string_equal(row->problem, "");
    assert_string_equal(row->place.name, "Копані");
    assert_string_equal(row->place.country, "BY");
    assert_string_equal(row->place.admin, "Brest");
    assert_string_equal(row->place.district, "Stolin");
    assert_string_equal(row->place.near, "Pinsk");
    assert_string_equal(row->cells[6], "a;\"b\"\r\nc");
    row = next(&t);
    assert_int_equal(row->line, 5);
    assert_string_equal(row->place.name, "Dyvin");
    assert_string_equal(row->cells[6], "");
    assert_end(&t);
}

static void test_which_column_has_the_names(void **state)
{
    (void)state;
    table t = open_text("name,Town/City\nAnna,Kyiv\n");
    assert_string_equal(next(&t)->place.name, "Kyiv");
    assert_end(&t);
    const char *const columns[] = {"name=name", "country=Town/City"};
    const bm_batch_options options = {.columns = columns, .column_count = 2};
    static const char text[] = "name,Town/City\nMinsk,BY\n";
    t = open_bytes(text, sizeof text - 1, &options);
    const bm_batch_row *row = next(&t);
    assert_string_equal(row->place.name, "Minsk");
    assert_string_equal(row->place.country, "BY");
    assert_end(&t);
    t = open_text("Minsk,BY\nKyiv,UA\n");
    assert_int_equal(t.status, BM_ERROR_FORMAT);
    assert_non_null(strstr(t.error.message, "no column for the names"));
    assert_null(t.batch);
}

static void test_bad_rows_are_rows(void **state)
{
    (void)state;
    static const char text[] = "name,country\n"
                               "Minsk,BY,x\n"
                               "Minsk\n"
                               "Min\xFFsk,BY\n"
                               "Mi\"nsk,BY\n"
                               "M\0insk,BY\n"
                               "Minsk,BY,,\n"
                               "\"Minsk,BY\n"
                               "Kyiv,UA\n";
    table t = open_bytes(text, sizeof text - 1, NULL);
    const char *const problems[] = {
        "3 cells where the header has 2; is a delimiter not in quotes?",
        "1 cells where the header has 2",
        ("byte 4 of the row is not UTF-8 (0xFF); convert the table with "
         "'iconv -f WINDOWS-1252 -t UTF-8'"),
        "a quote stands in the middle of a cell",
        "byte 2 of the row is NUL",
        "",
        "a quote is never closed",
        ""};
    const char *const first[] = {"Minsk", "Minsk", "Min\xEF\xBF\xBDsk", "Mi\"nsk,BY",
                                 "M",     "Minsk", "\"Minsk,BY",        "Kyiv"};
    for (size_t i = 0; i < sizeof problems / sizeof *problems; i++) {
        const bm_batch_row *row = next(&t);
        assert_non_null(row);
        assert_int_equal(row->line, (long)i + 2);
        assert_string_equal(row->problem, problems[i]);
        assert_string_equal(row->cells[0], first[i]);
    }
    assert_end(&t);
}

/* Rows that are longer than the window is read in, and longer than a row may be. */
static void test_long_rows(void **state)
{
    (void)state;
    enum { MIB = 1 << 20 };
    size_t size = (size_t)5 * MIB;
    char *text = malloc(size);
    assert_non_null(text);
    size_t used = (size_t)sprintf(text, "name,note\nMinsk,");
    memset(text + used, 'x', 600000);
    used += 600000;
    used += (size_t)sprintf(text + used, "\nKyiv,");
    memset(text + used, 'y', 3 * MIB);
    used += 3 * MIB;
    used += (size_t)sprintf(text + used, "\nPinsk,\"");
    memset(text + used, '\n', MIB + 10);
    used += MIB + 10;
    used += (size_t)sprintf(text + used, "Brest,z");
    table t = open_bytes(text, used, NULL);
    const bm_batch_row *row = next(&t);
    assert_string_equal(row->problem, "");
    assert_int_equal(strlen(row->cells[1]), 600000);
    row = next(&t);
    assert_string_equal(row->problem, "the line is longer than 1 MiB");
    assert_int_equal(row->line, 3);
    row = next(&t);
    assert_string_equal(row->problem, "a quote is not closed within 1 MiB");
    assert_int_equal(row->line, 4);
    row = next(&t);
    assert_string_equal(row->place.name, "Brest");
    assert_int_equal(row->line, 4 + MIB + 10);
    assert_end(&t);
    free(text);
}

static void test_lone_carriage_returns(void **state)
{
    (void)state;
    table t = open_text("name,country\rMinsk,BY\rKyiv,UA\r");
    assert_string_equal(next(&t)->place.name, "Minsk");
    const bm_batch_row *row = next(&t);
    assert_string_equal(row->place.country, "UA");
    assert_int_equal(row->line, 3);
    assert_end(&t);
}

static void test_what_is_no_table(void **state)
{
    (void)state;
    const struct {
        const char *bytes;
        size_t size;
        const char *message;
    } files[] = {{"", 0, "is empty"},
                 {"\n\n", 2, "has no header line"},
                 {"PK\x03\x04", 4, "spreadsheet"},
                 {"nam\xFF\n", 5, "header line: byte 4 of the row is not UTF-8"},
                 {"na\"me\nx\n", 8, "header line: a quote"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        table t = open_bytes(files[i].bytes, files[i].size, NULL);
        assert_int_equal(t.status, BM_ERROR_FORMAT);
        assert_non_null(strstr(t.error.message, files[i].message));
    }
    bm_batch *batch = NULL;
    bm_error error = {0};
    assert_int_equal(bm_batch_open("/nonexistent.csv", NULL, &batch, &error), BM_ERROR_IO);
    assert_int_equal(bm_batch_open("/tmp", NULL, &batch, &error), BM_ERROR_IO);
}

static void assert_cell(const char *text, bool defuse, const char *expected)
{
    bm_sink *sink = NULL;
    size_t size = 0;
    assert_int_equal(bm_sink_open_memory(&sink, NULL), BM_OK);
    bm_csv_write_cell(sink, text, ',', defuse);
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    const char *bytes = bm_sink_memory(sink, &size);
    assert_int_equal(size, strlen(expected));
    if (size > 0)
        assert_memory_equal(bytes, expected, size);
    bm_sink_free(sink);
}

static void test_cells_are_quoted_and_defused(void **state)
{
    (void)state;
    assert_cell("", true, "");
    assert_cell("Kopani", true, "Kopani");
    assert_cell("a,b", true, "\"a,b\"");
    assert_cell("say \"a\"", true, "\"say \"\"a\"\"\"");
    assert_cell("a\nb", false, "\"a\nb\"");
    assert_cell(" a", false, "\" a\"");
    assert_cell("=1+1", false, "=1+1");
    assert_cell("=1+1", true, "\"'=1+1\"");
    assert_cell("@SUM(A1)", true, "\"'@SUM(A1)\"");
    assert_cell("-1+2", true, "\"'-1+2\"");
    assert_cell("-23.5", true, "-23.5");
    assert_cell("+375", true, "+375");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_which_column_has_the_names),
        cmocka_unit_test(test_bad_rows_are_rows),
        cmocka_unit_test(test_long_rows),
        cmocka_unit_test(test_lone_carriage_returns),
        cmocka_unit_test(test_what_is_no_table),
        cmocka_unit_test(test_cells_are_quoted_and_defused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
