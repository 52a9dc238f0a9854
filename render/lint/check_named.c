#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/lint/symbols.h"

/** More places than this are told of in one finding. */
#define SINGLE_MAX 8
/** A place with so many events, and one in so many of all, is what the map is about: that the key
 *  counts it is not enough. */
#define GREAT_EVENTS 10
#define GREAT_SHARE 10

/** A place whose symbols have neither a name nor a number. */
typedef struct unnamed_place {
    const lint_block *symbol; /**< its first */
    size_t events;
} unnamed_place;

static int by_text(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/** The events whose places the key counts and does not list. */
static size_t counted_events(const bm_lint *lint)
{
    size_t all = 0;
    for (size_t i = 0; i < lint->drawing.group_count; i++) {
        if (lint_group_within(&lint->drawing, i, "key-rest") != i)
            continue;
        const char *text = lint_group_data(&lint->drawing.groups[i], "events");
        size_t events = 0;
        /* "1,234" */
        for (; text && *text; text++)
            if (*text >= '0' && *text <= '9' && events < SIZE_MAX / 20)
                events = 10 * events + (size_t)(*text - '0');
        all += events;
    }
    return all;
}

/** Where names and rows of the key are, sorted; `*count` says how many. The caller frees it. */
static const char **find_named(bm_lint *lint, size_t *count)
{
    const lint_drawing *drawing = &lint->drawing;
    const char **named = calloc(drawing->group_count + 1, sizeof *named);
    *count = 0;
    if (!named) {
        lint->failed = true;
        return NULL;
    }
    for (size_t i = 0; i < drawing->group_count; i++) {
        const char *at = lint_group_data(&drawing->groups[i], "at");
        if (at && !lint_group_data(&drawing->groups[i], "category"))
            named[(*count)++] = at;
    }
    qsort(named, *count, sizeof *named, by_text);
    return named;
}

static void report_place(bm_lint *lint, const unnamed_place *place)
{
    const lint_group *group = &lint->drawing.groups[place->symbol->group];
    char value[32];
    snprintf(value, sizeof value, "%zu", place->events);
    lint_add(lint, "unnamed", BM_SEVERITY_WARNING, &place->symbol->box, group->title, value,
             "a name or a number",
             "the place of '%.80s' has neither a name nor a number of the key", group->id);
}

/** A finding for each of a few places, or one for many. */
static void report(bm_lint *lint, const unnamed_place *places, size_t count, size_t events,
                   size_t counted)
{
    char value[32], limit[48];
    for (size_t i = 0; i < count && count <= SINGLE_MAX; i++)
        report_place(lint, &places[i]);
    if (count <= SINGLE_MAX)
        return;
    snprintf(value, sizeof value, "%zu", events);
    snprintf(limit, sizeof limit, "%zu, as the key says", counted);
    lint_add(lint, "unnamed", BM_SEVERITY_WARNING, NULL, "", value, limit,
             "%zu places with %zu events have neither a name nor a number of the key", count,
             events);
}

/** The great ones of the places that the key counts. */
static void report_great(bm_lint *lint, const unnamed_place *places, size_t count, size_t all)
{
    for (size_t i = 0; i < count; i++)
        if (places[i].events >= GREAT_EVENTS && places[i].events >= all / GREAT_SHARE)
            report_place(lint, &places[i]);
}

/** Names and rows of the key say which pixel they are about, and so do symbols. The key may count
 *  the rest: then it must be right, and none of the rest great. */
void lint_check_named(bm_lint *lint)
{
    size_t named_count, count = 0, all = 0, events = 0, counted = counted_events(lint);
    const char **named = find_named(lint, &named_count);
    unnamed_place *places = calloc(lint->event_count + 1, sizeof *places);
    const char *last = "";
    lint->failed = lint->failed || !places;
    for (size_t i = 0; named && places && i < lint->event_count; i++) {
        const lint_group *group = &lint->drawing.groups[lint->events[i].group];
        const char *at = lint_group_data(group, "at");
        all += lint_count_of(group);
        if (!at || bsearch(&at, named, named_count, sizeof *named, by_text))
            continue;
        events += lint_count_of(group);
        if (strcmp(at, last) != 0)
            places[count++].symbol = &lint->events[i];
        places[count - 1].events += lint_count_of(group);
        last = at;
    }
    if ((events != counted || (count && !counted)) && !lint->failed) {
        if (count)
            report(lint, places, count, events, counted);
        else
            lint_add(lint, "unnamed", BM_SEVERITY_WARNING, NULL, "", "0", "as the key says",
                     "the key counts %zu events without a name, and all have one", counted);
    } else if (!lint->failed) {
        report_great(lint, places, count, all);
    }
    free(places);
    free(named);
}
