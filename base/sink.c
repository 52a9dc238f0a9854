#define _GNU_SOURCE /* sync_file_range */
#include <bordermap/sink.h>

#include "base/sink_file.h"
#include "base/strbuf.h"
#include "base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER_SIZE = 64 * 1024 };

struct bm_sink {
    bm_status status;
    int saved_errno;
    int descriptor; /* −1 for memory, or once closed */
    bool to_memory;
    bool committed;
    bool owns_descriptor;
    char *target;
    char *temporary; /* NULL when the target is written directly */
    bm_strbuf memory;
    size_t buffered;
    char buffer[BUFFER_SIZE];
};

static bm_status fail_errno(bm_sink *sink, bm_status status)
{
    if (!sink->status) {
        sink->status = status;
        sink->saved_errno = errno;
    }
    return sink->status;
}

static bm_status open_path(bm_sink *sink, const char *path, bm_error *error)
{
    if (strcmp(path, "-") == 0) {
        sink->descriptor = STDOUT_FILENO;
        return BM_OK;
    }
    struct stat info;
    bool exists = stat(path, &info) == 0;
    if (exists && S_ISDIR(info.st_mode))
        return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot write '%s': it is a folder", path);
    if (exists && !S_ISREG(info.st_mode)) {
        sink->descriptor = open(path, O_WRONLY | O_CLOEXEC);
        if (sink->descriptor < 0)
            return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open '%s': %s", path,
                                strerror(errno));
        sink->owns_descriptor = true;
        return BM_OK;
    }
    if (exists && access(path, W_OK) != 0)
        return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot write '%s': %s", path,
                            strerror(errno));
    /* Through a symbolic link the file it points to is replaced, not the link. */
    if (exists) {
        char *resolved = realpath(path, NULL);
        if (resolved) {
            free(sink->target);
            sink->target = resolved;
        }
    }
    bm_status status =
        bm_temporary_open(sink->target, 0666, &sink->temporary, &sink->descriptor, error);
    sink->owns_descriptor = !status;
    if (!status && exists)
        (void)fchmod(sink->descriptor, info.st_mode & 0777);
    return status;
}

static bm_sink *new_sink(void)
{
    bm_sink *sink = malloc(sizeof *sink);
    if (!sink)
        return NULL;
    memset(sink, 0, offsetof(bm_sink, buffer));
    sink->descriptor = -1;
    return sink;
}

bm_status bm_sink_open(const char *path, bm_sink **sink, bm_error *error)
{
    *sink = NULL;
    if (!*path)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0, "output name is empty");
    bm_sink *opened = new_sink();
    if (!opened || !(opened->target = strdup(path))) {
        bm_sink_free(opened);
        return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory");
    }
    bm_status status = open_path(opened, path, error);
    if (status) {
        bm_sink_free(opened);
        return status;
    }
    *sink = opened;
    return BM_OK;
}

bm_status bm_sink_open_memory(bm_sink **sink, bm_error *error)
{
    *sink = new_sink();
    if (!*sink)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    (*sink)->to_memory = true;
    return BM_OK;
}

/* What is written is on its way to the disk while the rest is made: the more that is there when all
 * is synchronised, the shorter is the wait. */
static void begin_to_store(const bm_sink *sink)
{
#ifdef SYNC_FILE_RANGE_WRITE
    if (sink->temporary)
        (void)sync_file_range(sink->descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
#else
    (void)sink;
#endif
}

static bm_status write_all(bm_sink *sink, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(sink->descriptor, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written == 0)
            errno = EIO;
        if (written <= 0)
            return fail_errno(sink, BM_ERROR_IO);
        bytes += written;
        size -= (size_t)written;
    }
    begin_to_store(sink);
    return BM_OK;
}

static bm_status flush_buffer(bm_sink *sink)
{
    size_t size = sink->buffered;
    sink->buffered = 0;
    return write_all(sink, sink->buffer, size);
}

bm_status bm_sink_flush(bm_sink *sink)
{
    return sink->status || sink->committed || sink->to_memory ? sink->status : flush_buffer(sink);
}

bm_status bm_sink_write(bm_sink *sink, const void *bytes, size_t size)
{
    if (sink->status || size == 0)
        return sink->status;
    if (sink->committed)
        return sink->status = BM_ERROR_INTERNAL;
    if (sink->to_memory) {
        bm_strbuf_append_n(&sink->memory, bytes, size);
        if (sink->memory.failed)
            sink->status = BM_ERROR_MEMORY;
        return sink->status;
    }
    if (size > BUFFER_SIZE - sink->buffered && flush_buffer(sink))
        return sink->status;
    if (size >= BUFFER_SIZE)
        return write_all(sink, bytes, size);
    memcpy(sink->buffer + sink->buffered, bytes, size);
    sink->buffered += size;
    return BM_OK;
}

bm_status bm_sink_puts(bm_sink *sink, const char *text)
{
    return bm_sink_write(sink, text, strlen(text));
}

bm_status bm_sink_printf(bm_sink *sink, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length >= 0 && (size_t)length < sizeof text)
        return bm_sink_write(sink, text, (size_t)length);
    bm_strbuf buffer = {0};
    va_start(arguments, format);
    bm_strbuf_vprintf(&buffer, format, arguments);
    va_end(arguments);
    if (buffer.failed && !sink->status)
        sink->status = BM_ERROR_MEMORY;
    bm_sink_write(sink, buffer.text, buffer.length);
    bm_strbuf_finish(&buffer);
    return sink->status;
}

bm_status bm_sink_status(const bm_sink *sink)
{
    return sink->status;
}

const char *bm_sink_temporary(const bm_sink *sink)
{
    return sink->temporary;
}

const char *bm_sink_target(const bm_sink *sink)
{
    return sink->target;
}

/* The rename lasts only once the folder is on disk too. Not every file system can do that, and the
 * file is whole either way, so a refusal is not an error. */
static void synchronise_folder(const char *target)
{
    char *folder = bm_path_folder(target);
    int descriptor = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (descriptor >= 0) {
        (void)fsync(descriptor);
        close(descriptor);
    }
    free(folder);
}

static bm_status publish(bm_sink *sink)
{
    if (!sink->status)
        flush_buffer(sink);
    if (!sink->status && sink->temporary && fsync(sink->descriptor) != 0)
        fail_errno(sink, BM_ERROR_IO);
    if (sink->owns_descriptor) {
        int descriptor = sink->descriptor;
        sink->descriptor = -1;
        if (close(descriptor) != 0)
            fail_errno(sink, BM_ERROR_IO);
    }
    if (!sink->status && sink->temporary) {
        if (rename(sink->temporary, sink->target) != 0)
            return fail_errno(sink, BM_ERROR_IO);
        bm_temporary_forget(sink->temporary);
        free(sink->temporary);
        sink->temporary = NULL;
        synchronise_folder(sink->target);
    }
    return sink->status;
}

bm_status bm_sink_commit(bm_sink *sink, bm_error *error)
{
    if (sink->committed)
        return bm_error_set(error, BM_ERROR_INTERNAL, sink->target, 0, "committed twice");
    if (!sink->to_memory)
        publish(sink);
    sink->committed = true;
    if (!sink->status)
        return BM_OK;
    const char *name = sink->target ? sink->target : "memory";
    const char *why = sink->status == BM_ERROR_MEMORY ? "out of memory"
                      : sink->saved_errno             ? strerror(sink->saved_errno)
                                                      : "internal error";
    return bm_error_set(error, sink->status, name, 0, "cannot write '%s': %s",
                        strcmp(name, "-") == 0 ? "standard output" : name, why);
}

const void *bm_sink_memory(const bm_sink *sink, size_t *size)
{
    *size = sink->memory.length;
    return bm_strbuf_text(&sink->memory);
}

void bm_sink_free(bm_sink *sink)
{
    if (!sink)
        return;
    if (sink->owns_descriptor && sink->descriptor >= 0)
        close(sink->descriptor);
    if (sink->temporary) {
        unlink(sink->temporary);
        bm_temporary_forget(sink->temporary);
    }
    free(sink->temporary);
    free(sink->target);
    bm_strbuf_finish(&sink->memory);
    free(sink);
}

void bm_sink_abandon_all(void)
{
    bm_temporary_remove_all();
}
