#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "render/lint/symbols.h"

/** Rows of one section of the legend. */
static bool is_row(const bm_lint *lint, size_t group, const char *section)
{
    const char *own = lint_group_data(&lint->drawing.groups[group], "section");
    return own && strcmp(own, section) == 0;
}

/** The row of a section with this text; ::LINT_NONE when there is none. */
static size_t find_row(const bm_lint *lint, const char *section, const char *text)
{
    for (size_t i = 0; i < lint->drawing.group_count; i++)
        if (is_row(lint, i, section) && strcmp(lint_text_within(lint, i, 0), text) == 0)
            return i;
    return LINT_NONE;
}

/** The number that a row prints, "1,234" as well; -1 when it prints none. */
static long printed(const bm_lint *lint, size_t group)
{
    char digits[32];
    size_t length = 0;
    int64_t value;
    const char *text = lint_text_within(lint, group, 1);
    if (!*text || text[strspn(text, "0123456789,")])
        return -1;
    for (; *text && length + 1 < sizeof digits; text++)
        if (*text != ',')
            digits[length++] = *text;
    digits[length] = '\0';
    return bm_integer_parse(digits, 0, INT32_MAX, &value) ? (long)value : -1;
}

static void wrong_count(bm_lint *lint, const char *text, size_t printed_count, size_t drawn)
{
    char value[32], limit[32];
    snprintf(value, sizeof value, "%zu", printed_count);
    snprintf(limit, sizeof limit, "%zu", drawn);
    lint_add(lint, "legend", BM_SEVERITY_ERROR, NULL, text, value, limit,
             "the legend counts %zu of '%.60s', the map shows %zu", printed_count, text, drawn);
}

/** True when a point of a path, or the middle of a side, is on the map. */
static bool is_on_map(const bm_lint *lint, const lint_item *item)
{
    bm_px_box frame = lint->frame;
    bm_px before = {0, 0};
    if (item->kind != LINT_SHAPE)
        return true;
    for (size_t k = 0; k < item->outline.count; k++) {
        const lint_segment *at = &item->outline.segments[k];
        bm_px to = at->kind == 'Z' ? before : at->to[at->kind == 'C' ? 2 : 0];
        bm_px middle =
            k && at->kind != 'M' ? (bm_px){(before.x + to.x) / 2, (before.y + to.y) / 2} : to;
        before = to;
        const bm_px both[] = {to, middle};
        for (int i = 0; i < 2; i++)
            if (both[i].x > frame.x0 && both[i].x < frame.x1 && both[i].y > frame.y0 &&
                both[i].y < frame.y1)
                return true;
    }
    return false;
}

bool lint_is_drawn(const bm_lint *lint, const char *id)
{
    for (size_t i = 0; i < lint->drawing.group_count; i++) {
        const lint_group *group = &lint->drawing.groups[i];
        if (lint_group_within(&lint->drawing, i, id) != i)
            continue;
        bool beside = lint_group_within(&lint->drawing, i, "furniture") != LINT_NONE;
        for (size_t k = group->first_item; k < group->end_item; k++)
            if (beside || is_on_map(lint, &lint->drawing.items[k]))
                return true;
    }
    return false;
}

static void check_categories(bm_lint *lint)
{
    lint_category found[LINT_CATEGORIES_MAX];
    size_t count = lint_find_categories(lint, found);
    for (size_t i = 0; i < count; i++) {
        size_t row = find_row(lint, "events", found[i].label);
        if (row == LINT_NONE)
            lint_add(lint, "legend", BM_SEVERITY_ERROR, NULL, found[i].label, "missing",
                     "in the legend", "'%.60s' is drawn and not in the legend", found[i].label);
        else if (printed(lint, row) >= 0 && (size_t)printed(lint, row) != found[i].events)
            wrong_count(lint, found[i].label, (size_t)printed(lint, row), found[i].events);
    }
    /* Clusters have no symbols: their rings are in the colours of the categories. */
    bool is_dense = lint_is_drawn(lint, "density");
    for (size_t i = 0; i < lint->drawing.group_count && !is_dense; i++) {
        if (!is_row(lint, i, "events"))
            continue;
        const char *text = lint_text_within(lint, i, 0);
        bool drawn = false;
        for (size_t j = 0; j < count; j++)
            drawn = drawn || strcmp(found[j].label, text) == 0;
        if (!drawn && !lint->is_of_series)
            lint_add(lint, "legend", BM_SEVERITY_WARNING, NULL, text, "not drawn",
                     "only what is drawn", "'%.60s' is in the legend and not on the map", text);
    }
}

/** Confirmed, assessed, claimed, not stated. */
#define CLAIMS 4

/** How many events of each claim a symbol stands for; false when it does not say. */
static bool read_claims(const lint_group *group, size_t each[CLAIMS])
{
    const char *counts = lint_group_data(group, "claims");
    double numbers[CLAIMS - 1] = {0};
    if (!counts || lint_numbers(counts, numbers, CLAIMS - 1) != CLAIMS - 1)
        return false;
    size_t stated = 0;
    for (size_t c = 0; c < CLAIMS - 1; c++)
        stated += each[c] = (size_t)numbers[c];
    size_t all = lint_dated_of(group);
    each[CLAIMS - 1] = all > stated ? all - stated : 0;
    return true;
}

static size_t find_claim_row(const bm_lint *lint, const char *begins)
{
    for (size_t i = 0; i < lint->drawing.group_count; i++)
        if (is_row(lint, i, "claims") &&
            strncmp(lint_text_within(lint, i, 0), begins, strlen(begins)) == 0)
            return i;
    return LINT_NONE;
}

/** A symbol that stands for several claims must not look as one of them. */
static void check_looks(bm_lint *lint)
{
    bool any = false;
    for (size_t i = 0; i < lint->event_count; i++) {
        const lint_group *group = &lint->drawing.groups[lint->events[i].group];
        const char *look = lint_group_data(group, "claim");
        size_t each[CLAIMS];
        if (lint_group_data(group, "kinds") || !read_claims(group, each))
            continue;
        bool several = (each[0] + each[3] > 0) + (each[1] > 0) + (each[2] > 0) > 1;
        bool says = look && strcmp(look, "several") == 0;
        any = any || says;
        if (several && !says)
            lint_add(lint, "legend", BM_SEVERITY_ERROR, NULL, group->id, look ? look : "confirmed",
                     "several", "'%.60s' holds events of several claims and looks as one of them",
                     group->id);
    }
    size_t row = find_claim_row(lint, "Several");
    if (!any && row != LINT_NONE && !lint->is_of_series)
        lint_add(lint, "legend", BM_SEVERITY_WARNING, NULL, "several", "not drawn",
                 "only what is drawn", "'%.60s' is in the legend and not on the map",
                 lint_text_within(lint, row, 0));
    if (any && row == LINT_NONE)
        lint_add(lint, "legend", BM_SEVERITY_ERROR, NULL, "several", "missing", "in the legend",
                 "symbols of several claims are drawn and not explained in the legend");
}

static void check_claims(bm_lint *lint)
{
    static const struct {
        const char *key;
        const char *begins;
    } claims[] = {{"confirmed", "Confirmed"},
                  {"assessed", "Assessed"},
                  {"claimed", "Claimed"},
                  {"not stated", "Not stated"}};
    size_t events[CLAIMS] = {0};
    for (size_t i = 0; i < lint->event_count; i++) {
        size_t each[CLAIMS];
        if (read_claims(&lint->drawing.groups[lint->events[i].group], each))
            for (size_t c = 0; c < CLAIMS; c++)
                events[c] += each[c];
    }
    size_t both = find_claim_row(lint, "Confirmed, or not stated");
    for (size_t c = 0; c < CLAIMS; c++) {
        size_t row = find_claim_row(lint, claims[c].begins), count = events[c];
        if (both != LINT_NONE && row == both)
            count += events[3];
        if (c == 3 && both != LINT_NONE)
            continue;
        /* What is confirmed looks as one expects and needs no words; what is not stated looks the
         * same and needs them beside a row that says "Confirmed". */
        bool needed =
            c == 1 || c == 2 || (c == 3 && find_claim_row(lint, "Confirmed") != LINT_NONE);
        if (row == LINT_NONE && count > 0 && needed)
            lint_add(lint, "legend", BM_SEVERITY_ERROR, NULL, claims[c].key, "missing",
                     "in the legend", "%s events are drawn and not explained in the legend",
                     claims[c].key);
        else if (row != LINT_NONE && printed(lint, row) >= 0 && (size_t)printed(lint, row) != count)
            wrong_count(lint, lint_text_within(lint, row, 0), (size_t)printed(lint, row), count);
    }
    check_looks(lint);
}

void lint_check_legend(bm_lint *lint)
{
    if (!lint->is_ours)
        return;
    bool has_legend = lint_is_drawn(lint, "legend");
    if (!has_legend && lint->event_count > 0)
        lint_add(lint, "legend", BM_SEVERITY_ERROR, NULL, "", "missing", "a legend",
                 "symbols are drawn, and no legend explains them");
    if (!has_legend)
        return;
    check_categories(lint);
    check_claims(lint);
    lint_check_legend_signs(lint);
}
