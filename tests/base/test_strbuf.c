#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/strbuf.h"

#include <string.h>

static void grows_and_stays_terminated(void **state)
{
    (void)state;
    bm_strbuf buffer = {0};
    assert_string_equal(bm_strbuf_text(&buffer), "");
    for (int i = 0; i < 1000; i++) {
        bm_strbuf_append_char(&buffer, 'a');
        assert_int_equal(strlen(bm_strbuf_text(&buffer)), i + 1);
    }
    bm_strbuf_append(&buffer, "ў");
    bm_strbuf_append_n(&buffer, "bcd", 2);
    bm_strbuf_append_n(&buffer, NULL, 0);
    bm_strbuf_printf(&buffer, "-%d-%s", 42, "Kyiv");
    assert_string_equal(bm_strbuf_text(&buffer) + 1000, "ўbc-42-Kyiv");
    assert_int_equal(buffer.length, strlen(buffer.text));
    assert_false(buffer.failed);
    bm_strbuf_clear(&buffer);
    assert_string_equal(bm_strbuf_text(&buffer), "");
    bm_strbuf_finish(&buffer);
    assert_null(buffer.text);
}

static void formats_more_than_its_room(void **state)
{
    (void)state;
    bm_strbuf buffer = {0};
    char long_text[5000];
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    bm_strbuf_printf(&buffer, "%s%s", long_text, long_text);
    assert_int_equal(buffer.length, 2 * (sizeof long_text - 1));
    bm_strbuf_finish(&buffer);
}

static void errors_are_sticky(void **state)
{
    (void)state;
    bm_strbuf buffer = {0};
    bm_strbuf_append(&buffer, "kept");
    bm_strbuf_append_n(&buffer, "", SIZE_MAX);
    assert_true(buffer.failed);
    bm_strbuf_append(&buffer, "dropped");
    bm_strbuf_printf(&buffer, "%d", 1);
    assert_string_equal(bm_strbuf_text(&buffer), "kept");
    bm_strbuf_clear(&buffer);
    assert_false(buffer.failed);
    bm_strbuf_append(&buffer, "new");
    assert_string_equal(bm_strbuf_text(&buffer), "new");
    bm_strbuf_finish(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows_and_stays_terminated),
        cmocka_unit_test(formats_more_than_its_room),
        cmocka_unit_test(errors_are_sticky),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
