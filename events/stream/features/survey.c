#include "events/stream/features/features.h"

#include "base/blank.h"
#include "events/movement.h"
#include "events/taken.h"

#include <stdlib.h>
#include <string.h>

/* What is told of a row beside its id. */
typedef struct row {
    const char *id;
    long line;
    int64_t hash;
} row;

/* What a chunk comes to. */
typedef struct result {
    bm_events events; /* arena of the texts */
    bm_findings *findings;
    row *rows; /* heap: of the events */
    size_t count, capacity;
    bm_event *unsure; /* heap: whose place the rest of their report may tell */
    size_t unsure_count, unsure_capacity;
    bm_cells_type *cells; /* of each column; in the arena */
    bool with_movements;
    bm_lonlat_box box;
    bm_locating_counts counts;
    bm_guard_newest newest;
    bm_date_column surveys[2];
    size_t records, left_out;
    bm_status status;
    bm_error error;
} result;

static void finish_result(void *context)
{
    result *done = context;
    bm_arena_finish(&done->events.arena);
    bm_findings_free(done->findings);
    free(done->rows);
    free(done->unsure);
}

static void look_at_cells(const bm_table *table, const bm_record *record, bm_cells_type *cells)
{
    size_t count = table->events->column_count;
    for (size_t i = 0; i < count && i < record->cell_count; i++)
        bm_cells_type_add(&cells[i], record->cells[i]);
}

static bool add_row(const bm_table *table, const bm_record *record, result *to)
{
    row made = {.id = bm_table_cell(table, record, BM_COLUMN_ID), .line = record->line};
    if (bm_is_blank(made.id)) {
        bm_strbuf id = {0};
        bm_strbuf_printf(&id, "%s:%ld", table->name, record->line);
        made.hash = bm_feature_id_of(bm_strbuf_text(&id));
        made.id = "";
        bool failed = id.failed;
        bm_strbuf_finish(&id);
        if (failed)
            return false;
    } else {
        made.hash = bm_feature_id_of(made.id);
    }
    row *grown = bm_array_grow(to->rows, to->count, &to->capacity, sizeof *grown);
    if (!grown)
        return false;
    to->rows = grown;
    grown[to->count++] = made;
    return true;
}

static bool add_unsure(result *to, const bm_event *event)
{
    bm_event *grown =
        bm_array_grow(to->unsure, to->unsure_count, &to->unsure_capacity, sizeof *grown);
    if (!grown)
        return false;
    to->unsure = grown;
    grown[to->unsure_count++] = *event;
    return true;
}

static bm_status locate_row(const bm_feature_export *all, bm_locating *run, const bm_event *event,
                            result *to, bm_error *error)
{
    bm_place_answer answer;
    if (event->taken) {
        bm_event located = *event;
        bm_locating_use_taken(run, &located, &to->counts);
        if (located.location.located)
            to->box = bm_lonlat_box_grow(to->box, bm_event_layer_round(located.location.position));
        return BM_OK;
    }
    if (event->has_position) {
        to->counts.given++;
        to->box = bm_lonlat_box_grow(to->box, bm_event_layer_round(event->position));
        return BM_OK;
    }
    bm_status status = bm_locating_ask(run, event, &answer, error);
    if (status)
        return status;
    if (bm_locating_wants_around(event, &answer))
        return add_unsure(to, event)
                   ? BM_OK
                   : bm_error_set(error, BM_ERROR_MEMORY, all->path, 0, "out of memory");
    bm_features_add_answer(all, &answer, 1, &to->counts, &to->box);
    return BM_OK;
}

static bm_status survey_row(const bm_feature_export *all, bm_locating *run, bm_table *table,
                            const bm_record *record, result *to, bm_error *error)
{
    bm_event event = {.line = record->line};
    if (!bm_table_read_facts(table, record, &event)) {
        to->left_out++;
        return BM_OK;
    }
    bm_guard_newest_add(&to->newest, bm_guard_end_of(&event));
    if (!bm_features_wants(all, &event))
        return BM_OK;
    bm_features_read_place(table, record, &event);
    if (!bm_taken_read(table, record, &event))
        return bm_error_set(error, BM_ERROR_MEMORY, all->path, record->line, "out of memory");
    bm_locating_find_taken(run, &event);
    if (!bm_table_read_movement(table, record, &event) || !add_row(table, record, to))
        return bm_error_set(error, BM_ERROR_MEMORY, all->path, record->line, "out of memory");
    to->with_movements = to->with_movements || event.movement;
    to->counts.total++;
    look_at_cells(table, record, to->cells);
    return locate_row(all, run, &event, to, error);
}

static void survey_chunk(const bm_stream_bytes *chunk, size_t number, size_t thread, void *context,
                         void *shared)
{
    const bm_feature_export *all = shared;
    result *to = context;
    bm_table table;
    (void)number;
    to->findings = bm_findings_new();
    to->status = bm_features_open_chunk(all, chunk, &table, &to->events, to->findings, to->surveys,
                                        &to->error);
    /* Records with stray quotes. */
    to->left_out = bm_findings_count(to->findings, BM_SEVERITY_ERROR);
    to->box = bm_lonlat_box_empty();
    to->cells = bm_arena_array(&to->events.arena, to->events.column_count + 1, sizeof *to->cells);
    if (!to->status && (!to->findings || !to->cells))
        to->status = bm_error_set(&to->error, BM_ERROR_MEMORY, all->path, 0, "out of memory");
    bm_locating run = bm_features_locating(all, thread, &to->events, NULL);
    run.around = NULL; /* they are being gathered */
    for (size_t i = 1; !to->status && i < table.record_count; i++) {
        to->records++;
        if (!bm_table_is_blank(&table.records[i]))
            to->status = survey_row(all, &run, &table, &table.records[i], to, &to->error);
    }
    bm_features_close_chunk(&table);
}

static bool take_ids(bm_feature_export *all, const result *from)
{
    const bm_table *table = &all->shared.table;
    size_t *firsts =
        bm_array_grow(all->first_of, all->chunk_count, &all->chunk_capacity, sizeof *all->first_of);
    if (!firsts)
        return false;
    all->first_of = firsts;
    firsts[all->chunk_count++] = all->ids.count;
    for (size_t i = 0; i < from->count; i++) {
        const row *here = &from->rows[i];
        bool repeated;
        if (!bm_stream_ids_add(&all->ids, here->hash, &repeated))
            return false;
        if (repeated && *here->id)
            bm_findings_add(all->repeated, BM_SEVERITY_NOTE, "id-duplicate", all->path, here->line,
                            bm_table_column_name(table, BM_COLUMN_ID), here->id,
                            "an earlier row has the id '%s' too", here->id);
    }
    return true;
}

static void take_counts(bm_locating_counts *sum, const bm_locating_counts *more)
{
    sum->total += more->total;
    sum->given += more->given;
    sum->located += more->located;
    sum->ambiguous += more->ambiguous;
    sum->area += more->area;
    sum->unlocated += more->unlocated;
}

static bm_status take_survey(void *context, size_t number, void *shared, bm_error *error)
{
    bm_feature_export *all = shared;
    const result *from = context;
    (void)number;
    if (from->status) {
        *error = from->error;
        return from->status;
    }
    bool good = take_ids(all, from);
    for (size_t i = 0; good && i < from->unsure_count; i++)
        good = bm_features_take_unsure(all, &from->unsure[i]);
    if (!good)
        return bm_error_set(error, BM_ERROR_MEMORY, all->path, 0, "out of memory");
    for (size_t i = 0; i < from->events.column_count; i++)
        bm_cells_type_join(&all->cells[i], from->cells[i]);
    all->with_movements = all->with_movements || from->with_movements;
    all->box = bm_lonlat_box_join(all->box, from->box);
    take_counts(&all->counts, &from->counts);
    bm_guard_newest_join(&all->newest, &from->newest);
    bm_stream_add_to_sum(&all->sum, from->surveys, from->findings, from->records, from->left_out);
    if (all->sum.rows > BM_TABLE_ROWS_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, all->path, 0,
                            "'%s' has more than %d rows; split it", bm_table_shown(all->path),
                            BM_TABLE_ROWS_MAX);
    return BM_OK;
}

/* Nothing is known of the table but its header. */
static bool forget(bm_feature_export *all)
{
    bm_findings_free(all->sum.findings);
    bm_findings_free(all->repeated);
    bm_report_positions_free(all->reports);
    bm_stream_ids_finish(&all->ids);
    bm_arena_finish(&all->unsure.arena);
    bm_intern_finish(&all->unsure.keys);
    free(all->unsure.items);
    all->unsure = (bm_unsure_places){0};
    all->sum = (bm_stream_sum){.findings = bm_findings_new()};
    all->repeated = bm_findings_new();
    all->reports = bm_report_positions_new();
    all->counts = (bm_locating_counts){0};
    all->newest = (bm_guard_newest){0};
    all->box = bm_lonlat_box_empty();
    all->with_movements = false;
    all->chunk_count = 0;
    if (!all->sum.findings || !all->repeated || !all->reports)
        return false;
    bm_findings_limit(all->sum.findings, BM_STREAM_FINDINGS_MAX);
    bm_findings_limit(all->repeated, BM_STREAM_FINDINGS_MAX);
    return true;
}

/* What the first chunk has of dates is likely what all have. */
static bm_status guess_midnights(bm_feature_export *all, bm_error *error)
{
    bm_table table;
    bm_events events;
    bm_date_column surveys[2] = {{0}};
    bm_error ignored = {0};
    bm_status status =
        bm_features_open_chunk(all, &all->chunk, &table, &events, NULL, surveys, &ignored);
    bool no_memory = status == BM_ERROR_MEMORY;
    for (int i = 0; i < 2; i++)
        all->shared.midnights_are_days[i] = surveys[i].times == 0 || surveys[i].all_midnight;
    bm_features_close_chunk(&table);
    bm_arena_finish(&events.arena);
    return no_memory ? bm_error_set(error, BM_ERROR_MEMORY, all->path, 0, "out of memory") : BM_OK;
}

static bm_status survey_once(bm_feature_export *all, bool is_first, bm_error *error)
{
    const bm_stream_work work = {.work = survey_chunk,
                                 .take = take_survey,
                                 .finish = finish_result,
                                 .result_size = sizeof(result),
                                 .context = all};
    if (!forget(all))
        return bm_error_set(error, BM_ERROR_MEMORY, all->path, 0, "out of memory");
    bm_status status = bm_features_begin(all, all->sum.findings, error);
    free(all->cells);
    all->cells = calloc(all->header.column_count + 1, sizeof *all->cells);
    if (!status && !all->cells)
        status = bm_error_set(error, BM_ERROR_MEMORY, all->path, 0, "out of memory");
    if (!status && is_first)
        status = guess_midnights(all, error);
    if (!status)
        status = bm_stream_each(&all->input, all->shared.delimiter, &all->chunk, all->threads,
                                &work, error);
    if (!status && all->sum.rows == 0)
        bm_findings_add(all->sum.findings, BM_SEVERITY_WARNING, "table-empty", all->path,
                        all->shared.table.records[0].line, NULL, NULL,
                        "there is a header line and no row");
    return status;
}

/* True when the columns of dates are not what was assumed of them. */
static bool was_wrong(bm_feature_export *all)
{
    bool wrong = false;
    for (int i = 0; i < 2; i++) {
        bool actual = all->sum.surveys[i].all_midnight;
        wrong =
            wrong || (all->sum.surveys[i].times > 0 && actual != all->shared.midnights_are_days[i]);
        all->shared.midnights_are_days[i] = actual;
    }
    return wrong;
}

bm_status bm_features_survey(bm_feature_export *all, bm_error *error)
{
    bm_status status = survey_once(all, true, error);
    if (!status && was_wrong(all)) {
        status = bm_stream_rewind(&all->input, error);
        if (!status)
            status = survey_once(all, false, error);
    }
    if (!status && all->unsure.keys.count > 0)
        status = bm_features_settle_unsure(all, error);
    return status;
}
