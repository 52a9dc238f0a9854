/* Which labels stand where a candidate would. */
#include <math.h>

#include "render/placement/state.h"

static bool leader_meets_boxes(const bm_placement *placement, const placement_candidate *a,
                               const placement_candidate *b)
{
    double clear = a->leader_clear_px;
    if (!a->has_leader)
        return false;
    placement_line_ends leader = placement_leader(placement, a);
    for (uint32_t i = 0; i < b->box_count; i++) {
        bm_px_box box = placement->boxes[b->first_box + i];
        box = (bm_px_box){box.x0 - clear, box.y0 - clear, box.x1 + clear, box.y1 + clear};
        if (placement_length_inside(leader.from, leader.to, box) > 0)
            return true;
    }
    return false;
}

/** True when the sign of `b` is so near to `a` that `a` would be read as its name. */
static bool sign_is_near(const bm_placement *placement, const placement_candidate *a,
                         const placement_candidate *b)
{
    if (!b->has_sign || !(a->clear_px > 0))
        return false;
    for (uint32_t i = 0; i < a->box_count; i++) {
        bm_px_box box = placement->boxes[a->first_box + i];
        double x = bm_least(bm_most(b->sign.x, box.x0), box.x1) - b->sign.x;
        double y = bm_least(bm_most(b->sign.y, box.y0), box.y1) - b->sign.y;
        if (x * x + y * y < a->clear_px * a->clear_px)
            return true;
    }
    return false;
}

static bool leaders_cross(const bm_placement *placement, const placement_candidate *a,
                          const placement_candidate *b)
{
    if (!a->has_leader || !b->has_leader)
        return false;
    placement_line_ends one = placement_leader(placement, a),
                        other = placement_leader(placement, b);
    return placement_segments_cross(one.from, one.to, other.from, other.to);
}

/** Of two that reach over each other. */
static bool candidates_conflict(const bm_placement *placement, const placement_candidate *a,
                                const placement_candidate *b)
{
    if (sign_is_near(placement, a, b) || sign_is_near(placement, b, a))
        return true;
    for (uint32_t i = 0; i < a->box_count; i++) {
        for (uint32_t j = 0; j < b->box_count; j++) {
            if (bm_px_box_overlaps(placement->boxes[a->first_box + i],
                                   placement->boxes[b->first_box + j]))
                return true;
        }
    }
    return leader_meets_boxes(placement, a, b) || leader_meets_boxes(placement, b, a) ||
           leaders_cross(placement, a, b);
}

static bool meet_chosen(uint32_t item, void *context)
{
    placement_blockers *found = context;
    bm_placement *placement = found->placement;
    const placement_candidate *candidate = &placement->candidates[found->candidate];
    const placement_candidate *other = &placement->candidates[item];
    placement_look *look = placement_look_at(placement, found->candidate);
    placement_look *seen = placement_look_at(placement, item);
    if (seen->seen == placement->search)
        return true;
    seen->seen = placement->search;
    if (other->label == candidate->label || !bm_px_box_overlaps(look->reach, seen->reach) ||
        !candidates_conflict(placement, candidate, other))
        return true;
    if (found->count == PLACEMENT_BLOCKERS_MAX) {
        found->too_many = true;
        return false;
    }
    found->labels[found->count++] = other->label;
    look->blocker = item;
    return !found->any;
}

bm_obstruction bm_placement_obstruction(bm_placement *placement, uint32_t candidate)
{
    if (candidate >= placement->candidate_count)
        return (bm_obstruction){BM_OBSTRUCTION_NONE, 0};
    const placement_candidate *asked = &placement->candidates[candidate];
    bm_obstruction fixed = placement_fixed_obstruction(placement, asked);
    if (fixed.kind != BM_OBSTRUCTION_NONE)
        return fixed;
    if (!isfinite(bm_placement_cost(placement, candidate)))
        return (bm_obstruction){BM_OBSTRUCTION_COST, 0};
    placement_blockers found = {.placement = placement, .candidate = candidate};
    placement->search++;
    bm_grid_query(&placement->chosen_grid, placement_look_at(placement, candidate)->reach,
                  meet_chosen, &found);
    return found.count ? (bm_obstruction){BM_OBSTRUCTION_LABEL, found.labels[0]}
                       : (bm_obstruction){BM_OBSTRUCTION_NONE, 0};
}

placement_blockers placement_find_blockers(bm_placement *placement, uint32_t candidate)
{
    placement_blockers found = {.placement = placement, .candidate = candidate};
    placement->search++;
    placement->steps--;
    bm_grid_query(&placement->chosen_grid, placement_look_at(placement, candidate)->reach,
                  meet_chosen, &found);
    return found;
}

uint32_t placement_known_blocker(const bm_placement *placement, uint32_t candidate)
{
    uint32_t blocker = placement_look_at(placement, candidate)->blocker;
    if (blocker == BM_PLACEMENT_NONE)
        return BM_PLACEMENT_NONE;
    uint32_t label = placement->candidates[blocker].label;
    return placement->labels[label].chosen == blocker ? label : BM_PLACEMENT_NONE;
}

bool placement_is_free(bm_placement *placement, uint32_t candidate)
{
    placement->steps--;
    if (placement_known_blocker(placement, candidate) != BM_PLACEMENT_NONE)
        return false;
    placement_blockers found = {.placement = placement, .candidate = candidate, .any = true};
    placement->search++;
    bm_grid_query(&placement->chosen_grid, placement_look_at(placement, candidate)->reach,
                  meet_chosen, &found);
    return found.count == 0;
}
