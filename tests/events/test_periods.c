/* Windows of a series that a person chose. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <bordermap/periods.h>

#define TABLE "periods.csv"

static void write_table(const char *text)
{
    FILE *file = fopen(TABLE, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* `wanted` has the EDTF text of each period, and its title in parentheses, with blanks between. */
static void reads(const char *table, const char *wanted)
{
    bm_periods *periods = NULL;
    bm_error error = {0};
    char all[512] = "";
    size_t count = 0;
    write_table(table);
    if (bm_periods_read(TABLE, BM_DATE_ORDER_UNKNOWN, &periods, &error))
        fail_msg("%s", error.message);
    const bm_period *items = bm_periods_items(periods, &count);
    for (size_t i = 0; i < count; i++) {
        char text[BM_DATE_TEXT_SIZE];
        size_t used = strlen(all);
        bm_interval_format_edtf(items[i].when, text);
        (void)snprintf(all + used, sizeof all - used, "%s%s%s%s%s", used ? " " : "", text,
                       items[i].title ? "(" : "", items[i].title ? items[i].title : "",
                       items[i].title ? ")" : "");
    }
    assert_string_equal(all, wanted);
    bm_periods_free(periods);
    unlink(TABLE);
}

static void refuses(const char *table, long line, const char *message)
{
    bm_periods *periods = NULL;
    bm_error error = {0};
    write_table(table);
    assert_int_equal(bm_periods_read(TABLE, BM_DATE_ORDER_UNKNOWN, &periods, &error),
                     BM_ERROR_FORMAT);
    assert_null(periods);
    if (!strstr(error.message, message))
        fail_msg("%s", error.message);
    assert_int_equal(error.line, line);
    unlink(TABLE);
}

static void a_row_is_a_period(void **state)
{
    (void)state;
    reads("2022-02-24,2022-03-31,Advance\n2022-04-01,2022-04-07\n",
          "2022-02-24/2022-03-31(Advance) 2022-04-01/2022-04-07");
    reads("start;end;title\r\n2022-02;2022-03;\"A; B\"\r\n\r\n# a note\r\n2023;2023;\r\n",
          "2022-02/2022-03(A; B) 2023");
    reads("2022-03-01,2022-03-01\n2022-02-20,2022-03-05\n", "2022-03-01 2022-02-20/2022-03-05");
}

static void a_row_is_a_boundary(void **state)
{
    (void)state;
    reads("2022-02-24\n2022-04-01\n2022-04-02\n", "2022-02-24/2022-03-31 2022-04-01");
    reads("date\n2022-02\n2022-03\n2023\n", "2022-02-01/2022-02-28 2022-03/2022-12");
}

static void what_is_wrong_has_its_line(void **state)
{
    (void)state;
    refuses("2022-02-24,2022-03-31\n2022-04-01,soon\n", 2, "column 'end': cannot read 'soon'");
    refuses("start,end\n2022-02-30,2022-03-31\n", 2, "column 'start': no such day '2022-02-30'");
    refuses("2022-03-31,2022-02-24\n", 1, "end '2022-02-24' is before start '2022-03-31'");
    refuses("2022-02-24\n2022-04-01\n2022-04-01\n", 3,
            "'2022-04-01' is not after the boundary of line 2: put them in order");
    refuses("2022-02-24,2022-03-31\n2022-04-01\n", 2, "it is empty here; write START,END");
    refuses("2022-02-24\n2022-04-01,2022-04-02\n", 2, "the lines before have none");
    refuses("2022-02-24,2022-03-31,A, B\n", 1, "'B' is one cell too many");
    refuses("2022-02-24T10:30,2022-03-31\n", 1, "has a time of day");
    refuses("2022-02-24~,2022-03-31\n", 1, "is no certain day");
    refuses("01/02/2022,02/03/2022\n", 1, "ambiguous date '01/02/2022'");
    refuses("2022-02-24,2022-03-31,\"A\nB\"\n", 1, "column 'title': 'A");
    refuses("2022-02-24\n", 0, "has no window: write START,END on each line");
    refuses("", 0, "is empty");
    refuses("start,end\n", 0, "has no window");
    refuses("2022-02-24,\"2022-03-31\n", 1, "quote that is never closed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_a_period),
        cmocka_unit_test(a_row_is_a_boundary),
        cmocka_unit_test(what_is_wrong_has_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
