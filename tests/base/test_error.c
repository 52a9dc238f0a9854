#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"

#include <bordermap/data.h>
#include <bordermap/version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fills_and_returns_the_status(void **state)
{
    (void)state;
    bm_error error = {0};
    assert_int_equal(bm_error_set(&error, BM_ERROR_FORMAT, "a.csv", 7, "bad '%s'", "x\n"),
                     BM_ERROR_FORMAT);
    assert_int_equal(error.status, BM_ERROR_FORMAT);
    assert_int_equal(error.line, 7);
    assert_string_equal(error.file, "a.csv");
    assert_string_equal(error.message, "bad 'x\\x0a'");
    assert_int_equal(bm_error_set(NULL, BM_ERROR_IO, NULL, 0, "x"), BM_ERROR_IO);
    assert_string_equal(bm_status_name(BM_ERROR_NOT_FOUND), "not-found");
}

static void adds_context_to_itself(void **state)
{
    (void)state;
    bm_error error = {0};
    bm_error_set(&error, BM_ERROR_IO, "a.shp", 3, "inner");
    bm_error_set(&error, error.status, error.file, error.line, "outer: %s", error.message);
    assert_string_equal(error.message, "outer: inner");
    assert_string_equal(error.file, "a.shp");
}

static void cuts_at_a_character(void **state)
{
    (void)state;
    for (int shift = 0; shift < 4; shift++) {
        char text[3000];
        memset(text, 'a', 4);
        size_t used = (size_t)shift;
        while (used + 5 < sizeof text) {
            memcpy(text + used, shift % 2 ? "ў" : "🚂", shift % 2 ? 2 : 4);
            used += shift % 2 ? 2 : 4;
        }
        text[used] = '\0';
        bm_error error = {0};
        bm_error_set(&error, BM_ERROR_FORMAT, text, 0, "%s", text);
        assert_true(bm_utf8_is_valid(error.message));
        assert_true(bm_utf8_is_valid(error.file));
        assert_true(strlen(error.message) > BM_ERROR_MESSAGE_SIZE - 8);
        assert_true(strlen(error.file) > BM_ERROR_FILE_SIZE - 8);
        assert_string_equal(error.message + strlen(error.message) - 3, "…");
        /* A long file name keeps its end. */
        assert_string_equal(error.file, text + used - strlen(error.file));
    }
}

static void finds_shipped_data(void **state)
{
    (void)state;
    char path[4096];
    bm_error error = {0};
    assert_int_equal(setenv("BORDERMAP_DATA", BM_TEST_SOURCE_DIR "/tests", 1), 0);
    assert_int_equal(bm_data_path("base/test_error.c", path, sizeof path, &error), BM_OK);
    assert_string_equal(path, BM_TEST_SOURCE_DIR "/tests/base/test_error.c");
    assert_int_equal(bm_data_path("no/such.shp", path, sizeof path, &error), BM_ERROR_NOT_FOUND);
    assert_non_null(strstr(error.message, "cannot find 'no/such.shp' below BORDERMAP_DATA, "));
    assert_int_equal(bm_data_path("base/test_error.c", path, 10, &error), BM_ERROR_LIMIT);
    assert_int_equal(unsetenv("BORDERMAP_DATA"), 0);
    assert_int_equal(bm_data_path("no/such.shp", path, sizeof path, &error), BM_ERROR_NOT_FOUND);
    assert_non_null(strstr(error.message, "set BORDERMAP_DATA to the folder that has it"));
}

static void knows_its_version(void **state)
{
    (void)state;
    char text[32];
    snprintf(text, sizeof text, "%d.%d.%d", BM_VERSION_MAJOR, BM_VERSION_MINOR, BM_VERSION_PATCH);
    assert_string_equal(text, BM_VERSION);
    assert_string_equal(bm_version(), BM_VERSION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_and_returns_the_status),
        cmocka_unit_test(adds_context_to_itself),
        cmocka_unit_test(cuts_at_a_character),
        cmocka_unit_test(finds_shipped_data),
        cmocka_unit_test(knows_its_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
