/* Files of a series: none leaves its folder, none is written twice, none is an input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "render/series/paths.h"

static void stays(const char *pattern)
{
    bm_error error = {0};
    if (bm_series_check_pattern(pattern, &error))
        fail_msg("%s", error.message);
}

static void leaves(const char *pattern)
{
    bm_error error = {0};
    assert_int_equal(bm_series_check_pattern(pattern, &error), BM_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "leaves its folder"));
}

static void no_file_leaves_its_folder(void **state)
{
    (void)state;
    stays("{start}.png");
    stays("../maps/{start}.png");
    stays("/tmp/../maps/{start}/map.png");
    stays("maps/..{n}/x.png");
    stays("maps/{n}..png");
    stays("maps/../all.png");
    leaves("{year}/../../x.png");
    leaves("maps/{year}/../{n}.png");
    leaves("maps/{year}/..");
}

static bm_status check(const char *first, const char *second, const bm_series_options *options,
                       const char *part)
{
    bm_series_plan_frame frames[] = {{.path = first}, {.path = second}};
    bm_series_plan plan = {.frames = frames, .count = 2};
    bm_error error = {0};
    bm_status status = bm_series_check_paths(&plan, options, &error);
    if (part && !strstr(error.message, part))
        fail_msg("%s", error.message);
    return status;
}

static void no_file_is_written_twice(void **state)
{
    (void)state;
    bm_series_options options = {.pattern = "{n}.pdf", .atlas = "./maps/All.pdf"};
    assert_int_equal(check("1.pdf", "2.pdf", &options, NULL), BM_OK);
    assert_int_equal(check("a/1.pdf", "a1.pdf", &options, NULL), BM_OK);
    assert_int_equal(check("1.pdf", "1.pdf", &options, "two maps one name, '1.pdf'"),
                     BM_ERROR_ARGUMENT);
    assert_int_equal(check("W.pdf", "w.pdf", &options, "two maps one name"), BM_ERROR_ARGUMENT);
    assert_int_equal(check("m/1.pdf", "./m//1.pdf", &options, "two maps one name"),
                     BM_ERROR_ARGUMENT);
    assert_int_equal(check("maps/all.pdf", "maps/b.pdf", &options, "atlas and a map have one name"),
                     BM_ERROR_ARGUMENT);
}

static void no_input_is_replaced(void **state)
{
    (void)state;
    FILE *file = fopen("paths-in.csv", "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    unlink("paths-1.png");
    assert_int_equal(link("paths-in.csv", "paths-1.png"), 0);
    const char *const inputs[] = {NULL, "-", "paths-in.csv"};
    bm_series_options options = {.pattern = "{n}.png", .inputs = inputs, .input_count = 3};
    assert_int_equal(check("paths-2.png", "paths-3.png", &options, NULL), BM_OK);
    assert_int_equal(check("paths-2.png", "paths-1.png", &options,
                           "output 'paths-1.png' would replace an input"),
                     BM_ERROR_ARGUMENT);
    assert_int_equal(rename("paths-in.csv", "paths-2.png.alt.txt"), 0);
    const char *const moved[] = {"paths-2.png.alt.txt"};
    unlink("paths-1.png");
    options = (bm_series_options){.pattern = "{n}.png", .inputs = moved, .input_count = 1};
    assert_int_equal(check("paths-2.png", "paths-1.png", &options, NULL), BM_OK);
    options.alt_text = true;
    assert_int_equal(check("paths-2.png", "paths-1.png", &options, "would replace an input"),
                     BM_ERROR_ARGUMENT);
    unlink("paths-2.png.alt.txt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_file_leaves_its_folder),
        cmocka_unit_test(no_file_is_written_twice),
        cmocka_unit_test(no_input_is_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
