#include "events/stream/features/features.h"

#include "events/movement.h"

#include <stdlib.h>

void bm_features_read_place(const bm_table *table, const bm_record *record, bm_event *event)
{
    event->place = bm_table_cell(table, record, BM_COLUMN_PLACE);
    event->country = bm_table_cell(table, record, BM_COLUMN_COUNTRY);
    event->admin = bm_table_cell(table, record, BM_COLUMN_ADMIN);
    event->district = bm_table_cell(table, record, BM_COLUMN_DISTRICT);
    event->url = bm_table_cell(table, record, BM_COLUMN_URL);
}

static void count_rows(const bm_place_answer *answer, size_t rows, bm_locating_counts *counts)
{
    size_t *const kinds[] = {[BM_LOCATION_NONE] = &counts->unlocated,
                             [BM_LOCATION_LOCATED] = &counts->located,
                             [BM_LOCATION_AMBIGUOUS] = &counts->ambiguous,
                             [BM_LOCATION_AREA] = &counts->area};
    *kinds[answer->status] += rows;
}

/* Where bm_events_locate() puts it. */
static void grow_box(bm_ambiguous_policy policy, const bm_place_answer *answer, bm_lonlat_box *box)
{
    bool is_used = answer->status != BM_LOCATION_NONE &&
                   (answer->status != BM_LOCATION_AMBIGUOUS || policy == BM_AMBIGUOUS_BEST);
    if (is_used)
        *box = bm_lonlat_box_grow(*box, bm_event_layer_round(answer->best->position));
}

void bm_features_add_answer(const bm_feature_export *all, const bm_place_answer *answer,
                            size_t rows, bm_locating_counts *counts, bm_lonlat_box *box)
{
    count_rows(answer, rows, counts);
    grow_box(all->options->ambiguous, answer, box);
}

bool bm_features_take_unsure(bm_feature_export *all, const bm_event *event)
{
    bm_unsure_places *places = &all->unsure;
    const char *texts[] = {event->place, event->country, event->admin, event->district, event->url};
    bm_strbuf key = {0};
    uint32_t number = 0;
    bool is_new = false;
    for (int i = 0; i < 5; i++) {
        bm_strbuf_append(&key, texts[i]);
        bm_strbuf_append_char(&key, '\x1F');
    }
    bool good = !key.failed && bm_report_positions_want(all->reports, event->url);
    if (good && !bm_intern_number(&places->keys, bm_strbuf_text(&key), &number)) {
        const char *kept = bm_arena_strdup(&places->arena, bm_strbuf_text(&key));
        bm_unsure_place *items =
            bm_array_grow(places->items, places->keys.count, &places->capacity, sizeof *items);
        if (items)
            places->items = items;
        good = kept && items && bm_intern_find(&places->keys, kept, &number, &is_new);
        if (good)
            items[number] = (bm_unsure_place){0};
        for (int i = 0; good && i < 5; i++) {
            const char *copy = bm_arena_strdup(&places->arena, texts[i]);
            *(i < 4 ? &items[number].texts[i] : &items[number].url) = copy;
            good = copy != NULL;
        }
    }
    if (good)
        places->items[number].rows++;
    bm_strbuf_finish(&key);
    return good;
}

/* Positions of a chunk's rows that belong to reports of which one is asked. */
typedef struct told {
    bm_events events;
    struct told_row {
        const char *url;
        bool is_certain;
        bm_lonlat position;
    } * rows; /* heap */
    size_t count, capacity;
    bm_status status;
    bm_error error;
} told;

static void finish_told(void *context)
{
    told *done = context;
    bm_arena_finish(&done->events.arena);
    free(done->rows);
}

static bm_status tell_row(const bm_feature_export *all, bm_locating *run, bm_table *table,
                          const bm_record *record, told *to, bm_error *error)
{
    const char *url = bm_table_cell(table, record, BM_COLUMN_URL);
    bm_event event = {.line = record->line};
    if (!*url || !bm_report_positions_is_wanted(all->reports, url) ||
        !bm_table_read_facts(table, record, &event) || !bm_features_wants(all, &event))
        return BM_OK;
    bm_features_read_place(table, record, &event);
    struct told_row *grown = bm_array_grow(to->rows, to->count, &to->capacity, sizeof *grown);
    if (grown)
        to->rows = grown;
    if (!grown || !bm_table_read_movement(table, record, &event))
        return bm_error_set(error, BM_ERROR_MEMORY, all->path, record->line, "out of memory");
    struct told_row *made = &grown[to->count++];
    made->url = url;
    return bm_locating_certain_position(run, &event, &made->is_certain, &made->position, error);
}

static void tell_chunk(const bm_stream_bytes *chunk, size_t number, size_t thread, void *context,
                       void *shared)
{
    const bm_feature_export *all = shared;
    told *to = context;
    bm_table table;
    bm_date_column surveys[2];
    (void)number;
    to->status = bm_features_open_chunk(all, chunk, &table, &to->events, NULL, surveys, &to->error);
    bm_locating run = bm_features_locating(all, thread, &to->events, NULL);
    for (size_t i = 1; !to->status && i < table.record_count; i++)
        to->status = tell_row(all, &run, &table, &table.records[i], to, &to->error);
    bm_features_close_chunk(&table);
}

static bm_status take_told(void *context, size_t number, void *shared, bm_error *error)
{
    bm_feature_export *all = shared;
    const told *from = context;
    (void)number;
    if (from->status && error)
        *error = from->error;
    for (size_t i = 0; !from->status && i < from->count; i++)
        bm_report_positions_add(all->reports, from->rows[i].url,
                                from->rows[i].is_certain ? &from->rows[i].position : NULL);
    return from->status;
}

bm_status bm_features_settle_unsure(bm_feature_export *all, bm_error *error)
{
    const bm_stream_work work = {.work = tell_chunk,
                                 .take = take_told,
                                 .finish = finish_told,
                                 .result_size = sizeof(told),
                                 .context = all};
    bm_status status = bm_stream_rewind(&all->input, error);
    if (!status)
        status = bm_features_begin(all, NULL, error);
    if (!status)
        status = bm_stream_each(&all->input, all->shared.delimiter, &all->chunk, all->threads,
                                &work, error);
    bm_locating run = bm_features_locating(all, 0, &all->header, NULL);
    for (size_t i = 0; !status && i < all->unsure.keys.count; i++) {
        const bm_unsure_place *place = &all->unsure.items[i];
        const bm_event event = {.place = place->texts[0],
                                .country = place->texts[1],
                                .admin = place->texts[2],
                                .district = place->texts[3],
                                .url = place->url};
        bm_place_answer answer;
        status = bm_locating_ask(&run, &event, &answer, error);
        if (status)
            break;
        bm_features_add_answer(all, &answer, place->rows, &all->counts, &all->box);
    }
    return status;
}
