#include "events/stream/stream.h"

#include "base/strbuf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One chunk, while it is read. */
typedef struct chunk_reader {
    const bm_stream_table *shared;
    bm_stream_result *result;
    bm_table table; /* the shared one with this chunk's records, texts and findings */
    bm_strbuf key;
    const char *last_cell; /* rows repeat their categories */
    uint32_t last_category;
} chunk_reader;

static bool find_category(chunk_reader *in, const char *cell, uint16_t *category)
{
    bm_stream_result *result = in->result;
    bool is_new = false;
    if (!in->last_cell || strcmp(in->last_cell, cell) != 0) {
        if (!bm_intern_find(&result->category_cells, cell, &in->last_category, &is_new))
            return false;
        in->last_cell = cell;
    }
    if (is_new) {
        char key[BM_CATEGORY_SIZE], label[BM_CATEGORY_LABEL_SIZE];
        bm_point_category *grown =
            bm_array_grow(result->categories, in->last_category, &result->category_capacity,
                          sizeof *result->categories);
        if (!grown)
            return false;
        result->categories = grown;
        bm_category_from_text(cell, key);
        bm_category_label_from_text(cell, label);
        bm_point_category *added = &grown[in->last_category];
        added->key = bm_arena_strdup(&result->events.arena, key);
        added->label = bm_arena_strdup(&result->events.arena, label);
        if (!added->key || !added->label)
            return false;
    }
    /* More than fit the number are of the last kind; see bm_event_points_category(). */
    *category = in->last_category < UINT16_MAX ? (uint16_t)in->last_category : UINT16_MAX;
    return true;
}

/* What the row says of its place, as a question that each text is asked once. */
static bool find_place(chunk_reader *in, const bm_record *record, uint32_t *number)
{
    static const bm_column_role roles[] = {BM_COLUMN_PLACE, BM_COLUMN_COUNTRY, BM_COLUMN_ADMIN,
                                           BM_COLUMN_DISTRICT};
    bm_stream_result *result = in->result;
    bm_stream_place place = {.line = record->line};
    bool is_new = false;
    bm_strbuf_clear(&in->key);
    for (int i = 0; i < 4; i++) {
        place.texts[i] = bm_table_cell(&in->table, record, roles[i]);
        bm_strbuf_append(&in->key, place.texts[i]);
        bm_strbuf_append_char(&in->key, '\x1F');
    }
    if (in->key.failed ||
        !bm_intern_find(&result->place_keys, bm_strbuf_text(&in->key), number, &is_new))
        return false;
    if (is_new) {
        bm_stream_place *grown =
            bm_array_grow(result->places, *number, &result->place_capacity, sizeof *result->places);
        const char *key = bm_arena_strdup(&result->events.arena, bm_strbuf_text(&in->key));
        if (!grown || !key)
            return false;
        result->places = grown;
        result->places[*number] = place;
        result->place_keys.texts[*number] = key;
    }
    return true;
}

static bool add_point(chunk_reader *in, const bm_record *record, const bm_event *event)
{
    bm_stream_result *result = in->result;
    bm_packed_point point = bm_point_pack(event->has_position, event->position, event->when);
    bm_packed_point *points =
        bm_array_grow(result->points, result->count, &result->capacity, sizeof *points);
    if (points)
        result->points = points;
    bm_interval *times =
        bm_array_grow(result->times, result->count, &result->time_capacity, sizeof *times);
    if (times)
        result->times = times;
    if (!points || !times ||
        !find_category(in, bm_table_cell(&in->table, record, BM_COLUMN_CATEGORY), &point.category))
        return false;
    point.claim = (unsigned)event->claim & 0x7U;
    point.precision = (unsigned)event->place_precision & 0xFU;
    if (event->has_position) {
        /* As bm_events_locate() has it. */
        if (event->place_precision == BM_PLACE_PRECISION_UNKNOWN)
            point.precision = BM_PLACE_PRECISION_EXACT;
    } else {
        uint32_t number = 0;
        if (!find_place(in, record, &number))
            return false;
        point.lat = (int32_t)number;
    }
    result->points[result->count] = point;
    result->times[result->count++] = event->when;
    return true;
}

/* The header that every chunk's first record stands for. */
static bool add_header(bm_table *table)
{
    table->records = bm_array_grow(NULL, 0, &table->record_capacity, sizeof *table->records);
    if (!table->records)
        return false;
    table->records[table->record_count++] = (bm_record){0};
    return true;
}

static bm_date_column survey(chunk_reader *in, bm_column_role role, int which)
{
    bm_date_column seen = bm_table_survey_dates(&in->table, in->table.column_of[role]);
    in->result->surveys[which] = seen;
    /* What a message says of the whole column is added when all of it is known. */
    seen.day_first = seen.month_first = 0;
    seen.all_midnight = in->shared->midnights_are_days[which];
    return seen;
}

static bm_status read_rows(chunk_reader *in, bm_error *error)
{
    bm_table *table = &in->table;
    bm_stream_result *result = in->result;
    table->start = survey(in, BM_COLUMN_START, 0);
    table->end = survey(in, BM_COLUMN_END, 1);
    for (size_t i = 1; i < table->record_count; i++) {
        const bm_record *record = &table->records[i];
        result->rows++;
        if (bm_table_is_blank(record))
            continue;
        bm_event event = {.line = record->line};
        if (!bm_table_read_facts(table, record, &event)) {
            result->left_out++;
            continue;
        }
        if (in->shared->window && !bm_interval_overlaps(event.when, *in->shared->window))
            continue;
        if (!add_point(in, record, &event))
            return bm_error_set(error, BM_ERROR_MEMORY, table->path, record->line, "out of memory");
    }
    return BM_OK;
}

void bm_stream_read_chunk(const bm_stream_table *shared, const bm_stream_bytes *chunk,
                          bool skip_header, bm_stream_result *result)
{
    *result = (bm_stream_result){0};
    chunk_reader in = {.shared = shared, .result = result, .table = shared->table};
    bm_error *error = &result->error;
    result->findings = bm_findings_new();
    result->events.columns = shared->table.events->columns;
    result->events.column_count = shared->table.events->column_count;
    in.table.events = &result->events;
    in.table.findings = result->findings;
    in.table.records = NULL;
    in.table.record_count = in.table.record_capacity = 0;
    if (!result->findings || (!skip_header && !add_header(&in.table)))
        result->status =
            bm_error_set(error, BM_ERROR_MEMORY, shared->table.path, 0, "out of memory");
    if (!result->status)
        result->status = bm_table_check_bytes(shared->table.path, chunk->bytes, chunk->size,
                                              chunk->line, chunk->offset, error);
    if (!result->status)
        result->status = bm_table_split(&in.table, chunk->bytes, chunk->size, chunk->line,
                                        shared->delimiter, error);
    bm_table_restore_formulas(&in.table);
    /* Records with stray quotes. */
    if (!result->status)
        result->left_out = bm_findings_count(result->findings, BM_SEVERITY_ERROR);
    if (!result->status)
        result->status = read_rows(&in, error);
    bm_strbuf_finish(&in.key);
    free(in.table.records);
}

void bm_stream_result_finish(bm_stream_result *result)
{
    bm_arena_finish(&result->events.arena);
    bm_findings_free(result->findings);
    free(result->points);
    free(result->times);
    bm_intern_finish(&result->category_cells);
    free(result->categories);
    bm_intern_finish(&result->place_keys);
    free(result->places);
    *result = (bm_stream_result){0};
}
