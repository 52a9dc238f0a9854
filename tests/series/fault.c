/* Preloaded into the program: at the Nth call of its kind, counted over all processes of a run, the
 * run is killed or the call fails.
 *
 *   BM_FAULT=KIND:N:COUNTER  KIND is kill (fsync and rename; all processes die before it), cut (the
 *                            same, after it), ENOSPC or EIO (write to a regular file), or count,
 *                            which does nothing. COUNTER is a file of 16 zero bytes: calls of fsync
 *                            and rename, then of write. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SHOWN __attribute__((visibility("default")))

typedef enum fault_kind { FAULT_NONE, FAULT_KILL, FAULT_CUT, FAULT_NO_SPACE, FAULT_IO } fault_kind;
typedef struct counters {
    _Atomic uint64_t steps, writes;
} counters;

static fault_kind kind;
static uint64_t chosen;
static counters *shared;

__attribute__((constructor)) static void begin(void)
{
    static const char *const names[] = {"count", "kill", "cut", "ENOSPC", "EIO"};
    const char *text = getenv("BM_FAULT");
    char name[16], path[4096];
    unsigned long long number;
    if (!text || sscanf(text, "%15[^:]:%llu:%4095s", name, &number, path) != 3)
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            kind = (fault_kind)i;
    chosen = number;
    int descriptor = open(path, O_RDWR | O_CLOEXEC);
    void *mapped = mmap(NULL, sizeof(counters), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    (void)close(descriptor);
    shared = mapped == MAP_FAILED ? NULL : mapped;
}

static void kill_all(void)
{
    (void)kill(0, SIGKILL);
    for (;;)
        (void)pause();
}

/* Whether this call is the one. */
static int is_chosen(_Atomic uint64_t *counter)
{
    return atomic_fetch_add(counter, 1) + 1 == chosen;
}

SHOWN int fsync(int descriptor)
{
    int (*real)(int);
    *(void **)&real = dlsym(RTLD_NEXT, "fsync");
    int hit = shared && is_chosen(&shared->steps);
    if (hit && kind == FAULT_KILL)
        kill_all();
    int result = real(descriptor);
    if (hit && kind == FAULT_CUT)
        kill_all();
    return result;
}

SHOWN int rename(const char *from, const char *to)
{
    int (*real)(const char *, const char *);
    *(void **)&real = dlsym(RTLD_NEXT, "rename");
    int hit = shared && is_chosen(&shared->steps);
    if (hit && kind == FAULT_KILL)
        kill_all();
    int result = real(from, to);
    if (hit && kind == FAULT_CUT)
        kill_all();
    return result;
}

/* Whether this write to a file is the one that fails. */
static int fails(int descriptor)
{
    struct stat info;
    return shared && fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode) &&
           is_chosen(&shared->writes) && (kind == FAULT_NO_SPACE || kind == FAULT_IO);
}

static ssize_t refuse(void)
{
    errno = kind == FAULT_IO ? EIO : ENOSPC;
    return -1;
}

SHOWN ssize_t write(int descriptor, const void *bytes, size_t size)
{
    ssize_t (*real)(int, const void *, size_t);
    *(void **)&real = dlsym(RTLD_NEXT, "write");
    if (!fails(descriptor))
        return real(descriptor, bytes, size);
    /* A disk that fills up takes a part first. */
    if (kind == FAULT_NO_SPACE && size > 1)
        (void)real(descriptor, bytes, size / 2);
    return refuse();
}

/* SQLite writes so. */
SHOWN ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
    ssize_t (*real)(int, const void *, size_t, off64_t);
    *(void **)&real = dlsym(RTLD_NEXT, "pwrite64");
    if (!fails(descriptor))
        return real(descriptor, bytes, size, offset);
    if (kind == FAULT_NO_SPACE && size > 1)
        (void)real(descriptor, bytes, size / 2, offset);
    return refuse();
}

SHOWN ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset)
{
    return pwrite64(descriptor, bytes, size, offset);
}
