#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/labels/groups.h"
#include "render/labels/sides.h"
#include "render/map/text.h"

enum {
    FULL_MAX = 40,  /**< places whose events are told in words */
    DATED_MAX = 90, /**< places that get a line with a date or a number */
    LEADERS_MAX = 60,
    LINE_CHARACTERS = 26
};

/** What words pay at most for hiding towns: they had rather stand elsewhere or take another shape,
 * but not be fewer. */
static const double full_yields = 12, brief_yields = 5;

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
    char date[BM_DATE_TEXT_SIZE], count[LABEL_COUNT_SIZE], more[BM_MAP_COUNT_SIZE];
    label_short_date(&at->first->when, date, sizeof date);
    label_count_events(at, count);
    bm_map_format_count(at->events - 1, more);
    if (at->is_merged)
        snprintf(text, size, "%s in and around", count);
    else if (at->events == 1)
        snprintf(text, size, "%s", date);
    else if (with_title && at->imprecise == 0)
        snprintf(text, size, "%s, and %s more", date, more);
    else
        snprintf(text, size, "%s", count);
}

/** What the labels of one place are made with. */
typedef struct group_job {
    const label_group *at;
    size_t rank, group_count;
    int grade;
    label_cluster cluster;
    const event_styles *styles;
    double longest_pt; /**< of leaders */
    bool leaders;
} group_job;

/** The number of a callout, near its symbols or at the end of a leader. */
static void add_tag(label_work *work, const group_job *job)
{
    label_form *tag = label_tag_form(work);
    if (!tag)
        return;
    tag->is_fallback = work->options->callouts == BM_CALLOUTS_AUTO;
    tag->yields = 0;
    label_add_around_cluster(work, tag, &job->cluster, 0);
    if (job->at->is_great)
        label_add_tag_between(work, tag, &job->cluster, 3);
    // Where every place is to have a number, it may be farther off than words.
    double longest_pt = work->options->callouts == BM_CALLOUTS_ALL ? 78 : job->longest_pt;
    label_add_with_leaders(work, tag, &job->cluster, longest_pt, 4);
}

/** Name, title and date, the title in at most `lines_max` lines. NULL when memory is short. */
static label_form *full_form(label_work *work, const group_job *job, const char *name,
                             const bm_text_style *heading, double width_px, size_t lines_max)
{
    char closing[BM_DATE_TEXT_SIZE + 48];
    label_form *form = label_form_new(work);
    if (!form)
        return NULL;
    form->yields = full_yields;
    label_form_add_name(work, form, heading, name);
    label_form_add_wrapped(work, form, job->styles->title, label_title(job->at->first), width_px,
                           lines_max);
    closing_line(job->at, true, closing, sizeof closing);
    label_form_add(work, form, job->styles->date, closing);
    return form;
}

/** A whole text: in lines of the usual length or, where that suits the towns near by, of another.
 */
static void add_full(label_work *work, const group_job *job, const char *name,
                     const bm_text_style *heading, double line_px)
{
    label_form *form = full_form(work, job, name, heading, line_px, 3);
    label_add_around_cluster(work, form, &job->cluster, 0);
    // Words a little way off say more than a bare name close by.
    label_add_with_leaders(work, form, &job->cluster, job->longest_pt, 1);
    form = full_form(work, job, name, heading, 0.72 * line_px, 4);
    label_add_around_cluster(work, form, &job->cluster, 1);
    form = full_form(work, job, name, heading, 1.6 * line_px, 2);
    label_add_around_cluster(work, form, &job->cluster, 0.6);
}

/** Words, the more the better. */
static void add_words(label_work *work, const group_job *job)
{
    const label_group *at = job->at;
    const event_styles *styles = job->styles;
    const char *title = label_title(at->first);
    const char *name = label_join_names(work, (bm_names){at->name, *at->name ? at->second : ""});
    const bm_text_style *heading =
        job->group_count > DATED_MAX ? styles->crowd[job->grade] : styles->names[job->grade];
    char closing[BM_DATE_TEXT_SIZE + 48];
    double line_px = LINE_CHARACTERS * 0.47 * styles->title->size_pt * work->pt;
    double cost = 0;
    if (work->marks->colocated == BM_COLOCATED_LIST && at->events > 1 &&
        job->group_count <= DATED_MAX) {
        static const size_t lines[] = {6, 3};
        for (size_t i = 0; i < sizeof lines / sizeof *lines; i++, cost += 8) {
            label_form *list =
                label_event_list(work, at, heading, styles->date, name, lines[i], 2 * line_px);
            label_add_around_cluster(work, list, &job->cluster, cost);
            label_add_with_leaders(work, list, &job->cluster, job->longest_pt, cost + 1);
        }
        cost = 18;
    } else if (job->group_count <= FULL_MAX && *title && !at->is_merged) {
        add_full(work, job, name, heading, line_px);
        cost = 20;
    }
    // A bare date says nothing without a name.
    if (job->group_count <= DATED_MAX && *name) {
        label_form *dated = label_form_new(work);
        if (dated)
            dated->yields = brief_yields;
        label_form_add_name(work, dated, heading, name);
        closing_line(at, false, closing, sizeof closing);
        label_form_add(work, dated, styles->date, closing);
        label_add_around_cluster(work, dated, &job->cluster, cost);
        if (job->leaders)
            label_add_with_leaders(work, dated, &job->cluster, job->longest_pt, cost + 4);
        cost += job->group_count <= FULL_MAX ? 9 : 6;
    }
    if (!*name && at->is_merged) {
        /* Places that none of them stands for. */
        char count[LABEL_COUNT_SIZE];
        label_count_events(at, count);
        snprintf(closing, sizeof closing, "%s", count);
        label_form *unnamed = label_form_new(work);
        label_form_add(work, unnamed, styles->date, closing);
        label_add_around_cluster(work, unnamed, &job->cluster, cost);
        if (job->leaders)
            label_add_with_leaders(work, unnamed, &job->cluster, job->longest_pt, cost + 4);
    }
    if (!*name)
        return;
    /* The name alone would be untrue of several places. */
    char around[160];
    snprintf(around, sizeof around, "%.*s%s", (int)bm_utf8_cut(name, 140), name,
             at->is_merged ? " and around" : "");
    label_form *bare = label_form_new(work);
    if (bare)
        bare->yields = brief_yields;
    label_form_add_name(work, bare, heading, around);
    label_add_around_cluster(work, bare, &job->cluster, cost);
    if (job->leaders)
        label_add_with_leaders(work, bare, &job->cluster, job->longest_pt, cost + 4);
}

/** Where all places of events are told in the key, the great ones keep their names on the map. */
static void add_town_name(label_work *work, const group_job *job)
{
    static const int priorities[] = {LABEL_PRIORITY_CAPITAL, LABEL_PRIORITY_CENTRE};
    const label_group *at = job->at;
    if (job->grade > 1 || !*at->name ||
        !label_begin(work, at->name, LABEL_TOWN, priorities[job->grade], 70,
                     (uint32_t)job->rank + 1))
        return;
    work->labels->items[work->labels->item_count - 1].at = at->anchor;
    label_form *form = label_form_new(work);
    label_form_add_names(work, form, &work->style->town_labels[job->grade],
                         (bm_names){at->name, at->second});
    label_add_around_cluster(work, form, &job->cluster, 0);
    label_add_with_leaders(work, form, &job->cluster, 60, 4);
}

/** In a crowd a mark without a place that can be named stays without words. */
static bool has_words(const label_work *work, const label_group *at)
{
    bm_callout_mode callouts = work->options->callouts;
    bool is_titled = *at->first->title && work->labels->group_count <= FULL_MAX;
    return callouts != BM_CALLOUTS_ALL &&
           (*at->name || (at->is_merged ? callouts == BM_CALLOUTS_NONE : is_titled));
}

static bool has_label(const label_work *work, const label_group *at)
{
    return has_words(work, at) || work->options->callouts != BM_CALLOUTS_NONE;
}

static int priority_of(size_t rank, int grade)
{
    return LABEL_PRIORITY_EVENT -
           (rank < 900 ? (int)rank : LABEL_PRIORITY_EVENT - LABEL_PRIORITY_EVENT_MIN) +
           1000 * (2 - grade);
}

static void add_group(label_work *work, size_t rank, const event_styles *styles)
{
    label_group *at = &work->labels->groups[rank];
    size_t group_count = work->labels->group_count;
    label_disc discs[LABEL_DISCS_MAX];
    const char *name = *at->name ? at->name : label_title(at->first);
    bm_callout_mode callouts = work->options->callouts;
    if (!has_label(work, at))
        return;
    int grade = grade_of(at);
    // Most of the gravest have words, so that a few more than there are rows may need a number.
    bool may_have_tag = callouts != BM_CALLOUTS_NONE && rank / 2 < work->rows_max;
    // In a crowd a long leader is a riddle, and a number beside the symbol is better than one.
    group_job job = {.at = at,
                     .rank = rank,
                     .group_count = group_count,
                     .grade = grade,
                     .cluster = label_group_cluster(work, at, discs),
                     .styles = styles,
                     .longest_pt = !may_have_tag               ? 78
                                   : group_count > LEADERS_MAX ? 36
                                                               : 54,
                     .leaders = group_count <= LEADERS_MAX || grade < 2 || !may_have_tag};
    job.cluster.side = label_sides_find(work->sides, at->first);
    int priority = priority_of(rank, grade);
    // Where there are no numbers, a bare name may cost as much as a whole text elsewhere.
    double cost_max = group_count > LEADERS_MAX      ? 24
                      : callouts == BM_CALLOUTS_NONE ? 60 + LABEL_COST_BRIEF
                                                     : 60;
    if (job.cluster.side != LABEL_SIDE_NONE)
        cost_max += LABEL_COST_ASIDE_MAX;
    if (!label_begin(work, *name ? name : at->full_name, LABEL_EVENT, priority, cost_max,
                     (uint32_t)rank + 1))
        return;
    label_item *item = &work->labels->items[work->labels->item_count - 1];
    item->at = at->anchor;
    item->tells = at;
    at->item = (uint32_t)work->labels->item_count - 1;
    if (has_words(work, at))
        add_words(work, &job);
    if (may_have_tag)
        add_tag(work, &job);
    if (callouts == BM_CALLOUTS_ALL)
        add_town_name(work, &job);
}

static void take_place(label_work *work, const label_group *at)
{
    label_taken *taken =
        bm_array_grow(work->taken, work->taken_count, &work->taken_capacity, sizeof *work->taken);
    if (!taken) {
        work->labels->failed = true;
        return;
    }
    work->taken = taken;
    work->taken[work->taken_count++] = (label_taken){at->place, at, has_label(work, at)};
}

static void add_symbol(label_work *work, const bm_mark *mark, uint32_t tag)
{
    label_disc disc = label_symbol_disc(work, mark);
    bm_placement_add_disc(work->labels->placement, disc.center, disc.radius_px, tag);
}

label_disc label_disc_in(bm_px_box box)
{
    return (label_disc){{(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2}, (box.x1 - box.x0) / 2};
}

/** Symbols are obstacles; a leader may run over those of its own place. */
static void add_symbols(label_work *work)
{
    const bm_labels *labels = work->labels;
    for (size_t i = 0; i < work->marks->count; i++) {
        const bm_mark *mark = &work->marks->items[i];
        if (!mark->first)
            add_symbol(work, mark, 0);
    }
    for (size_t i = 0; i < work->marks->clear_count; i++) {
        label_disc disc = label_disc_in(work->marks->clear[i]);
        bm_placement_add_disc(labels->placement, disc.center, disc.radius_px, 0);
    }
    for (size_t i = 0; i < labels->group_count; i++) {
        const label_group *at = &labels->groups[i];
        uint32_t tag = (uint32_t)i + 1;
        for (size_t j = 0; j < at->mark_count; j++) {
            const bm_mark *mark = at->marks[j];
            add_symbol(work, mark, tag);
            if (mark->area_radius_px > 0 && mark->area_radius_px < LABEL_SMALL_CIRCLE_PT * work->pt)
                bm_placement_add_disc(labels->placement, mark->anchor, mark->area_radius_px, tag);
        }
    }
}

void label_events_prepare(label_work *work)
{
    bm_labels *labels = work->labels;
    if (!label_groups_make(work))
        return;
    add_symbols(work);
    if (work->is_sparse)
        return;
    label_find_neighbours(work);
    size_t count = labels->group_count;
    label_groups_tell_apart(work);
    label_groups_name_once(labels->groups, count, count > DATED_MAX);
    for (size_t i = 0; i < count; i++)
        if (labels->groups[i].place)
            take_place(work, &labels->groups[i]);
}

void label_add_usual_words(label_work *work, size_t rank, const label_cluster *cluster)
{
    const event_styles styles = make_styles(work);
    label_group *at = &work->labels->groups[rank];
    int grade = grade_of(at);
    const group_job job = {
        .at = at, .rank = rank, .grade = grade, .cluster = *cluster, .styles = &styles};
    double line_px = LINE_CHARACTERS * 0.47 * styles.title->size_pt * work->pt;
    if (!label_begin(work, at->name, LABEL_EVENT, priority_of(rank, grade), HUGE_VAL, 0))
        return;
    work->labels->items[work->labels->item_count - 1].at = at->anchor;
    at->item = (uint32_t)work->labels->item_count - 1;
    label_form *form = full_form(work, &job, at->name, styles.names[grade], line_px, 3);
    label_add_around_cluster(work, form, &job.cluster, 0);
}

void label_collect_events(label_work *work)
{
    event_styles styles = make_styles(work);
    for (size_t i = work->slice.first; i < work->slice.end && !work->labels->failed; i++)
        add_group(work, i, &styles);
}
