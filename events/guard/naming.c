/* Texts that are written and name the place that was coarsened: whoever publishes is told which
 * columns have them. */
#include "events/export/event_layer.h"
#include "events/guard/private.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_MIN = 3 };
static const char *const text_names[BM_GUARD_TEXTS] = {"title", "description", "source", "url"};

static bool is_in(const char *name, const char *text)
{
    return strlen(name) >= NAME_MIN && strstr(text, name);
}

static bool names(const char *text, const bm_event *event)
{
    return is_in(event->place, text) || is_in(event->location.name, text);
}

void bm_guard_count_names(const bm_events *part, const bm_event *event, bm_guard_tally *tally)
{
    const char *const texts[BM_GUARD_TEXTS] = {event->title, event->description, event->source,
                                               event->url};
    for (size_t i = 0; i < BM_GUARD_TEXTS; i++)
        tally->named[i] += names(texts[i], event);
    for (size_t i = 0; i < part->column_count; i++)
        tally->columns[i].named +=
            part->columns[i].role == BM_COLUMN_OTHER && names(event->cells[i], event);
}

static int most_first(const void *left, const void *right)
{
    const bm_naming *a = left, *b = right;
    if (a->events != b->events)
        return a->events < b->events ? 1 : -1;
    return strcmp(a->column, b->column);
}

bm_status bm_guard_find_naming(bm_guard *guard, const bm_events *header,
                               const bm_guard_tally *tally, bm_error *error)
{
    size_t count = BM_GUARD_TEXTS + header->column_count;
    guard->naming = bm_arena_array(&guard->arena, count, sizeof *guard->naming);
    if (!guard->naming)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < count; i++) {
        bool is_text = i < BM_GUARD_TEXTS;
        size_t column = is_text ? 0 : i - BM_GUARD_TEXTS;
        const char *name = is_text ? text_names[i] : header->columns[column].name;
        size_t events = is_text ? tally->named[i] : tally->columns[column].named;
        bool is_left_out =
            is_text ? guard->own >> bm_event_layer_own(name) & 1 : guard->is_withheld[column];
        if (events == 0 || is_left_out)
            continue;
        const char *copy = is_text ? name : bm_arena_strdup(&guard->arena, name);
        if (!copy)
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        guard->naming[guard->naming_count++] = (bm_naming){copy, events};
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
