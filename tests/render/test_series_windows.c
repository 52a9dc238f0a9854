/* Windows of a series: which there are, what they show, and what they are called by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "render/series/windows.h"

static bm_interval interval_of(const char *text)
{
    bm_interval interval;
    bm_error error = {0};
    if (bm_interval_parse(text, BM_DATE_ORDER_UNKNOWN, &interval, &error))
        fail_msg("%s", error.message);
    return interval;
}

static bm_series_options every(const char *step)
{
    bm_series_options options = {0};
    assert_int_equal(bm_step_parse(step, &options.step, NULL), BM_OK);
    return options;
}

static bm_windows make(const bm_series_options *options, const char *span)
{
    bm_windows windows = {0};
    bm_error error = {0};
    bm_interval all = span ? interval_of(span) : (bm_interval){0};
    if (bm_windows_make(&windows, all, options, &error))
        fail_msg("%s", error.message);
    return windows;
}

/* The name of window `index`; its step and what it shows as EDTF. */
static void check(const bm_windows *windows, const bm_series_options *options, size_t index,
                  const char *step, const char *shown, const char *name)
{
    char text[BM_DATE_TEXT_SIZE];
    bm_strbuf called = {0};
    assert_true(index < windows->count);
    bm_interval_format_edtf(windows->items[index].step, text);
    assert_string_equal(text, step);
    bm_interval_format_edtf(windows->items[index].shown, text);
    assert_string_equal(text, shown);
    bm_window_append_name(&windows->items[index], options, &called);
    assert_string_equal(bm_strbuf_text(&called), name);
    bm_strbuf_finish(&called);
}

static void steps_are_called_by_their_dates(void **state)
{
    (void)state;
    bm_series_options options = every("day");
    bm_windows windows = make(&options, "2024-02-28/2024-03-01");
    assert_int_equal(windows.count, 3);
    check(&windows, &options, 1, "2024-02-29", "2024-02-29", "29 February 2024");
    bm_windows_finish(&windows);
    options = every("month");
    windows = make(&options, "2022-02-24/2022-03-27");
    assert_int_equal(windows.count, 2);
    check(&windows, &options, 1, "2022-03", "2022-03", "March 2022");
    bm_windows_finish(&windows);
    options = every("10d");
    windows = make(&options, "2022-02-20/2022-03-05");
    check(&windows, &options, 1, "2022-03-02/2022-03-11", "2022-03-02/2022-03-11",
          "2–11 March 2022");
    bm_windows_finish(&windows);
}

static void weeks_and_quarters_are_called_by_their_numbers(void **state)
{
    (void)state;
    bm_series_options options = every("week");
    bm_windows windows = make(&options, "2022-03-23/2022-03-29");
    assert_int_equal(windows.count, 2);
    check(&windows, &options, 0, "2022-03-21/2022-03-27", "2022-03-21/2022-03-27",
          "week 12, 21–27 March 2022");
    bm_windows_finish(&windows);
    windows = make(&options, "2021-01-01");
    check(&windows, &options, 0, "2020-12-28/2021-01-03", "2020-12-28/2021-01-03",
          "week 53, 28 December 2020 – 3 January 2021");
    bm_windows_finish(&windows);
    options = every("quarter");
    windows = make(&options, "2022-02-24/2022-04-01");
    assert_int_equal(windows.count, 2);
    check(&windows, &options, 0, "2022-01/2022-03", "2022-01/2022-03", "Q1 2022");
    check(&windows, &options, 1, "2022-04/2022-06", "2022-04/2022-06", "Q2 2022");
    bm_windows_finish(&windows);
}

static void sliding_windows_end_with_their_steps(void **state)
{
    (void)state;
    bm_series_options options = every("week");
    assert_int_equal(bm_step_parse("28d", &options.window, NULL), BM_OK);
    bm_windows windows = make(&options, "2022-03-21/2022-04-03");
    assert_int_equal(windows.count, 2);
    check(&windows, &options, 0, "2022-03-21/2022-03-27", "2022-02-28/2022-03-27",
          "28 days to 27 March 2022");
    check(&windows, &options, 1, "2022-03-28/2022-04-03", "2022-03-07/2022-04-03",
          "28 days to 3 April 2022");
    bm_windows_finish(&windows);
    options = every("month");
    assert_int_equal(bm_step_parse("quarter", &options.window, NULL), BM_OK);
    windows = make(&options, "2024-02-29");
    check(&windows, &options, 0, "2024-02", "2023-12/2024-02", "quarter to 29 February 2024");
    bm_windows_finish(&windows);
    /* Shorter than the step: the end of it. */
    assert_int_equal(bm_step_parse("day", &options.window, NULL), BM_OK);
    windows = make(&options, "2024-02");
    check(&windows, &options, 0, "2024-02", "2024-02-29", "day to 29 February 2024");
    bm_windows_finish(&windows);
}

static void growing_windows_begin_with_the_series(void **state)
{
    (void)state;
    bm_series_options options = every("week");
    options.cumulative = true;
    bm_windows windows = make(&options, "2022-02-24T10:30/2022-03-08");
    assert_int_equal(windows.count, 3);
    check(&windows, &options, 0, "2022-02-21/2022-02-27", "2022-02-24/2022-02-27",
          "24–27 February 2022");
    check(&windows, &options, 2, "2022-03-07/2022-03-13", "2022-02-24/2022-03-13",
          "24 February – 13 March 2022");
    bm_windows_finish(&windows);
    options = every("day");
    options.cumulative = true;
    windows = make(&options, "2022-02-24/2022-02-25");
    check(&windows, &options, 0, "2022-02-24", "2022-02-24", "24 February 2022");
    check(&windows, &options, 1, "2022-02-25", "2022-02-24/2022-02-25", "24–25 February 2022");
    bm_windows_finish(&windows);
    assert_int_equal(bm_step_parse("28d", &options.window, NULL), BM_OK);
    assert_int_equal(bm_windows_make(&windows, interval_of("2022"), &options, NULL),
                     BM_ERROR_ARGUMENT);
    bm_windows_finish(&windows);
}

static void periods_stand_for_steps(void **state)
{
    (void)state;
    const bm_period periods[] = {{interval_of("2022-02-24/2022-03-31"), "Advance"},
                                 {interval_of("2022-04-01/2022-04-07"), NULL}};
    bm_series_options options = {.periods = periods, .period_count = 2};
    bm_windows windows = make(&options, NULL);
    assert_int_equal(windows.count, 2);
    check(&windows, &options, 0, "2022-02-24/2022-03-31", "2022-02-24/2022-03-31",
          "Advance, 24 February – 31 March 2022");
    check(&windows, &options, 1, "2022-04-01/2022-04-07", "2022-04-01/2022-04-07",
          "1–7 April 2022");
    bm_windows_finish(&windows);
    options.cumulative = true;
    windows = make(&options, NULL);
    check(&windows, &options, 1, "2022-04-01/2022-04-07", "2022-02-24/2022-04-07",
          "24 February – 7 April 2022");
    bm_windows_finish(&windows);
}

static void too_many_windows_are_refused(void **state)
{
    (void)state;
    bm_error error = {0};
    bm_windows windows = {0};
    bm_series_options options = every("day");
    bm_interval span = {.start_s = 0, .end_s = INT64_C(86400) * BM_SERIES_FRAMES_MAX};
    assert_int_equal(bm_windows_make(&windows, span, &options, &error), BM_OK);
    assert_int_equal(windows.count, BM_SERIES_FRAMES_MAX);
    bm_windows_finish(&windows);
    span.end_s++;
    assert_int_equal(bm_windows_make(&windows, span, &options, &error), BM_ERROR_LIMIT);
    assert_non_null(strstr(error.message, "more than 100000 maps"));
    bm_windows_finish(&windows);
    span.end_s = span.start_s;
    assert_int_equal(bm_windows_make(&windows, span, &options, &error), BM_ERROR_ARGUMENT);
    bm_windows_finish(&windows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_called_by_their_dates),
        cmocka_unit_test(weeks_and_quarters_are_called_by_their_numbers),
        cmocka_unit_test(sliding_windows_end_with_their_steps),
        cmocka_unit_test(growing_windows_begin_with_the_series),
        cmocka_unit_test(periods_stand_for_steps),
        cmocka_unit_test(too_many_windows_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
