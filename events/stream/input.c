#include "events/stream/stream.h"

#include "base/spool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bm_status fail(const bm_stream_input *input, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_IO, input->path, 0, "cannot read '%s': %s",
                        bm_table_shown(input->path), strerror(errno));
}

bm_status bm_stream_open(const char *path, const bm_events_options *options, size_t chunk,
                         bm_stream_input *input, bm_error *error)
{
    size_t size = 0;
    struct stat about;
    *input = (bm_stream_input){.path = path, .descriptor = -1, .line = 1, .chunk = chunk};
    bm_status status = bm_table_open(path, options, &input->descriptor, &size, error);
    if (status || input->descriptor != STDIN_FILENO)
        return status;
    if (fstat(input->descriptor, &about) != 0)
        return fail(input, error);
    /* What comes through a pipe is read more than once when its dates turn out to be otherwise than
     * its beginning says. A file that is redirected may be read from where it stands now. */
    if (!S_ISREG(about.st_mode) || lseek(input->descriptor, 0, SEEK_CUR) != 0)
        status = bm_spool(STDIN_FILENO, bm_table_shown(path), &input->descriptor, error);
    return status ? status : bm_table_convert(path, options, &input->descriptor, &size, error);
}

bm_status bm_stream_rewind(bm_stream_input *input, bm_error *error)
{
    if (lseek(input->descriptor, 0, SEEK_SET) != 0)
        return fail(input, error);
    input->kept_size = 0;
    input->ended = false;
    input->line = 1;
    input->offset = 0;
    return BM_OK;
}

void bm_stream_close(bm_stream_input *input)
{
    free(input->kept);
    input->kept = NULL;
    if (input->descriptor > STDIN_FILENO)
        (void)close(input->descriptor);
    input->descriptor = -1;
}

bm_status bm_stream_peek(bm_stream_input *input, bm_error *error)
{
    char *bytes = malloc(BM_STREAM_CHUNK);
    if (!bytes)
        return bm_error_set(error, BM_ERROR_MEMORY, input->path, 0, "out of memory");
    free(input->kept);
    input->kept = bytes;
    input->kept_size = 0;
    while (input->kept_size < BM_STREAM_CHUNK) {
        ssize_t got =
            read(input->descriptor, bytes + input->kept_size, BM_STREAM_CHUNK - input->kept_size);
        if (got < 0 && errno != EINTR)
            return fail(input, error);
        if (got == 0)
            break;
        if (got > 0)
            input->kept_size += (size_t)got;
    }
    return BM_OK;
}

void bm_stream_skip(bm_stream_input *input, size_t size)
{
    input->line += bm_stream_count_lines(input->kept, size);
    input->offset += size;
    input->kept_size -= size;
    memmove(input->kept, input->kept + size, input->kept_size);
}

static bool reserve(bm_stream_bytes *chunk, size_t size)
{
    if (chunk->capacity >= size)
        return true;
    char *moved = realloc(chunk->bytes, size);
    if (!moved)
        return false;
    chunk->bytes = moved;
    chunk->capacity = size;
    return true;
}

static bm_status fill(bm_stream_input *input, bm_stream_bytes *chunk, size_t wanted,
                      bm_error *error)
{
    while (chunk->size < wanted && !input->ended) {
        ssize_t got = read(input->descriptor, chunk->bytes + chunk->size, wanted - chunk->size);
        if (got < 0 && errno != EINTR)
            return fail(input, error);
        if (got == 0)
            input->ended = true;
        if (got > 0)
            chunk->size += (size_t)got;
    }
    return BM_OK;
}

/* Put aside what is after the last record's end, before what was put aside earlier. */
static bm_status keep_rest(bm_stream_input *input, bm_stream_bytes *chunk, size_t cut,
                           bm_error *error)
{
    size_t rest = chunk->size - cut, total = rest + input->kept_size;
    char *kept = realloc(input->kept, total ? total : 1);
    if (!kept)
        return bm_error_set(error, BM_ERROR_MEMORY, input->path, 0, "out of memory");
    input->kept = kept;
    memmove(kept + rest, kept, input->kept_size);
    memcpy(kept, chunk->bytes + cut, rest);
    input->kept_size = total;
    chunk->size = cut;
    input->line += bm_stream_count_lines(chunk->bytes, cut);
    input->offset += cut;
    return BM_OK;
}

static void take_kept(bm_stream_input *input, bm_stream_bytes *chunk, size_t wanted)
{
    size_t size = input->kept_size < wanted - chunk->size ? input->kept_size : wanted - chunk->size;
    if (!size)
        return;
    memcpy(chunk->bytes + chunk->size, input->kept, size);
    chunk->size += size;
    input->kept_size -= size;
    memmove(input->kept, input->kept + size, input->kept_size);
}

bm_status bm_stream_next(bm_stream_input *input, char delimiter, bm_stream_bytes *chunk,
                         bm_error *error)
{
    chunk->size = 0;
    chunk->line = input->line;
    chunk->offset = input->offset;
    size_t wanted = input->chunk;
    for (;;) {
        if (!reserve(chunk, wanted))
            return bm_error_set(error, BM_ERROR_MEMORY, input->path, 0, "out of memory");
        take_kept(input, chunk, wanted);
        bm_status status = fill(input, chunk, wanted, error);
        if (status)
            return status;
        bool at_end = input->ended && input->kept_size == 0;
        size_t cut = bm_stream_cut(chunk->bytes, chunk->size, delimiter, at_end);
        if (cut > 0 || (at_end && chunk->size == 0))
            return keep_rest(input, chunk, cut, error);
        if (wanted >= BM_STREAM_RECORD_MAX)
            return bm_error_set(error, BM_ERROR_LIMIT, input->path, chunk->line,
                                "'%s': the record on line %ld is longer than 64 MiB; is a quote "
                                "not closed?",
                                bm_table_shown(input->path), chunk->line);
        wanted *= 2;
    }
}
