#include "render/labels/standing.h"

#include <math.h>
#include <string.h>

#include "render/labels/groups.h"
#include "render/labels/towns.h"

/** What a name pays for standing where a symbol is on one of the maps. Among many it had rather be
 *  hidden on some than be on none. */
#define COST_OVER_EVER 0.8
/** A small map has few names, and room to keep off. */
#define COST_OVER_EVER_SMALL 4.0
/** What the words of events pay for hiding a name. */
#define COST_HIDING 8.0

void label_add_symbols_softly(const label_work *work)
{
    double cost = work->is_sparse ? COST_OVER_EVER_SMALL : COST_OVER_EVER;
    for (size_t i = 0; i < work->marks->count; i++) {
        label_disc disc = label_symbol_disc(work, &work->marks->items[i]);
        bm_px ends[2] = {{disc.center.x - disc.radius_px, disc.center.y},
                         {disc.center.x + disc.radius_px, disc.center.y}};
        bm_placement_add_line(work->labels->placement, ends, 2, cost, 0);
    }
}

void label_collect_base(label_work *work)
{
    bm_labels *labels = work->labels;
    const bm_marks *ever = work->marks;
    bm_marks none = *ever;
    none.count = none.clear_count = none.arrow_count = none.site_count = 0;
    work->marks = &none;
    label_collect_lines(work);
    labels->base_lines = bm_placement_line_count(labels->placement);
    work->marks = ever;
    label_add_symbols_softly(work);
    // What a symbol hides on one of the small maps stands clear of it on all.
    if (work->is_sparse && !label_groups_make(work))
        return;
    if (!work->is_sparse)
        work->marks = &none;
    label_towns_find(work);
    work->slice = (label_slice){0, work->town_count};
    label_collect_towns(work);
    work->marks = &none;
    if (!labels->failed) {
        if (!work->is_sparse)
            label_collect_crossings(work);
        // These have more ways to keep off what comes and goes.
        work->marks = ever;
        label_collect_areas(work);
        if (!work->is_sparse) {
            label_collect_rivers(work);
            label_collect_lakes(work);
        }
    }
    work->marks = ever;
}

void label_collect_standing_lines(label_work *work)
{
    bm_placement_copy_lines(work->labels->placement, work->standing->placement,
                            work->standing->base_lines);
    label_collect_mark_lines(work);
}

static bool may_step_aside(const label_item *item)
{
    return item->kind == LABEL_COUNTRY || item->is_great;
}

/* The candidate that was chosen first, and then what else there was. */
static void add_candidates(label_work *work, const label_item *item, size_t end, uint32_t chosen)
{
    const bm_labels *standing = work->standing;
    if (chosen != BM_PLACEMENT_NONE)
        label_add_copy(work, chosen, 0);
    for (size_t i = item->first_choice; may_step_aside(item) && i < end; i++)
        if (i != chosen)
            label_add_copy(work, (uint32_t)i,
                           LABEL_COST_STEP_ASIDE +
                               bm_placement_rank_cost(standing->placement, (uint32_t)i));
}

void label_want_standing(label_work *work, uint32_t chosen)
{
    size_t count;
    const bm_px_box *boxes = bm_placement_boxes(work->standing->placement, chosen, &count);
    // Of a curved name there are many, and its letters are far apart.
    if (count == 0 || count > 2)
        return;
    bm_px middle = {(boxes->x0 + boxes->x1) / 2, (boxes->y0 + boxes->y1) / 2};
    bm_placement_add_want(work->labels->placement, middle, (boxes->x1 - boxes->x0) / 2,
                          COST_HIDING);
}

static void add_standing(label_work *work, const label_item *item, size_t end)
{
    const bm_labels *standing = work->standing;
    uint32_t chosen = bm_placement_chosen(standing->placement, item->label), unless;
    if (item->kind == LABEL_TOWN && item->place) {
        if (!label_town_is_to_stand(work, item, &unless))
            return;
    } else {
        unless = BM_PLACEMENT_NONE;
        if (item->kind == LABEL_OBLAST && label_names_an_event(work, item->area))
            return;
    }
    if (chosen == BM_PLACEMENT_NONE && !may_step_aside(item))
        return;
    if (!label_begin_copy(work, item))
        return;
    if (unless != BM_PLACEMENT_NONE)
        bm_placement_set_unless(work->labels->placement,
                                work->labels->items[work->labels->item_count - 1].label, unless);
    if (work->is_sparse && item->kind == LABEL_TOWN && item->first_choice < end)
        label_town_hide_dot(work, standing->choices[item->first_choice].form);
    add_candidates(work, item, end, chosen);
    if (item->dot != LABEL_DOT_NONE)
        label_want_room(work, item->dot_center);
    if (chosen != BM_PLACEMENT_NONE)
        label_want_standing(work, chosen);
}

static void collect_names(label_work *work)
{
    const bm_labels *standing = work->standing;
    label_collect_signs(work);
    for (size_t i = 0; i < standing->item_count && !work->labels->failed; i++)
        add_standing(work, &standing->items[i],
                     i + 1 < standing->item_count ? standing->items[i + 1].first_choice
                                                  : standing->choice_count);
}

void label_collect_on_standing(label_work *work)
{
    label_collect_standing_lines(work);
    label_events_prepare(work);
    work->slice = (label_slice){0, work->labels->group_count};
    if (!work->is_sparse)
        label_collect_events(work);
    work->labels->symbols_end = bm_placement_obstacle_count(work->labels->placement);
    if (!work->is_sparse)
        label_collect_arrow_ends(work);
    collect_names(work);
}
