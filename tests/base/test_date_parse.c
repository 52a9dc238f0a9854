#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/date.h>

#include <string.h>

/* A text must read as this EDTF text and precision. */
typedef struct reading {
    const char *text;
    const char *edtf;
    bm_date_precision precision;
} reading;

static void check_readings(const reading *readings, size_t count, bm_date_order order)
{
    for (size_t i = 0; i < count; i++) {
        bm_interval interval;
        bm_error error = {0};
        char edtf[BM_DATE_TEXT_SIZE];
        if (bm_interval_parse(readings[i].text, order, &interval, &error))
            fail_msg("'%s': %s", readings[i].text, error.message);
        bm_interval_format_edtf(interval, edtf);
        if (strcmp(edtf, readings[i].edtf) != 0 || interval.precision != readings[i].precision)
            fail_msg("'%s' reads as %s, precision %d", readings[i].text, edtf,
                     (int)interval.precision);
    }
}

#define CHECK_READINGS(readings, order)                                                            \
    check_readings(readings, sizeof(readings) / sizeof *(readings), order)

static void check_refused(const char *text, bm_date_order order, bm_status status,
                          const char *message)
{
    bm_interval interval = {.start_s = 42};
    bm_error error = {0};
    bm_status got = bm_interval_parse(text, order, &interval, &error);
    if (got != status || strcmp(error.message, message) != 0)
        fail_msg("'%s': status %s: %s", text, bm_status_name(got), error.message);
    assert_int_equal(interval.start_s, 42);
}

static void reads_iso_and_edtf(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"2022-03-11", "2022-03-11", BM_DATE_DAY},
        {"  2022-03-11\r\n", "2022-03-11", BM_DATE_DAY},
        {"20220224", "2022-02-24", BM_DATE_DAY},
        {"2022-03", "2022-03", BM_DATE_MONTH},
        {"2022", "2022", BM_DATE_YEAR},
        {"2022-3-1", "2022-03-01", BM_DATE_DAY},
        {"2022/03/11", "2022-03-11", BM_DATE_DAY},
        {"2022.03.11", "2022-03-11", BM_DATE_DAY},
        {"2022~", "2022~", BM_DATE_YEAR},
        {"2022-03?", "2022-03~", BM_DATE_MONTH},
        {"2022-03-11%", "2022-03-11~", BM_DATE_DAY},
        {"2022-03-XX", "2022-03", BM_DATE_MONTH},
        {"2022-XX-XX", "2022", BM_DATE_YEAR},
        {"2022-03-11/2022-03-14", "2022-03-11/2022-03-14", BM_DATE_RANGE},
        {"2022-03-11/2022-03-14~", "2022-03-11~/2022-03-14~", BM_DATE_RANGE},
        {"2022-03-11/2022-03-11", "2022-03-11", BM_DATE_DAY},
        {"2022-03/2022-05", "2022-03/2022-05", BM_DATE_RANGE},
        {"2013/2015", "2013/2015", BM_DATE_RANGE},
        {"2022-03-11T10:30Z/2022-03-11T12:00Z", "2022-03-11T10:30:00Z/2022-03-11T12:00:00Z",
         BM_DATE_RANGE},
        {"2020-02-29", "2020-02-29", BM_DATE_DAY},
        {"2000-02-29", "2000-02-29", BM_DATE_DAY},
        {"1000-01-01", "1000-01-01", BM_DATE_DAY},
        {"2999-12-31", "2999-12-31", BM_DATE_DAY},
    };
    CHECK_READINGS(readings, BM_DATE_ORDER_UNKNOWN);
}

static void reads_times_of_day(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"2022-03-11T10:30", "2022-03-11T10:30:00Z", BM_DATE_MINUTE},
        {"2022-03-11 10:30:59.123", "2022-03-11T10:30:00Z", BM_DATE_MINUTE},
        {"2022-03-11t10:30:00z", "2022-03-11T10:30:00Z", BM_DATE_MINUTE},
        {"2022-03-11T01:30+02:00", "2022-03-10T23:30:00Z", BM_DATE_MINUTE},
        {"2022-12-31T23:30:00-0130", "2023-01-01T01:00:00Z", BM_DATE_MINUTE},
        {"2022-03-11T10:30+03", "2022-03-11T07:30:00Z", BM_DATE_MINUTE},
        {"20220311T10:30", "2022-03-11T10:30:00Z", BM_DATE_MINUTE},
        {"3/25/2022 9:05:00 PM", "2022-03-25T21:05:00Z", BM_DATE_MINUTE},
        {"25.03.2022 12:15 am", "2022-03-25T00:15:00Z", BM_DATE_MINUTE},
        {"11 March 2022, 10:30", "2022-03-11T10:30:00Z", BM_DATE_MINUTE},
        {"2022-03-11T00:00", "2022-03-11T00:00:00Z", BM_DATE_MINUTE},
        {"2022-03-11T00:00:00Z", "2022-03-11T00:00:00Z", BM_DATE_MINUTE},
        /* A day as databases and spreadsheets write it. */
        {"2022-03-11 00:00:00.000", "2022-03-11", BM_DATE_DAY},
        {"3/25/2022 12:00:00 AM", "2022-03-25", BM_DATE_DAY},
    };
    CHECK_READINGS(readings, BM_DATE_ORDER_UNKNOWN);
}

static void reads_words_and_numbers(void **state)
{
    (void)state;
    static const reading readings[] = {
        {"11 March 2022", "2022-03-11", BM_DATE_DAY},
        {"1 Sept. 2022", "2022-09-01", BM_DATE_DAY},
        {"11-Mar-2022", "2022-03-11", BM_DATE_DAY},
        {"11 march, 2022", "2022-03-11", BM_DATE_DAY},
        {"March 11, 2022", "2022-03-11", BM_DATE_DAY},
        {"MAR 11 2022", "2022-03-11", BM_DATE_DAY},
        {"Mar 2022", "2022-03", BM_DATE_MONTH},
        {"September 2022", "2022-09", BM_DATE_MONTH},
        {"about 2013", "2013~", BM_DATE_YEAR},
        {"circa March 2013", "2013-03~", BM_DATE_MONTH},
        {"11.03.2022", "2022-03-11", BM_DATE_DAY},
        {"1.2.2022", "2022-02-01", BM_DATE_DAY},
        {"25/12/2022", "2022-12-25", BM_DATE_DAY},
        {"12/25/2022", "2022-12-25", BM_DATE_DAY},
        {"25-12-2022", "2022-12-25", BM_DATE_DAY},
        {"03/03/2022", "2022-03-03", BM_DATE_DAY},
    };
    CHECK_READINGS(readings, BM_DATE_ORDER_UNKNOWN);
}

static void obeys_the_order(void **state)
{
    (void)state;
    static const reading day_first[] = {
        {"01/02/2022", "2022-02-01", BM_DATE_DAY},
        {"25/12/2022", "2022-12-25", BM_DATE_DAY},
        {"2022-01-02", "2022-01-02", BM_DATE_DAY},
        {"01/02/2022 10:30", "2022-02-01T10:30:00Z", BM_DATE_MINUTE},
    };
    static const reading month_first[] = {
        {"01/02/2022", "2022-01-02", BM_DATE_DAY},
        {"12/25/2022", "2022-12-25", BM_DATE_DAY},
        {"01.02.2022", "2022-02-01", BM_DATE_DAY},
    };
    CHECK_READINGS(day_first, BM_DATE_ORDER_DMY);
    CHECK_READINGS(month_first, BM_DATE_ORDER_MDY);
    check_refused("25/12/2022", BM_DATE_ORDER_MDY, BM_ERROR_FORMAT,
                  "no such day '25/12/2022' when the month comes first: there is no month 25");
    check_refused("12/25/2022", BM_DATE_ORDER_DMY, BM_ERROR_FORMAT,
                  "no such day '12/25/2022' when the day comes first: there is no month 25");
}

static void names_both_readings(void **state)
{
    (void)state;
    check_refused("01/02/2022", BM_DATE_ORDER_UNKNOWN, BM_ERROR_ARGUMENT,
                  "ambiguous date '01/02/2022': 1 February 2022 or January 2, 2022; choose with "
                  "--date-order dmy or mdy");
    check_refused("3-4-2022", BM_DATE_ORDER_YMD, BM_ERROR_ARGUMENT,
                  "ambiguous date '3-4-2022': 3 April 2022 or March 4, 2022; choose with "
                  "--date-order dmy or mdy");
}

static void refuses_impossible_days(void **state)
{
    (void)state;
    static const bm_date_order any = BM_DATE_ORDER_UNKNOWN;
    check_refused("2023-02-29", any, BM_ERROR_FORMAT,
                  "no such day '2023-02-29': February 2023 has 28 days");
    check_refused("1900-02-29", any, BM_ERROR_FORMAT,
                  "no such day '1900-02-29': February 1900 has 28 days");
    check_refused("31 April 2022", any, BM_ERROR_FORMAT,
                  "no such day '31 April 2022': April 2022 has 30 days");
    check_refused("20220230", any, BM_ERROR_FORMAT,
                  "no such day '20220230': February 2022 has 28 days");
    check_refused("29/02/2023", any, BM_ERROR_FORMAT,
                  "no such day '29/02/2023': February 2023 has 28 days");
    check_refused("2022-13", any, BM_ERROR_FORMAT, "no such month '2022-13': there is no month 13");
    check_refused("13/13/2022", any, BM_ERROR_FORMAT,
                  "no such month '13/13/2022': there is no month 13");
    check_refused("2022-00-11", any, BM_ERROR_FORMAT,
                  "no such month '2022-00-11': there is no month 0");
    check_refused("2022-03-00", any, BM_ERROR_FORMAT,
                  "no such day '2022-03-00': March 2022 has 31 days");
    check_refused("0999-01-01", any, BM_ERROR_FORMAT,
                  "year of '0999-01-01' is out of range: 1000 to 2999");
    check_refused("11.03.22", any, BM_ERROR_FORMAT,
                  "year of '11.03.22' has two digits: write all four");
    check_refused("2022-03-14/2022-03-11", any, BM_ERROR_FORMAT,
                  "end '2022-03-11' is before start '2022-03-14'");
    check_refused("  ", any, BM_ERROR_FORMAT, "date is empty");
}

static void refuses_what_is_no_date(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "yesterday",
        "2022-03-11x",
        "2022-03-11T25:00",
        "2022-03-11T10:61",
        "2022-03-11T1030",
        "2022--03",
        "2022-03-11 ~~",
        "2022-XX-11",
        "1/2",
        "3/2022",
        "2022-03-11T10:30+99",
        "12345",
        "123456",
        "1234567890",
        "March",
        "March 2022 10:30",
        "2022-03-11/",
        "/2022-03-11",
        "2022-03-11/..",
        "99999999999999999999",
        "-2022",
        "11 Marchember 2022",
        "2022-03-11T13:00 PM",
        "\xFF\xFE",
        "2022-03-11\x01",
        "\xD0\xBC\xD0\xB0\xD1\x80\xD1\x82 2022",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bm_interval interval;
        bm_error error = {0};
        if (!bm_interval_parse(texts[i], BM_DATE_ORDER_UNKNOWN, &interval, &error))
            fail_msg("'%s' was read", texts[i]);
        assert_int_equal(error.status, BM_ERROR_FORMAT);
    }
    char longest[5000];
    memset(longest, '1', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    bm_interval interval;
    bm_error error = {0};
    assert_int_equal(bm_interval_parse(longest, BM_DATE_ORDER_UNKNOWN, &interval, &error),
                     BM_ERROR_FORMAT);
    assert_non_null(strstr(error.message, "…' as a date: write it like 2022-03-11"));
    assert_int_equal(bm_interval_parse("x", BM_DATE_ORDER_UNKNOWN, &interval, NULL),
                     BM_ERROR_FORMAT);
}

static void bounds_are_half_open(void **state)
{
    (void)state;
    bm_interval day;
    bm_interval next;
    assert_int_equal(bm_interval_parse("1970-01-01", BM_DATE_ORDER_UNKNOWN, &day, NULL), BM_OK);
    assert_int_equal(bm_interval_parse("1970-01-02", BM_DATE_ORDER_UNKNOWN, &next, NULL), BM_OK);
    assert_int_equal(day.start_s, 0);
    assert_int_equal(day.end_s, 86400);
    assert_false(bm_interval_overlaps(day, next));
    assert_true(bm_interval_overlaps(day, day));
    assert_int_equal(bm_interval_span(&day, next, NULL), BM_OK);
    assert_int_equal(day.precision, BM_DATE_RANGE);
    assert_true(bm_interval_overlaps(day, next));
    assert_int_equal(bm_interval_parse("2022-02", BM_DATE_ORDER_UNKNOWN, &day, NULL), BM_OK);
    assert_int_equal(day.end_s - day.start_s, 28 * 86400);
    assert_int_equal(bm_interval_parse("2024", BM_DATE_ORDER_UNKNOWN, &day, NULL), BM_OK);
    assert_int_equal(day.end_s - day.start_s, 366 * 86400);
}

static void on_clocks_of(const bm_zone *zone, const char *text, const char *edtf, const char *human)
{
    bm_interval interval;
    bm_error error = {0};
    char out[BM_DATE_TEXT_SIZE];
    if (bm_interval_parse_in(text, BM_DATE_ORDER_UNKNOWN, zone, &interval, &error))
        fail_msg("%s", error.message);
    bm_interval_format_edtf(interval, out);
    assert_string_equal(out, edtf);
    bm_interval_format_human(interval, out);
    assert_string_equal(out, human);
}

static void reads_times_for_a_zone(void **state)
{
    (void)state;
    bm_zone *zone = NULL;
    assert_int_equal(bm_zone_open("+05:30", &zone, NULL), BM_OK);
    on_clocks_of(zone, "2022-03-11", "2022-03-11", "11 March 2022");
    on_clocks_of(zone, "2022-03", "2022-03", "March 2022");
    on_clocks_of(zone, "2022-03-11T20:00Z", "2022-03-12T01:30:00+05:30",
                 "12 March 2022, 01:30 UTC+5:30");
    on_clocks_of(zone, "2022-03-11T20:00", "2022-03-11T20:00:00+05:30",
                 "11 March 2022, 20:00 UTC+5:30");
    on_clocks_of(zone, "2022-03-11T20:00Z/2022-03-12",
                 "2022-03-12T01:30:00+05:30/2022-03-12T23:59:00Z", "12 March 2022");
    on_clocks_of(NULL, "2022-03-11T20:00-04:00", "2022-03-12T00:00:00Z",
                 "12 March 2022, 00:00 UTC");
    bm_zone_free(zone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_iso_and_edtf),      cmocka_unit_test(reads_times_of_day),
        cmocka_unit_test(reads_words_and_numbers), cmocka_unit_test(obeys_the_order),
        cmocka_unit_test(names_both_readings),     cmocka_unit_test(refuses_impossible_days),
        cmocka_unit_test(refuses_what_is_no_date), cmocka_unit_test(bounds_are_half_open),
        cmocka_unit_test(reads_times_for_a_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
