#include "events/stream/features/features.h"

#include <stdlib.h>

enum { IS_NUMBERED = -1 };

/* What is left of a chunk. */
typedef struct result {
    bm_events events;
    int64_t *hashes;      /* heap: of the ids; IS_NUMBERED where the guard gives a number */
    bm_cells_type *cells; /* heap: of each column */
    bool with_movements;
    bm_lonlat_box box;
    bm_status status;
    bm_error error;
} result;

static void finish_result(void *context)
{
    result *done = context;
    bm_arena_finish(&done->events.arena);
    free(done->events.items);
    free(done->hashes);
    free(done->cells);
}

static void look_at_event(const bm_feature_export *all, size_t index, result *to)
{
    const bm_event *event = &to->events.items[index];
    bool is_numbered = bm_guard_numbers(all->options->guard, &to->events, event);
    to->hashes[index] = is_numbered ? IS_NUMBERED : bm_feature_id_of(event->id);
    to->with_movements = to->with_movements || event->movement;
    if (event->location.located)
        to->box = bm_lonlat_box_grow(to->box, bm_event_layer_round(event->location.position));
    for (size_t i = 0; i < to->events.column_count; i++)
        bm_cells_type_add(&to->cells[i], event->cells[i]);
}

static void take_chunk(const bm_stream_bytes *chunk, size_t number, size_t thread, void *context,
                       void *shared)
{
    bm_feature_export *all = shared;
    result *to = context;
    bm_locating_counts counts = {0};
    (void)number;
    to->box = bm_lonlat_box_empty();
    to->status =
        bm_features_read_located(all, chunk, thread, &to->events, NULL, &counts, &to->error);
    if (!to->status)
        to->status =
            bm_guard_take(all->options->guard, &to->events, &all->tallies[thread], &to->error);
    if (to->status)
        return;
    to->hashes = calloc(to->events.count + 1, sizeof *to->hashes);
    to->cells = calloc(to->events.column_count + 1, sizeof *to->cells);
    if (!to->hashes || !to->cells) {
        to->status = bm_error_set(&to->error, BM_ERROR_MEMORY, all->path, 0, "out of memory");
        return;
    }
    for (size_t i = 0; i < to->events.count; i++)
        look_at_event(all, i, to);
}

static bool take_ids(bm_feature_export *all, const result *from)
{
    size_t *firsts =
        bm_array_grow(all->first_of, all->chunk_count, &all->chunk_capacity, sizeof *all->first_of);
    if (!firsts)
        return false;
    all->first_of = firsts;
    firsts[all->chunk_count++] = all->ids.count;
    for (size_t i = 0; i < from->events.count; i++) {
        int64_t hash = from->hashes[i];
        char id[BM_GUARD_ID_SIZE];
        bool repeated;
        if (hash == IS_NUMBERED) {
            bm_guard_format_id(all->options->guard, all->ids.count + 1, id);
            hash = bm_feature_id_of(id);
        }
        if (!bm_stream_ids_add(&all->ids, hash, &repeated))
            return false;
    }
    return true;
}

static bm_status take_left(void *context, size_t number, void *shared, bm_error *error)
{
    bm_feature_export *all = shared;
    const result *from = context;
    (void)number;
    if (from->status) {
        *error = from->error;
        return from->status;
    }
    if (!take_ids(all, from))
        return bm_error_set(error, BM_ERROR_MEMORY, all->path, 0, "out of memory");
    for (size_t i = 0; i < from->events.column_count; i++)
        bm_cells_type_join(&all->cells[i], from->cells[i]);
    all->with_movements = all->with_movements || from->with_movements;
    all->box = bm_lonlat_box_join(all->box, from->box);
    return BM_OK;
}

/* What was found out of all rows. */
static bool forget(bm_feature_export *all)
{
    bm_stream_ids_finish(&all->ids);
    free(all->cells);
    all->cells = calloc(all->header.column_count + 1, sizeof *all->cells);
    all->box = bm_lonlat_box_empty();
    all->with_movements = false;
    all->chunk_count = 0;
    bool good = all->cells != NULL;
    for (size_t i = 0; good && i < all->threads; i++)
        good = bm_guard_tally_begin(&all->tallies[i], all->header.column_count);
    return good;
}

bm_status bm_features_keep_back(bm_feature_export *all, bm_error *error)
{
    const bm_stream_work work = {.work = take_chunk,
                                 .take = take_left,
                                 .finish = finish_result,
                                 .result_size = sizeof(result),
                                 .context = all};
    bm_guard *guard = all->options->guard;
    bm_guard_look_at(guard, &all->newest);
    bm_status status = bm_stream_rewind(&all->input, error);
    if (!status)
        status = bm_features_begin(all, NULL, error);
    if (!status && !forget(all))
        status = bm_error_set(error, BM_ERROR_MEMORY, all->path, 0, "out of memory");
    if (!status)
        status = bm_guard_begin(guard, &all->header, all->options->gazetteer, all->border, error);
    if (!status)
        status = bm_stream_each(&all->input, all->shared.delimiter, &all->chunk, all->threads,
                                &work, error);
    for (size_t i = 1; !status && i < all->threads; i++)
        bm_guard_tally_join(&all->tallies[0], &all->tallies[i], all->header.column_count);
    return status ? status : bm_guard_conclude(guard, &all->tallies[0], &all->header, error);
}
