/* The labels are gathered in parts, each by itself on any thread, and put together in one order
 * whatever the threads did. */
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "geo/projection_definition.h"
#include "render/labels/groups.h"
#include "render/labels/towns.h"

enum {
    SLICES_MAX = 24,     /**< of the groups, and of the towns */
    GROUPS_A_SLICE = 12, /**< fewer would not be worth a part */
    TOWNS_A_SLICE = 16,
    PARTS_MAX = 2 * SLICES_MAX + 6
};

/** What one part gathers, and what came of it. */
typedef struct label_part {
    void (*collect)(label_work *work);
    label_slice slice;
    bm_labels *labels; /**< NULL when memory is short */
} label_part;

/** All parts, in the order in which they are put together. */
typedef struct label_parts {
    const label_work *work;
    label_part items[PARTS_MAX];
    size_t count;
} label_parts;

/** Labels for one part. They borrow the groups. */
static bm_labels *new_labels(const label_work *work)
{
    bm_labels *made = calloc(1, sizeof *made);
    if (!made || !(made->placement = bm_placement_new(work->inside))) {
        free(made);
        return NULL;
    }
    made->style = work->labels->style;
    made->marks = work->labels->marks;
    made->groups = work->labels->groups;
    made->group_count = work->labels->group_count;
    return made;
}

static void collect_part(size_t index, void *context)
{
    label_parts *parts = context;
    // The last ones, of areas, rivers and lines, take longest: they are begun first.
    label_part *part = &parts->items[parts->count - 1 - index];
    label_work work = *parts->work;
    work.slice = part->slice;
    work.labels = part->labels = new_labels(parts->work);
    if (work.labels)
        part->collect(&work);
}

static void add_part(label_parts *parts, void (*collect)(label_work *work))
{
    parts->items[parts->count++] = (label_part){.collect = collect};
}

/** Parts for `total` groups or towns. */
static void add_slices(label_parts *parts, void (*collect)(label_work *work), size_t total,
                       size_t least)
{
    size_t slices = (total + least - 1) / least;
    slices = slices < SLICES_MAX ? slices : SLICES_MAX;
    for (size_t i = 0; i < slices; i++)
        parts->items[parts->count++] = (label_part){
            .collect = collect, .slice = {i * total / slices, (i + 1) * total / slices}};
}

/** `first_label`: the number that its label 0 has now. */
static bool append_items(bm_labels *labels, const bm_labels *more, uint32_t first_label)
{
    size_t first = labels->item_count;
    if (more->item_count == 0)
        return true;
    label_item *items = bm_array_grow(labels->items, first + more->item_count - 1,
                                      &labels->item_capacity, sizeof *items);
    if (!items)
        return false;
    labels->items = items;
    memcpy(items + first, more->items, more->item_count * sizeof *items);
    labels->item_count += more->item_count;
    for (size_t i = first; i < labels->item_count; i++) {
        label_item *item = &items[i];
        item->label += first_label;
        item->first_choice += (uint32_t)labels->choice_count;
        if (item->tells)
            item->tells->item = (uint32_t)i;
        if (item->instead_of && item->instead_of->item != BM_PLACEMENT_NONE)
            bm_placement_set_unless(labels->placement, item->label,
                                    items[item->instead_of->item].label);
    }
    return true;
}

static bool append_choices(bm_labels *labels, const bm_labels *more)
{
    if (more->choice_count == 0)
        return true;
    label_choice *choices =
        bm_array_grow(labels->choices, labels->choice_count + more->choice_count - 1,
                      &labels->choice_capacity, sizeof *choices);
    if (!choices)
        return false;
    labels->choices = choices;
    memcpy(choices + labels->choice_count, more->choices, more->choice_count * sizeof *choices);
    labels->choice_count += more->choice_count;
    return true;
}

/** Take over all that a part has gathered but its placement. */
static void append(bm_labels *labels, bm_labels *more, uint32_t first_label)
{
    labels->failed |=
        more->failed || !append_items(labels, more, first_label) || !append_choices(labels, more);
    for (size_t i = 0; i < more->gate_count && labels->gate_count < LABEL_GATES_MAX; i++)
        labels->gates[labels->gate_count++] = more->gates[i];
    bm_arena_adopt(&labels->arena, &more->arena);
}

static void put_together(bm_labels *labels, label_parts *parts)
{
    bm_placement *placements[PARTS_MAX];
    uint32_t first_labels[PARTS_MAX];
    for (size_t i = 0; i < parts->count; i++) {
        labels->failed |= !parts->items[i].labels;
        placements[i] = parts->items[i].labels ? parts->items[i].labels->placement : NULL;
    }
    if (!labels->failed)
        bm_placement_append(labels->placement, placements, parts->count, first_labels);
    for (size_t i = 0; i < parts->count; i++) {
        bm_labels *more = parts->items[i].labels;
        if (!labels->failed)
            append(labels, more, first_labels[i]);
        if (more)
            more->groups = NULL;
        bm_labels_free(more);
    }
}

static void list_parts(const label_work *work, label_parts *parts)
{
    bool is_all = work->stage == BM_LABELS_ALL, is_full = is_all && !work->is_sparse;
    if (!work->is_sparse)
        add_slices(parts, label_collect_events, work->labels->group_count, GROUPS_A_SLICE);
    if (is_full)
        add_part(parts, label_collect_arrow_ends);
    if (is_all)
        add_slices(parts, label_collect_towns, work->town_count, TOWNS_A_SLICE);
    if (is_full)
        add_part(parts, label_collect_crossings);
    if (is_all)
        add_part(parts, label_collect_areas);
    if (is_full) {
        add_part(parts, label_collect_rivers);
        add_part(parts, label_collect_lakes);
    }
    add_part(parts, label_collect_lines);
}

void label_gather(label_work *work)
{
    label_parts parts = {.work = work};
    label_events_prepare(work);
    work->labels->symbols_end = bm_placement_obstacle_count(work->labels->placement);
    if (work->stage == BM_LABELS_ALL)
        label_towns_find(work);
    if (work->labels->failed)
        return;
    list_parts(work, &parts);
    bm_canvas_open_fonts(work->canvas);
    if (bm_projection_is_shareable(work->frame->projection))
        bm_parallel_for(parts.count, collect_part, &parts);
    for (size_t i = 0; i < parts.count && !bm_projection_is_shareable(work->frame->projection); i++)
        collect_part(i, &parts);
    put_together(work->labels, &parts);
}
