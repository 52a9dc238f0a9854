#include <string.h>

#include "render/lint/symbols.h"

/** A sign that a row of the legend explains. */
typedef struct sign {
    const char *section;
    const char *begins[2]; /**< words that its rows begin with; the second may be NULL */
    const char *group;     /**< what draws it */
    const char *what;
} sign;

static const sign signs[] = {
    {"signs", {"Movement", NULL}, "movements", "movements"},
    {"precision", {"Somewhere in the shaded", NULL}, "event-oblasts", "shaded areas"},
    {"precision", {"Somewhere within", "Somewhere in the area"}, "event-areas", "circles of areas"},
    {"lines", {"Border crossing", NULL}, "crossing", "border crossings"},
    {"lines", {"Disputed", NULL}, "disputed", "disputed areas"},
    {"ground", {"Road", NULL}, "roads", "roads"},
    {"ground", {"Railway", NULL}, "railways", "railways"},
    {"ground", {"Built-up", NULL}, "urban", "built-up areas"},
    {"ground", {"Boundary of districts", NULL}, "raions", "districts"}};

static bool begins_with(const char *text, const char *begin)
{
    return begin && strncmp(text, begin, strlen(begin)) == 0;
}

/** The longest text of a row: a sign may have a figure in it. */
static const char *words_of(const bm_lint *lint, size_t group)
{
    const char *words = "", *text;
    for (size_t n = 0; *(text = lint_text_within(lint, group, n)); n++)
        words = strlen(text) > strlen(words) ? text : words;
    return words;
}

/** The words of the next row of a section, from `*at` on; NULL after the last. */
static const char *next_row(const bm_lint *lint, const char *section, size_t *at)
{
    while (*at < lint->drawing.group_count) {
        size_t group = (*at)++;
        const char *own = lint_group_data(&lint->drawing.groups[group], "section");
        if (own && strcmp(own, section) == 0)
            return words_of(lint, group);
    }
    return NULL;
}

static void missing(bm_lint *lint, const char *what)
{
    lint_add(lint, "legend", BM_SEVERITY_ERROR, NULL, what, "missing", "in the legend",
             "%.60s are drawn and not in the legend", what);
}

static void not_drawn(bm_lint *lint, const char *text)
{
    if (!lint->is_of_series)
        lint_add(lint, "legend", BM_SEVERITY_WARNING, NULL, text, "not drawn", "only what is drawn",
                 "'%.60s' is in the legend and not on the map", text);
}

/** A sign and its rows: one needs the other. */
static void check_sign(bm_lint *lint, const sign *at)
{
    bool drawn = lint_is_drawn(lint, at->group);
    size_t rows = 0, next = 0;
    for (const char *text; (text = next_row(lint, at->section, &next)) != NULL;) {
        if (!begins_with(text, at->begins[0]) && !begins_with(text, at->begins[1]))
            continue;
        rows++;
        if (!drawn)
            not_drawn(lint, text);
    }
    if (drawn && rows == 0)
        missing(lint, at->what);
}

/** A zone has its own words for its title. */
static void check_zones(bm_lint *lint)
{
    const lint_drawing *drawing = &lint->drawing;
    for (size_t i = 0; i < drawing->group_count; i++) {
        const lint_group *zone = &drawing->groups[i];
        if (lint_group_within(drawing, i, "border-zone") != i || zone->first_item == zone->end_item)
            continue;
        bool found = false;
        size_t next = 0;
        for (const char *text; !found && (text = next_row(lint, "lines", &next)) != NULL;)
            found = strcmp(text, zone->title) == 0;
        if (!found)
            missing(lint, "zones along the border");
    }
}

static bool has_zone(const bm_lint *lint, const char *text)
{
    for (size_t i = 0; i < lint->drawing.group_count; i++)
        if (lint_group_within(&lint->drawing, i, "border-zone") == i &&
            strcmp(lint->drawing.groups[i].title, text) == 0)
            return true;
    return false;
}

/** What is left of the lines is the border itself, and zones. */
static void check_border(bm_lint *lint)
{
    bool drawn = lint_is_drawn(lint, "border"), found = false;
    size_t next = 0;
    for (const char *text; (text = next_row(lint, "lines", &next)) != NULL;) {
        size_t length = strlen(text);
        bool is_border = length >= 6 && strcmp(text + length - 6, "border") == 0;
        if (begins_with(text, "Border crossing") || begins_with(text, "Disputed"))
            continue;
        if (is_border && !has_zone(lint, text)) {
            found = true;
            if (!drawn)
                not_drawn(lint, text);
        } else if (!has_zone(lint, text)) {
            not_drawn(lint, text);
        }
    }
    if (drawn && !found)
        lint_add(lint, "legend", BM_SEVERITY_ERROR, NULL, "border", "missing", "in the legend",
                 "the border is drawn and not in the legend");
}

/** True when a symbol stands for several events; or, with `kinds`, for several categories. */
static bool has_symbol(const bm_lint *lint, bool kinds)
{
    for (size_t i = 0; i < lint->event_count; i++) {
        const lint_group *group = &lint->drawing.groups[lint->events[i].group];
        if (kinds ? lint_group_data(group, "kinds") != NULL : lint_count_of(group) > 1)
            return true;
    }
    return false;
}

static void check_symbols(bm_lint *lint)
{
    static const char *const begins[] = {"Number of events", "Several kinds"};
    static const char *const what[] = {"symbols with a number", "symbols of several kinds"};
    for (int kinds = 0; kinds < 2; kinds++) {
        bool drawn = has_symbol(lint, kinds == 1), found = false;
        size_t next = 0;
        for (const char *text; (text = next_row(lint, "signs", &next)) != NULL;) {
            if (!begins_with(text, begins[kinds]))
                continue;
            found = true;
            if (!drawn)
                not_drawn(lint, text);
        }
        if (drawn && !found)
            missing(lint, what[kinds]);
    }
}

static bool has_imprecise(const bm_lint *lint)
{
    for (size_t i = 0; i < lint->event_count; i++)
        if (lint_group_data(&lint->drawing.groups[lint->events[i].group], "imprecise"))
            return true;
    return false;
}

/** A row that counts nothing explains nothing, unless what looks so is dated too roughly to be
 * counted. */
static void check_counts(bm_lint *lint)
{
    if (has_imprecise(lint))
        return;
    for (size_t i = 0; i < lint->drawing.group_count; i++) {
        const char *count = lint_group_data(&lint->drawing.groups[i], "count");
        if (count && strcmp(count, "0") == 0 &&
            lint_group_data(&lint->drawing.groups[i], "section"))
            not_drawn(lint, words_of(lint, i));
    }
}

void lint_check_legend_signs(bm_lint *lint)
{
    check_counts(lint);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        check_sign(lint, &signs[i]);
    check_zones(lint);
    check_border(lint);
    check_symbols(lint);
}
