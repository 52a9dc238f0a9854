#include <float.h>
#include <math.h>

#include "base/arena.h"
#include "render/placement/state.h"

bm_px_box placement_segment_box(bm_px a, bm_px b)
{
    // A hair's breadth, so that an upright or level segment has an area.
    const double hair = 1e-6;
    return (bm_px_box){bm_least(a.x, b.x) - hair, bm_least(a.y, b.y) - hair,
                       bm_most(a.x, b.x) + hair, bm_most(a.y, b.y) + hair};
}

static double turn(bm_px a, bm_px b, bm_px c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool placement_segments_cross(bm_px a0, bm_px a1, bm_px b0, bm_px b1)
{
    double t0 = turn(a0, a1, b0), t1 = turn(a0, a1, b1);
    double t2 = turn(b0, b1, a0), t3 = turn(b0, b1, a1);
    return ((t0 > 0) != (t1 > 0)) && ((t2 > 0) != (t3 > 0));
}

/** Narrow [*from, *to], the stretch of a segment that is still inside, to one side of the box (the
 *  method of Liang and Barsky). */
static bool clip_side(double delta, double distance, double *from, double *to)
{
    if (fabs(delta) < 1e-12)
        return distance >= 0;
    double at = distance / delta;
    if (delta < 0)
        *from = bm_most(*from, at);
    else
        *to = bm_least(*to, at);
    return *from < *to;
}

double placement_length_inside(bm_px a, bm_px b, bm_px_box box)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    double from = 0, to = 1;
    if (!clip_side(-dx, a.x - box.x0, &from, &to) || !clip_side(dx, box.x1 - a.x, &from, &to) ||
        !clip_side(-dy, a.y - box.y0, &from, &to) || !clip_side(dy, box.y1 - a.y, &from, &to))
        return 0;
    return (to - from) * sqrt(dx * dx + dy * dy);
}

static bm_px_box join(bm_px_box a, bm_px_box b)
{
    return (bm_px_box){bm_least(a.x0, b.x0), bm_least(a.y0, b.y0), bm_most(a.x1, b.x1),
                       bm_most(a.y1, b.y1)};
}

/** Square of the distance of a point from a segment. */
static double square_to_segment(bm_px p, bm_px a, bm_px b)
{
    double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    double at = square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;
    at = bm_least(bm_most(at, 0), 1);
    double x = p.x - a.x - at * dx, y = p.y - a.y - at * dy;
    return x * x + y * y;
}

/** Looks for an obstacle in a candidate's way. */
typedef struct obstacle_search {
    const bm_placement *placement;
    const placement_candidate *candidate;
    placement_line_ends leader;
    uint32_t tag;
    bool blocked;
    uint32_t blocker;
} obstacle_search;

typedef struct costing {
    bm_placement *placement;
    const placement_candidate *candidate;
    placement_line_ends leader;
    double between;      /**< the dearest line between anchor and label */
    double barrier;      /**< the dearest barrier there */
    bool leader_crosses; /**< a barrier */
    bm_px middle;
    bm_px_box stem;  /**< from the anchor to the middle, and the leader */
    bm_px_box reach; /**< all that counts */
} costing;

/** True when a segment lies wholly on one side of a box. */
static inline bool is_beside(const placement_segment *segment, const bm_px_box *box)
{
    bm_px a = segment->a, b = segment->b;
    return (a.x <= box->x0 && b.x <= box->x0) || (a.x >= box->x1 && b.x >= box->x1) ||
           (a.y <= box->y0 && b.y <= box->y0) || (a.y >= box->y1 && b.y >= box->y1);
}

static bool box_meets_obstacle(bm_px_box box, const placement_obstacle *obstacle)
{
    if (!bm_px_box_overlaps(box, obstacle->box))
        return false;
    if (!obstacle->is_disc)
        return true;
    double x = bm_least(bm_most(obstacle->center.x, box.x0), box.x1);
    double y = bm_least(bm_most(obstacle->center.y, box.y0), box.y1);
    double dx = x - obstacle->center.x, dy = y - obstacle->center.y;
    return dx * dx + dy * dy < obstacle->radius_px * obstacle->radius_px;
}

static bool leader_meets_obstacle(placement_line_ends leader, const placement_obstacle *obstacle)
{
    if (obstacle->is_disc)
        return square_to_segment(obstacle->center, leader.from, leader.to) <
               obstacle->radius_px * obstacle->radius_px;
    return placement_length_inside(leader.from, leader.to, obstacle->box) > 0;
}

static bool meet_obstacle(uint32_t item, void *context)
{
    obstacle_search *work = context;
    const bm_placement *placement = work->placement;
    const placement_obstacle *obstacle = &placement->obstacles[item];
    const placement_candidate *candidate = work->candidate;
    for (uint32_t i = 0; i < candidate->box_count && !work->blocked; i++)
        work->blocked = box_meets_obstacle(placement->boxes[candidate->first_box + i], obstacle);
    bool own = obstacle->tag != 0 && obstacle->tag == work->tag;
    if (candidate->has_leader && !own && !work->blocked)
        work->blocked = leader_meets_obstacle(work->leader, obstacle);
    work->blocker = item;
    return !work->blocked;
}

/** A line between the anchor and the label's middle, or across its leader. */
static void look_between(costing *work, const placement_line *line,
                         const placement_segment *segment)
{
    const placement_candidate *candidate = work->candidate;
    bool told = line->is_barrier ? work->barrier >= line->between_cost &&
                                       (work->leader_crosses || !candidate->has_leader)
                                 : work->between >= line->between_cost;
    if (told || is_beside(segment, &work->stem))
        return;
    bool by_leader =
        candidate->has_leader &&
        placement_segments_cross(work->leader.from, work->leader.to, segment->a, segment->b);
    if (!by_leader &&
        !placement_segments_cross(candidate->anchor, work->middle, segment->a, segment->b))
        return;
    if (line->is_barrier) {
        work->barrier = bm_most(work->barrier, line->between_cost);
        work->leader_crosses |= by_leader;
    } else {
        work->between = line->between_cost;
    }
}

/** What it costs to be beyond a barrier, or to seem to be. */
static double barrier_cost(const costing *work)
{
    const double roundabout = 8;
    const bm_placement *placement = work->placement;
    const placement_candidate *candidate = work->candidate;
    if (!(work->barrier > 0) || !placement->is_foreign)
        return work->barrier;
    if (placement->is_foreign(placement->foreign_context, candidate->label,
                              placement->boxes[candidate->first_box]))
        return HUGE_VAL;
    return work->leader_crosses ? work->barrier : bm_least(work->barrier, roundabout);
}

static bool meet_segment(uint32_t item, void *context)
{
    costing *work = context;
    bm_placement *placement = work->placement;
    const placement_candidate *candidate = work->candidate;
    placement_segment *segment = &placement->segments[item];
    if (is_beside(segment, &work->reach))
        return true;
    const placement_line *line = &placement->lines[segment->line];
    uint32_t number = (uint32_t)(candidate - placement->candidates) + 1;
    if (segment->seen == number)
        return true;
    segment->seen = number;
    for (uint32_t i = 0; i < candidate->box_count; i++) {
        const bm_px_box *box = &placement->boxes[candidate->first_box + i];
        if (is_beside(segment, box))
            continue;
        double length = placement_length_inside(segment->a, segment->b, *box);
        if (!(length > 0))
            continue;
        if (!(placement->covered[segment->line] > 0))
            placement->met[placement->met_count++] = segment->line;
        placement->covered[segment->line] += length / (box->x1 - box->x0 + box->y1 - box->y0);
    }
    if (candidate->has_anchor)
        look_between(work, line, segment);
    return true;
}

/** Of boxes and leader. */
static bm_px_box bounds_of(const bm_placement *placement, const placement_candidate *candidate)
{
    const bm_px_box *boxes = placement->boxes + candidate->first_box;
    bm_px_box bounds = boxes[0];
    for (uint32_t i = 1; i < candidate->box_count; i++)
        bounds = join(bounds, boxes[i]);
    if (candidate->has_leader) {
        placement_line_ends leader = placement_leader(placement, candidate);
        bounds = join(bounds, placement_segment_box(leader.from, leader.to));
    }
    return bounds;
}

static bool leaves_frame(const bm_placement *placement, bm_px_box bounds)
{
    bm_px_box frame = placement->frame;
    return !(bounds.x0 >= frame.x0 && bounds.y0 >= frame.y0 && bounds.x1 <= frame.x1 &&
             bounds.y1 <= frame.y1);
}

static bm_obstruction obstruction_within(const bm_placement *placement,
                                         const placement_candidate *candidate, bm_px_box bounds)
{
    obstacle_search work = {.placement = placement,
                            .candidate = candidate,
                            .tag = placement->labels[candidate->label].tag};
    if (leaves_frame(placement, bounds))
        return (bm_obstruction){BM_OBSTRUCTION_FRAME, 0};
    if (candidate->has_leader)
        work.leader = placement_leader(placement, candidate);
    bm_grid_query(&placement->obstacle_grid, bounds, meet_obstacle, &work);
    return work.blocked ? (bm_obstruction){BM_OBSTRUCTION_OBSTACLE, work.blocker}
                        : (bm_obstruction){BM_OBSTRUCTION_NONE, 0};
}

bm_obstruction placement_fixed_obstruction(const bm_placement *placement,
                                           const placement_candidate *candidate)
{
    return obstruction_within(placement, candidate, bounds_of(placement, candidate));
}

static double cost_of(bm_placement *placement, const placement_candidate *candidate,
                      bm_px_box bounds, bm_px_box reach)
{
    const placement_label *label = &placement->labels[candidate->label];
    double cost_max = candidate->is_fallback ? DBL_MAX : label->cost_max;
    if (!(candidate->rank_cost <= cost_max) ||
        obstruction_within(placement, candidate, bounds).kind != BM_OBSTRUCTION_NONE)
        return HUGE_VAL;
    bm_px_box first = placement->boxes[candidate->first_box];
    costing work = {.placement = placement,
                    .candidate = candidate,
                    .middle = {(first.x0 + first.x1) / 2, (first.y0 + first.y1) / 2},
                    .reach = bounds};
    if (candidate->has_leader)
        work.leader = placement_leader(placement, candidate);
    if (candidate->has_anchor) {
        work.stem = placement_segment_box(candidate->anchor, work.middle);
        if (candidate->has_leader)
            work.stem = join(work.stem, placement_segment_box(work.leader.from, work.leader.to));
        work.reach = join(work.reach, work.stem);
    }
    bm_grid_query(&placement->segment_grid, work.reach, meet_segment, &work);
    double cost = candidate->rank_cost + bm_most(work.between, barrier_cost(&work));
    for (uint32_t i = 0; i < placement->met_count; i++) {
        uint32_t line = placement->met[i];
        cost += placement->lines[line].over_cost * (1 + bm_least(placement->covered[line], 1));
        placement->covered[line] = 0;
    }
    placement->met_count = 0;
    if (cost > cost_max)
        return HUGE_VAL;
    cost += placement_wanted_cost(placement, candidate, reach);
    return candidate->is_fallback ? cost + PLACEMENT_FALLBACK_COST : cost;
}

void placement_cost_candidate(bm_placement *placement, placement_candidate *candidate)
{
    if (candidate->look)
        return;
    placement_look *looks = bm_array_grow(placement->looks, placement->look_count,
                                          &placement->look_capacity, sizeof *looks);
    if (!looks) {
        placement->failed = true;
        return;
    }
    placement->looks = looks;
    bm_px_box bounds = bounds_of(placement, candidate);
    double clear = bm_most(candidate->clear_px, candidate->leader_clear_px);
    bm_px_box reach = {bounds.x0 - clear, bounds.y0 - clear, bounds.x1 + clear, bounds.y1 + clear};
    looks[placement->look_count++] =
        (placement_look){.cost = cost_of(placement, candidate, bounds, reach),
                         .reach = reach,
                         .blocker = BM_PLACEMENT_NONE};
    candidate->look = (uint32_t)placement->look_count;
}
