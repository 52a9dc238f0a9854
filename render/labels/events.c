#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/labels/groups.h"
#include "render/map/text.h"

enum {
    FULL_MAX = 40,  /**< places whose events are told in words */
    DATED_MAX = 90, /**< places that get a line with a date or a number */
    LEADERS_MAX = 60,
    LINE_CHARACTERS = 26,
    DISCS_MAX = 24
};

/** A precision circle up to this size is as good as a symbol; a larger one is ground to write on.
 */
static const double small_circle_pt = 34;

/** True when a mark's first event happened where the mark is anchored, and not at a place near by
 * that shares the mark. */
static bool is_at_home(const label_work *work, const bm_mark *mark)
{
    bm_px at = bm_frame_to_px(work->frame, mark->first->location.position);
    return hypot(at.x - mark->anchor.x, at.y - mark->anchor.y) < 1;
}

static void join(const label_work *work, label_group *into, const bm_mark *mark)
{
    into->low = (bm_px){fmin(into->low.x, mark->center.x), fmin(into->low.y, mark->center.y)};
    into->high = (bm_px){fmax(into->high.x, mark->center.x), fmax(into->high.y, mark->center.y)};
    into->events += mark->count;
    into->is_wide |= mark->area_radius_px > 0 || mark->area;
    bool home = is_at_home(work, mark);
    into->is_merged |= mark->is_merged;
    if (!into->first || home > into->is_home ||
        (home == into->is_home && mark->category < into->category)) {
        into->category = mark->category;
        into->first = mark->first;
        into->is_home = home;
    }
}

static size_t make_groups(label_work *work, label_group *groups)
{
    const bm_marks *marks = work->marks;
    size_t count = 0;
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        if (!mark->first || !isfinite(mark->center.x) || !isfinite(mark->center.y))
            continue;
        size_t j = 0;
        while (j < count && !label_group_has(&groups[j], mark))
            j++;
        if (j == count)
            groups[count++] =
                (label_group){.anchor = mark->anchor, .low = mark->center, .high = mark->center};
        join(work, &groups[j], mark);
    }
    return count;
}

/** Circle and name of each group. */
static void finish_groups(label_work *work, label_group *groups, size_t count)
{
    for (size_t i = 0; i < count; i++)
        groups[i].center = (bm_px){(groups[i].low.x + groups[i].high.x) / 2,
                                   (groups[i].low.y + groups[i].high.y) / 2};
    const bm_marks *marks = work->marks;
    for (size_t i = 0; i < count; i++) {
        label_group *at = &groups[i];
        for (size_t j = 0; j < marks->count; j++) {
            const bm_mark *mark = &marks->items[j];
            double away = hypot(mark->center.x - at->center.x, mark->center.y - at->center.y);
            if (!label_group_has(at, mark))
                continue;
            at->radius_px = fmax(at->radius_px, away + mark->radius_px);
            double off = hypot(mark->anchor.x - at->center.x, mark->anchor.y - at->center.y);
            if (mark->area_radius_px > 0 && mark->area_radius_px < small_circle_pt * work->pt) {
                at->radius_px = fmax(at->radius_px, off + mark->area_radius_px);
                at->has_circle = true;
                at->circle = mark->anchor;
                at->circle_px = mark->area_radius_px;
            }
        }
        label_group_find_name(work, at);
    }
    for (size_t i = 0; i < count; i++)
        label_group_name_merged(work, groups, count, &groups[i]);
}

/** Graver categories first, then more events, then as in the table. */
static int compare_groups(const void *left, const void *right)
{
    const label_group *a = left, *b = right;
    if (a->category != b->category)
        return a->category < b->category ? -1 : 1;
    if (a->events != b->events)
        return a->events > b->events ? -1 : 1;
    if (a->first->file != b->first->file)
        return a->first->file < b->first->file ? -1 : 1;
    return (a->first->line > b->first->line) - (a->first->line < b->first->line);
}

/** "11 Mar 2022" from "11 March 2022": months of more than four letters by their first three. */
static void short_date(const bm_interval *when, char *text, size_t size)
{
    static const char *const months[] = {"January",   "February", "March",    "April",   "August",
                                         "September", "October",  "November", "December"};
    char human[BM_DATE_TEXT_SIZE];
    bm_interval_format_human(*when, human);
    size_t written = 0;
    for (const char *at = human; *at && written + 1 < size;) {
        size_t skip = 0;
        for (size_t i = 0; i < sizeof months / sizeof *months && !skip; i++) {
            size_t length = strlen(months[i]);
            if (strncmp(at, months[i], length) == 0)
                skip = length;
        }
        size_t keep = skip ? 3 : 1;
        for (size_t i = 0; i < keep && written + 1 < size; i++)
            text[written++] = at[i];
        at += skip ? skip : 1;
    }
    text[written] = '\0';
}

/** Styles of an event's lines: the name stands out, the rest is lighter. */
typedef struct event_styles {
    const bm_text_style *names[3]; /**< capital, oblast centre, all others */
    const bm_text_style *crowd[3]; /**< the same where there are many: lighter */
    const bm_text_style *title;
    const bm_text_style *date;
} event_styles;

static event_styles make_styles(label_work *work)
{
    const bm_text_style *base = &work->style->event_label;
    event_styles styles = {.title = base, .date = base};
    for (int grade = 0; grade < 3; grade++) {
        const bm_text_style *town = &work->style->town_labels[grade];
        bm_text_style *name = label_style_copy(work, base), *light = label_style_copy(work, base);
        if (name && light) {
            name->size_pt = grade < 2 ? fmax(base->size_pt, town->size_pt) : base->size_pt;
            light->size_pt = name->size_pt;
            light->bold = town->bold;
        }
        styles.names[grade] = name ? name : base;
        styles.crowd[grade] = light ? light : base;
    }
    bm_text_style *title = label_style_copy(work, base), *date = label_style_copy(work, base);
    if (title && date) {
        title->bold = false;
        date->bold = false;
        date->size_pt = fmax(base->size_pt * 0.9, fmin(6.5, base->size_pt));
        styles.title = title;
        styles.date = date;
    }
    return styles;
}

/** 0 for a capital, 1 for an oblast centre, 2 for all others. */
static int grade_of(const label_group *at)
{
    if (!at->place)
        return 2;
    if (strcmp(at->place->feature_code, "PPLC") == 0 || at->place->rank == 1)
        return 0;
    return strcmp(at->place->feature_code, "PPLA") == 0 ? 1 : 2;
}

/** The last line: when, and how many more. */
static void closing_line(const label_group *at, bool with_title, char *text, size_t size)
{
    char date[BM_DATE_TEXT_SIZE], number[BM_MAP_COUNT_SIZE], more[BM_MAP_COUNT_SIZE];
    short_date(&at->first->when, date, sizeof date);
    bm_map_format_count(at->events, number);
    bm_map_format_count(at->events - 1, more);
    if (at->is_merged)
        snprintf(text, size, "%s events in and around", number);
    else if (at->events == 1)
        snprintf(text, size, "%s", date);
    else if (with_title)
        snprintf(text, size, "%s, and %s more", date, more);
    else
        snprintf(text, size, "%s events", number);
}

/** The symbols of a group. `discs` has room for DISCS_MAX. */
static label_cluster find_cluster(const label_work *work, const label_group *at, label_disc *discs)
{
    label_cluster cluster = {.center = at->center, .radius_px = at->radius_px, .discs = discs};
    double outline = work->style->symbol_outline_pt * work->pt / 2;
    for (size_t i = 0; i < work->marks->count && cluster.disc_count < DISCS_MAX; i++) {
        const bm_mark *mark = &work->marks->items[i];
        if (mark->first && label_group_has(at, mark))
            discs[cluster.disc_count++] = (label_disc){mark->center, mark->radius_px + outline};
    }
    cluster.symbol_count = cluster.disc_count;
    if (at->has_circle && cluster.disc_count < DISCS_MAX)
        discs[cluster.disc_count++] = (label_disc){at->circle, at->circle_px};
    return cluster;
}

static void add_group(label_work *work, const label_group *at, size_t rank, size_t group_count,
                      event_styles styles)
{
    const char *name = at->name;
    const char *title = *at->first->title ? at->first->title : "";
    // In a crowd a mark without a place that can be named stays without words.
    if (!*name && (!*title || group_count > FULL_MAX))
        return;
    int grade = grade_of(at);
    bool leaders = group_count <= LEADERS_MAX || grade < 2;
    int priority = LABEL_PRIORITY_EVENT - (rank < 900 ? (int)rank : 900) + 1000 * (2 - grade);
    if (!label_begin(work, *name ? name : title, "event-labels", priority,
                     group_count <= LEADERS_MAX ? 60 : 24, (uint32_t)rank + 1))
        return;
    work->labels->items[work->labels->item_count - 1].at = at->anchor;
    const bm_text_style *heading =
        group_count > DATED_MAX ? styles.crowd[grade] : styles.names[grade];

    char closing[BM_DATE_TEXT_SIZE + 48];
    double line_px = LINE_CHARACTERS * 0.47 * styles.title->size_pt * work->pt;
    label_disc discs[DISCS_MAX];
    label_cluster cluster = find_cluster(work, at, discs);
    // In a crowd a long leader is a riddle.
    double longest_pt = group_count <= LEADERS_MAX ? 150 : 36;
    double cost = 0;
    if (group_count <= FULL_MAX && *title && !at->is_merged) {
        label_form *full = label_form_new(work);
        label_form_add(work, full, heading, name);
        label_form_add_wrapped(work, full, styles.title, title, line_px, 3);
        closing_line(at, true, closing, sizeof closing);
        label_form_add(work, full, styles.date, closing);
        label_add_around_cluster(work, full, &cluster, cost);
        // Words a little way off say more than a bare name close by.
        label_add_with_leaders(work, full, &cluster, longest_pt, cost + 1);
        cost = 12;
    }
    if (group_count <= DATED_MAX) {
        label_form *dated = label_form_new(work);
        label_form_add(work, dated, heading, name);
        closing_line(at, false, closing, sizeof closing);
        label_form_add(work, dated, styles.date, closing);
        label_add_around_cluster(work, dated, &cluster, cost);
        if (leaders)
            label_add_with_leaders(work, dated, &cluster, longest_pt, cost + 4);
        cost += 6;
    }
    if (!*name)
        return;
    /* The name alone would be untrue of several places. */
    char around[160];
    snprintf(around, sizeof around, "%.*s%s", (int)bm_utf8_cut(name, 140), name,
             at->is_merged ? " and around" : "");
    label_form *bare = label_form_new(work);
    label_form_add(work, bare, heading, around);
    label_add_around_cluster(work, bare, &cluster, cost);
    if (leaders)
        label_add_with_leaders(work, bare, &cluster, longest_pt, cost + 4);
}

/** In a crowd one name is printed once, at the place where most happened. */
static void drop_repeated_names(label_group *groups, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (strcmp(groups[i].name, groups[j].name) != 0)
                continue;
            bool first_wins = groups[j].events >= groups[i].events;
            groups[first_wins ? i : j].name = "";
        }
    }
}

static void take_place(label_work *work, const bm_place *place)
{
    const bm_place **taken = bm_array_grow((void *)work->taken, work->taken_count,
                                           &work->taken_capacity, sizeof *work->taken);
    if (!taken) {
        work->labels->failed = true;
        return;
    }
    work->taken = taken;
    work->taken[work->taken_count++] = place;
}

void label_collect_events(label_work *work)
{
    const bm_marks *marks = work->marks;
    label_group *groups = calloc(marks->count + 1, sizeof *groups);
    if (!groups) {
        work->labels->failed = true;
        return;
    }
    size_t count = make_groups(work, groups);
    finish_groups(work, groups, count);
    qsort(groups, count, sizeof *groups, compare_groups);

    double outline = work->style->symbol_outline_pt * work->pt / 2;
    for (size_t i = 0; i < marks->count; i++) {
        // A leader may run over the other symbols of its own place.
        const bm_mark *mark = &marks->items[i];
        uint32_t tag = 0;
        for (size_t j = 0; j < count && mark->first && !tag; j++)
            tag = label_group_has(&groups[j], mark) ? (uint32_t)j + 1 : 0;
        bm_placement_add_disc(work->labels->placement, mark->center, mark->radius_px + outline,
                              tag);
        if (mark->area_radius_px > 0 && mark->area_radius_px < small_circle_pt * work->pt)
            bm_placement_add_disc(work->labels->placement, mark->anchor, mark->area_radius_px, tag);
    }
    event_styles styles = make_styles(work);
    if (count > DATED_MAX)
        drop_repeated_names(groups, count);
    for (size_t i = 0; i < count && !work->labels->failed; i++) {
        add_group(work, &groups[i], i, count, styles);
        if (groups[i].place)
            take_place(work, groups[i].place);
    }
    free(groups);
}
