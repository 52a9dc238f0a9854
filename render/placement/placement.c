#include "render/placement/placement.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "render/placement/state.h"

bm_placement *bm_placement_new(bm_px_box frame)
{
    bm_placement *placement = calloc(1, sizeof *placement);
    if (placement) {
        placement->frame = frame;
        placement->leading = INT_MAX;
        placement->yielding = 8;
    }
    return placement;
}

void bm_placement_free(bm_placement *placement)
{
    if (!placement)
        return;
    free(placement->labels);
    free(placement->candidates);
    free(placement->looks);
    free(placement->boxes);
    free(placement->obstacles);
    free(placement->segments);
    free(placement->lines);
    free(placement->wants);
    free(placement->options);
    free(placement->waiting);
    free(placement->order);
    free(placement->covered);
    free(placement->met);
    free(placement->moves);
    bm_grid_finish(&placement->obstacle_grid);
    bm_grid_finish(&placement->segment_grid);
    bm_grid_finish(&placement->want_grid);
    bm_grid_finish(&placement->chosen_grid);
    free(placement);
}

/** Room for one more element in one of the arrays above; remembers a failure. */
static bool grow(bool *failed, void **array, size_t count, size_t *capacity, size_t size)
{
    void *moved = NULL;
    if (!*failed && count < UINT32_MAX - 1)
        moved = bm_array_grow(*array, count, capacity, size);
    if (!moved) {
        *failed = true;
        return false;
    }
    *array = moved;
    return true;
}

static bool is_finite_box(bm_px_box box)
{
    return isfinite(box.x0) && isfinite(box.y0) && isfinite(box.x1) && isfinite(box.y1);
}

static void add_obstacle(bm_placement *placement, placement_obstacle obstacle)
{
    if (!is_finite_box(obstacle.box))
        return;
    void *array = placement->obstacles;
    if (!grow(&placement->failed, &array, placement->obstacle_count, &placement->obstacle_capacity,
              sizeof *placement->obstacles))
        return;
    placement->obstacles = array;
    placement->obstacles[placement->obstacle_count++] = obstacle;
}

void bm_placement_add_box(bm_placement *placement, bm_px_box box, uint32_t tag)
{
    add_obstacle(placement, (placement_obstacle){.box = box, .tag = tag});
}

void bm_placement_add_disc(bm_placement *placement, bm_px center, double radius_px, uint32_t tag)
{
    bm_px_box box = {center.x - radius_px, center.y - radius_px, center.x + radius_px,
                     center.y + radius_px};
    add_obstacle(
        placement,
        (placement_obstacle){
            .box = box, .is_disc = true, .center = center, .radius_px = radius_px, .tag = tag});
}

static void add_line(bm_placement *placement, const bm_px *points, size_t count,
                     placement_line added)
{
    void *array = placement->lines;
    if (!grow(&placement->failed, &array, placement->line_count, &placement->line_capacity,
              sizeof *placement->lines))
        return;
    placement->lines = array;
    uint32_t line = (uint32_t)placement->line_count++;
    placement->lines[line] = added;

    for (size_t i = 1; i < count; i++) {
        bm_px_box box = placement_segment_box(points[i - 1], points[i]);
        if (!is_finite_box(box) || !bm_px_box_overlaps(box, placement->frame))
            continue;
        array = placement->segments;
        if (!grow(&placement->failed, &array, placement->segment_count,
                  &placement->segment_capacity, sizeof *placement->segments))
            return;
        placement->segments = array;
        placement->segments[placement->segment_count++] =
            (placement_segment){.a = points[i - 1], .b = points[i], .line = line};
    }
}

void bm_placement_add_line(bm_placement *placement, const bm_px *points, size_t count,
                           double over_cost, double between_cost)
{
    add_line(placement, points, count,
             (placement_line){.over_cost = over_cost, .between_cost = between_cost});
}

void bm_placement_add_barrier(bm_placement *placement, const bm_px *points, size_t count,
                              double over_cost, double between_cost)
{
    add_line(
        placement, points, count,
        (placement_line){.over_cost = over_cost, .between_cost = between_cost, .is_barrier = true});
}

void bm_placement_set_foreign(bm_placement *placement, bm_placement_foreign is_foreign,
                              void *context)
{
    placement->is_foreign = is_foreign;
    placement->foreign_context = context;
}

uint32_t bm_placement_add_label(bm_placement *placement, int priority, double cost_max,
                                uint32_t tag)
{
    void *array = placement->labels;
    if (!grow(&placement->failed, &array, placement->label_count, &placement->label_capacity,
              sizeof *placement->labels))
        return BM_PLACEMENT_NONE;
    placement->labels = array;
    uint32_t label = (uint32_t)placement->label_count++;
    placement->labels[label] =
        (placement_label){.priority = priority,
                          .cost_max = cost_max,
                          .tag = tag,
                          .first_candidate = (uint32_t)placement->candidate_count,
                          .unless = BM_PLACEMENT_NONE,
                          .chosen = BM_PLACEMENT_NONE};
    return label;
}

uint32_t bm_placement_add_candidate(bm_placement *placement, const bm_label_candidate *candidate)
{
    if (placement->failed || placement->label_count == 0 || candidate->box_count == 0)
        return BM_PLACEMENT_NONE;
    placement_candidate added = {.label = (uint32_t)placement->label_count - 1,
                                 .first_box = (uint32_t)placement->box_count,
                                 .box_count = (uint32_t)candidate->box_count,
                                 .rank_cost = candidate->cost,
                                 .want_max = candidate->want_max,
                                 .is_fallback = candidate->is_fallback,
                                 .has_anchor = candidate->has_anchor,
                                 .has_leader = candidate->has_leader,
                                 .has_sign = candidate->has_sign,
                                 .clear_px = candidate->clear_px,
                                 .sign = candidate->sign,
                                 .anchor = candidate->anchor,
                                 .leader_clear_px = candidate->leader_clear_px};
    void *array;
    const bm_px *leader = candidate->leader;
    bm_px_box ends = {leader[0].x, leader[0].y, leader[1].x, leader[1].y};
    for (size_t i = 0; i < candidate->box_count + candidate->has_leader; i++) {
        bm_px_box box = i < candidate->box_count ? candidate->boxes[i] : ends;
        array = placement->boxes;
        if (!grow(&placement->failed, &array, placement->box_count, &placement->box_capacity,
                  sizeof *placement->boxes))
            return BM_PLACEMENT_NONE;
        placement->boxes = array;
        placement->boxes[placement->box_count++] = box;
        if (!is_finite_box(box))
            added.rank_cost = HUGE_VAL;
    }
    array = placement->candidates;
    if (!grow(&placement->failed, &array, placement->candidate_count,
              &placement->candidate_capacity, sizeof *placement->candidates))
        return BM_PLACEMENT_NONE;
    placement->candidates = array;
    placement->candidates[placement->candidate_count] = added;
    placement->labels[added.label].candidate_count++;
    return (uint32_t)placement->candidate_count++;
}

void bm_placement_add_want(bm_placement *placement, bm_px at, double half_px, double cost)
{
    void *array = placement->wants;
    if (placement->label_count == 0 || !isfinite(at.x) || !isfinite(at.y) ||
        !grow(&placement->failed, &array, placement->want_count, &placement->want_capacity,
              sizeof *placement->wants))
        return;
    placement->wants = array;
    placement->wants[placement->want_count++] = (placement_want){
        .at = at, .half_px = half_px, .cost = cost, .label = (uint32_t)placement->label_count - 1};
}

void bm_placement_set_leading(bm_placement *placement, int priority)
{
    placement->leading = priority;
}

void bm_placement_set_unless(bm_placement *placement, uint32_t label, uint32_t other)
{
    if (label < placement->label_count && other < label)
        placement->labels[label].unless = other;
}

bool bm_placement_is_said(const bm_placement *placement, uint32_t label)
{
    uint32_t other =
        label < placement->label_count ? placement->labels[label].unless : BM_PLACEMENT_NONE;
    uint32_t chosen = bm_placement_chosen(placement, other);
    return chosen != BM_PLACEMENT_NONE && !placement->candidates[chosen].is_fallback;
}

void bm_placement_set_yielding(bm_placement *placement, double cost)
{
    placement->yielding = cost;
}

uint32_t bm_placement_chosen(const bm_placement *placement, uint32_t label)
{
    return label < placement->label_count ? placement->labels[label].chosen : BM_PLACEMENT_NONE;
}

double bm_placement_cost(bm_placement *placement, uint32_t candidate)
{
    if (candidate >= placement->candidate_count)
        return HUGE_VAL;
    placement_cost_candidate(placement, &placement->candidates[candidate]);
    return placement_known_cost(placement, candidate);
}

double bm_placement_rank_cost(const bm_placement *placement, uint32_t candidate)
{
    if (candidate >= placement->candidate_count)
        return HUGE_VAL;
    const placement_candidate *asked = &placement->candidates[candidate];
    return asked->is_fallback ? asked->rank_cost + PLACEMENT_FALLBACK_COST : asked->rank_cost;
}

bool bm_placement_fits(const bm_placement *placement, uint32_t label)
{
    if (label >= placement->label_count)
        return false;
    const placement_label *asked = &placement->labels[label];
    bool fits = asked->chosen != BM_PLACEMENT_NONE;
    for (uint32_t i = 0; i < asked->candidate_count && !fits; i++) {
        const placement_candidate *candidate = &placement->candidates[asked->first_candidate + i];
        fits = (candidate->is_fallback ? isfinite(candidate->rank_cost)
                                       : candidate->rank_cost <= asked->cost_max) &&
               placement_fixed_obstruction(placement, candidate).kind == BM_OBSTRUCTION_NONE;
    }
    return fits;
}

bool bm_placement_leader(const bm_placement *placement, uint32_t candidate, bm_px ends[2])
{
    if (candidate >= placement->candidate_count || !placement->candidates[candidate].has_leader)
        return false;
    placement_line_ends leader = placement_leader(placement, &placement->candidates[candidate]);
    ends[0] = leader.from;
    ends[1] = leader.to;
    return true;
}

uint32_t bm_placement_obstacle_count(const bm_placement *placement)
{
    return (uint32_t)placement->obstacle_count;
}

const bm_px_box *bm_placement_boxes(const bm_placement *placement, uint32_t candidate,
                                    size_t *count)
{
    if (candidate >= placement->candidate_count) {
        *count = 0;
        return NULL;
    }
    *count = placement->candidates[candidate].box_count;
    return placement->boxes + placement->candidates[candidate].first_box;
}
