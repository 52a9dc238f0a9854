/* Ids that say nothing, and are still unlike. */
#include "events/export/event_layer.h"
#include "events/guard/private.h"

#include "base/blank.h"

#include <stdio.h>

static bool is_hidden(const bm_guard *guard)
{
    return guard->own >> bm_event_layer_own("event_id") & 1;
}

bool bm_guard_numbers(const bm_guard *guard, const bm_events *events, const bm_event *event)
{
    if (is_hidden(guard))
        return true;
    /* A file and a line would tell how many rows are kept back, and where they stand. */
    for (size_t i = 0; i < events->column_count; i++)
        if (events->columns[i].role == BM_COLUMN_ID && !bm_is_blank(event->cells[i]))
            return false;
    return true;
}

void bm_guard_format_id(const bm_guard *guard, size_t number, char id[BM_GUARD_ID_SIZE])
{
    (void)snprintf(id, BM_GUARD_ID_SIZE, is_hidden(guard) ? "%zu" : "event-%zu", number);
}

bm_status bm_guard_number(const bm_guard *guard, bm_events *part, size_t before, bm_error *error)
{
    for (size_t i = 0; i < part->count; i++) {
        char id[BM_GUARD_ID_SIZE];
        if (!bm_guard_numbers(guard, part, &part->items[i]))
            continue;
        bm_guard_format_id(guard, before + i + 1, id);
        part->items[i].id = bm_arena_strdup(&part->arena, id);
        if (!part->items[i].id)
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    return BM_OK;
}
