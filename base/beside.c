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

/** Of this code, when it is known; else empty. */
static char own_file[PROGRAM_SIZE];
static bool own_is_program;

/* When the code is loaded: later a thread that asks would wait while another one loads a library,
 * which may take ten milliseconds. */
__attribute__((constructor)) static void find_own_file(void)
{
    static const char anchor = 0;
    static const char program[] = "/proc/self/exe";
    Dl_info info;
    if (!dladdr(&anchor, &info) || !info.dli_fname)
        return;
    ssize_t length = readlink(program, own_file, sizeof own_file - 1);
    own_is_program = length > 0 && is_program(info.dli_fname, program);
    if (own_is_program)
        own_file[length] = '\0';
    else if (snprintf(own_file, sizeof own_file, "%s", info.dli_fname) >= (int)sizeof own_file)
        own_file[0] = '\0';
}

void bm_beside_code(const char *from_library, const char *from_program, char *folder, size_t size)
{
    folder[0] = '\0';
    const char *slash = strrchr(own_file, '/');
    if (!slash)
        return;
    int written = snprintf(folder, size, "%.*s/%s", (int)(slash - own_file), own_file,
                           own_is_program ? from_program : from_library);
    if (written < 0 || (size_t)written >= size)
        folder[0] = '\0';
}
