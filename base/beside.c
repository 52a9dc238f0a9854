#define _GNU_SOURCE /* dladdr */
#include "base/beside.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PROGRAM_SIZE = 4096 };

/* True when the code is a part of the program itself, not of a shared library. The loader knows a
 * program by the name that it was called by, which need not be a path. */
static bool is_program(const char *file, const char *program)
{
    struct stat one;
    struct stat other;
    return !strchr(file, '/') || (stat(file, &one) == 0 && stat(program, &other) == 0 &&
                                  one.st_ino == other.st_ino && one.st_dev == other.st_dev);
}

void bm_beside_code(const char *from_library, const char *from_program, char *folder, size_t size)
{
    static const char anchor = 0;
    static const char own[] = "/proc/self/exe";
    char program[PROGRAM_SIZE];
    Dl_info info;
    folder[0] = '\0';
    if (!dladdr(&anchor, &info) || !info.dli_fname)
        return;
    const char *file = info.dli_fname;
    const char *relative = from_library;
    ssize_t length = readlink(own, program, sizeof program - 1);
    if (length > 0 && is_program(file, own)) {
        program[length] = '\0';
        file = program;
        relative = from_program;
    }
    const char *slash = strrchr(file, '/');
    if (!slash)
        return;
    int written = snprintf(folder, size, "%.*s/%s", (int)(slash - file), file, relative);
    if (written < 0 || (size_t)written >= size)
        folder[0] = '\0';
}
