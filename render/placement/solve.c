#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "render/placement/state.h"

enum {
    PUSHED_MAX = 3,        /**< of which one candidate may push aside */
    CHAIN_DEPTH = 2,       /**< how far a push may travel */
    STEPS_A_REPAIR = 3000, /**< candidates looked at for one label */
    STEPS_IN_ALL = 400000,
    PASSES = 3
};

/** How much worse than its first place a leading label may stand for others. */
static const double nudge_cost_max = 8;
/** How much worse what names no point may stand for a label that matters less. */
static const double unbound_yielding = 30;

/** Put a label on a candidate, or take it off (::BM_PLACEMENT_NONE), and log it. */
static void move_label(bm_placement *placement, uint32_t label, uint32_t candidate)
{
    placement_label *moved = &placement->labels[label];
    void *log = bm_array_grow(placement->moves, placement->move_count, &placement->move_capacity,
                              sizeof *placement->moves);
    if (!log) {
        placement->failed = true;
        return;
    }
    placement->moves = log;
    placement->moves[placement->move_count++] = (placement_move){label, moved->chosen};
    if (moved->chosen != BM_PLACEMENT_NONE)
        bm_grid_remove(&placement->chosen_grid, placement_look_at(placement, moved->chosen)->reach,
                       moved->chosen);
    moved->chosen = candidate;
    if (candidate != BM_PLACEMENT_NONE &&
        !bm_grid_add(&placement->chosen_grid, placement_look_at(placement, candidate)->reach,
                     candidate))
        placement->failed = true;
}

static void undo_to(bm_placement *placement, size_t mark)
{
    while (placement->move_count > mark && !placement->failed) {
        placement_move move = placement->moves[placement->move_count - 1];
        move_label(placement, move.label, move.before);
        placement->move_count -= 2; // the move and the log of its undoing
    }
}

/** Some of a label's options: its proper ones, its fallbacks, or both. */
typedef struct option_range {
    bool proper, fallback;
    double limit; /**< dearer ones are left out */
} option_range;

static const option_range proper_options = {true, false, HUGE_VAL};
static const option_range fallback_options = {false, true, HUGE_VAL};
static const option_range all_options = {true, true, HUGE_VAL};

/** Goes through a range, cheapest first. */
typedef struct option_walk {
    option_range range;
    uint32_t at; /**< of the stream that it is in */
} option_walk;

/** The next option; ::BM_PLACEMENT_NONE at the end. */
static uint32_t next_option(bm_placement *placement, uint32_t label, option_walk *walk)
{
    placement_stream *streams = placement->labels[label].streams;
    uint32_t candidate = BM_PLACEMENT_NONE;
    if (walk->range.proper) {
        candidate = placement_option(placement, &streams[PLACEMENT_PROPER], walk->at);
        if (candidate == BM_PLACEMENT_NONE) {
            walk->range.proper = false;
            walk->at = 0;
        }
    }
    if (candidate == BM_PLACEMENT_NONE && walk->range.fallback)
        candidate = placement_option(placement, &streams[PLACEMENT_FALLBACK], walk->at);
    walk->at++;
    bool usable = candidate != BM_PLACEMENT_NONE &&
                  placement_known_cost(placement, candidate) <= walk->range.limit;
    return usable ? candidate : BM_PLACEMENT_NONE;
}

static bool place_free(bm_placement *placement, uint32_t label, option_range range)
{
    option_walk walk = {.range = range};
    uint32_t candidate;
    while ((candidate = next_option(placement, label, &walk)) != BM_PLACEMENT_NONE) {
        if (placement_is_free(placement, candidate)) {
            move_label(placement, label, candidate);
            return true;
        }
    }
    return false;
}

static bool place_by_pushing(bm_placement *placement, uint32_t label, int depth,
                             option_range range);

static bool place(bm_placement *placement, uint32_t label, int depth, option_range range)
{
    return place_free(placement, label, range) ||
           (depth > 0 && place_by_pushing(placement, label, depth, range));
}

/** Where a label may go that is pushed: not from its words to its fallback, and for one that
 * matters less not to a place that is much worse. What names an area or a river may go farther: no
 * one point is to be near it. */
static option_range options_of_pushed(const bm_placement *placement, uint32_t label,
                                      uint32_t pusher)
{
    const placement_label *pushed = &placement->labels[label];
    const placement_candidate *chosen = &placement->candidates[pushed->chosen];
    option_range range = chosen->is_fallback ? all_options : proper_options;
    bool yields = pushed->priority <= placement->labels[pusher].priority;
    bool is_settled = pushed->priority >= placement->leading && placement->leaders_settled;
    if (yields && !is_settled)
        return range;
    range.limit = is_settled ? pushed->settled_cost + nudge_cost_max
                             : placement_known_cost(placement, pushed->chosen) +
                                   (chosen->has_anchor ? placement->yielding : unbound_yielding);
    return range;
}

/** Put the label on `candidate` and its blockers elsewhere; all or nothing. */
static bool push(bm_placement *placement, uint32_t label, uint32_t candidate,
                 const placement_blockers *blocking, int depth)
{
    for (size_t i = 0; i < blocking->count; i++) {
        if (placement->labels[blocking->labels[i]].locked)
            return false;
    }
    size_t mark = placement->move_count;
    option_range ranges[PUSHED_MAX];
    for (size_t i = 0; i < blocking->count; i++) {
        ranges[i] = options_of_pushed(placement, blocking->labels[i], label);
        move_label(placement, blocking->labels[i], BM_PLACEMENT_NONE);
    }
    move_label(placement, label, candidate);

    placement->labels[label].locked = true;
    size_t settled = 0;
    while (settled < blocking->count && !placement->failed &&
           place(placement, blocking->labels[settled], depth - 1, ranges[settled])) {
        placement->labels[blocking->labels[settled]].locked = true;
        settled++;
    }
    bool done = settled == blocking->count;
    for (size_t i = 0; i < settled; i++)
        placement->labels[blocking->labels[i]].locked = false;
    placement->labels[label].locked = false;
    if (!done)
        undo_to(placement, mark);
    return done;
}

static bool place_by_pushing(bm_placement *placement, uint32_t label, int depth, option_range range)
{
    option_walk walk = {.range = range};
    while (placement->steps > 0) {
        uint32_t candidate = next_option(placement, label, &walk);
        if (candidate == BM_PLACEMENT_NONE)
            return false;
        uint32_t known = placement_known_blocker(placement, candidate);
        if (known != BM_PLACEMENT_NONE && placement->labels[known].locked) {
            placement->steps--;
            continue;
        }
        placement_blockers blocking = placement_find_blockers(placement, candidate);
        if (blocking.count <= PUSHED_MAX && push(placement, label, candidate, &blocking, depth))
            return true;
    }
    return false;
}

/** As a last resort take the place of labels that all matter less. */
static bool place_by_evicting(bm_placement *placement, uint32_t label, option_range range)
{
    const placement_label *placed = &placement->labels[label];
    option_walk walk = {.range = range};
    uint32_t candidate;
    while ((candidate = next_option(placement, label, &walk)) != BM_PLACEMENT_NONE) {
        uint32_t known = placement_known_blocker(placement, candidate);
        if (known != BM_PLACEMENT_NONE && placement->labels[known].priority >= placed->priority) {
            placement->steps--;
            continue;
        }
        placement_blockers blocking = placement_find_blockers(placement, candidate);
        bool lesser = !blocking.too_many;
        for (size_t j = 0; j < blocking.count && lesser; j++)
            lesser = placement->labels[blocking.labels[j]].priority < placed->priority;
        if (!lesser)
            continue;
        for (size_t j = 0; j < blocking.count; j++)
            move_label(placement, blocking.labels[j], BM_PLACEMENT_NONE);
        move_label(placement, label, candidate);
        return true;
    }
    return false;
}

/** A place that is worse for a label that matters more weighs more. */
static double weighed_cost(const bm_placement *placement, uint32_t label)
{
    const placement_label *at = &placement->labels[label];
    double weight = at->priority > 3000 ? at->priority / 3000.0 : 1;
    return weight * placement_known_cost(placement, at->chosen);
}

static double chosen_cost(const bm_placement *placement, const placement_blockers *of,
                          uint32_t label)
{
    double cost = weighed_cost(placement, label);
    for (size_t i = 0; i < of->count; i++)
        cost += weighed_cost(placement, of->labels[i]);
    return cost;
}

/** Move one placed label to a cheaper candidate when that, with what it pushes, costs less in all.
 */
static bool improve(bm_placement *placement, uint32_t label)
{
    const placement_label *placed = &placement->labels[label];
    option_walk walk = {.range = all_options};
    while (placement->steps > 0) {
        uint32_t candidate = next_option(placement, label, &walk);
        if (candidate == BM_PLACEMENT_NONE ||
            !(placement_known_cost(placement, candidate) <
              placement_known_cost(placement, placed->chosen) - 1e-9))
            return false;
        placement_blockers blocking = placement_find_blockers(placement, candidate);
        if (blocking.count > PUSHED_MAX)
            continue;
        double before = chosen_cost(placement, &blocking, label);
        size_t mark = placement->move_count;
        if (!push(placement, label, candidate, &blocking, 1))
            continue;
        // What was pushed may have pushed others only when depth allows it, which 1 does not.
        if (chosen_cost(placement, &blocking, label) < before - 1e-9)
            return true;
        undo_to(placement, mark);
    }
    return false;
}

/** Labels by falling priority, equal ones as added. */
static void order_labels(bm_placement *placement)
{
    // Merge sort, bottom up: stable, and no comparator that needs global state.
    size_t count = placement->label_count;
    uint32_t *from = placement->order, *to = placement->order + count;
    for (size_t i = 0; i < count; i++)
        from[i] = (uint32_t)i;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            size_t middle = start + width < count ? start + width : count;
            size_t end = middle + width < count ? middle + width : count;
            size_t a = start, b = middle;
            for (size_t k = start; k < end; k++) {
                bool take_a = a < middle && (b >= end || placement->labels[from[a]].priority >=
                                                             placement->labels[from[b]].priority);
                to[k] = take_a ? from[a++] : from[b++];
            }
        }
        uint32_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != placement->order)
        memcpy(placement->order, from, count * sizeof *from);
}

/** Place a label by all means, words before the fallback. False when it is dropped. */
static bool place_anyhow(bm_placement *placement, uint32_t label)
{
    const option_range ranges[] = {proper_options, fallback_options};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (place_free(placement, label, ranges[i]) ||
            (placement->steps > 0 && place_by_pushing(placement, label, CHAIN_DEPTH, ranges[i])) ||
            place_by_evicting(placement, label, ranges[i]))
            return true;
    }
    return false;
}

static void settle(bm_placement *placement, uint32_t label)
{
    // Where nothing has moved there is still no room.
    if (placement->labels[label].tried == placement->changes)
        return;
    long left = placement->steps;
    placement->steps = left < STEPS_A_REPAIR ? left : STEPS_A_REPAIR;
    long granted = placement->steps;
    if (place_anyhow(placement, label))
        placement->changes++;
    else
        placement->labels[label].tried = placement->changes;
    placement->steps = left - (granted - placement->steps);
    placement->move_count = 0;
}

/** Place the first `count` labels by priority, and move them to better places. */
static void choose_first(bm_placement *placement, size_t count)
{
    for (int pass = 0; pass < PASSES && !placement->failed; pass++) {
        bool changed = pass == 0;
        for (size_t i = 0; i < count && !placement->failed; i++) {
            uint32_t label = placement->order[i];
            if (placement->labels[label].chosen == BM_PLACEMENT_NONE &&
                !bm_placement_is_said(placement, label))
                settle(placement, label);
        }
        for (size_t i = 0; i < count && !placement->failed; i++) {
            uint32_t label = placement->order[i];
            if (placement->labels[label].chosen != BM_PLACEMENT_NONE && improve(placement, label)) {
                placement->changes++;
                changed = true;
            }
            placement->move_count = 0;
        }
        if (!changed)
            break;
    }
}

/** Labels that lead are placed as if there were no others, and remember what that cost. */
static void choose_leaders(bm_placement *placement)
{
    size_t count = 0;
    while (count < placement->label_count &&
           placement->labels[placement->order[count]].priority >= placement->leading)
        count++;
    choose_first(placement, count);
    for (size_t i = 0; i < count; i++) {
        placement_label *label = &placement->labels[placement->order[i]];
        label->settled_cost = label->chosen == BM_PLACEMENT_NONE
                                  ? HUGE_VAL
                                  : placement_known_cost(placement, label->chosen);
    }
    placement->leaders_settled = true;
}

/** Words that found room after all make others needless. */
static void take_off_said(bm_placement *placement)
{
    for (uint32_t i = 0; i < placement->label_count && !placement->failed; i++) {
        if (placement->labels[i].chosen == BM_PLACEMENT_NONE || !bm_placement_is_said(placement, i))
            continue;
        move_label(placement, i, BM_PLACEMENT_NONE);
        placement->changes++;
    }
}

static void choose_all(bm_placement *placement)
{
    placement->steps = STEPS_IN_ALL;
    placement->changes = 1;
    choose_leaders(placement);
    choose_first(placement, placement->label_count);
    take_off_said(placement);
    placement->is_last_resort = true;
    placement->changes++;
    // Moves may have opened a place for a dropped label, or left only lesser ones in its way.
    for (size_t i = 0; i < placement->label_count && !placement->failed; i++) {
        uint32_t label = placement->order[i];
        if (placement->labels[label].chosen == BM_PLACEMENT_NONE &&
            !bm_placement_is_said(placement, label))
            settle(placement, label);
    }
}

bm_status bm_placement_solve(bm_placement *placement, bm_error *error)
{
    // A name is some 100 pixels long: in small cells it would be met again and again.
    const double cell_px = 32, label_cell_px = 80;
    placement->order = calloc(2 * placement->label_count + 1, sizeof *placement->order);
    if (!placement->order || placement->failed ||
        !bm_grid_init(&placement->obstacle_grid, placement->frame, cell_px) ||
        !bm_grid_init(&placement->segment_grid, placement->frame, 24) ||
        !bm_grid_init(&placement->want_grid, placement->frame, label_cell_px) ||
        !bm_grid_init(&placement->chosen_grid, placement->frame, label_cell_px) ||
        !placement_prepare(placement))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "cannot place labels: out of memory");

    order_labels(placement);
    choose_all(placement);
    if (placement->failed)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "cannot place labels: out of memory");
    return BM_OK;
}
