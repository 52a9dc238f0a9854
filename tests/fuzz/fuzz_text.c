/* UTF-8 and JSON strings: whatever comes in, what goes out is valid UTF-8 without controls. */
#include "tests/fuzz/fuzz.h"

#include "base/utf8.h"

#include <bordermap/json.h>
#include <string.h>

static void check_clean(const char *text, size_t length)
{
    FUZZ_REQUIRE(bm_utf8_valid_length(text, length) == length);
    for (size_t i = 0; i < length; i++)
        FUZZ_REQUIRE((unsigned char)text[i] >= 0x20 && text[i] != 0x7F);
}

static void check_json(const char *text)
{
    bm_sink *sink = NULL;
    bm_json json;
    size_t size = 0;
    FUZZ_REQUIRE(bm_sink_open_memory(&sink, NULL) == BM_OK);
    bm_json_init(&json, sink, 0);
    bm_json_begin_array(&json);
    bm_json_string(&json, text);
    bm_json_end_array(&json);
    FUZZ_REQUIRE(bm_sink_commit(sink, NULL) == BM_OK);
    const char *written = bm_sink_memory(sink, &size);
    FUZZ_REQUIRE(size >= 5 && memcmp(written, "[\"", 2) == 0);
    FUZZ_REQUIRE(memcmp(written + size - 3, "\"]\n", 3) == 0);
    check_clean(written, size - 1);
    bm_sink_free(sink);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);
    size_t valid = bm_utf8_valid_length((const char *)data, size);
    FUZZ_REQUIRE(valid <= size);
    FUZZ_REQUIRE(bm_utf8_count(text) <= strlen(text));
    FUZZ_REQUIRE(bm_utf8_cut(text, size / 2) <= size / 2 || size / 2 == 0);
    char small[24];
    bm_utf8_escape(text, small, sizeof small);
    check_clean(small, strlen(small));
    char *stripped = malloc(size + 1);
    FUZZ_REQUIRE(stripped);
    bm_utf8_strip_controls(text, stripped);
    FUZZ_REQUIRE(strlen(stripped) <= strlen(text));
    free(stripped);
    check_json(text);
    free(text);
    return 0;
}
