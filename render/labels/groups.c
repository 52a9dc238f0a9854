/* The marks of one place, gathered for one label. */
#include "render/labels/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/** True when a mark's first event happened where the mark is anchored, and not at a place near by
 * that shares the mark. */
static bool is_at_home(const label_work *work, const bm_mark *mark)
{
    bm_px at = bm_frame_to_px(work->frame, mark->first->location.position);
    return hypot(at.x - mark->anchor.x, at.y - mark->anchor.y) < 1;
}

static void join_mark(const label_work *work, label_group *into, const bm_mark *mark)
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
        join_mark(work, &groups[j], mark);
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
            if (mark->area_radius_px > 0 &&
                mark->area_radius_px < LABEL_SMALL_CIRCLE_PT * work->pt) {
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
    for (size_t i = 0; i < count; i++) {
        groups[i].full_name = groups[i].name;
        groups[i].item = BM_PLACEMENT_NONE;
    }
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

void label_short_date(const bm_interval *when, char *text, size_t size)
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

label_cluster label_group_cluster(const label_work *work, const label_group *at, label_disc *discs)
{
    label_cluster cluster = {.center = at->center, .radius_px = at->radius_px, .discs = discs};
    double outline = work->style->symbol_outline_pt * work->pt / 2;
    for (size_t i = 0; i < work->marks->count && cluster.disc_count < LABEL_DISCS_MAX; i++) {
        const bm_mark *mark = &work->marks->items[i];
        if (mark->first && label_group_has(at, mark))
            discs[cluster.disc_count++] = (label_disc){mark->center, mark->radius_px + outline};
    }
    cluster.symbol_count = cluster.disc_count;
    if (at->has_circle && cluster.disc_count < LABEL_DISCS_MAX)
        discs[cluster.disc_count++] = (label_disc){at->circle, at->circle_px};
    return cluster;
}

void label_groups_name_once(label_group *groups, size_t count)
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

bool label_groups_make(label_work *work)
{
    bm_labels *labels = work->labels;
    labels->groups = calloc(work->marks->count + 1, sizeof *labels->groups);
    if (!labels->groups) {
        labels->failed = true;
        return false;
    }
    labels->group_count = make_groups(work, labels->groups);
    bool is_any_merged = false;
    for (size_t i = 0; i < labels->group_count; i++)
        is_any_merged |= labels->groups[i].is_merged;
    if (is_any_merged && !label_find_great(work)) {
        labels->failed = true;
        return false;
    }
    finish_groups(work, labels->groups, labels->group_count);
    if (labels->group_count)
        qsort(labels->groups, labels->group_count, sizeof *labels->groups, compare_groups);
    return true;
}
