#include "events/database/database.h"
#include "events/table.h"
#include "events/vector/vector.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *bm_table_shown(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

/* `scheme:` before any slash: GDAL and its like would open something else under such a name. */
static bool has_scheme(const char *path)
{
    if (!isalpha((unsigned char)*path))
        return false;
    const char *at = path;
    while (isalnum((unsigned char)*at) || *at == '+' || *at == '-' || *at == '.' || *at == '_')
        at++;
    return *at == ':';
}

static bm_status check_name(const char *path, bm_error *error)
{
    if (!*path)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0, "the name of the table is empty");
    if (strncmp(path, "/vsi", 4) == 0 || *path == '{' || has_scheme(path))
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                            "'%s' is not the name of a file; write './%s' if it is one", path,
                            path);
    return BM_OK;
}

static bm_status check_kind(int descriptor, const char *path, size_t *size, bm_error *error)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open '%s': %s", path,
                            strerror(errno));
    if (S_ISDIR(status.st_mode))
        return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot read '%s': it is a directory",
                            path);
    if (!S_ISREG(status.st_mode))
        return bm_error_set(error, BM_ERROR_IO, path, 0,
                            "cannot read '%s': it is not a regular file; use '-' to read standard "
                            "input",
                            path);
    *size = status.st_size > 0 ? (size_t)status.st_size : 0;
    return BM_OK;
}

static bm_status read_all(int descriptor, const char *path, size_t expected, char **bytes,
                          size_t *size, bm_error *error)
{
    const char *shown = bm_table_shown(path);
    size_t capacity = expected < BM_TABLE_BYTES_MAX ? expected + 1 : BM_TABLE_BYTES_MAX + 1;
    if (capacity < 64 * 1024)
        capacity = 64 * 1024;
    char *buffer = malloc(capacity);
    size_t used = 0;
    while (buffer) {
        ssize_t got = read(descriptor, buffer + used, capacity - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            int saved = errno;
            free(buffer);
            return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot read '%s': %s", shown,
                                strerror(saved));
        }
        if (got == 0) {
            *bytes = buffer;
            *size = used;
            return BM_OK;
        }
        used += (size_t)got;
        if (used > BM_TABLE_BYTES_MAX) {
            free(buffer);
            return bm_error_set(error, BM_ERROR_LIMIT, path, 0,
                                "'%s' is larger than 1 GiB; split it", shown);
        }
        if (used < capacity)
            continue;
        capacity = capacity > BM_TABLE_BYTES_MAX / 2 ? BM_TABLE_BYTES_MAX + 1 : capacity * 2;
        char *moved = realloc(buffer, capacity);
        if (!moved)
            free(buffer);
        buffer = moved;
    }
    return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory");
}

bm_status bm_table_open_file(const char *path, int *descriptor, size_t *size, bm_error *error)
{
    *size = 0;
    *descriptor = STDIN_FILENO;
    if (strcmp(path, "-") == 0)
        return BM_OK;
    *descriptor = -1;
    bm_status status = check_name(path, error);
    if (status)
        return status;
    /* Without O_NONBLOCK a FIFO would keep us waiting before it can be refused. */
    *descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (*descriptor < 0)
        return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open '%s': %s", path,
                            strerror(errno));
    status = check_kind(*descriptor, path, size, error);
    if (status) {
        close(*descriptor);
        *descriptor = -1;
    }
    return status;
}

bm_status bm_table_open(const char *path, const bm_events_options *options, int *descriptor,
                        size_t *size, bm_error *error)
{
    for (size_t i = 0; options && i < options->database_count; i++)
        if (strcmp(bm_database_name(options->databases[i]), path) == 0)
            return bm_database_open(options->databases[i], options->columns, options->column_count,
                                    descriptor, size, error);
    bm_status status = bm_table_open_file(path, descriptor, size, error);
    if (status || *descriptor == STDIN_FILENO)
        return status;
    status = bm_table_convert(path, options, descriptor, size, error);
    if (status) {
        close(*descriptor);
        *descriptor = -1;
    }
    return status;
}

bm_status bm_table_convert(const char *path, const bm_events_options *options, int *descriptor,
                           size_t *size, bm_error *error)
{
    char beginning[BM_VECTOR_LOOKED_AT];
    const char *layer = options ? options->layer : NULL;
    ssize_t got = pread(*descriptor, beginning, sizeof beginning, 0);
    bm_vector_kind kind = got > 0 ? bm_vector_kind_of(beginning, (size_t)got) : BM_VECTOR_NONE;
    if (layer && kind < BM_VECTOR_GPKG)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                            "'%s' has no layers to choose from; --table is for a database or a "
                            "GeoPackage",
                            bm_table_shown(path));
    if (kind == BM_VECTOR_NONE)
        return BM_OK;
    int table = -1;
    bm_status status = bm_vector_convert(kind, path, *descriptor, layer, &table, size, error);
    if (status)
        return status;
    if (*descriptor > STDIN_FILENO)
        (void)close(*descriptor);
    *descriptor = table;
    return BM_OK;
}

/* What came through a pipe, when it is no CSV. */
static bm_status convert_bytes(const char *path, const bm_events_options *options, char **bytes,
                               size_t *size, bm_error *error)
{
    if (bm_vector_kind_of(*bytes, *size) == BM_VECTOR_NONE)
        return BM_OK;
    FILE *file = tmpfile();
    int descriptor = -1;
    size_t table_size = 0;
    bool is_kept = file && fwrite(*bytes, 1, *size, file) == *size && fflush(file) == 0 &&
                   (descriptor = dup(fileno(file))) >= 0;
    bm_status status = is_kept ? bm_table_convert(path, options, &descriptor, &table_size, error)
                               : bm_error_set(error, BM_ERROR_IO, path, 0, "cannot keep '%s': %s",
                                              bm_table_shown(path), strerror(errno));
    if (file)
        (void)fclose(file);
    free(*bytes);
    *bytes = NULL;
    if (!status)
        status = read_all(descriptor, path, table_size, bytes, size, error);
    if (descriptor >= 0)
        (void)close(descriptor);
    return status;
}

bm_status bm_table_load(const char *path, const bm_events_options *options, char **bytes,
                        size_t *size, bm_error *error)
{
    *bytes = NULL;
    *size = 0;
    int descriptor = -1;
    size_t expected = 0;
    bm_status status = bm_table_open(path, options, &descriptor, &expected, error);
    if (!status)
        status = read_all(descriptor, path, expected, bytes, size, error);
    if (!status && descriptor == STDIN_FILENO)
        status = convert_bytes(path, options, bytes, size, error);
    if (descriptor > STDIN_FILENO)
        close(descriptor);
    return status;
}
