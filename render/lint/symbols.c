#include "render/lint/symbols.h"

#include <stdint.h>
#include <string.h>

#include "base/number.h"

static size_t number_of(const lint_group *group, const char *key, size_t unsaid)
{
    const char *text = lint_group_data(group, key);
    int64_t value = 0;
    return text && bm_integer_parse(text, 0, INT32_MAX, &value) ? (size_t)value : unsaid;
}

size_t lint_count_of(const lint_group *group)
{
    return number_of(group, "count", 1);
}

size_t lint_dated_of(const lint_group *group)
{
    size_t count = lint_count_of(group), imprecise = number_of(group, "imprecise", 0);
    return imprecise < count ? count - imprecise : 0;
}

const char *lint_text_within(const bm_lint *lint, size_t group, size_t n)
{
    const lint_group *at = &lint->drawing.groups[group];
    for (size_t i = at->first_item; i < at->end_item; i++)
        if (lint->drawing.items[i].kind == LINT_TEXT && n-- == 0)
            return lint->drawing.items[i].text;
    return "";
}

/** The first filled shape within a group; NULL when there is none. */
static const lint_item *shape_within(const bm_lint *lint, size_t group)
{
    const lint_group *at = &lint->drawing.groups[group];
    for (size_t i = at->first_item; i < at->end_item; i++) {
        const lint_item *item = &lint->drawing.items[i];
        if (item->kind == LINT_SHAPE && item->fill.alpha > 0)
            return item;
    }
    return NULL;
}

/** The swatch of a category in the legend. */
static const lint_item *swatch_of(const bm_lint *lint, const char *label)
{
    const lint_drawing *drawing = &lint->drawing;
    for (size_t i = 0; i < drawing->group_count; i++) {
        const char *section = lint_group_data(&drawing->groups[i], "section");
        if (section && strcmp(section, "events") == 0 &&
            strcmp(lint_text_within(lint, i, 0), label) == 0)
            return shape_within(lint, i);
    }
    return NULL;
}

/** Add events of a category, which is entered when it is new. */
static void add_events(lint_category *found, size_t *count, const char *key, const char *label,
                       size_t events)
{
    size_t at = 0;
    while (at < *count && strcmp(found[at].label, label) != 0)
        at++;
    if (at == LINT_CATEGORIES_MAX)
        return;
    if (at == *count)
        found[(*count)++] = (lint_category){key, label, 0, NULL};
    found[at].events += events;
}

/** The categories that a symbol for several stands for: "Strike or shelling:2;Clash:1". */
static void add_kinds(bm_lint *lint, lint_category *found, size_t *count, const char *kinds)
{
    while (*kinds) {
        size_t length = strcspn(kinds, ";"), colon = length;
        while (colon > 0 && kinds[colon] != ':')
            colon--;
        char *label = bm_arena_strndup(&lint->arena, kinds, colon);
        char *number = colon < length
                           ? bm_arena_strndup(&lint->arena, kinds + colon + 1, length - colon - 1)
                           : NULL;
        int64_t events = 0;
        if (!label)
            lint->failed = true;
        else if (number && bm_integer_parse(number, 0, INT32_MAX, &events))
            add_events(found, count, label, label, (size_t)events);
        kinds += length;
        kinds += *kinds == ';';
    }
}

size_t lint_find_categories(bm_lint *lint, lint_category found[LINT_CATEGORIES_MAX])
{
    size_t count = 0;
    const lint_drawing *drawing = &lint->drawing;
    for (size_t i = 0; i < lint->event_count; i++) {
        const lint_group *group = &drawing->groups[lint->events[i].group];
        const char *key = lint_group_data(group, "category");
        const char *label = lint_group_data(group, "label");
        if (!lint_group_data(group, "kinds"))
            add_events(found, &count, key, label ? label : key, lint_dated_of(group));
    }
    for (size_t i = 0; i < lint->event_count; i++) {
        const char *kinds = lint_group_data(&drawing->groups[lint->events[i].group], "kinds");
        if (kinds)
            add_kinds(lint, found, &count, kinds);
    }
    for (size_t i = 0; i < count; i++) {
        found[i].look = swatch_of(lint, found[i].label);
        for (size_t j = 0; j < lint->event_count && !found[i].look; j++) {
            const lint_group *group = &drawing->groups[lint->events[j].group];
            if (strcmp(lint_group_data(group, "category"), found[i].key) == 0)
                found[i].look = shape_within(lint, lint->events[j].group);
        }
    }
    return count;
}
