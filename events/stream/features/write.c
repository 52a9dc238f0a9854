#include "events/stream/features/features.h"

#include "base/sink_file.h"

#include <stdlib.h>
#include <string.h>

/* The features of a chunk. */
typedef struct result {
    bm_events events;
    bm_findings *findings;
    int64_t *ids;          /* heap */
    bm_event_layer *layer; /* of a format in pieces */
    bm_strbuf out;
    bm_locating_counts counts;
    bm_status status;
    bm_error error;
} result;

static void finish_result(void *context)
{
    result *done = context;
    bm_event_layer_free(done->layer);
    bm_arena_finish(&done->events.arena);
    free(done->events.items);
    free(done->ids);
    bm_findings_free(done->findings);
    bm_strbuf_finish(&done->out);
}

static bool make_ids(const bm_feature_export *all, size_t first, result *to)
{
    size_t moved = bm_stream_ids_from(&all->ids, first), count = to->events.count;
    to->ids = calloc(count + 1, sizeof *to->ids);
    for (size_t i = 0; to->ids && i < count; i++) {
        bool is_moved = moved < all->ids.moved_count && all->ids.moved[moved].row == first + i;
        to->ids[i] =
            is_moved ? all->ids.moved[moved++].id : bm_feature_id_of(to->events.items[i].id);
    }
    return to->ids != NULL;
}

static bm_status put_features(const bm_feature_export *all, size_t first, result *to,
                              bm_error *error)
{
    if (!make_ids(all, first, to))
        return bm_error_set(error, BM_ERROR_MEMORY, all->path, 0, "out of memory");
    bm_status status = bm_event_layer_new_part(all->shape, &to->events, to->ids, &to->layer, error);
    if (status)
        return status;
    const bm_output_layer *part = bm_event_layer_output(to->layer);
    if (all->writer)
        all->writer->features(part, 0, to->events.count, &to->out);
    else if (all->pieces->put)
        all->pieces->put(part, &to->out);
    return to->out.failed ? bm_error_set(error, BM_ERROR_MEMORY, all->path, 0, "out of memory")
                          : BM_OK;
}

static bm_status read_events(const bm_feature_export *all, bm_table *table, bm_error *error)
{
    bm_status status = BM_OK;
    for (size_t i = 1; !status && i < table->record_count; i++)
        if (!bm_table_is_blank(&table->records[i]))
            status = bm_table_add_row(table, &table->records[i], error);
    if (!status && all->options->window)
        bm_events_filter(table->events, all->options->window->start_s, all->options->window->end_s);
    return status;
}

bm_status bm_features_read_located(const bm_feature_export *all, const bm_stream_bytes *chunk,
                                   size_t thread, bm_events *events, bm_findings *findings,
                                   bm_locating_counts *counts, bm_error *error)
{
    bm_table table;
    bm_date_column surveys[2];
    bm_status status = bm_features_open_chunk(all, chunk, &table, events, NULL, surveys, error);
    if (!status)
        status = read_events(all, &table, error);
    bm_locating run = bm_features_locating(all, thread, events, findings);
    if (!status)
        status = bm_locating_run(&run, counts, error);
    bm_features_close_chunk(&table);
    return status;
}

static void write_chunk(const bm_stream_bytes *chunk, size_t number, size_t thread, void *context,
                        void *shared)
{
    const bm_feature_export *all = shared;
    result *to = context;
    bm_guard *guard = all->options->guard;
    bm_error *error = &to->error;
    size_t first = number < all->chunk_count ? all->first_of[number] : 0;
    to->findings = bm_findings_new();
    if (!to->findings)
        to->status = bm_error_set(error, BM_ERROR_MEMORY, all->path, 0, "out of memory");
    if (!to->status)
        to->status = bm_features_read_located(all, chunk, thread, &to->events, to->findings,
                                              &to->counts, error);
    if (!to->status && guard)
        to->status = bm_guard_take(guard, &to->events, NULL, error);
    if (!to->status && guard)
        to->status = bm_guard_number(guard, &to->events, first, error);
    if (!to->status)
        to->status = put_features(all, first, to, error);
}

static bm_status take_features(void *context, size_t number, void *shared, bm_error *error)
{
    bm_feature_export *all = shared;
    const result *from = context;
    if (from->status) {
        *error = from->error;
        return from->status;
    }
    size_t next = number + 1 < all->chunk_count ? all->first_of[number + 1] : all->ids.count;
    if (number >= all->chunk_count || all->first_of[number] + from->events.count != next)
        return bm_error_set(error, BM_ERROR_IO, all->path, 0, "'%s' changed while it was read",
                            bm_table_shown(all->path));
    bm_findings_append(all->located, from->findings);
    if (all->pieces)
        return all->pieces->take(all->made, bm_event_layer_output(from->layer), &from->out, error);
    size_t skipped = all->any ? 0 : all->writer->skip;
    all->any = all->any || from->events.count > 0;
    bm_status status = from->events.count > 0 ? bm_sink_write(all->sink, from->out.text + skipped,
                                                              from->out.length - skipped)
                                              : BM_OK;
    /* What went wrong with the file itself is said by bm_sink_commit(). */
    return status ? bm_error_set(error, status, NULL, 0, "cannot write the events") : BM_OK;
}

static bm_status put(bm_feature_export *all, bm_strbuf *out, bm_error *error)
{
    bm_status status =
        out->failed ? BM_ERROR_MEMORY : bm_sink_write(all->sink, out->text, out->length);
    bm_strbuf_finish(out);
    return status ? bm_error_set(error, status, NULL, 0, "cannot write the events") : BM_OK;
}

static bm_status begin(bm_feature_export *all, bm_error *error)
{
    const bm_output_layer *shape = bm_event_layer_output(all->shape);
    const bm_export_options *options = &all->options->output;
    if (all->pieces) {
        const char *target = bm_sink_target(all->sink);
        return all->pieces->begin(shape, options, target ? target : "memory", all->sink, &all->made,
                                  error);
    }
    bm_strbuf head = {0};
    if (all->writer->head)
        all->writer->head(shape, options, bm_lonlat_box_is_empty(all->box) ? NULL : &all->box,
                          &head);
    return put(all, &head, error);
}

static bm_status end(bm_feature_export *all, bm_error *error)
{
    bm_strbuf tail = {0};
    if (all->pieces)
        return all->pieces->end(all->made, all->findings, error);
    if (all->writer->tail)
        all->writer->tail(all->any, &tail);
    return put(all, &tail, error);
}

bm_status bm_features_write(bm_feature_export *all, bm_error *error)
{
    const bm_stream_work work = {.work = write_chunk,
                                 .take = take_features,
                                 .finish = finish_result,
                                 .result_size = sizeof(result),
                                 .context = all};
    bm_status status = bm_stream_rewind(&all->input, error);
    if (!status)
        status = bm_features_begin(all, NULL, error);
    if (!status && all->options->guard)
        bm_guard_mark(all->options->guard, &all->header);
    if (!status)
        status = bm_event_layer_new_shape(&all->header, all->cells, all->with_movements,
                                          &all->shape, error);
    if (status)
        return status;
    all->located = bm_findings_new();
    if (!all->located)
        return bm_error_set(error, BM_ERROR_MEMORY, all->path, 0, "out of memory");
    bm_findings_limit(all->located, BM_STREAM_FINDINGS_MAX);
    status = begin(all, error);
    if (!status)
        status = bm_stream_each(&all->input, all->shared.delimiter, &all->chunk, all->threads,
                                &work, error);
    return status ? status : end(all, error);
}
