#include "events/stream/features/features.h"

#include <stdlib.h>
#include <string.h>

bm_status bm_features_begin(bm_feature_export *all, bm_findings *findings, bm_error *error)
{
    bm_table *table = &all->shared.table;
    bm_arena_finish(&all->header.arena);
    all->header = (bm_events){.files = all->files, .file_count = 1};
    table->events = &all->header;
    table->findings = findings;
    bm_status status = bm_stream_read_beginning(&all->input, &all->shared, error);
    if (!status)
        status = bm_stream_next(&all->input, all->shared.delimiter, &all->chunk, error);
    if (!status)
        status = bm_stream_read_header(&all->input, &all->shared, &all->chunk, error);
    return status;
}

bm_status bm_features_open_chunk(const bm_feature_export *all, const bm_stream_bytes *chunk,
                                 bm_table *table, bm_events *events, bm_findings *findings,
                                 bm_date_column surveys[2], bm_error *error)
{
    static const bm_column_role roles[] = {BM_COLUMN_START, BM_COLUMN_END};
    bm_date_column *const columns[] = {&table->start, &table->end};
    *table = all->shared.table;
    *events = (bm_events){.columns = all->header.columns,
                          .column_count = all->header.column_count,
                          .files = (const char **)all->header.files,
                          .file_count = 1};
    table->events = events;
    table->findings = findings;
    table->categories = (bm_table_categories){0};
    table->record_count = table->record_capacity = 0;
    /* The header that every chunk's first record stands for. */
    table->records = bm_array_grow(NULL, 0, &table->record_capacity, sizeof *table->records);
    if (!table->records)
        return bm_error_set(error, BM_ERROR_MEMORY, all->path, 0, "out of memory");
    table->records[table->record_count++] = (bm_record){0};
    bm_status status = bm_table_check_bytes(all->path, chunk->bytes, chunk->size, chunk->line,
                                            chunk->offset, error);
    if (!status)
        status = bm_table_split(table, chunk->bytes, chunk->size, chunk->line,
                                all->shared.delimiter, error);
    bm_table_restore_formulas(table);
    for (int i = 0; i < 2; i++) {
        surveys[i] = bm_table_survey_dates(table, table->column_of[roles[i]]);
        *columns[i] = surveys[i];
        /* What a message says of the whole column is added when all of it is known. */
        columns[i]->day_first = columns[i]->month_first = 0;
        columns[i]->all_midnight = all->shared.midnights_are_days[i];
    }
    return status;
}

void bm_features_close_chunk(bm_table *table)
{
    free(table->records);
    bm_intern_finish(&table->categories.cells);
    free(table->categories.items);
}

bool bm_features_wants(const bm_feature_export *all, const bm_event *event)
{
    return !all->options->window || bm_interval_overlaps(event->when, *all->options->window);
}

bm_locating bm_features_locating(const bm_feature_export *all, size_t thread, bm_events *events,
                                 bm_findings *findings)
{
    return (bm_locating){.events = events,
                         .border = all->border,
                         .policy = all->options->ambiguous,
                         .findings = findings,
                         .cache = all->asking[thread],
                         .is_part = true,
                         .around = all->reports,
                         .relations = all->relations[thread]};
}

static bool open_threads(bm_feature_export *all, const struct bm_decisions *decisions)
{
    bool good = (all->answers = bm_place_cache_new(all->geocoder, decisions)) != NULL;
    for (size_t i = 0; good && i < all->threads; i++)
        good = (all->asking[i] = bm_place_cache_new_beside(all->answers)) != NULL &&
               (all->relations[i] = bm_relation_cache_new()) != NULL;
    return good;
}

static void close_threads(bm_feature_export *all)
{
    for (size_t i = 0; i < all->threads; i++) {
        bm_place_cache_free(all->asking[i]);
        all->asking[i] = NULL;
        free(all->relations[i]);
    }
}

static void finish(bm_feature_export *all)
{
    close_threads(all);
    bm_place_cache_free(all->answers);
    bm_stream_close(&all->input);
    free(all->chunk.bytes);
    free(all->shared.table.records);
    bm_arena_finish(&all->header.arena);
    bm_findings_free(all->sum.findings);
    bm_findings_free(all->repeated);
    bm_findings_free(all->located);
    free(all->cells);
    bm_stream_ids_finish(&all->ids);
    free(all->first_of);
    bm_arena_finish(&all->unsure.arena);
    bm_intern_finish(&all->unsure.keys);
    free(all->unsure.items);
    bm_report_positions_free(all->reports);
    if (all->pieces)
        all->pieces->free(all->made);
    bm_event_layer_free(all->shape);
    for (size_t i = 0; i < BM_STREAM_THREADS_MAX; i++)
        bm_guard_tally_finish(&all->tallies[i]);
}

static void give_findings(const bm_findings *from, bm_findings *to)
{
    bm_findings_append(to, from);
    bm_findings_count_more(to, from);
}

static bm_status run(bm_feature_export *all, const struct bm_decisions *decisions, bm_error *error)
{
    bm_status status = bm_stream_open(all->path, &all->shared.table.options, BM_FEATURES_CHUNK,
                                      &all->input, error);
    if (!status && !open_threads(all, decisions))
        status = bm_error_set(error, BM_ERROR_MEMORY, all->path, 0, "out of memory");
    if (!status)
        status = bm_features_survey(all, error);
    if (status)
        return status;
    bm_stream_give_findings(&all->sum, &all->header, all->findings);
    give_findings(all->repeated, all->findings);
    if (all->options->ambiguous == BM_AMBIGUOUS_FAIL && all->counts.ambiguous > 0)
        return BM_OK;
    if (all->options->guard)
        status = bm_features_keep_back(all, error);
    if (!status)
        status = bm_features_write(all, error);
    if (status)
        return status;
    give_findings(all->located, all->findings);
    close_threads(all);
    all->threads = 0;
    bm_place_cache_report_unused(all->answers, all->findings);
    return BM_OK;
}

bm_status bm_table_export(const char *path, const bm_table_export_options *options,
                          const struct bm_geocoder *geocoder, const bm_border *border,
                          const struct bm_decisions *decisions, bm_findings *findings,
                          bm_locating_counts *counts, size_t *left_out, bm_sink *sink,
                          bm_error *error)
{
    static const bm_table_export_options defaults = {0};
    bm_feature_export all = {.path = path,
                             .options = options ? options : &defaults,
                             .geocoder = geocoder,
                             .border = border,
                             .findings = findings,
                             .sink = sink,
                             .input = {.descriptor = -1},
                             .files = {path}};
    all.threads = bm_stream_threads(all.options->threads);
    all.shared.table = (bm_table){.path = path, .name = bm_table_base_name(path)};
    if (all.options->table)
        all.shared.table.options = *all.options->table;
    all.writer = bm_text_writer_of(all.options->format);
    all.pieces = bm_piece_writer_of(all.options->format);
    if (!all.writer && !all.pieces)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0, "no format that is written so");
    if (all.options->output.qgis_style || all.options->output.maplibre_style)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                            "a style needs all events at once: see bm_events_export()");
    bm_status status = bm_table_check_delimiter(all.shared.table.options.delimiter, path, error);
    if (!status)
        status = run(&all, decisions, error);
    if (counts)
        *counts = all.counts;
    if (left_out)
        *left_out = all.sum.left_out;
    finish(&all);
    return status;
}
