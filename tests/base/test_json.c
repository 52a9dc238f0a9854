#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/json.h>
#include <math.h>
#include <string.h>

static bm_sink *sink;

static int open_sink(void **state)
{
    (void)state;
    return bm_sink_open_memory(&sink, NULL) != BM_OK;
}

static int free_sink(void **state)
{
    (void)state;
    bm_sink_free(sink);
    return 0;
}

static void check_written(const char *expected)
{
    size_t size = 0;
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    const char *text = bm_sink_memory(sink, &size);
    assert_int_equal(size, strlen(expected));
    assert_memory_equal(text, expected, size);
}

static void write_sample(int indent)
{
    bm_json json;
    bm_json_init(&json, sink, indent);
    bm_json_begin_object(&json);
    bm_json_key(&json, "name");
    bm_json_string(&json, "Kopani");
    bm_json_key(&json, "position");
    bm_json_begin_compact_array(&json);
    bm_json_number(&json, 26.809, 6);
    bm_json_number(&json, NAN, 6);
    bm_json_end_array(&json);
    bm_json_key(&json, "empty");
    bm_json_begin_array(&json);
    bm_json_end_array(&json);
    bm_json_key(&json, "candidates");
    bm_json_begin_array(&json);
    bm_json_integer(&json, INT64_MIN);
    bm_json_bool(&json, true);
    bm_json_begin_object(&json);
    bm_json_end_object(&json);
    bm_json_string(&json, NULL);
    bm_json_end_array(&json);
    bm_json_end_object(&json);
}

static void writes_on_one_line(void **state)
{
    (void)state;
    write_sample(0);
    check_written("{\"name\":\"Kopani\",\"position\":[26.809,null],\"empty\":[],\"candidates\":"
                  "[-9223372036854775808,true,{},null]}\n");
}

static void writes_indented(void **state)
{
    (void)state;
    write_sample(2);
    check_written("{\n"
                  "  \"name\": \"Kopani\",\n"
                  "  \"position\": [26.809, null],\n"
                  "  \"empty\": [],\n"
                  "  \"candidates\": [\n"
                  "    -9223372036854775808,\n"
                  "    true,\n"
                  "    {},\n"
                  "    null\n"
                  "  ]\n"
                  "}\n");
}

static void escapes_strings(void **state)
{
    (void)state;
    bm_json json;
    bm_json_init(&json, sink, 0);
    bm_json_begin_array(&json);
    bm_json_string(&json, "a\"b\\c/d");
    bm_json_string(&json, "\n\t\r\x01\x1F\x7F");
    bm_json_string(&json, "Дивин 🚂");
    bm_json_string(&json, "\xC0\xAF|\xED\xA0\x80|\xD0");
    bm_json_string(&json, "");
    bm_json_end_array(&json);
    check_written("[\"a\\\"b\\\\c/d\",\"\\n\\t\\r\\u0001\\u001f\\u007f\",\"Дивин 🚂\","
                  "\"\xEF\xBF\xBD\xEF\xBF\xBD|\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD|\xEF\xBF\xBD\","
                  "\"\"]\n");
}

static void nests_deeply(void **state)
{
    (void)state;
    bm_json json;
    bm_json_init(&json, sink, 0);
    for (int i = 1; i < BM_JSON_DEPTH_MAX; i++)
        bm_json_begin_array(&json);
    for (int i = 1; i < BM_JSON_DEPTH_MAX; i++)
        bm_json_end_array(&json);
    check_written("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writes_on_one_line, open_sink, free_sink),
        cmocka_unit_test_setup_teardown(writes_indented, open_sink, free_sink),
        cmocka_unit_test_setup_teardown(escapes_strings, open_sink, free_sink),
        cmocka_unit_test_setup_teardown(nests_deeply, open_sink, free_sink),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
