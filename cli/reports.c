#include "cli/reports.h"

#include "cli/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bm_status out_of_memory(bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

/* Takes `path`, which may be NULL when memory is short. */
static bm_status append(cli_reports *reports, char *path, bm_error *error)
{
    if (path && reports->count == reports->capacity) {
        size_t capacity = reports->capacity ? 2 * reports->capacity : 64;
        char **moved = realloc(reports->paths, capacity * sizeof *moved);
        if (!moved) {
            free(path);
            path = NULL;
        } else {
            reports->paths = moved;
            reports->capacity = capacity;
        }
    }
    if (!path)
        return out_of_memory(error);
    reports->paths[reports->count++] = path;
    return BM_OK;
}

static bool is_report_name(const char *name)
{
    static const char *const endings[] = {".txt", ".text", ".html", ".htm", ".xhtml"};
    for (size_t i = 0; name[0] != '.' && i < sizeof endings / sizeof *endings; i++)
        if (cli_text_ends_with(name, endings[i]))
            return true;
    return false;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bm_status append_folder(cli_reports *reports, const char *path, bm_error *error)
{
    size_t first = reports->count;
    bm_status status = BM_OK;
    DIR *folder = opendir(path);
    if (!folder)
        return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open '%s': %s", path,
                            strerror(errno));
    const struct dirent *entry;
    while (!status && (entry = readdir(folder))) {
        if (!is_report_name(entry->d_name))
            continue;
        size_t size = strlen(path) + strlen(entry->d_name) + 2;
        char *joined = malloc(size);
        bool ends = path[strlen(path) - 1] == '/';
        if (joined)
            (void)snprintf(joined, size, "%s%s%s", path, ends ? "" : "/", entry->d_name);
        status = append(reports, joined, error);
    }
    (void)closedir(folder);
    if (!status && reports->count == first)
        return bm_error_set(error, BM_ERROR_IO, path, 0,
                            "no reports in '%s': none of its files ends in .txt or .html", path);
    if (!status)
        qsort(reports->paths + first, reports->count - first, sizeof *reports->paths, by_bytes);
    return status;
}

bm_status cli_reports_gather(cli_reports *reports, const cli_list *operands, bm_error *error)
{
    bm_status status = BM_OK;
    bool from_stdin = false;
    for (size_t i = 0; i < operands->count && !status; i++) {
        const char *path = operands->items[i];
        struct stat about;
        bool is_stdin = strcmp(path, "-") == 0;
        if (is_stdin && from_stdin)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "standard input can be read only once");
        from_stdin = from_stdin || is_stdin;
        if (!is_stdin && *path && stat(path, &about) == 0 && S_ISDIR(about.st_mode))
            status = append_folder(reports, path, error);
        else
            status = append(reports, strdup(path), error);
    }
    return status;
}

void cli_reports_finish(cli_reports *reports)
{
    for (size_t i = 0; i < reports->count; i++)
        free(reports->paths[i]);
    free(reports->paths);
    *reports = (cli_reports){0};
}

static bm_status open_report(const char *path, int *descriptor, bm_error *error)
{
    *descriptor = STDIN_FILENO;
    if (strcmp(path, "-") == 0)
        return BM_OK;
    /* Without O_NONBLOCK a FIFO would keep us waiting before it can be refused. */
    *descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat about;
    if (*descriptor < 0 || fstat(*descriptor, &about) != 0)
        return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open '%s': %s", path,
                            strerror(errno));
    if (!S_ISREG(about.st_mode))
        return bm_error_set(error, BM_ERROR_IO, path, 0,
                            "cannot read '%s': it is not a regular file; use '-' to read standard "
                            "input",
                            path);
    return BM_OK;
}

static bm_status read_bytes(int descriptor, const char *path, char **bytes, size_t *length,
                            bm_error *error)
{
    size_t capacity = 64 * 1024;
    char *buffer = malloc(capacity);
    size_t used = 0;
    while (buffer) {
        ssize_t got = read(descriptor, buffer + used, capacity - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            int saved = errno;
            free(buffer);
            return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot read '%s': %s", path,
                                strerror(saved));
        }
        if (got == 0) {
            *bytes = buffer;
            *length = used;
            return BM_OK;
        }
        used += (size_t)got;
        if (used > BM_REPORT_SIZE_MAX) {
            free(buffer);
            return bm_error_set(error, BM_ERROR_LIMIT, path, 0,
                                "too long for a report: more than %d MiB; split it",
                                BM_REPORT_SIZE_MAX / (1024 * 1024));
        }
        if (used < capacity)
            continue;
        char *moved = realloc(buffer, 2 * capacity);
        if (!moved)
            free(buffer);
        buffer = moved;
        capacity *= 2;
    }
    return out_of_memory(error);
}

bm_status cli_report_load(const char *path, char **bytes, size_t *length, bm_error *error)
{
    *bytes = NULL;
    *length = 0;
    int descriptor = -1;
    bm_status status = open_report(path, &descriptor, error);
    if (!status)
        status = read_bytes(descriptor, path, bytes, length, error);
    if (descriptor > STDIN_FILENO)
        (void)close(descriptor);
    return status;
}

void cli_report_doc(const char *path, char doc[CLI_DOC_SIZE])
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    if (strcmp(path, "-") == 0)
        name = "stdin";
    (void)snprintf(doc, CLI_DOC_SIZE, "%s", name);
    char *dot = strrchr(doc, '.');
    if (dot && dot != doc)
        *dot = '\0';
}
