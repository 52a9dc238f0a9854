/* Texts that are written and name the place that was coarsened: whoever publishes is told which
 * columns have them. */
#include "events/export/event_layer.h"
#include "events/guard/private.h"

#include <stdlib.h>
#include <string.h>

enum { TEXTS = 4, NAME_MIN = 3 };
static const char *const text_names[TEXTS] = {"title", "description", "source", "url"};

static bool is_in(const char *name, const char *text)
{
    return strlen(name) >= NAME_MIN && strstr(text, name);
}

static bool names(const char *text, const bm_event *event)
{
    return is_in(event->place, text) || is_in(event->location.name, text);
}

void bm_guard_count_names(bm_guard *guard, const bm_events *events, const bm_event *event)
{
    const char *const texts[TEXTS] = {event->title, event->description, event->source, event->url};
    if (!guard->named)
        guard->named = calloc(TEXTS + events->column_count, sizeof *guard->named);
    /* It is advice only: when memory is short there is none. */
    if (!guard->named)
        return;
    for (size_t i = 0; i < TEXTS; i++)
        guard->named[i] += names(texts[i], event);
    for (size_t i = 0; i < events->column_count; i++)
        guard->named[TEXTS + i] += events->columns[i].role == BM_COLUMN_OTHER &&
                                   !events->columns[i].is_withheld && names(event->cells[i], event);
}

static int most_first(const void *left, const void *right)
{
    const bm_naming *a = left, *b = right;
    if (a->events != b->events)
        return a->events < b->events ? 1 : -1;
    return strcmp(a->column, b->column);
}

bm_status bm_guard_find_naming(bm_guard *guard, const bm_events *events, bm_error *error)
{
    if (!guard->named)
        return BM_OK;
    guard->naming =
        bm_arena_array(&guard->arena, TEXTS + events->column_count, sizeof *guard->naming);
    if (!guard->naming)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < TEXTS + events->column_count; i++) {
        bool is_text = i < TEXTS;
        const char *name = is_text ? text_names[i] : events->columns[i - TEXTS].name;
        bool is_left_out = is_text ? events->redacted >> bm_event_layer_own(name) & 1
                                   : events->columns[i - TEXTS].is_withheld;
        const char *copy = is_text ? name : bm_arena_strdup(&guard->arena, name);
        if (guard->named[i] > 0 && !is_left_out && copy)
            guard->naming[guard->naming_count++] = (bm_naming){copy, guard->named[i]};
    }
    if (guard->naming_count > 0)
        qsort(guard->naming, guard->naming_count, sizeof *guard->naming, most_first);
    return BM_OK;
}

size_t bm_guard_naming_count(const bm_guard *guard)
{
    return guard->naming_count;
}

const char *bm_guard_naming_at(const bm_guard *guard, size_t index, size_t *events)
{
    if (index >= guard->naming_count)
        return NULL;
    if (events)
        *events = guard->naming[index].events;
    return guard->naming[index].column;
}
