#include "events/batch.h"

#include "base/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Cutting with libcsv, a physical line at a time, so that a quote that is never closed spoils one
 * row only: the row is given up, and reading goes on with the line after its first. */

static bm_status no_memory(const bm_batch *batch, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, batch->path, 0, "out of memory");
}

bm_status bm_batch_fill(bm_batch *batch, bm_error *error)
{
    enum { CHUNK = 256 * 1024 };
    if (batch->start > 0) {
        memmove(batch->window, batch->window + batch->start, batch->end - batch->start);
        batch->end -= batch->start;
        batch->start = 0;
    }
    if (batch->capacity - batch->end < CHUNK) {
        size_t capacity = batch->capacity * 2 > CHUNK ? batch->capacity * 2 : (size_t)2 * CHUNK;
        char *moved = realloc(batch->window, capacity);
        if (!moved)
            return no_memory(batch, error);
        batch->window = moved;
        batch->capacity = capacity;
    }
    ssize_t got;
    do
        got = read(batch->descriptor, batch->window + batch->end, batch->capacity - batch->end);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return bm_error_set(error, BM_ERROR_IO, batch->path, 0, "cannot read '%s': %s",
                            bm_table_shown(batch->path), strerror(errno));
    batch->end += (size_t)got;
    batch->at_end = got == 0;
    return BM_OK;
}

/* Length of the physical line at `offset` behind the row's start, its terminator included; 0 when
 * the window ends before the line does. */
static size_t whole_line(const bm_batch *batch, size_t offset)
{
    const char *line = batch->window + batch->start + offset;
    size_t size = batch->end - batch->start - offset;
    const char *newline = memchr(line, '\n', size);
    size_t length = newline ? (size_t)(newline - line) + 1 : size;
    const char *before = memchr(line, '\r', length);
    if (before && before + 1 < line + length)
        return (size_t)(before - line) + (before[1] == '\n' ? 2 : 1);
    if (newline || (before && batch->at_end))
        return length;
    return 0;
}

/* The same, reading on when needed; 0 at the end of the file. A line that is longer than a row may
 * be is as long as that. */
static bm_status find_line(bm_batch *batch, size_t offset, size_t *length, bm_error *error)
{
    for (;;) {
        *length = whole_line(batch, offset);
        size_t rest = batch->end - batch->start - offset;
        if (*length == 0 && (batch->at_end || rest > BM_BATCH_ROW_MAX))
            *length = rest;
        if (*length > 0 || batch->at_end)
            return BM_OK;
        bm_status status = bm_batch_fill(batch, error);
        if (status)
            return status;
    }
}

static void end_cell(void *bytes, size_t length, void *context)
{
    bm_batch *batch = context;
    if (batch->offset_count > 2 * BM_TABLE_COLUMNS_MAX) {
        batch->too_many_cells = true;
        return;
    }
    size_t *offsets = bm_array_grow(batch->offsets, batch->offset_count, &batch->offset_capacity,
                                    sizeof *batch->offsets);
    if (!offsets) {
        batch->failed = true;
        return;
    }
    batch->offsets = offsets;
    batch->offsets[batch->offset_count++] = batch->text.length;
    bm_strbuf_append_n(&batch->text, bytes, length);
    bm_strbuf_append_char(&batch->text, '\0');
}

static void end_record(int terminator, void *context)
{
    (void)terminator;
    ((bm_batch *)context)->complete = true;
}

static void clear_cells(bm_batch *batch)
{
    bm_strbuf_clear(&batch->text);
    batch->offset_count = 0;
    batch->too_many_cells = false;
}

static bool start_parser(bm_batch *batch)
{
    if (batch->parsing)
        csv_free(&batch->parser);
    batch->parsing = csv_init(&batch->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) == 0;
    if (!batch->parsing)
        return false;
    csv_set_delim(&batch->parser, (unsigned char)batch->delimiter);
    csv_set_blk_size(&batch->parser, 16 * 1024);
    return true;
}

static bool is_blank_line(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != ' ' && bytes[i] != '\r' && bytes[i] != '\n')
            return false;
    return true;
}

/* The line ends of a record that is `length` long. */
static long count_lines(const char *bytes, size_t length)
{
    long lines = 0;
    for (size_t i = 0; i < length; i++)
        lines +=
            bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == length || bytes[i + 1] != '\n'));
    return lines;
}

/* Make one cell of the first `length` bytes, and go on behind them. */
static bm_status give_up(bm_batch *batch, size_t length, const char *code, const char *problem,
                         bm_error *error)
{
    const char *bytes = batch->window + batch->start;
    clear_cells(batch);
    size_t kept = length < BM_BATCH_ROW_MAX ? length : BM_BATCH_ROW_MAX;
    while (kept > 0 && (bytes[kept - 1] == '\n' || bytes[kept - 1] == '\r'))
        kept--;
    end_cell((void *)(batch->window + batch->start), kept, batch);
    (void)snprintf(batch->problem, sizeof batch->problem, "%s", problem);
    batch->code = code;
    return start_parser(batch) ? BM_OK : no_memory(batch, error);
}

/* What is left of a line that is too long. */
static bm_status skip_line(bm_batch *batch, bm_error *error)
{
    size_t length = 0;
    do {
        bm_status status = find_line(batch, 0, &length, error);
        if (status)
            return status;
        batch->start += length;
    } while (length > 0 && batch->window[batch->start - 1] != '\n' &&
             batch->window[batch->start - 1] != '\r');
    batch->line++;
    return BM_OK;
}

/* A bad byte anywhere in the record: cells are compared and printed as text. */
static void check_bytes(bm_batch *batch, size_t length)
{
    const char *bytes = batch->window + batch->start;
    const char *nul = memchr(bytes, '\0', length);
    size_t valid = bm_utf8_valid_length(bytes, length);
    batch->code = "bytes-bad";
    if (valid < length)
        (void)snprintf(batch->problem, sizeof batch->problem,
                       "byte %zu of the row is not UTF-8 (0x%02X); convert the table with 'iconv "
                       "-f %s -t UTF-8'",
                       valid + 1, (unsigned)(unsigned char)bytes[valid],
                       bm_table_guess_encoding(bytes, length, valid));
    else if (nul)
        (void)snprintf(batch->problem, sizeof batch->problem, "byte %zu of the row is NUL",
                       (size_t)(nul - bytes) + 1);
}

/* Feed lines to the parser until the record that begins at the window's start ends. `first` is the
 * length of its first line. */
static bm_status feed(bm_batch *batch, size_t first, bm_error *error)
{
    size_t used = 0;
    size_t length = first;
    batch->complete = false;
    while (!batch->complete) {
        bool spoilt = used + length > BM_BATCH_ROW_MAX;
        if (spoilt || length == 0) {
            bool one_line = used == 0;
            used = first;
            const char *code = one_line ? "row-long" : "quote-open";
            const char *problem = one_line ? "the line is longer than 1 MiB"
                                  : spoilt ? "a quote is not closed within 1 MiB"
                                           : "a quote is never closed";
            bm_status status = give_up(batch, used, code, problem, error);
            batch->start += used;
            batch->line += !one_line;
            return status || !one_line ? status : skip_line(batch, error);
        }
        const char *line = batch->window + batch->start + used;
        size_t taken = csv_parse(&batch->parser, line, length, end_cell, end_record, batch);
        if (taken != length && csv_error(&batch->parser) != CSV_EPARSE)
            return no_memory(batch, error);
        used += length;
        if (taken != length) {
            bm_status status = give_up(batch, used, "quote-stray",
                                       "a quote stands in the middle of a cell", error);
            batch->line += count_lines(batch->window + batch->start, used);
            batch->start += used;
            return status;
        }
        if (batch->complete)
            break;
        bm_status status = find_line(batch, used, &length, error);
        if (status)
            return status;
        /* The last line of a file may lack its end. */
        if (length == 0 && csv_fini(&batch->parser, end_cell, end_record, batch) != 0)
            batch->complete = false;
    }
    check_bytes(batch, used);
    batch->line += count_lines(batch->window + batch->start, used);
    batch->start += used;
    return BM_OK;
}

bm_status bm_batch_cut(bm_batch *batch, bool *found, bm_error *error)
{
    *found = false;
    clear_cells(batch);
    batch->problem[0] = '\0';
    if (!batch->parsing && !start_parser(batch))
        return no_memory(batch, error);
    for (;;) {
        size_t length = 0;
        bm_status status = find_line(batch, 0, &length, error);
        if (status || length == 0)
            return status;
        if (!is_blank_line(batch->window + batch->start, length)) {
            batch->row.line = batch->line;
            *found = true;
            status = feed(batch, length, error);
            if (!status && (batch->failed || batch->text.failed))
                status = no_memory(batch, error);
            return status;
        }
        batch->start += length;
        batch->line++;
    }
}
