#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Every test runs in an empty folder of its own. */
static char folder[64];
static char old_folder[4096];

static int enter_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/bm-cache-XXXXXX");
    return !getcwd(old_folder, sizeof old_folder) || !mkdtemp(folder) || chdir(folder) != 0;
}

static int leave_folder(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return chdir(old_folder) != 0 || system(command) != 0;
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0 && fclose(file) == 0);
}

static void set_age(const char *path, int days, int seconds)
{
    struct timespec at = {.tv_sec = time(NULL) - days * 86400 - seconds};
    const struct timespec times[2] = {at, at};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void key_of(const char *path, const char *salt, char key[BM_CACHE_KEY_SIZE])
{
    assert_true(bm_cache_key(&path, 1, salt, key));
    assert_int_equal(strlen(key), BM_CACHE_KEY_SIZE - 1);
    assert_int_equal(strspn(key, "0123456789abcdef"), BM_CACHE_KEY_SIZE - 1);
}

/* True when the key of a.shp is another now; then it is the new one. */
static bool changed(char key[BM_CACHE_KEY_SIZE])
{
    char now[BM_CACHE_KEY_SIZE];
    key_of("a.shp", "1", now);
    bool differs = strcmp(now, key) != 0;
    strcpy(key, now);
    return differs;
}

static void test_folder(void **state)
{
    (void)state;
    char path[64];
    assert_int_equal(setenv("HOME", "/ann", 1), 0);
    assert_int_equal(unsetenv("XDG_CACHE_HOME"), 0);
    assert_int_equal(unsetenv("BORDERMAP_CACHE"), 0);
    assert_true(bm_cache_folder(path, sizeof path));
    assert_string_equal(path, "/ann/.cache/bordermap");
    /* One that is not absolute is none, says the XDG specification. */
    assert_int_equal(setenv("XDG_CACHE_HOME", "caches", 1), 0);
    assert_true(bm_cache_folder(path, sizeof path));
    assert_string_equal(path, "/ann/.cache/bordermap");
    assert_int_equal(setenv("XDG_CACHE_HOME", "/var/caches", 1), 0);
    assert_true(bm_cache_folder(path, sizeof path));
    assert_string_equal(path, "/var/caches/bordermap");
    assert_int_equal(setenv("BORDERMAP_CACHE", "here", 1), 0);
    assert_true(bm_cache_folder(path, sizeof path));
    assert_string_equal(path, "here");
    assert_false(bm_cache_folder(path, 4));
    assert_string_equal(path, "");
    assert_int_equal(setenv("BORDERMAP_CACHE", "", 1), 0);
    assert_false(bm_cache_folder(path, sizeof path));
    assert_string_equal(path, "");
    assert_int_equal(unsetenv("BORDERMAP_CACHE") + unsetenv("XDG_CACHE_HOME") + unsetenv("HOME"),
                     0);
    assert_false(bm_cache_folder(path, sizeof path));
}

static void test_key_follows_the_files(void **state)
{
    (void)state;
    char key[BM_CACHE_KEY_SIZE];
    char other[BM_CACHE_KEY_SIZE];
    put("a.shp", "one");
    key_of("a.shp", "1", key);
    assert_false(changed(key));
    key_of("a.shp", "2", other);
    assert_string_not_equal(key, other);
    /* The same file by another name. */
    char absolute[128];
    snprintf(absolute, sizeof absolute, "%s/./a.shp", folder);
    key_of(absolute, "1", other);
    assert_string_equal(key, other);

    put("a.shp", "two"); /* the same size, at once */
    assert_true(changed(key));
    put("b.shp", "two");
    set_age("a.shp", 3, 0);
    assert_true(changed(key));
    set_age("b.shp", 3, 0);
    assert_int_equal(rename("b.shp", "a.shp"), 0);
    assert_true(changed(key));
    static const char *const beside[] = {"a.shx", "a.DBF", "a.dbf", "a.prj", "a.cpg"};
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        put(beside[i], "x");
        assert_true(changed(key));
        put(beside[i], "y");
        /* Of two the one in small letters is read. */
        assert_true(changed(key));
    }
    put("a.DBF", "z");
    assert_false(changed(key));
    assert_int_equal(unlink("a.cpg"), 0);
    assert_true(changed(key));
    put("unrelated.dbf", "x");
    assert_false(changed(key));
}

static void test_key_of_several(void **state)
{
    (void)state;
    const char *const paths[] = {"a", "b"};
    const char *const turned[] = {"b", "a"};
    char key[BM_CACHE_KEY_SIZE];
    char other[BM_CACHE_KEY_SIZE];
    put("a", "x");
    assert_false(bm_cache_key(paths, 2, "1", key));
    put("b", "x");
    assert_true(bm_cache_key(paths, 2, "1", key));
    assert_true(bm_cache_key(turned, 2, "1", other));
    assert_string_not_equal(key, other);
    assert_true(bm_cache_key(paths, 1, "1", other));
    assert_string_not_equal(key, other);
    assert_int_equal(unlink("b") + mkdir("b", 0700), 0);
    assert_false(bm_cache_key(paths, 2, "1", key));
    assert_int_equal(rmdir("b") + mkfifo("b", 0600), 0);
    assert_false(bm_cache_key(paths, 2, "1", key));
}

static void test_paths(void **state)
{
    (void)state;
    char path[BM_CACHE_PATH_SIZE];
    char long_folder[BM_CACHE_PATH_SIZE];
    memset(long_folder, 'x', sizeof long_folder - 1);
    long_folder[sizeof long_folder - 1] = '\0';
    assert_true(bm_cache_path("/c", "border", "00ff", path));
    assert_string_equal(path, "/c/border-00ff.image");
    assert_false(bm_cache_path(NULL, "border", "00ff", path));
    assert_false(bm_cache_path("", "border", "00ff", path));
    assert_false(bm_cache_path(long_folder, "border", "00ff", path));
}

static void test_prepare(void **state)
{
    (void)state;
    struct stat facts;
    assert_true(bm_cache_prepare("one/two/three"));
    assert_int_equal(stat("one/two/three", &facts), 0);
    assert_int_equal(facts.st_mode & 0777, 0700);
    assert_true(bm_cache_prepare("one/two/three"));
    assert_true(bm_cache_prepare("one/two/three/"));
    put("file", "x");
    assert_false(bm_cache_prepare("file/below"));
    assert_false(bm_cache_prepare("/proc/self/nothing"));
    assert_false(bm_cache_prepare(""));
    assert_false(bm_cache_prepare(NULL));
}

static void name_of(int number, char name[64])
{
    snprintf(name, 64, "border-%032x.image", (unsigned)number);
}

static void test_sweep(void **state)
{
    (void)state;
    static const char *const others[] = {"gazetteer-00000000000000000000000000000001.image",
                                         "border-1.image", "border-notes.txt", "my.image"};
    char name[64];
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        put(others[i], "x");
        set_age(others[i], 300, 0);
    }
    for (int i = 0; i < 24; i++) {
        name_of(i, name);
        put(name, "x");
        set_age(name, i < 2 ? 31 : 1, 60 * i); /* so far apart that the order is that of i */
    }
    char temporary[96];
    snprintf(temporary, sizeof temporary, ".%s.bordermap-1-0", name);
    put(temporary, "x");
    bm_cache_sweep(".", "border");
    assert_int_equal(access(temporary, F_OK), 0);
    set_age(temporary, 31, 0);
    /* 22 are young enough; the first 16 of them were used last. */
    bm_cache_sweep(".", "border");
    for (int i = 0; i < 24; i++) {
        name_of(i, name);
        assert_int_equal(access(name, F_OK), i >= 2 && i < 18 ? 0 : -1);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(access(others[i], F_OK), 0);
    assert_int_equal(access(temporary, F_OK), -1);
    bm_cache_sweep("nowhere", "border");
}

static void test_used_is_kept(void **state)
{
    (void)state;
    char name[64];
    struct stat facts;
    name_of(1, name);
    put(name, "x");
    set_age(name, 31, 0);
    bm_cache_used(name);
    bm_cache_sweep(".", "border");
    assert_int_equal(stat(name, &facts), 0);
    assert_true(time(NULL) - facts.st_mtim.tv_sec < 60);
    /* Within a day nothing is written. */
    set_age(name, 0, 600);
    bm_cache_used(name);
    assert_int_equal(stat(name, &facts), 0);
    assert_true(time(NULL) - facts.st_mtim.tv_sec >= 600);
    bm_cache_used("nothing");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folder),
        cmocka_unit_test_setup_teardown(test_key_follows_the_files, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_key_of_several, enter_folder, leave_folder),
        cmocka_unit_test(test_paths),
        cmocka_unit_test_setup_teardown(test_prepare, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_sweep, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_used_is_kept, enter_folder, leave_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
