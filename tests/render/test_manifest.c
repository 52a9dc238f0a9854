#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/manifest.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEAD                                                                                       \
    "{\"manifest\": 1, \"program\": \"bordermap 0.1.0\", \"libraries\": \"\", "                    \
    "\"source_date_epoch\": null, "                                                                \
    "\"arguments\": [], \"inputs\": [], \"gazetteer\": \"" HASH "\", \"layers\": \"" HASH "\", "
#define FRAME(number, file)                                                                        \
    "{\"number\": " #number ", \"start\": \"2022-03-01\", \"end\": \"2022-03-31\", "               \
    "\"title\": \"March 2022\", \"events\": 1, \"imprecise\": 0, \"drawn\": 1, \"outside\": 0, "   \
    "\"file\": \"" file "\", \"bytes\": 3, \"sha256\": \"" HASH "\", \"alt_text\": null, "         \
    "\"warnings\": []}"
#define WHOLE(frames)                                                                              \
    HEAD "\"maps\": 2, \"shard\": null, \"frames\": [" frames "], \"outputs\": []}"

static bm_status read_manifest(const char *text, bm_manifest **manifest, bm_error *error)
{
    FILE *file = fopen("test-manifest.json", "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    bm_status status = bm_manifest_read("test-manifest.json", manifest, error);
    assert_int_equal(unlink("test-manifest.json"), 0);
    return status;
}

static void a_manifest_is_read(void **state)
{
    (void)state;
    bm_manifest *manifest = NULL;
    bm_error error = {0};
    if (read_manifest(WHOLE(FRAME(1, "a/1.png") ", " FRAME(2, "..2.png")), &manifest, &error))
        fail_msg("%s", error.message);
    assert_int_equal(bm_manifest_frame_count(manifest), 2);
    const bm_manifest_frame *frame = bm_manifest_frame_at(manifest, 0);
    assert_string_equal(frame->map.name, "a/1.png");
    assert_string_equal(frame->map.sha256, HASH);
    assert_int_equal(frame->map.bytes, 3);
    assert_null(frame->alt_text.name);
    bm_manifest_free(manifest);
}

static void names_that_leave_the_folder_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        WHOLE(FRAME(1, "../1.png")),
        WHOLE(FRAME(1, "/1.png")),
        WHOLE(FRAME(1, "a/../1.png")),
        WHOLE(FRAME(1, "a/..")),
        WHOLE(FRAME(1, "./1.png")),
        WHOLE(FRAME(1, "a//1.png")),
        WHOLE(FRAME(1, "")),
        WHOLE(FRAME(1, "a/")),
        WHOLE(FRAME(1, "..")),
        WHOLE(FRAME(3, "3.png")),
        WHOLE(FRAME(0, "0.png")),
        WHOLE(FRAME(1, "1") "," FRAME(1, "2")),
        WHOLE(FRAME(2, "2") "," FRAME(1, "1")),
        WHOLE("1"),
        "[]",
        "{}",
        HEAD "\"maps\": 2, \"shard\": \"3/2\", \"frames\": [], \"outputs\": []}",
        HEAD "\"maps\": 200000, \"shard\": null, \"frames\": [], \"outputs\": []}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        bm_manifest *manifest = NULL;
        bm_error error = {0};
        if (read_manifest(bad[i], &manifest, &error) != BM_ERROR_FORMAT || manifest)
            fail_msg("read: %s", bad[i]);
        assert_non_null(strstr(error.message, "test-manifest.json"));
    }
}

static void a_later_format_is_refused(void **state)
{
    (void)state;
    bm_manifest *manifest = NULL;
    bm_error error = {0};
    assert_int_equal(read_manifest("{\"manifest\": 2}", &manifest, &error), BM_ERROR_UNSUPPORTED);
    assert_null(manifest);
}

static const char *relative(bm_manifest *manifest, const char *path)
{
    const char *name = NULL;
    return bm_manifest_relative(manifest, path, &name, NULL) == BM_OK ? name : NULL;
}

static void outputs_are_named_from_the_manifest_on(void **state)
{
    (void)state;
    char here[2048], path[4096];
    bm_manifest *manifest = NULL;
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(bm_manifest_new("maps/./m.json", &manifest, NULL), BM_OK);
    assert_string_equal(relative(manifest, "maps/{start}.png"), "{start}.png");
    assert_string_equal(relative(manifest, "./x/..//maps/{year}/../{n}.png"), "{n}.png");
    (void)snprintf(path, sizeof path, "%s/maps/a/b.png", here);
    assert_string_equal(relative(manifest, path), "a/b.png");
    assert_null(relative(manifest, "1.png"));
    assert_null(relative(manifest, "maps2/1.png"));
    assert_null(relative(manifest, "maps/../1.png"));
    assert_null(relative(manifest, "maps"));
    assert_null(relative(manifest, "maps/\xff.png"));
    assert_null(relative(manifest, "maps/m.json"));
    assert_null(relative(manifest, "maps/m.json.part"));
    bm_manifest_free(manifest);
}

static void a_manifest_with_a_map_missing_is_not_written(void **state)
{
    (void)state;
    bm_manifest *manifest = NULL;
    bm_error error = {0};
    assert_int_equal(read_manifest(WHOLE(FRAME(2, "2.png")), &manifest, &error), BM_OK);
    assert_int_equal(bm_manifest_commit(manifest, &error), BM_ERROR_ARGUMENT);
    assert_int_not_equal(access("test-manifest.json", F_OK), 0);
    /* It is all of the second of two parts. */
    bm_manifest_set_shard(manifest, 2, 2);
    assert_int_equal(bm_manifest_commit(manifest, &error), BM_OK);
    assert_int_equal(unlink("test-manifest.json"), 0);
    bm_manifest_free(manifest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_manifest_is_read),
        cmocka_unit_test(names_that_leave_the_folder_are_refused),
        cmocka_unit_test(a_later_format_is_refused),
        cmocka_unit_test(outputs_are_named_from_the_manifest_on),
        cmocka_unit_test(a_manifest_with_a_map_missing_is_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
