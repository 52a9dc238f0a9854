#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_read.h"

static bm_arena arena;

static bm_status try_read(const char *text, const bm_json_value **value, bm_error *error)
{
    return bm_json_read(text, strlen(text), "x.json", 1, &arena, value, error);
}

static const bm_json_value *read_text(const char *text)
{
    const bm_json_value *value = NULL;
    bm_error error = {0};
    if (try_read(text, &value, &error) != BM_OK)
        fail_msg("%s: %s", text, error.message);
    return value;
}

static int finish(void **state)
{
    (void)state;
    bm_arena_finish(&arena);
    return 0;
}

static void members_are_found(void **state)
{
    (void)state;
    const bm_json_value *object =
        read_text(" {\"a\": \"x\", \"n\": -12, \"list\": [1, {}, []], \"t\": true,\n\"o\": null} ");
    int64_t number = 0;
    assert_string_equal(bm_json_member_text(object, "a"), "x");
    assert_null(bm_json_member_text(object, "n"));
    assert_null(bm_json_member_text(object, "b"));
    assert_true(bm_json_member_integer(object, "n", -20, 0, &number));
    assert_int_equal(number, -12);
    assert_false(bm_json_member_integer(object, "n", 0, 20, &number));
    assert_int_equal(bm_json_member(object, "o")->kind, BM_JSON_NULL);
    assert_true(bm_json_member(object, "t")->is_true);
    const bm_json_value *list = bm_json_member(object, "list");
    assert_int_equal(list->kind, BM_JSON_ARRAY);
    assert_int_equal(list->first->integer, 1);
    assert_null(list->first->next->first);
    assert_null(list->first->next->next->next);
    assert_null(bm_json_member(list, "a"));
    assert_null(bm_json_member(NULL, "a"));
}

static void texts_are_unescaped(void **state)
{
    (void)state;
    assert_string_equal(read_text("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"")->text, "\"\\/\b\f\n\r\t");
    assert_string_equal(read_text("\"\\u041aиїв \\uD83D\\udd25\"")->text, "Київ 🔥");
    assert_string_equal(read_text("\"\"")->text, "");
}

static void numbers_are_exact_or_no_integers(void **state)
{
    (void)state;
    assert_int_equal(read_text("9223372036854775807")->integer, INT64_MAX);
    const char *const others[] = {"1.0", "1e3", "0.5E-2", "92233720368547758070", "-1.5"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_int_equal(read_text(others[i])->kind, BM_JSON_NUMBER);
        assert_false(read_text(others[i])->is_integer);
    }
}

static void what_is_not_json_is_refused(void **state)
{
    (void)state;
    const char *const bad[] = {"",
                               " ",
                               "{",
                               "[1,]",
                               "[1 2]",
                               "{\"a\" 1}",
                               "{a: 1}",
                               "{\"a\":1,}",
                               "01",
                               "1.",
                               "-",
                               ".5",
                               "1e",
                               "+1",
                               "tru",
                               "truely",
                               "nul",
                               "NaN",
                               "'a'",
                               "\"a",
                               "\"\n\"",
                               "\"\\x\"",
                               "\"\\u12g4\"",
                               "\"\\u0000\"",
                               "\"\xff\"",
                               "\"\\ud800\"",
                               "\"\\ud800\\n\"",
                               "\"\\udc00\"",
                               "1 2",
                               "[1]]",
                               "\"\t\"",
                               "{\"a\":}",
                               "\"\\",
                               "{} x",
                               "[\"\\\n\"]",
                               "\xEF\xBB\xBF{}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const bm_json_value *value = NULL;
        bm_error error = {0};
        if (try_read(bad[i], &value, &error) != BM_ERROR_FORMAT || value)
            fail_msg("read: %s", bad[i]);
        assert_non_null(strstr(error.message, "not valid JSON"));
        assert_string_equal(error.file, "x.json");
    }
}

static void a_refusal_tells_the_line(void **state)
{
    (void)state;
    const bm_json_value *value = NULL;
    bm_error error = {0};
    assert_int_equal(try_read("{\n\"a\": 1,\n\"b\" 2}", &value, &error), BM_ERROR_FORMAT);
    assert_int_equal(error.line, 3);
}

static void depth_and_number_have_limits(void **state)
{
    (void)state;
    const bm_json_value *value = NULL;
    char deep[100];
    memset(deep, '[', sizeof deep);
    assert_int_equal(bm_json_read(deep, sizeof deep, NULL, 1, &arena, &value, NULL),
                     BM_ERROR_LIMIT);
    size_t size = 2 * (size_t)BM_JSON_VALUES_MAX + 1;
    char *many = malloc(size);
    assert_non_null(many);
    for (size_t i = 0; i < size; i++)
        many[i] = i % 2 ? '0' : ',';
    many[0] = '[';
    assert_int_equal(bm_json_read(many, size, NULL, 1, &arena, &value, NULL), BM_ERROR_LIMIT);
    free(many);
}

/* What is not terminated is not read beyond its end. */
static void every_beginning_of_a_text_is_refused(void **state)
{
    (void)state;
    static const char text[] = "{\"a\": [\"\\u0041\\ud83d\\udd25\", -12.5e+3, true, null]}";
    for (size_t size = 0; size < sizeof text - 1; size++) {
        const bm_json_value *value = NULL;
        char *exact = malloc(size + !size);
        assert_non_null(exact);
        memcpy(exact, text, size);
        assert_int_equal(bm_json_read(exact, size, NULL, 1, &arena, &value, NULL), BM_ERROR_FORMAT);
        free(exact);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_found),
        cmocka_unit_test(texts_are_unescaped),
        cmocka_unit_test(numbers_are_exact_or_no_integers),
        cmocka_unit_test(what_is_not_json_is_refused),
        cmocka_unit_test(a_refusal_tells_the_line),
        cmocka_unit_test(depth_and_number_have_limits),
        cmocka_unit_test(every_beginning_of_a_text_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, finish);
}
