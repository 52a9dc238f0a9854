#include "events/stream/stream.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One chunk and the thread that reads it. */
typedef struct slot {
    const bm_stream_table *shared;
    bm_stream_bytes chunk;
    bm_stream_result result;
    pthread_t thread;
    bool has_thread;
} slot;

/* A table being read. */
typedef struct reading {
    bm_event_points *points;
    uint32_t file;
    bm_stream_input input;
    bm_stream_table shared;
    bm_events header; /* columns */
    bm_stream_sum sum;
    slot slots[BM_STREAM_THREADS_MAX];
    size_t thread_count;
} reading;

static void *run(void *context)
{
    slot *at = context;
    bm_stream_read_chunk(at->shared, &at->chunk, false, &at->result);
    return NULL;
}

/* Read the chunks of the first `count` slots, and join what they found in order. */
static bm_status read_slots(reading *in, size_t count, bm_error *error)
{
    bm_status status = BM_OK;
    for (size_t i = 1; i < count; i++)
        in->slots[i].has_thread =
            pthread_create(&in->slots[i].thread, NULL, run, &in->slots[i]) == 0;
    for (size_t i = 0; i < count; i++)
        if (!in->slots[i].has_thread)
            run(&in->slots[i]);
    for (size_t i = 0; i < count; i++) {
        slot *at = &in->slots[i];
        if (at->has_thread)
            (void)pthread_join(at->thread, NULL);
        at->has_thread = false;
        if (!status && (status = at->result.status) != BM_OK && error)
            *error = at->result.error;
        if (!status)
            status = bm_stream_merge(in->points, in->file, &at->result, &in->sum, error);
        bm_stream_result_finish(&at->result);
    }
    return status;
}

/* All chunks after the header. */
static bm_status read_chunks(reading *in, bm_error *error)
{
    bm_status status = BM_OK;
    bool more = true;
    size_t count = in->slots[0].chunk.size > 0;
    while (!status && more) {
        while (!status && more && count < in->thread_count) {
            bm_stream_bytes *chunk = &in->slots[count].chunk;
            status = bm_stream_next(&in->input, in->shared.delimiter, chunk, error);
            more = !status && chunk->size > 0;
            count += more;
        }
        if (!status)
            status = read_slots(in, count, error);
        count = 0;
        if (!status && in->sum.rows > BM_TABLE_ROWS_MAX)
            status = bm_error_set(error, BM_ERROR_LIMIT, in->shared.table.path, 0,
                                  "'%s' has more than %d rows; split it",
                                  bm_table_shown(in->shared.table.path), BM_TABLE_ROWS_MAX);
    }
    return status;
}

/* True when the columns of dates are not what was assumed of them. */
static bool was_wrong(reading *in)
{
    bool wrong = false;
    for (int i = 0; i < 2; i++) {
        bool actual = in->sum.surveys[i].all_midnight;
        wrong =
            wrong || (in->sum.surveys[i].times > 0 && actual != in->shared.midnights_are_days[i]);
        in->shared.midnights_are_days[i] = actual;
    }
    return wrong;
}

static bm_status read_once(reading *in, bool is_first, bm_error *error)
{
    bm_stream_bytes *chunk = &in->slots[0].chunk;
    bm_findings_free(in->sum.findings);
    in->sum = (bm_stream_sum){.findings = bm_findings_new()};
    if (!in->sum.findings)
        return bm_error_set(error, BM_ERROR_MEMORY, in->input.path, 0, "out of memory");
    bm_findings_limit(in->sum.findings, BM_STREAM_FINDINGS_MAX);
    bm_status status = bm_stream_read_beginning(&in->input, &in->shared, error);
    if (!status)
        status = bm_stream_next(&in->input, in->shared.delimiter, chunk, error);
    bm_table *table = &in->shared.table;
    bm_arena_finish(&in->header.arena);
    table->events = &in->header;
    table->findings = in->sum.findings;
    if (!status)
        status = bm_stream_read_header(&in->input, &in->shared, chunk, error);
    if (status)
        return status;
    if (is_first) {
        /* What the first chunk has is likely what all have. */
        bm_stream_result result;
        bm_stream_read_chunk(&in->shared, chunk, false, &result);
        for (int i = 0; i < 2; i++)
            in->shared.midnights_are_days[i] =
                result.surveys[i].times == 0 || result.surveys[i].all_midnight;
        bm_stream_result_finish(&result);
    }
    status = read_chunks(in, error);
    if (!status && in->sum.rows == 0)
        bm_findings_add(in->sum.findings, BM_SEVERITY_WARNING, "table-empty", table->path,
                        table->records[0].line, NULL, NULL, "there is a header line and no row");
    return status;
}

static size_t usable_threads(void)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online < 1 ? 1 : online > BM_STREAM_THREADS_MAX ? BM_STREAM_THREADS_MAX : (size_t)online;
}

static bm_status read_table(bm_event_points *points, uint32_t file, const char *path,
                            const bm_event_points_options *options, size_t chunk,
                            bm_findings *findings, bm_error *error)
{
    reading in = {.points = points, .file = file};
    in.thread_count = options->threads ? options->threads : usable_threads();
    if (in.thread_count > BM_STREAM_THREADS_MAX)
        in.thread_count = BM_STREAM_THREADS_MAX;
    in.shared.window = options->window;
    in.shared.table = (bm_table){.path = path, .name = bm_table_base_name(path)};
    if (options->table)
        in.shared.table.options = *options->table;
    for (size_t i = 0; i < BM_STREAM_THREADS_MAX; i++)
        in.slots[i].shared = &in.shared;
    size_t count = points->count;
    bm_interval span = points->span;
    bm_status status = bm_table_check_delimiter(in.shared.table.options.delimiter, path, error);
    if (!status)
        status = bm_stream_open(path, &in.shared.table.options, chunk, &in.input, error);
    else
        in.input.descriptor = -1;
    if (!status)
        status = read_once(&in, true, error);
    if (!status && was_wrong(&in)) {
        /* Categories and places keep their numbers. */
        bm_event_points_cut(points, count, span);
        status = bm_stream_rewind(&in.input, error);
        if (!status)
            status = read_once(&in, false, error);
    }
    if (!status) {
        points->left_out += in.sum.left_out;
        bm_stream_give_findings(&in.sum, &in.header, findings);
    }
    for (size_t i = 0; i < BM_STREAM_THREADS_MAX; i++)
        free(in.slots[i].chunk.bytes);
    bm_stream_close(&in.input);
    bm_findings_free(in.sum.findings);
    free(in.shared.table.records);
    bm_arena_finish(&in.header.arena);
    return status;
}

bm_status bm_stream_read(const char *const *paths, size_t count,
                         const bm_event_points_options *options, size_t chunk,
                         bm_findings *findings, bm_event_points **points, bm_error *error)
{
    static const bm_event_points_options defaults = {0};
    *points = NULL;
    bm_event_points *made = bm_event_points_make();
    bm_status status =
        made ? BM_OK : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; !status && i < count; i++) {
        made->file_count = i + 1;
        const char **files = realloc((void *)made->files, (i + 1) * sizeof *files);
        if (files)
            made->files = files;
        if (!files || !(files[i] = bm_arena_strdup(&made->arena, paths[i])))
            status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        else
            status = read_table(made, (uint32_t)i, paths[i], options ? options : &defaults, chunk,
                                findings, error);
    }
    if (status) {
        bm_event_points_free(made);
        return status;
    }
    *points = made;
    return BM_OK;
}

bm_status bm_event_points_read(const char *const *paths, size_t count,
                               const bm_event_points_options *options, bm_findings *findings,
                               bm_event_points **points, bm_error *error)
{
    return bm_stream_read(paths, count, options, BM_STREAM_CHUNK, findings, points, error);
}
