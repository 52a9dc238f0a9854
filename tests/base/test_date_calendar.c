#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/date.h>

#include <string.h>

static bm_interval interval_of(const char *text)
{
    bm_interval interval = {0};
    bm_error error = {0};
    if (bm_interval_parse(text, BM_DATE_ORDER_UNKNOWN, &interval, &error))
        fail_msg("%s", error.message);
    return interval;
}

static void counts_days(void **state)
{
    (void)state;
    assert_int_equal(bm_day_to_number((bm_day){1970, 1, 1}), 0);
    assert_int_equal(bm_day_to_number((bm_day){2000, 3, 1}), 11017);
    assert_int_equal(bm_day_to_number((bm_day){1969, 12, 31}), -1);
    assert_int_equal(bm_day_to_number((bm_day){2022, 13, 1}),
                     bm_day_to_number((bm_day){2023, 1, 1}));
    /* Every day of two thousand years, each one after the one before. */
    bm_day last = bm_day_from_number(bm_day_to_number((bm_day){1000, 1, 1}) - 1);
    assert_int_equal(last.year, 999);
    for (int64_t n = bm_day_to_number((bm_day){1000, 1, 1}); last.year < 3000; n++) {
        bm_day day = bm_day_from_number(n);
        assert_int_equal(bm_day_to_number(day), n);
        if (day.day != 1)
            assert_true(day.day == last.day + 1 && day.month == last.month);
        else
            assert_true(day.month == last.month % 12 + 1 && last.day >= 28);
        last = day;
    }
    /* Absurd numbers stay defined. */
    (void)bm_day_from_number(INT64_MAX);
    (void)bm_day_from_number(INT64_MIN);
}

static void numbers_iso_weeks(void **state)
{
    (void)state;
    static const struct {
        bm_day day;
        int week_year;
        int week;
    } days[] = {
        {{2022, 1, 1}, 2021, 52}, {{2022, 1, 3}, 2022, 1},    {{2021, 1, 3}, 2020, 53},
        {{2021, 1, 4}, 2021, 1},  {{2024, 12, 30}, 2025, 1},  {{2020, 12, 31}, 2020, 53},
        {{2022, 2, 24}, 2022, 8}, {{1969, 12, 28}, 1969, 52}, {{1969, 12, 29}, 1970, 1},
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        int year = 0;
        assert_int_equal(bm_day_iso_week(days[i].day, &year), days[i].week);
        assert_int_equal(year, days[i].week_year);
    }
}

static void formats_for_people(void **state)
{
    (void)state;
    static const char *const texts[][2] = {
        {"2022-03-11", "11 March 2022"},
        {"2022-03-11/2022-03-14", "11–14 March 2022"},
        {"2022-03-30/2022-04-02", "30 March – 2 April 2022"},
        {"2022-12-30/2023-01-02", "30 December 2022 – 2 January 2023"},
        {"2022-03", "March 2022"},
        {"2022-03-01/2022-03-31", "1–31 March 2022"},
        {"2022-03/2022-05", "March–May 2022"},
        {"2022-12/2023-02", "December 2022 – February 2023"},
        {"2013/2015", "2013–2015"},
        {"2013~", "about 2013"},
        {"2022-03-11T10:30+02:00", "11 March 2022, 08:30 UTC"},
        {"2022-03-11T10:30/2022-03-11T12:00", "11 March 2022"},
        {"2022-09-29~/2023-09-30", "about 29 September 2022 – 30 September 2023"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char human[BM_DATE_TEXT_SIZE];
        bm_interval_format_human(interval_of(texts[i][0]), human);
        assert_string_equal(human, texts[i][1]);
    }
}

static void formats_ends(void **state)
{
    (void)state;
    char text[BM_DATE_TEXT_SIZE];
    bm_interval interval = interval_of("2022-02");
    bm_interval_format_start(interval, text);
    assert_string_equal(text, "2022-02-01");
    bm_interval_format_end(interval, text);
    assert_string_equal(text, "2022-02-28");
    interval = interval_of("2022-03-11T10:30");
    bm_interval_format_start(interval, text);
    assert_string_equal(text, "2022-03-11T10:30:00Z");
    bm_interval_format_end(interval, text);
    assert_string_equal(text, "2022-03-11T10:30:00Z");
    interval = (bm_interval){.start_s = -1, .end_s = -1, .precision = BM_DATE_RANGE};
    bm_interval_format_end(interval, text);
    assert_string_equal(text, "1969-12-31");
    interval = (bm_interval){.start_s = INT64_MIN, .end_s = INT64_MAX, .precision = BM_DATE_RANGE};
    bm_interval_format_human(interval, text);
    bm_interval_format_edtf(interval, text);
    assert_true(strlen(text) < BM_DATE_TEXT_SIZE);
}

static void reads_steps(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bm_step_unit unit;
        int count;
    } steps[] = {
        {"day", BM_STEP_DAY, 1},    {"week", BM_STEP_WEEK, 1},      {"month", BM_STEP_MONTH, 1},
        {"year", BM_STEP_YEAR, 1},  {"10d", BM_STEP_DAY, 10},       {"2w", BM_STEP_WEEK, 2},
        {"3m", BM_STEP_MONTH, 3},   {"10000d", BM_STEP_DAY, 10000}, {"quarter", BM_STEP_QUARTER, 1},
        {"2q", BM_STEP_QUARTER, 2},
    };
    bm_step step;
    bm_error error = {0};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        assert_int_equal(bm_step_parse(steps[i].text, &step, &error), BM_OK);
        assert_int_equal(step.unit, steps[i].unit);
        assert_int_equal(step.count, steps[i].count);
    }
    static const char *const bad[] = {
        "", "d", "0d", "10001d", "-1d", "1.5d", "3x", "2dd", "Day", "99999999999999999999d", "10"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(bm_step_parse(bad[i], &step, &error), BM_ERROR_ARGUMENT);
    assert_int_equal(bm_step_parse("0d", &step, &error), BM_ERROR_ARGUMENT);
    assert_string_equal(error.message, "step '0d' is out of range: the count is 1 to 10000");
}

static void check_window(const char *step_text, const char *origin, const char *instant,
                         const char *edtf)
{
    bm_step step;
    char text[BM_DATE_TEXT_SIZE];
    assert_int_equal(bm_step_parse(step_text, &step, NULL), BM_OK);
    int64_t instant_s = interval_of(instant).start_s;
    bm_interval window = bm_step_window(step, interval_of(origin).start_s, instant_s);
    bm_interval_format_edtf(window, text);
    assert_string_equal(text, edtf);
    assert_true(window.start_s <= instant_s && instant_s < window.end_s);
    /* The next window begins where this one ends. */
    bm_interval next = bm_step_window(step, interval_of(origin).start_s, window.end_s);
    assert_int_equal(next.start_s, window.end_s);
}

static void steps_in_windows(void **state)
{
    (void)state;
    check_window("day", "2022-03-11", "2022-03-31T23:59", "2022-03-31");
    check_window("week", "2022-03-11", "2022-03-11", "2022-03-07/2022-03-13");
    check_window("week", "2022-03-11", "2023-01-01", "2022-12-26/2023-01-01");
    check_window("week", "1969-12-30", "1970-01-04", "1969-12-29/1970-01-04");
    check_window("month", "2022-03-11", "2024-02-29", "2024-02");
    check_window("year", "2022-03-11", "2024-02-29", "2024");
    check_window("10d", "2022-02-24", "2022-03-06", "2022-03-06/2022-03-15");
    check_window("10d", "2022-02-24T13:00", "2022-03-05", "2022-02-24/2022-03-05");
    check_window("2w", "2022-02-24", "2022-03-07", "2022-03-07/2022-03-20");
    check_window("3m", "2022-02-24", "2022-05-01", "2022-05/2022-07");
    check_window("3m", "2022-11-24", "2023-01-31", "2022-11/2023-01");
    check_window("quarter", "2022-02-24", "2022-05-01", "2022-04/2022-06");
    check_window("quarter", "2022-02-24", "2024-02-29", "2024-01/2024-03");
    check_window("2q", "2022-05-24", "2022-11-01", "2022-10/2023-03");
    check_window("2y", "2013-05-01", "2016-01-01", "2015/2016");
    check_window("10d", "2022-02-24", "2022-02-23", "2022-02-14/2022-02-23");
}

static void check_back(const char *step_text, int count, const char *from, const char *to)
{
    bm_step step;
    assert_int_equal(bm_step_parse(step_text, &step, NULL), BM_OK);
    int64_t before_s = bm_step_back(step, interval_of(from).start_s, count);
    assert_int_equal(before_s, interval_of(to).start_s);
}

static void steps_back(void **state)
{
    (void)state;
    check_back("28d", 1, "2022-03-28", "2022-02-28");
    check_back("2w", 2, "2024-03-28", "2024-02-29");
    check_back("month", 1, "2022-03-01", "2022-02-01");
    check_back("month", 1, "2022-03-31", "2022-02-28");
    check_back("month", 1, "2024-03-31T10:30", "2024-02-29T10:30");
    check_back("quarter", 1, "2022-01-01", "2021-10-01");
    check_back("year", 1, "2024-02-29", "2023-02-28");
    check_back("6m", 3, "2022-03-15", "2020-09-15");
}

static void check_doubt(const char *when, const char *window, bool is_imprecise)
{
    if (bm_interval_is_imprecise_in(interval_of(when), interval_of(window)) != is_imprecise)
        fail_msg("%s in %s", when, window);
}

/* What is known only to a month counts for no day, but for the month, the quarter, the year. */
static void coarse_dates_are_no_days(void **state)
{
    (void)state;
    check_doubt("2022-03", "2022-03-10", true);
    check_doubt("2022-03", "2022-02-28/2022-03-27", true);
    check_doubt("2022-03", "2022-02-28/2022-03-31", false);
    check_doubt("2022-03", "2022-03", false);
    check_doubt("2022-03", "2022-04", false); /* it does not touch it */
    check_doubt("2022", "2022-01/2022-03", true);
    check_doubt("2022", "2022", false);
    /* It was there on all of these days. */
    check_doubt("2022-03-08/2022-03-12", "2022-03-10", false);
    check_doubt("2022-03-10T10:30", "2022-03-10", false);
    /* About a day may be the day before or after; about a week, the week. */
    check_doubt("2022-03-10~", "2022-03-10", true);
    check_doubt("2022-03-10~", "2022-03", false);
    check_doubt("2022-03-31~", "2022-03", true);
    check_doubt("2022-03-07~/2022-03-13~", "2022-03", true);
    check_doubt("2022-03-14~/2022-03-20~", "2022-03", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_days),        cmocka_unit_test(numbers_iso_weeks),
        cmocka_unit_test(formats_for_people), cmocka_unit_test(formats_ends),
        cmocka_unit_test(reads_steps),        cmocka_unit_test(steps_in_windows),
        cmocka_unit_test(steps_back),         cmocka_unit_test(coarse_dates_are_no_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
