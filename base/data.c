#define _GNU_SOURCE /* dladdr */
#include <bordermap/data.h>

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_SIZE = 4096 };

/* True when the code is a part of the program itself, not of a shared library. The loader knows a
 * program by the name that it was called by, which need not be a path. */
static bool is_program(const char *file, const char *program)
{
    struct stat one;
    struct stat other;
    return !strchr(file, '/') || (stat(file, &one) == 0 && stat(program, &other) == 0 &&
                                  one.st_ino == other.st_ino && one.st_dev == other.st_dev);
}

/* The data folder beside the loaded library, or the program that it is linked into, so that an
 * installed tree may be moved. Empty when their own file is not known. */
static void find_beside_code(char *folder, size_t size)
{
    static const char anchor = 0;
    static const char own[] = "/proc/self/exe";
    char program[FOLDER_SIZE];
    Dl_info info;
    folder[0] = '\0';
    if (!dladdr(&anchor, &info) || !info.dli_fname)
        return;
    const char *file = info.dli_fname;
    const char *data = BM_DATA_DIR_FROM_LIBRARY;
    ssize_t length = readlink(own, program, sizeof program - 1);
    if (length > 0 && is_program(file, own)) {
        program[length] = '\0';
        file = program;
        data = BM_DATA_DIR_FROM_PROGRAM;
    }
    const char *slash = strrchr(file, '/');
    if (!slash)
        return;
    int written = snprintf(folder, size, "%.*s/%s", (int)(slash - file), file, data);
    if (written < 0 || (size_t)written >= size)
        folder[0] = '\0';
}

bm_status bm_data_path(const char *name, char *path, size_t size, bm_error *error)
{
    char beside_code[FOLDER_SIZE];
    find_beside_code(beside_code, sizeof beside_code);
    const char *chosen = getenv("BORDERMAP_DATA");
    const char *folders[] = {chosen, beside_code, BM_DATA_DIR_INSTALLED};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (!folders[i] || !*folders[i])
            continue;
        int length = snprintf(path, size, "%s/%s", folders[i], name);
        if (length < 0 || (size_t)length >= size)
            return bm_error_set(error, BM_ERROR_LIMIT, name, 0, "path of '%s' is too long", name);
        if (access(path, R_OK) == 0)
            return BM_OK;
    }
    bool is_chosen = chosen && *chosen;
    return bm_error_set(error, BM_ERROR_NOT_FOUND, name, 0,
                        is_chosen
                            ? "cannot find '%s' below BORDERMAP_DATA, %s or %s"
                            : "cannot find '%s'; set BORDERMAP_DATA to the folder that has it "
                              "(tried %s and %s)",
                        name, is_chosen ? chosen : beside_code, BM_DATA_DIR_INSTALLED);
}
