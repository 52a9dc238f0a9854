/* Modules that are missing, damaged or something else. */
#include "base/module.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_module_that_is_not_there_is_no_error_yet(void **state)
{
    (void)state;
    const void *found = "";
    bm_error error = {0};
    assert_int_equal(bm_module_load("no-such-module.so", "symbol", &found, &error),
                     BM_ERROR_NOT_FOUND);
    assert_null(found);
    assert_string_equal(error.message, "");
}

static void a_damaged_module_is_told(void **state)
{
    (void)state;
    const void *found = "";
    bm_error error = {0};
    FILE *file = fopen("damaged.so", "wb");
    assert_non_null(file);
    assert_true(fputs("no library", file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(setenv("BORDERMAP_MODULES", ".", 1), 0);
    assert_int_equal(bm_module_load("damaged.so", "symbol", &found, &error), BM_ERROR_UNSUPPORTED);
    assert_null(found);
    assert_non_null(strstr(error.message, "cannot load './damaged.so'"));
    assert_int_equal(bm_module_load("damaged.so", "symbol", &found, NULL), BM_ERROR_UNSUPPORTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_module_that_is_not_there_is_no_error_yet),
        cmocka_unit_test(a_damaged_module_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
