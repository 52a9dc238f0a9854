#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render/series/pattern.h"

static bm_pattern_values values;

static int set_values(void **state)
{
    (void)state;
    values = (bm_pattern_values){.number = 7, .total = 120, .event_count = 3};
    return bm_interval_parse("2023-01-02/2023-01-08", BM_DATE_ORDER_UNKNOWN, &values.window, NULL)
               ? -1
               : 0;
}

static void becomes(const char *pattern, const char *wanted)
{
    bm_strbuf path = {0};
    bm_error error = {0};
    if (bm_pattern_expand(pattern, &values, &path, &error))
        fail_msg("%s: %s", pattern, error.message);
    assert_string_equal(bm_strbuf_text(&path), wanted);
    bm_strbuf_finish(&path);
}

static void refuses(const char *pattern, const char *part)
{
    bm_strbuf path = {0};
    bm_error error = {0};
    assert_int_equal(bm_pattern_expand(pattern, &values, &path, &error), BM_ERROR_ARGUMENT);
    if (!strstr(error.message, part))
        fail_msg("%s", error.message);
    bm_strbuf_finish(&path);
}

static void replaces_words(void **state)
{
    (void)state;
    becomes("plain.png", "plain.png");
    becomes("m/{start}.png", "m/2023-01-02.png");
    becomes("{start}_{end}.svg", "2023-01-02_2023-01-08.svg");
    becomes("{year}/{month}/w{week}-{n}-{count}", "2023/01/w01-007-3");
    becomes("{year}-q{quarter}", "2023-q1");
    values.total = 7;
    becomes("{n}", "7");
}

static void week_names(const char *day, const char *pattern, const char *wanted)
{
    assert_int_equal(bm_interval_parse(day, BM_DATE_ORDER_UNKNOWN, &values.window, NULL), BM_OK);
    becomes(pattern, wanted);
}

/* Else the first week of 2020 and that of 2019 would have one name. */
static void a_week_has_the_year_that_it_belongs_to(void **state)
{
    (void)state;
    week_names("2021-01-03", "{year}-w{week}", "2020-w53");
    week_names("2019-12-30/2020-01-05", "{year}-w{week}", "2020-w01");
    week_names("2018-12-31/2019-01-06", "{year}-w{week}", "2019-w01");
    week_names("2019-12-30/2020-01-05", "{year}-{month}", "2019-12");
}

static void refuses_unknown_words_and_loose_braces(void **state)
{
    (void)state;
    refuses("{place}.png", "unknown '{place}'");
    refuses("{}.png", "unknown '{}'");
    refuses("{Start}.png", "unknown '{Start}'");
    refuses("{start.png", "no partner");
    refuses("start}.png", "no partner");
    refuses("{{start}}.png", "no partner");
}

static void makes_missing_folders(void **state)
{
    (void)state;
    bm_error error = {0};
    assert_int_equal(bm_pattern_make_folders("made/by/test/x.png", &error), BM_OK);
    assert_int_equal(bm_pattern_make_folders("made/by/test/y.png", &error), BM_OK);
    struct stat about;
    assert_int_equal(stat("made/by/test", &about), 0);
    assert_true(S_ISDIR(about.st_mode));
    assert_int_equal(bm_pattern_make_folders("/dev/null/x/y.png", &error), BM_ERROR_IO);
    assert_non_null(strstr(error.message, "/dev/null/x"));
    assert_int_equal(rmdir("made/by/test") + rmdir("made/by") + rmdir("made"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(replaces_words, set_values),
        cmocka_unit_test_setup(a_week_has_the_year_that_it_belongs_to, set_values),
        cmocka_unit_test_setup(refuses_unknown_words_and_loose_braces, set_values),
        cmocka_unit_test(makes_missing_folders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
