#include "base/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { BLOCK_SIZE = 256 * 1024 };

static bm_status refuse(const char *path, const char *why, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open '%s': %s", path, why);
}

bm_status bm_lines_open(bm_lines *lines, const char *path, bm_error *error)
{
    struct stat about;
    *lines = (bm_lines){.path = path};
    /* Before it is opened: a pipe without a writer would wait for one. */
    if (stat(path, &about) != 0)
        return refuse(path, strerror(errno), error);
    if (!S_ISREG(about.st_mode))
        return refuse(path, "not a regular file", error);
    lines->block = malloc(BLOCK_SIZE);
    lines->text = malloc(BM_LINE_MAX + 1);
    if (!lines->block || !lines->text)
        return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "not enough memory for '%s'", path);
    lines->file = fopen(path, "rb");
    if (!lines->file)
        return refuse(path, strerror(errno), error);
    lines->block_size = fread(lines->block, 1, BLOCK_SIZE, lines->file);
    if (lines->block_size >= 3 && memcmp(lines->block, "\xEF\xBB\xBF", 3) == 0)
        lines->block_used = 3;
    return BM_OK;
}

/* False at the end of the file. */
static bool refill(bm_lines *lines)
{
    if (lines->block_used < lines->block_size)
        return true;
    lines->block_used = 0;
    lines->block_size = fread(lines->block, 1, BLOCK_SIZE, lines->file);
    return lines->block_size > 0;
}

bool bm_lines_next(bm_lines *lines)
{
    lines->length = 0;
    lines->too_long = false;
    bool any = false;
    bool ended = false;
    while (!ended && refill(lines)) {
        any = true;
        const char *from = lines->block + lines->block_used;
        size_t left = lines->block_size - lines->block_used;
        const char *end = memchr(from, '\n', left);
        size_t size = end ? (size_t)(end - from) : left;
        size_t room = BM_LINE_MAX - lines->length;
        size_t taken = size < room ? size : room;
        memcpy(lines->text + lines->length, from, taken);
        lines->length += taken;
        lines->too_long = lines->too_long || taken < size;
        lines->block_used += size + (end != NULL);
        ended = end != NULL;
    }
    if (!any)
        return false;
    if (lines->length > 0 && lines->text[lines->length - 1] == '\r')
        lines->length--;
    lines->text[lines->length] = '\0';
    lines->number++;
    return true;
}

bm_status bm_lines_status(const bm_lines *lines, bm_error *error)
{
    if (!ferror(lines->file))
        return BM_OK;
    return bm_error_set(error, BM_ERROR_IO, lines->path, 0, "cannot read '%s' after line %ld",
                        lines->path, lines->number);
}

void bm_lines_close(bm_lines *lines)
{
    if (lines->file)
        fclose(lines->file);
    free(lines->block);
    free(lines->text);
    *lines = (bm_lines){0};
}

size_t bm_lines_split(char *line, char **fields, size_t capacity)
{
    size_t count = 0;
    for (;;) {
        if (count < capacity)
            fields[count] = line;
        count++;
        char *tab = strchr(line, '\t');
        if (!tab)
            return count;
        *tab = '\0';
        line = tab + 1;
    }
}
