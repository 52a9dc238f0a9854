/* What the writer writes, read back by a parser that is not ours: every text comes back as it was,
 * every number as the nearest one with the decimals asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/json.h>
#include <json-c/json.h>
#include <math.h>
#include <string.h>

static const char *const texts[] = {
    "",
    "Kopani",
    "Дзівін, Брэсцкая вобласць",
    "a \"quoted\" \\ back\\\\slash / and \x7F",
    "tab\tline\nreturn\rbell\a escape\x1B",
    "</script> & <b>",
    "e\xCC\x81 \xF0\x9F\x97\xBA \xE2\x80\xA8 \xEF\xBB\xBF",
};
static const double numbers[] = {0,         -0.0,      51.7651,      26.8085, -1e-7,
                                 0.1 + 0.2, 123456.75, -179.9999999, 1e14,    5e-7};
enum { TEXT_COUNT = sizeof texts / sizeof *texts, NUMBER_COUNT = sizeof numbers / sizeof *numbers };

static void write_all(bm_sink *sink, int indent)
{
    bm_json json;
    bm_json_init(&json, sink, indent);
    bm_json_begin_object(&json);
    bm_json_key(&json, "texts");
    bm_json_begin_array(&json);
    for (size_t i = 0; i < TEXT_COUNT; i++)
        bm_json_string(&json, texts[i]);
    bm_json_end_array(&json);
    bm_json_key(&json, "numbers");
    bm_json_begin_compact_array(&json);
    for (size_t i = 0; i < NUMBER_COUNT; i++)
        bm_json_number(&json, numbers[i], 6);
    bm_json_end_array(&json);
    bm_json_key(&json, texts[3]);
    bm_json_integer(&json, INT64_MIN);
    bm_json_end_object(&json);
}

static void check_read(const char *text, size_t size)
{
    struct json_tokener *tokener = json_tokener_new();
    assert_non_null(tokener);
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    struct json_object *read = json_tokener_parse_ex(tokener, text, (int)size);
    assert_int_equal(json_tokener_get_error(tokener), json_tokener_success);
    json_tokener_free(tokener);

    struct json_object *member = NULL;
    assert_true(json_object_object_get_ex(read, "texts", &member));
    assert_int_equal(json_object_array_length(member), TEXT_COUNT);
    for (size_t i = 0; i < TEXT_COUNT; i++)
        assert_string_equal(json_object_get_string(json_object_array_get_idx(member, i)), texts[i]);
    assert_true(json_object_object_get_ex(read, "numbers", &member));
    assert_int_equal(json_object_array_length(member), NUMBER_COUNT);
    for (size_t i = 0; i < NUMBER_COUNT; i++) {
        double value = json_object_get_double(json_object_array_get_idx(member, i));
        assert_true(fabs(value - numbers[i]) <= 0.5000001e-6);
    }
    assert_true(json_object_object_get_ex(read, texts[3], &member));
    assert_true(json_object_get_int64(member) == INT64_MIN);
    json_object_put(read);
}

static void another_parser_reads_what_is_written(void **state)
{
    (void)state;
    for (int indent = 0; indent <= 4; indent += 2) {
        bm_sink *sink = NULL;
        assert_int_equal(bm_sink_open_memory(&sink, NULL), BM_OK);
        write_all(sink, indent);
        assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
        size_t size = 0;
        const char *text = bm_sink_memory(sink, &size);
        check_read(text, size);
        bm_sink_free(sink);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(another_parser_reads_what_is_written)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
