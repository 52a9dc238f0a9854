#include "events/taken.h"

#include <stdlib.h>
#include <string.h>

/* Which column of the joined table each column of `more` becomes: the one of the same header, the
 * n-th for the n-th of that header, else a new one. */
static size_t map_columns(const bm_events *events, const bm_events *more, size_t *map)
{
    size_t total = events->column_count;
    for (size_t i = 0; i < more->column_count; i++) {
        const char *name = more->columns[i].name;
        size_t earlier = 0;
        for (size_t j = 0; j < i; j++)
            earlier += strcmp(more->columns[j].name, name) == 0;
        map[i] = SIZE_MAX;
        for (size_t j = 0; j < events->column_count && map[i] == SIZE_MAX; j++)
            if (strcmp(events->columns[j].name, name) == 0 && earlier-- == 0)
                map[i] = j;
        if (map[i] == SIZE_MAX)
            map[i] = total++;
    }
    return total;
}

static bool copy_text(bm_arena *arena, const char **text)
{
    *text = **text ? bm_arena_strdup(arena, *text) : "";
    return *text != NULL;
}

static bool copy_movement(bm_arena *arena, const bm_movement *source, bm_movement **copy)
{
    if (!source)
        return true;
    bm_movement *made = bm_arena_array(arena, 1, sizeof *made);
    if (!made)
        return false;
    *made = *source;
    *copy = made;
    const char **texts[] = {&made->from.place, &made->from.name, &made->from.place_id,
                            &made->to.place,   &made->to.name,   &made->to.place_id};
    bool fine = true;
    for (size_t i = 0; i < sizeof texts / sizeof *texts && fine; i++)
        fine = copy_text(arena, texts[i]);
    return fine;
}

static bool copy_event(bm_events *events, const bm_events *more, const bm_event *source,
                       const size_t *map, size_t columns, bm_event *copy)
{
    bm_arena *arena = &events->arena;
    const char **cells = bm_arena_array(arena, columns, sizeof *cells);
    if (!cells)
        return false;
    for (size_t i = 0; i < columns; i++)
        cells[i] = "";
    for (size_t i = 0; i < more->column_count; i++) {
        cells[map[i]] = source->cells[i];
        if (!copy_text(arena, &cells[map[i]]))
            return false;
    }
    *copy = *source;
    copy->cells = cells;
    copy->file += (uint32_t)events->file_count;
    if (source->taken) {
        copy->taken = bm_arena_array(arena, 1, sizeof *copy->taken);
        if (!copy->taken)
            return false;
        *copy->taken = *source->taken;
        if (!copy_text(arena, &copy->taken->place_id))
            return false;
    }
    const char **texts[] = {&copy->id,
                            &copy->edtf,
                            &copy->place,
                            &copy->country,
                            &copy->admin,
                            &copy->district,
                            &copy->category,
                            &copy->category_label,
                            &copy->title,
                            &copy->description,
                            &copy->source,
                            &copy->url,
                            &copy->location.place_id,
                            &copy->location.name,
                            &copy->location.country,
                            &copy->location.admin1};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!copy_text(arena, texts[i]))
            return false;
    return copy_movement(arena, source->movement, &copy->movement);
}

/* Everything that the joined table needs, made before anything of `events` is changed. */
typedef struct joined {
    bm_event_column *columns;
    const char **files;
    bm_event *items; /* heap */
    size_t column_count;
} joined;

static bool join_columns(bm_events *events, const bm_events *more, const size_t *map, joined *made)
{
    bm_arena *arena = &events->arena;
    size_t file_count = events->file_count + more->file_count;
    made->columns = bm_arena_array(arena, made->column_count, sizeof *made->columns);
    made->files = bm_arena_array(arena, file_count, sizeof *made->files);
    if (!made->columns || !made->files)
        return false;
    if (events->column_count)
        memcpy(made->columns, events->columns, events->column_count * sizeof *made->columns);
    for (size_t i = 0; i < more->column_count; i++) {
        if (map[i] < events->column_count)
            continue;
        made->columns[map[i]] = more->columns[i];
        if (!copy_text(arena, &made->columns[map[i]].name))
            return false;
    }
    for (size_t i = 0; i < file_count; i++) {
        bool own = i < events->file_count;
        made->files[i] = own ? events->files[i] : more->files[i - events->file_count];
        if (!own && !copy_text(arena, &made->files[i]))
            return false;
    }
    return true;
}

static bool join_items(bm_events *events, const bm_events *more, const size_t *map, joined *made)
{
    bm_arena *arena = &events->arena;
    size_t count = events->count + more->count;
    made->items = calloc(count ? count : 1, sizeof *made->items);
    if (!made->items)
        return false;
    for (size_t i = 0; i < events->count; i++) {
        made->items[i] = events->items[i];
        if (made->column_count == events->column_count)
            continue;
        const char **cells = bm_arena_array(arena, made->column_count, sizeof *cells);
        if (!cells)
            return false;
        for (size_t c = 0; c < made->column_count; c++)
            cells[c] = c < events->column_count ? events->items[i].cells[c] : "";
        made->items[i].cells = cells;
    }
    for (size_t i = 0; i < more->count; i++)
        if (!copy_event(events, more, &more->items[i], map, made->column_count,
                        &made->items[events->count + i]))
            return false;
    return true;
}

bm_status bm_events_append(bm_events *events, const bm_events *more, bm_error *error)
{
    size_t *map = calloc(more->column_count ? more->column_count : 1, sizeof *map);
    joined made = {0};
    if (!map)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    made.column_count = map_columns(events, more, map);
    bool good = join_columns(events, more, map, &made) && join_items(events, more, map, &made);
    free(map);
    if (!good) {
        free(made.items);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    free(events->items);
    events->items = made.items;
    events->count += more->count;
    events->capacity = events->count ? events->count : 1;
    events->columns = made.columns;
    events->column_count = made.column_count;
    events->files = made.files;
    events->file_count += more->file_count;
    return BM_OK;
}
