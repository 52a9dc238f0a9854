/* The marks of one place, gathered for one label. */
#include "render/labels/groups.h"
#include "render/map/text.h"
#include "render/marks/symbols.h"

#include <math.h>
#include <stdio.h>
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
    into->imprecise += mark->imprecise_count;
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

/** A mark, to be sorted by its place. */
typedef struct placed_mark {
    const bm_mark *mark;
    size_t order;
} placed_mark;

static int compare_by_place(const void *left, const void *right)
{
    const placed_mark *a = left, *b = right;
    bm_px at = a->mark->anchor, other = b->mark->anchor;
    if (at.x != other.x)
        return at.x < other.x ? -1 : 1;
    if (at.y != other.y)
        return at.y < other.y ? -1 : 1;
    int countries = strcmp(a->mark->country, b->mark->country);
    if (countries)
        return countries;
    return (a->order > b->order) - (a->order < b->order);
}

void label_count_events(const label_group *at, char text[LABEL_COUNT_SIZE])
{
    size_t dated = at->events - at->imprecise;
    char number[BM_MAP_COUNT_SIZE], undated[BM_MAP_COUNT_SIZE];
    bm_map_format_count(dated, number);
    bm_map_format_count(at->imprecise, undated);
    if (at->imprecise == 0)
        snprintf(text, LABEL_COUNT_SIZE, "%s events", number);
    else if (dated == 0)
        snprintf(text, LABEL_COUNT_SIZE, "%s undated event%s", undated,
                 at->imprecise == 1 ? "" : "s");
    else
        snprintf(text, LABEL_COUNT_SIZE, "%s event%s, %s undated", number, dated == 1 ? "" : "s",
                 undated);
}

static bool can_be_shown(const bm_mark *mark)
{
    return mark->first && isfinite(mark->center.x) && isfinite(mark->center.y) &&
           isfinite(mark->anchor.x) && isfinite(mark->anchor.y);
}

static size_t make_groups(label_work *work, label_group *groups)
{
    const bm_marks *marks = work->marks;
    placed_mark *sorted = calloc(marks->count + 1, sizeof *sorted);
    const bm_mark **list =
        bm_arena_array(&work->labels->arena, marks->count + 1, sizeof(const bm_mark *));
    size_t count = 0, sorted_count = 0;
    if (!sorted || !list) {
        work->labels->failed = true;
        goto done;
    }
    for (size_t i = 0; i < marks->count; i++) {
        if (can_be_shown(&marks->items[i]))
            sorted[sorted_count++] = (placed_mark){&marks->items[i], i};
    }
    if (sorted_count)
        qsort(sorted, sorted_count, sizeof *sorted, compare_by_place);
    for (size_t i = 0; i < sorted_count; i++) {
        const bm_mark *mark = sorted[i].mark;
        if (count == 0 || !label_group_has(&groups[count - 1], mark))
            groups[count++] = (label_group){.anchor = mark->anchor,
                                            .low = mark->center,
                                            .high = mark->center,
                                            .marks = list + i};
        list[i] = mark;
        groups[count - 1].mark_count++;
        join_mark(work, &groups[count - 1], mark);
    }
done:
    free(sorted);
    return count;
}

static label_disc disc_of(const label_work *work, const bm_mark *mark)
{
    label_disc disc = {mark->center, mark->radius_px};
    if (!mark->is_mixed)
        bm_symbol_disc(work->marks->entries[mark->category].style->shape, &disc.center,
                       &disc.radius_px);
    disc.radius_px += work->style->symbol_outline_pt * work->pt / 2;
    return disc;
}

void label_measure_symbols(label_work *work)
{
    const bm_marks *marks = work->marks;
    label_disc *discs = bm_arena_array(&work->labels->arena, marks->count + 1, sizeof *discs);
    for (size_t i = 0; discs && i < marks->count; i++)
        discs[i] = disc_of(work, &marks->items[i]);
    work->discs = discs;
    work->labels->failed |= !discs;
}

label_disc label_symbol_disc(const label_work *work, const bm_mark *mark)
{
    return work->discs[mark - work->marks->items];
}

static void measure_group(const label_work *work, label_group *at)
{
    at->center = (bm_px){(at->low.x + at->high.x) / 2, (at->low.y + at->high.y) / 2};
    for (size_t i = 0; i < at->mark_count; i++) {
        const bm_mark *mark = at->marks[i];
        label_disc disc = label_symbol_disc(work, mark);
        double away = hypot(disc.center.x - at->center.x, disc.center.y - at->center.y);
        at->radius_px = fmax(at->radius_px, away + disc.radius_px);
        double off = hypot(mark->anchor.x - at->center.x, mark->anchor.y - at->center.y);
        if (mark->area_radius_px > 0 && mark->area_radius_px < LABEL_SMALL_CIRCLE_PT * work->pt) {
            at->radius_px = fmax(at->radius_px, off + mark->area_radius_px);
            at->has_circle = true;
            at->circle = mark->anchor;
            at->circle_px = mark->area_radius_px;
        }
    }
}

/** Circle and name of each group. */
static void finish_groups(label_work *work, label_group *groups, size_t count)
{
    bool any_merged = false;
    for (size_t i = 0; i < count; i++) {
        measure_group(work, &groups[i]);
        label_group_find_name(work, &groups[i]);
        any_merged |= groups[i].is_merged;
    }
    if (any_merged)
        label_find_greats(work);
    label_share_greats(work, groups, count);
    for (size_t i = 0; i < count; i++)
        label_group_name_merged(work, &groups[i]);
    for (size_t i = 0; i < count; i++) {
        groups[i].full_name = groups[i].name;
        groups[i].item = BM_PLACEMENT_NONE;
    }
}

/** Graver categories first, then more events, then as in the table. */
/** As lint asks of every map (docs/lint.md, unnamed). */
static void find_great(label_group *groups, size_t count)
{
    enum { EVENTS_MIN = 10, SHARE = 10 };
    size_t all = 0;
    for (size_t i = 0; i < count; i++)
        all += groups[i].events;
    for (size_t i = 0; i < count; i++)
        groups[i].is_great = groups[i].events >= EVENTS_MIN && groups[i].events >= all / SHARE;
}

static int compare_groups(const void *left, const void *right)
{
    const label_group *a = left, *b = right;
    if (a->is_great != b->is_great)
        return a->is_great ? -1 : 1;
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

label_cluster label_group_cluster(label_work *work, const label_group *at, label_disc *discs)
{
    label_cluster cluster = {.center = at->center, .radius_px = at->radius_px, .discs = discs};
    for (size_t i = 0; i < at->mark_count && cluster.disc_count < LABEL_DISCS_MAX; i++)
        discs[cluster.disc_count++] = label_symbol_disc(work, at->marks[i]);
    cluster.symbol_count = cluster.disc_count;
    if (at->has_circle && cluster.disc_count < LABEL_DISCS_MAX)
        discs[cluster.disc_count++] = (label_disc){at->circle, at->circle_px};
    label_find_others(work, at, &cluster);
    return cluster;
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
    finish_groups(work, labels->groups, labels->group_count);
    find_great(labels->groups, labels->group_count);
    if (labels->group_count)
        qsort(labels->groups, labels->group_count, sizeof *labels->groups, compare_groups);
    return true;
}
