#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/sink.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Every test runs in an empty folder of its own. */
static char folder[64];
static char old_folder[4096];

static int enter_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/bm-sink-XXXXXX");
    return !getcwd(old_folder, sizeof old_folder) || !mkdtemp(folder) || chdir(folder) != 0;
}

static int leave_folder(void **state)
{
    (void)state;
    DIR *directory = opendir(".");
    for (struct dirent *entry; directory && (entry = readdir(directory));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            unlink(entry->d_name) != 0)
            rmdir(entry->d_name);
    closedir(directory);
    return chdir(old_folder) != 0 || rmdir(folder) != 0;
}

static size_t count_files(void)
{
    size_t count = 0;
    DIR *directory = opendir(".");
    for (struct dirent *entry; (entry = readdir(directory));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(directory);
    return count;
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0 && fclose(file) == 0);
}

static void check_content(const char *path, const char *expected)
{
    char text[256] = "";
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, expected);
}

static bm_sink *opened(const char *path)
{
    bm_sink *sink = NULL;
    bm_error error = {0};
    if (bm_sink_open(path, &sink, &error))
        fail_msg("%s", error.message);
    return sink;
}

static void appears_only_when_committed(void **state)
{
    (void)state;
    bm_sink *sink = opened("map.svg");
    bm_sink_puts(sink, "whole");
    bm_sink_printf(sink, " %d %s", 42, "file");
    assert_int_not_equal(access("map.svg", F_OK), 0);
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    check_content("map.svg", "whole 42 file");
    bm_error error = {0};
    assert_int_equal(bm_sink_commit(sink, &error), BM_ERROR_INTERNAL);
    assert_int_equal(bm_sink_puts(sink, "late"), BM_ERROR_INTERNAL);
    bm_sink_free(sink);
    assert_int_equal(count_files(), 1);
}

static void leaves_the_old_file_until_then(void **state)
{
    (void)state;
    put("map.svg", "old");
    bm_sink *sink = opened("map.svg");
    bm_sink_puts(sink, "new");
    check_content("map.svg", "old");
    bm_sink_free(sink);
    check_content("map.svg", "old");
    assert_int_equal(count_files(), 1);
    sink = opened("map.svg");
    bm_sink_puts(sink, "new");
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    bm_sink_free(sink);
    check_content("map.svg", "new");
    assert_int_equal(count_files(), 1);
}

static void keeps_permissions(void **state)
{
    (void)state;
    put("map.svg", "old");
    assert_int_equal(chmod("map.svg", 0666), 0);
    mode_t mask = umask(077);
    bm_sink *sink = opened("map.svg");
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    bm_sink_free(sink);
    sink = opened("other.svg");
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    bm_sink_free(sink);
    umask(mask);
    struct stat info;
    assert_int_equal(stat("map.svg", &info), 0);
    assert_int_equal(info.st_mode & 0777, 0666);
    assert_int_equal(stat("other.svg", &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
}

static void replaces_what_a_link_points_to(void **state)
{
    (void)state;
    put("real.svg", "old");
    assert_int_equal(symlink("real.svg", "link.svg"), 0);
    bm_sink *sink = opened("link.svg");
    bm_sink_puts(sink, "new");
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    bm_sink_free(sink);
    struct stat info;
    assert_int_equal(lstat("link.svg", &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    check_content("real.svg", "new");
    assert_int_equal(count_files(), 2);
}

static void refuses(const char *path, const char *message)
{
    bm_sink *sink = NULL;
    bm_error error = {0};
    assert_int_not_equal(bm_sink_open(path, &sink, &error), BM_OK);
    assert_null(sink);
    assert_string_equal(error.message, message);
}

static void refuses_what_cannot_be_written(void **state)
{
    (void)state;
    assert_int_equal(mkdir("maps", 0777), 0);
    refuses("maps", "cannot write 'maps': it is a folder");
    refuses("maps/", "cannot write 'maps/': it is a folder");
    refuses("no/such/folder.svg", "cannot create 'no/such/folder.svg': No such file or directory");
    refuses("", "output name is empty");
    put("file", "");
    refuses("file/map.svg", "cannot create 'file/map.svg': Not a directory");
    assert_int_equal(count_files(), 2);
}

static void reports_a_full_disk(void **state)
{
    (void)state;
    if (access("/dev/full", W_OK) != 0)
        skip();
    bm_error error = {0};
    bm_sink *sink = opened("/dev/full");
    assert_int_equal(bm_sink_puts(sink, "small"), BM_OK); /* it is still in the buffer */
    assert_int_equal(bm_sink_commit(sink, &error), BM_ERROR_IO);
    assert_string_equal(error.message, "cannot write '/dev/full': No space left on device");
    bm_sink_free(sink);
    sink = opened("/dev/full");
    static const char large[200000];
    assert_int_equal(bm_sink_write(sink, large, sizeof large), BM_ERROR_IO);
    assert_int_equal(bm_sink_status(sink), BM_ERROR_IO);
    assert_int_equal(bm_sink_puts(sink, "x"), BM_ERROR_IO);
    assert_int_equal(bm_sink_commit(sink, &error), BM_ERROR_IO);
    bm_sink_free(sink);
}

static void writes_straight_to_a_fifo(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("pipe", 0666), 0);
    int reader = open("pipe", O_RDONLY | O_NONBLOCK);
    bm_sink *sink = opened("pipe");
    bm_sink_puts(sink, "through");
    assert_int_equal(count_files(), 1);
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    bm_sink_free(sink);
    char text[16] = "";
    assert_int_equal(read(reader, text, sizeof text - 1), 7);
    assert_string_equal(text, "through");
    close(reader);
    struct stat info;
    assert_int_equal(lstat("pipe", &info), 0);
    assert_true(S_ISFIFO(info.st_mode));
}

static void sweeps_what_killed_runs_left(void **state)
{
    (void)state;
    /* As left by a killed process, even one of the same number; by another target; by a live one.
     */
    char own[64];
    snprintf(own, sizeof own, ".map.svg.bordermap-%ld-0", (long)getpid());
    put(own, "stale");
    put(".map.svg.bordermap-1-0", "stale");
    put(".other.svg.bordermap-1-0", "of another target");
    put(".map.svg.bordermap-1-1", "in use");
    int in_use = open(".map.svg.bordermap-1-1", O_WRONLY);
    assert_int_equal(flock(in_use, LOCK_EX), 0);
    bm_sink *sink = opened("map.svg");
    bm_sink *second = opened("map.svg");
    bm_sink_puts(sink, "first");
    bm_sink_puts(second, "second");
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    assert_int_equal(bm_sink_commit(second, NULL), BM_OK);
    bm_sink_free(sink);
    bm_sink_free(second);
    check_content("map.svg", "second");
    check_content(".other.svg.bordermap-1-0", "of another target");
    check_content(".map.svg.bordermap-1-1", "in use");
    assert_int_equal(count_files(), 3);
    close(in_use);
}

static void a_killed_writer_leaves_nothing_for_long(void **state)
{
    (void)state;
    put("map.svg", "old");
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        bm_sink *sink = NULL;
        if (bm_sink_open("map.svg", &sink, NULL) == BM_OK)
            bm_sink_puts(sink, "half");
        abort();
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    check_content("map.svg", "old");
    assert_int_equal(count_files(), 2);
    bm_sink_free(opened("map.svg"));
    assert_int_equal(count_files(), 1);
    check_content("map.svg", "old");
}

static void takes_long_names(void **state)
{
    (void)state;
    char name[256];
    memset(name, 'n', 251);
    strcpy(name + 251, ".svg");
    bm_sink *sink = opened(name);
    bm_sink_puts(sink, "x");
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    bm_sink_free(sink);
    check_content(name, "x");
}

static void collects_in_memory(void **state)
{
    (void)state;
    bm_sink *sink = NULL;
    assert_int_equal(bm_sink_open_memory(&sink, NULL), BM_OK);
    char text[1000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    bm_sink_printf(sink, "%s%s", text, text);
    bm_sink_write(sink, "a\0b", 3);
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    size_t size = 0;
    const char *bytes = bm_sink_memory(sink, &size);
    assert_int_equal(size, 2 * 999 + 3);
    assert_memory_equal(bytes + 2 * 999, "a\0b", 3);
    bm_sink_free(sink);
    bm_sink_free(NULL);
}

static void removes_what_is_not_whole(void **state)
{
    (void)state;
    bm_sink *whole = NULL, *one = NULL, *other = NULL;
    assert_int_equal(bm_sink_open("whole", &whole, NULL), BM_OK);
    assert_int_equal(bm_sink_open("one", &one, NULL), BM_OK);
    assert_int_equal(bm_sink_open("other", &other, NULL), BM_OK);
    assert_int_equal(bm_sink_commit(whole, NULL), BM_OK);
    bm_sink_free(other);
    assert_int_equal(count_files(), 2);
    bm_sink_abandon_all();
    assert_int_equal(count_files(), 1);
    check_content("whole", "");
    bm_sink_free(whole);
    bm_sink_free(one);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(appears_only_when_committed),
        IN_FOLDER(leaves_the_old_file_until_then),
        IN_FOLDER(keeps_permissions),
        IN_FOLDER(replaces_what_a_link_points_to),
        IN_FOLDER(refuses_what_cannot_be_written),
        IN_FOLDER(reports_a_full_disk),
        IN_FOLDER(writes_straight_to_a_fifo),
        IN_FOLDER(sweeps_what_killed_runs_left),
        IN_FOLDER(a_killed_writer_leaves_nothing_for_long),
        IN_FOLDER(removes_what_is_not_whole),
        IN_FOLDER(takes_long_names),
        IN_FOLDER(collects_in_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
