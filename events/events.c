#include "events/table.h"

#include <stdlib.h>
#include <string.h>

void bm_events_free(bm_events *events)
{
    if (!events)
        return;
    bm_arena_finish(&events->arena);
    free(events->items);
    free(events);
}

size_t bm_events_count(const bm_events *events)
{
    return events->count;
}

const bm_event *bm_events_get(const bm_events *events, size_t index)
{
    return index < events->count ? &events->items[index] : NULL;
}

size_t bm_events_column_count(const bm_events *events)
{
    return events->column_count;
}

const char *bm_events_column_name(const bm_events *events, size_t column)
{
    return column < events->column_count ? events->columns[column].name : NULL;
}

bm_column_role bm_events_column_role(const bm_events *events, size_t column)
{
    return column < events->column_count ? events->columns[column].role : BM_COLUMN_OTHER;
}

const char *bm_events_file(const bm_events *events, uint32_t index)
{
    return index < events->file_count ? events->files[index] : NULL;
}

void bm_events_filter(bm_events *events, int64_t start_s, int64_t end_s)
{
    bm_interval window = {.start_s = start_s, .end_s = end_s};
    size_t kept = 0;
    for (size_t i = 0; i < events->count; i++)
        if (bm_interval_overlaps(events->items[i].when, window))
            events->items[kept++] = events->items[i];
    events->count = kept;
}

bool bm_events_span(const bm_events *events, bm_interval *span)
{
    if (events->count == 0)
        return false;
    *span = events->items[0].when;
    for (size_t i = 1; i < events->count; i++) {
        const bm_interval *when = &events->items[i].when;
        /* Ties keep what was there, so the precision and the mark are those of the only event when
         * all are alike. */
        if (when->start_s < span->start_s || when->end_s > span->end_s) {
            span->precision = BM_DATE_RANGE;
            span->approximate = false;
        }
        if (when->start_s < span->start_s)
            span->start_s = when->start_s;
        if (when->end_s > span->end_s)
            span->end_s = when->end_s;
    }
    return true;
}
