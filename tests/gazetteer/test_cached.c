/* clang-format off */
/* cmocka.h needs these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "fixture.h"
#include "point_file.h"
#include "villages.h"

#include <bordermap/geocoder.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static size_t count_files(const char *folder, char *last)
{
    size_t count = 0;
    char command[FIXTURE_PATH_SIZE + 16];
    snprintf(command, sizeof command, "ls -1 '%s'", folder);
    FILE *list = popen(command, "r");
    assert_non_null(list);
    char line[256];
    while (fgets(line, sizeof line, list)) {
        line[strcspn(line, "\n")] = '\0';
        sprintf(last, "%s/%s", folder, line);
        count++;
    }
    pclose(list);
    return count;
}

static void test_the_cache_is_used_and_mended(void **state)
{
    (void)state;
    char cached[FIXTURE_PATH_SIZE];
    char folder[FIXTURE_PATH_SIZE];
    snprintf(folder, sizeof folder, "%s", fixture_path("cache/of/indexes"));
    const char *source = villages_write("villages", "Verasy");
    bm_gazetteer_free(villages_open(&source, 1, folder));
    assert_int_equal(count_files(folder, cached), 1);
    struct stat before;
    assert_int_equal(stat(cached, &before), 0);
    bm_gazetteer *gazetteer = villages_open(&source, 1, folder);
    assert_int_equal(fixture_lookup(gazetteer, "Verasen").count, 1);
    bm_gazetteer_free(gazetteer);
    struct stat after;
    assert_int_equal(stat(cached, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    /* Damaged: made again. */
    size_t size = 0;
    char *bytes = villages_bytes(cached, &size);
    villages_write_bytes(cached, bytes, size / 2);
    gazetteer = villages_open(&source, 1, folder);
    assert_int_equal(fixture_lookup(gazetteer, "Verasen").count, 1);
    bm_gazetteer_free(gazetteer);
    size_t mended = 0;
    char *again = villages_bytes(cached, &mended);
    assert_int_equal(size, mended);
    assert_memory_equal(bytes, again, size);
    /* Damaged where it is noticed only when it is read: told once, then made again. */
    size_t at = size - 3 * 16384 + 8;
    bytes[at] = (char)(bytes[at] ^ 1);
    villages_write_bytes(cached, bytes, size);
    bytes[at] = (char)(bytes[at] ^ 1);
    gazetteer = villages_open(&source, 1, folder);
    bm_error error = {0};
    assert_int_equal(bm_gazetteer_verify(gazetteer, &error), BM_ERROR_FORMAT);
    assert_non_null(strstr(error.message, "is removed from the cache: run again"));
    bm_gazetteer_free(gazetteer);
    assert_int_not_equal(access(cached, F_OK), 0);
    bm_gazetteer_free(villages_open(&source, 1, folder));
    assert_int_equal(access(cached, F_OK), 0);
    free(bytes);
    free(again);
    /* Another content: another index. */
    source = villages_write("villages", "Renamed");
    gazetteer = villages_open(&source, 1, folder);
    assert_int_equal(fixture_lookup(gazetteer, "Renamed").count, 1);
    bm_gazetteer_free(gazetteer);
    assert_int_equal(count_files(folder, cached), 2);
    /* A folder that cannot be one. */
    villages_write_bytes(fixture_path("file"), "x", 1);
    gazetteer = villages_open(&source, 1, fixture_path("file/below"));
    assert_int_equal(fixture_lookup(gazetteer, "Renamed").count, 1);
    bm_gazetteer_free(gazetteer);
}

/* What was wrong with rows is told whether they are read or not. */
static void test_findings_are_repeated_from_the_cache(void **state)
{
    (void)state;
    static const char *const fields[] = {"NAME"};
    static const int widths[] = {20};
    char folder[FIXTURE_PATH_SIZE];
    char source_path[FIXTURE_PATH_SIZE];
    snprintf(folder, sizeof folder, "%s", fixture_path("cache"));
    point_file *file = point_file_open(fixture_path("bad"), true, 1, fields, widths);
    point_file_add(file, 26.0, 52.0, (const char *[]){""});
    point_file_add(file, 26.0, 52.0, (const char *[]){"Verasy"});
    point_file_close(file);
    snprintf(source_path, sizeof source_path, "%s.shp", fixture_path("bad"));
    const char *source = source_path;
    for (int run = 0; run < 2; run++) {
        bm_findings *findings = bm_findings_new();
        bm_gazetteer *gazetteer = NULL;
        assert_int_equal(bm_gazetteer_open(&source, 1, folder, findings, &gazetteer, NULL), BM_OK);
        assert_int_equal(bm_findings_count(findings, BM_SEVERITY_ERROR), 1);
        const bm_finding *finding = NULL;
        for (size_t i = 0; i < bm_findings_size(findings); i++)
            if (strcmp(bm_findings_get(findings, i)->code, "place-name") == 0)
                finding = bm_findings_get(findings, i);
        assert_non_null(finding);
        assert_int_equal(finding->line, 1);
        assert_string_equal(finding->file, source_path);
        bm_gazetteer_free(gazetteer);
        bm_findings_free(findings);
    }
}

static void test_two_processes_build_at_once(void **state)
{
    (void)state;
    enum { CHILDREN = 6 };
    char cached[FIXTURE_PATH_SIZE];
    char folder[FIXTURE_PATH_SIZE];
    snprintf(folder, sizeof folder, "%s", fixture_path("cache"));
    const char *source = villages_write("villages", "Verasy");
    pid_t children[CHILDREN];
    for (int i = 0; i < CHILDREN; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            bm_gazetteer *gazetteer = NULL;
            bool good = bm_gazetteer_open(&source, 1, folder, NULL, &gazetteer, NULL) == BM_OK &&
                        fixture_lookup(gazetteer, "Verasen").count == 1;
            _exit(good ? 0 : 1);
        }
    }
    for (int i = 0; i < CHILDREN; i++) {
        int result = -1;
        assert_int_equal(waitpid(children[i], &result, 0), children[i]);
        assert_int_equal(result, 0);
    }
    assert_int_equal(count_files(folder, cached), 1);
    bm_gazetteer *gazetteer = villages_open(&source, 1, folder);
    assert_int_equal(bm_gazetteer_verify(gazetteer, NULL), BM_OK);
    bm_gazetteer_free(gazetteer);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_the_cache_is_used_and_mended),
        TEST(test_findings_are_repeated_from_the_cache),
        TEST(test_two_processes_build_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
