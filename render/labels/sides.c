#include "render/labels/sides.h"

#include <math.h>
#include <stdlib.h>

#include "render/labels/spots.h"
#include "render/labels/standing.h"

/** The side of one spot. */
typedef struct spot_side {
    label_event_spot at;
    size_t rank; /**< of the place, 0 for the gravest */
    label_side side;
} spot_side;

struct bm_label_sides {
    spot_side *items; /**< by spot */
    size_t count;
};

static const label_group *find_group(const bm_labels *labels, const bm_place *place)
{
    for (size_t i = 0; place && i < labels->group_count; i++)
        if (labels->groups[i].place == place)
            return &labels->groups[i];
    return NULL;
}

/* The name of the base that this group has on maps without its events; NULL for none. */
static const label_item *find_standing(const label_work *work, const label_group *at)
{
    const bm_labels *standing = work->standing;
    for (size_t i = 0; at->place && i < standing->item_count; i++)
        if (standing->items[i].place == at->place)
            return &standing->items[i];
    return NULL;
}

/* What the label added last need not keep off. */
static void want_name(label_work *work, const label_item *item)
{
    uint32_t chosen = bm_placement_chosen(work->standing->placement, item->label);
    if (chosen == BM_PLACEMENT_NONE)
        return;
    label_want_standing(work, chosen);
    if (item->dot != LABEL_DOT_NONE)
        label_want_room(work, item->dot_center);
}

static double least_radius(const label_work *work)
{
    double least = HUGE_VAL;
    for (size_t i = 0; i < work->marks->count; i++)
        least = bm_least(least, label_symbol_disc(work, &work->marks->items[i]).radius_px);
    return least;
}

static void add_place(label_work *work, size_t rank, double radius_px)
{
    const label_group *at = &work->labels->groups[rank];
    const label_disc disc = {at->anchor, radius_px};
    label_cluster cluster = {.center = disc.center,
                             .radius_px = disc.radius_px,
                             .discs = &disc,
                             .disc_count = 1,
                             .symbol_count = 1};
    const label_item *name = find_standing(work, at);
    label_find_others(work, at, &cluster);
    label_add_usual_words(work, rank, &cluster);
    if (name)
        want_name(work, name);
}

void label_collect_sides(label_work *work)
{
    bm_labels *labels = work->labels;
    const bm_labels *standing = work->standing;
    label_collect_standing_lines(work);
    if (!label_groups_make(work))
        return;
    label_add_symbols_softly(work);
    label_find_neighbours(work);
    labels->symbols_end = bm_placement_obstacle_count(labels->placement);
    // Those of places come with them: to its own name a place need not give way.
    for (size_t i = 0; i < standing->item_count; i++)
        if (!find_group(labels, standing->items[i].place))
            want_name(work, &standing->items[i]);
    double radius_px = least_radius(work);
    for (size_t i = 0; i < labels->group_count && !labels->failed; i++)
        add_place(work, i, radius_px);
}

/* The cheapest of a label's candidates, for one that has no place among all the others. */
static label_side find_cheapest(const bm_labels *ever, size_t item)
{
    size_t end =
        item + 1 < ever->item_count ? ever->items[item + 1].first_choice : ever->choice_count;
    double least = HUGE_VAL;
    label_side found = LABEL_SIDE_NONE;
    for (size_t i = ever->items[item].first_choice; i < end; i++) {
        double cost = bm_placement_cost(ever->placement, (uint32_t)i);
        if (cost < least) {
            least = cost;
            found = ever->choices[i].side;
        }
    }
    return found;
}

static label_side side_of(const bm_labels *ever, const label_group *at)
{
    if (at->item == BM_PLACEMENT_NONE)
        return LABEL_SIDE_NONE;
    uint32_t chosen = bm_placement_chosen(ever->placement, ever->items[at->item].label);
    return chosen != BM_PLACEMENT_NONE ? ever->choices[chosen].side : find_cheapest(ever, at->item);
}

static int compare_spots(const void *left, const void *right)
{
    const spot_side *a = left, *b = right;
    int order = label_event_spots_compare(a->at, b->at);
    return order ? order : (a->rank > b->rank) - (a->rank < b->rank);
}

/* Keep one entry a spot: that of its gravest place. */
static size_t keep_gravest(spot_side *items, size_t count)
{
    size_t kept = 0;
    qsort(items, count, sizeof *items, compare_spots);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || label_event_spots_compare(items[kept - 1].at, items[i].at) != 0)
            items[kept++] = items[i];
    }
    return kept;
}

bm_status bm_label_sides_new(const bm_labels *ever, bm_label_sides **sides, bm_error *error)
{
    size_t total = 0, count = 0;
    for (size_t i = 0; i < ever->group_count; i++)
        total += ever->groups[i].events;
    bm_label_sides *made = calloc(1, sizeof *made);
    *sides = NULL;
    if (made)
        made->items = calloc(total + 1, sizeof *made->items);
    if (!made || !made->items) {
        bm_label_sides_free(made);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    for (size_t i = 0; i < ever->group_count; i++) {
        const label_group *at = &ever->groups[i];
        spot_side own = {.rank = i, .side = side_of(ever, at)};
        for (size_t j = 0; j < at->mark_count; j++)
            for (size_t k = 0; k < at->marks[j]->count; k++) {
                own.at = label_event_spot_of(at->marks[j]->events[k]);
                made->items[count++] = own;
            }
    }
    made->count = count ? keep_gravest(made->items, count) : 0;
    *sides = made;
    return BM_OK;
}

void bm_label_sides_free(bm_label_sides *sides)
{
    if (!sides)
        return;
    free(sides->items);
    free(sides);
}

label_side label_sides_find(const bm_label_sides *sides, const bm_event *event)
{
    size_t low = 0, high = sides ? sides->count : 0;
    const label_event_spot wanted = label_event_spot_of(event);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (label_event_spots_compare(sides->items[middle].at, wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found =
        sides && low < sides->count && label_event_spots_compare(sides->items[low].at, wanted) == 0;
    return found ? sides->items[low].side : LABEL_SIDE_NONE;
}
