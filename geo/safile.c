#include "geo/safile.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct memory_file {
    unsigned char *bytes;
    size_t size;
    size_t position;
} memory_file;

/* Open a regular file without waiting for the other end of a FIFO. Returns −1 with errno, or with
 * errno 0 when it is something else. */
static int open_regular(const char *path, struct stat *facts)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return -1;
    if (fstat(fd, facts) != 0) {
        int reason = errno;
        close(fd);
        errno = reason;
        return -1;
    }
    if (!S_ISREG(facts->st_mode)) {
        close(fd);
        errno = S_ISDIR(facts->st_mode) ? EISDIR : 0;
        return -1;
    }
    return fd;
}

/* Bytes read before the end of the file; −1 with errno. */
static ssize_t read_fully(int fd, void *bytes, size_t size)
{
    size_t got = 0;
    while (got < size) {
        ssize_t more = read(fd, (char *)bytes + got, size - got);
        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return -1;
        if (more == 0)
            break;
        got += (size_t)more;
    }
    return (ssize_t)got;
}

/* With the errno of open_regular(). */
static bm_status cannot_open(const char *path, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open '%s': %s", path,
                        errno ? strerror(errno) : "not a regular file");
}

int bm_safile_open(const char *path, bm_error *error)
{
    struct stat facts;
    int fd = open_regular(path, &facts);
    if (fd < 0)
        (void)cannot_open(path, error);
    return fd;
}

size_t bm_safile_read_at(int file, void *bytes, size_t size, size_t offset)
{
    size_t got = 0;
    while (got < size) {
        ssize_t more = pread(file, (char *)bytes + got, size - got, (off_t)(offset + got));
        if (more < 0 && errno == EINTR)
            continue;
        if (more <= 0)
            break;
        got += (size_t)more;
    }
    return got;
}

bm_status bm_safile_head(const char *path, void *bytes, size_t limit, size_t *got, size_t *size,
                         bm_error *error)
{
    struct stat facts;
    int fd = open_regular(path, &facts);
    if (fd < 0)
        return cannot_open(path, error);
    bm_status status = BM_OK;
    ssize_t count = read_fully(fd, bytes, limit);
    if (count < 0)
        status = bm_error_set(error, BM_ERROR_IO, path, 0, "cannot read '%s': %s", path,
                              strerror(errno));
    else if ((double)facts.st_size > BM_SAFILE_BYTES_MAX)
        status = bm_error_set(error, BM_ERROR_LIMIT, path, 0, "'%s' is larger than 4 GiB", path);
    *got = count < 0 ? 0 : (size_t)count;
    *size = (size_t)facts.st_size;
    close(fd);
    return status;
}

static SAFile file_open(const char *path, const char *access)
{
    if (strchr(access, '+') || access[0] != 'r')
        return NULL;
    struct stat facts;
    int fd = open_regular(path, &facts);
    if (fd < 0)
        return NULL;
    memory_file *file = NULL;
    if ((double)facts.st_size <= BM_SAFILE_BYTES_MAX)
        file = calloc(1, sizeof *file);
    if (file) {
        size_t size = (size_t)facts.st_size;
        file->bytes = malloc(size ? size : 1);
        ssize_t got = file->bytes ? read_fully(fd, file->bytes, size) : -1;
        if (got < 0) {
            free(file->bytes);
            free(file);
            file = NULL;
        } else {
            file->size = (size_t)got;
        }
    }
    close(fd);
    return (SAFile)(void *)file;
}

static SAOffset file_read(void *to, SAOffset size, SAOffset count, SAFile handle)
{
    memory_file *file = (void *)handle;
    if (size == 0 || file->position >= file->size)
        return 0;
    SAOffset whole = (file->size - file->position) / size;
    if (count > whole)
        count = whole;
    memcpy(to, file->bytes + file->position, count * size);
    file->position += count * size;
    return count;
}

static SAOffset file_seek(SAFile handle, SAOffset offset, int whence)
{
    memory_file *file = (void *)handle;
    size_t base = whence == SEEK_CUR ? file->position : whence == SEEK_END ? file->size : 0;
    if (offset > SIZE_MAX - base)
        return 1;
    file->position = base + offset;
    return 0;
}

static SAOffset file_tell(SAFile handle)
{
    const memory_file *file = (const void *)handle;
    return file->position;
}

static int file_flush(SAFile handle)
{
    (void)handle;
    return 0;
}

static int file_close(SAFile handle)
{
    memory_file *file = (void *)handle;
    free(file->bytes);
    free(file);
    return 0;
}

static int file_remove(const char *path)
{
    (void)path;
    return -1;
}

/* Our own checks have better words for what is wrong. */
static void say_nothing(const char *message)
{
    (void)message;
}

/* Only our own parser reads numbers. */
static double no_number(const char *text)
{
    (void)text;
    return NAN;
}

SAHooks bm_safile_hooks(void)
{
    SAHooks hooks;
    SASetupDefaultHooks(&hooks);
    hooks.FOpen = file_open;
    hooks.FRead = file_read;
    hooks.FSeek = file_seek;
    hooks.FTell = file_tell;
    hooks.FFlush = file_flush;
    hooks.FClose = file_close;
    hooks.Remove = file_remove;
    hooks.Error = say_nothing;
    hooks.Atof = no_number;
    /* Nothing here is ever opened for writing. */
    hooks.FWrite = NULL;
    return hooks;
}
