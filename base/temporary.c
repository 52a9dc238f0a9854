#include "base/temporary.h"

#include "base/strbuf.h"
#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* A temporary is named `.NAME.bordermap-PID-N`. */
static const char MARK[] = ".bordermap-";

/* A longer name is cut, so that the temporary's own stays below the usual limit of 255 bytes. */
enum { NAME_LENGTH_MAX = 200, ATTEMPT_MAX = 1000 };

/* Temporaries that a signal would leave. A handler reads no memory that may be freed meanwhile. */
enum { KNOWN_MAX = 32, KNOWN_SIZE = 4096 };
enum { KNOWN_NOT, KNOWN_CHANGES, KNOWN_WHOLE };
static struct {
    atomic_int state;
    char path[KNOWN_SIZE];
} known[KNOWN_MAX];

static void remember(const char *path)
{
    size_t size = strlen(path) + 1;
    for (size_t i = 0; i < KNOWN_MAX && size <= KNOWN_SIZE; i++) {
        int nothing = KNOWN_NOT;
        if (!atomic_compare_exchange_strong(&known[i].state, &nothing, KNOWN_CHANGES))
            continue;
        memcpy(known[i].path, path, size);
        atomic_store(&known[i].state, KNOWN_WHOLE);
        return;
    }
}

void bm_temporary_forget(const char *path)
{
    for (size_t i = 0; i < KNOWN_MAX; i++) {
        int whole = KNOWN_WHOLE;
        if (atomic_load(&known[i].state) == KNOWN_WHOLE && strcmp(known[i].path, path) == 0 &&
            atomic_compare_exchange_strong(&known[i].state, &whole, KNOWN_NOT))
            return;
    }
}

void bm_temporary_remove_all(void)
{
    for (size_t i = 0; i < KNOWN_MAX; i++)
        if (atomic_load(&known[i].state) == KNOWN_WHOLE)
            (void)unlink(known[i].path);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *bm_path_folder(const char *path)
{
    const char *name = base_name(path);
    if (name == path)
        return strdup(".");
    size_t length = (size_t)(name - path);
    return strndup(path, length > 1 ? length - 1 : length);
}

/* The writer holds the lock and it cannot be had; where there are no locks nothing is swept. */
static void remove_if_stale(int folder, const char *file)
{
    int descriptor = openat(folder, file, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return;
    struct stat info;
    if (fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode) &&
        flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        unlinkat(folder, file, 0);
    close(descriptor);
}

static void sweep_stale(const char *folder, const char *name, size_t name_length)
{
    DIR *directory = opendir(folder);
    if (!directory)
        return;
    for (struct dirent *entry; (entry = readdir(directory));) {
        const char *file = entry->d_name;
        if (file[0] == '.' && strncmp(file + 1, name, name_length) == 0 &&
            strncmp(file + 1 + name_length, MARK, sizeof MARK - 1) == 0)
            remove_if_stale(dirfd(directory), file);
    }
    closedir(directory);
}

void bm_temporary_sweep(const char *target)
{
    /* Through a symbolic link its own target is replaced. */
    char *resolved = realpath(target, NULL);
    const char *path = resolved ? resolved : target;
    char *folder = bm_path_folder(path);
    if (folder)
        sweep_stale(folder, base_name(path), bm_utf8_cut(base_name(path), NAME_LENGTH_MAX));
    free(folder);
    free(resolved);
}

void bm_temporary_sweep_folder(const char *folder)
{
    DIR *directory = opendir(folder);
    if (!directory)
        return;
    for (struct dirent *entry; (entry = readdir(directory));) {
        const char *mark = strstr(entry->d_name, MARK);
        const char *digits = mark ? mark + sizeof MARK - 1 : "";
        if (entry->d_name[0] == '.' && mark > entry->d_name && *digits &&
            strspn(digits, "0123456789-") == strlen(digits))
            remove_if_stale(dirfd(directory), entry->d_name);
    }
    closedir(directory);
}

/* A sweeper may have locked or removed the new file before it was locked here. */
static bool lock_own(int descriptor)
{
    struct stat info;
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return errno != EWOULDBLOCK;
    return fstat(descriptor, &info) == 0 && info.st_nlink > 0;
}

bm_status bm_temporary_open(const char *target, mode_t mode, char **path, int *descriptor,
                            bm_error *error)
{
    const char *name = base_name(target);
    int name_length = (int)bm_utf8_cut(name, NAME_LENGTH_MAX);
    char *folder = bm_path_folder(target);
    if (!folder)
        return bm_error_set(error, BM_ERROR_MEMORY, target, 0, "out of memory");
    sweep_stale(folder, name, (size_t)name_length);

    bm_strbuf text = {0};
    int why = EEXIST;
    int opened = -1;
    for (int attempt = 0; attempt < ATTEMPT_MAX && opened < 0; attempt++) {
        bm_strbuf_clear(&text);
        bm_strbuf_printf(&text, "%s/.%.*s%s%ld-%d", folder, name_length, name, MARK, (long)getpid(),
                         attempt);
        if (text.failed)
            break;
        opened = open(text.text, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        if (opened < 0) {
            why = errno;
            if (why != EEXIST)
                break;
        } else if (!lock_own(opened)) {
            close(opened);
            opened = -1;
        }
    }
    free(folder);
    if (opened >= 0) {
        remember(text.text);
        *path = text.text;
        *descriptor = opened;
        return BM_OK;
    }
    bool is_memory_short = text.failed;
    bm_strbuf_finish(&text);
    if (is_memory_short)
        return bm_error_set(error, BM_ERROR_MEMORY, target, 0, "out of memory");
    return bm_error_set(error, BM_ERROR_IO, target, 0, "cannot create '%s': %s", target,
                        strerror(why));
}
