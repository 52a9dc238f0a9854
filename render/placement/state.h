/** @file state.h
 *  What placement.c gathers and solve.c chooses from.
 */
#ifndef BM_RENDER_PLACEMENT_STATE_H
#define BM_RENDER_PLACEMENT_STATE_H

#include <math.h>

#include "render/placement/grid.h"
#include "render/placement/placement.h"

/** Candidate and its cost by rank, waiting to be costed. */
typedef struct placement_waiting {
    double cost;
    uint32_t candidate;
} placement_waiting;

/** The usable candidates of a label, cheapest first, found as they are asked for. */
typedef struct placement_stream {
    uint32_t first;   /**< into `options` and `waiting` */
    uint32_t waiting; /**< so many are left of the heap */
    uint32_t count;   /**< of the options so far */
    uint32_t settled; /**< of those, before which no other can come */
} placement_stream;

enum { PLACEMENT_PROPER, PLACEMENT_FALLBACK, PLACEMENT_STREAMS };

typedef struct placement_label {
    int priority;
    double cost_max;
    uint32_t tag;
    uint32_t first_candidate;
    uint32_t candidate_count;
    placement_stream streams[PLACEMENT_STREAMS];
    uint32_t unless;     /**< label that says the same, or BM_PLACEMENT_NONE */
    uint32_t chosen;     /**< candidate, or BM_PLACEMENT_NONE */
    double settled_cost; /**< of a leading label when only those were placed */
    uint32_t tried;      /**< `changes` when no place was found for it */
    bool locked;         /**< part of the ejection chain that is being tried */
} placement_label;

/** There are many more of them than are ever looked at. */
typedef struct placement_candidate {
    uint32_t label;
    uint32_t first_box;
    uint32_t box_count; /**< without the leader, whose ends are the corners of one box more */
    uint32_t look;      /**< number of what is known of it, from 1; 0 before it is costed */
    bool is_fallback;
    bool has_anchor;
    bool has_leader;
    bool has_sign;
    double rank_cost; /**< as it was added */
    double want_max;
    double clear_px;
    double leader_clear_px;
    bm_px sign;
    bm_px anchor;
} placement_candidate;

/** What is known of a candidate that was costed. */
typedef struct placement_look {
    double cost;      /**< with lines, infinite when blocked */
    bm_px_box reach;  /**< of boxes and leader, and what is to be clear of signs */
    uint32_t seen;    /**< the search that met it last, while it is chosen */
    uint32_t blocker; /**< a candidate that it cannot stand beside, once one was met */
} placement_look;

/** Ends of a straight line. */
typedef struct placement_line_ends {
    bm_px from, to;
} placement_line_ends;

typedef struct placement_obstacle {
    bm_px_box box;
    bool is_disc;
    bm_px center;
    double radius_px;
    uint32_t tag;
} placement_obstacle;

typedef struct placement_segment {
    bm_px a, b;
    uint32_t line;
    uint32_t seen; /**< candidate that met it last, + 1 */
} placement_segment;

typedef struct placement_line {
    double over_cost;
    double between_cost;
    bool is_barrier;
} placement_line;

/** Room on both sides of a label's sign. */
typedef struct placement_want {
    bm_px at;
    double half_px;
    double cost;
    uint32_t label;
    uint32_t seen; /**< candidate that met it last, + 1 */
} placement_want;

typedef struct placement_move {
    uint32_t label;
    uint32_t before;
} placement_move;

struct bm_placement {
    bm_px_box frame;
    bool failed;
    placement_label *labels;
    size_t label_count, label_capacity;
    placement_candidate *candidates;
    size_t candidate_count, candidate_capacity;
    placement_look *looks;
    size_t look_count, look_capacity;
    bm_px_box *boxes;
    size_t box_count, box_capacity;
    placement_obstacle *obstacles;
    size_t obstacle_count, obstacle_capacity;
    placement_segment *segments;
    size_t segment_count, segment_capacity;
    placement_line *lines;
    size_t line_count, line_capacity;
    placement_want *wants;
    size_t want_count, want_capacity;

    bm_grid obstacle_grid;
    bm_grid segment_grid;
    bm_grid want_grid;
    bm_grid chosen_grid;        /**< candidates that are chosen */
    uint32_t *options;          /**< of the labels' streams, by rising cost */
    placement_waiting *waiting; /**< heaps of the labels' streams */
    uint32_t *order;            /**< labels by falling priority */
    double *covered; /**< scratch of the costing: length of each line under a candidate */
    uint32_t *met;   /**< lines that have such a length */
    uint32_t met_count;
    placement_move *moves; /**< undo log */
    size_t move_count, move_capacity;
    int leading; /**< priority from which labels lead */
    bool leaders_settled;
    bool is_last_resort; /**< what names no point may stand at any of its candidates */
    double
        yielding; /**< how much worse a place a label may be pushed to by one that matters less */
    bm_placement_foreign is_foreign; /**< of labels beyond barriers; NULL: all cost */
    void *foreign_context;
    uint32_t changes; /**< of where labels stand, from 1 */
    long steps;       /**< left for repairs */
    uint32_t search;
};

/** What a fallback costs besides: more than all that a label may cost. */
#define PLACEMENT_FALLBACK_COST 1e4

/** Enter obstacles and lines into the grids and line up the candidates. False when memory is short.
 */
bool placement_prepare(bm_placement *placement);

/** The option of a stream that `index` others are cheaper than; ::BM_PLACEMENT_NONE when there are
 *  not so many. */
uint32_t placement_option(bm_placement *placement, placement_stream *stream, uint32_t index);

/** Find the final cost of a candidate. Remembers a failure. */
void placement_cost_candidate(bm_placement *placement, placement_candidate *candidate);
/** What is known of one that has been costed. */
static inline placement_look *placement_look_at(const bm_placement *placement, uint32_t candidate)
{
    return &placement->looks[placement->candidates[candidate].look - 1];
}
/** Its cost; infinite before it is known. */
static inline double placement_known_cost(const bm_placement *placement, uint32_t candidate)
{
    uint32_t look = placement->candidates[candidate].look;
    return look ? placement->looks[look - 1].cost : HUGE_VAL;
}
/** From its place to the label: both ends of a candidate's leader, if it has one. */
static inline placement_line_ends placement_leader(const bm_placement *placement,
                                                   const placement_candidate *candidate)
{
    bm_px_box ends = placement->boxes[candidate->first_box + candidate->box_count];
    return (placement_line_ends){{ends.x0, ends.y0}, {ends.x1, ends.y1}};
}

/** What a candidate, which reaches so far, pays for lying where others would like to. */
double placement_wanted_cost(bm_placement *placement, const placement_candidate *candidate,
                             bm_px_box reach);

/** What fixed thing blocks a candidate: BM_OBSTRUCTION_NONE, FRAME or OBSTACLE. */
bm_obstruction placement_fixed_obstruction(const bm_placement *placement,
                                           const placement_candidate *candidate);

enum { PLACEMENT_BLOCKERS_MAX = 24 /**< labels looked at that stand in one candidate's way */ };

/** The labels that stand where a candidate would. */
typedef struct placement_blockers {
    bm_placement *placement;
    uint32_t candidate;
    uint32_t labels[PLACEMENT_BLOCKERS_MAX];
    size_t count;
    bool too_many;
    bool any; /**< one is enough */
} placement_blockers;

/** All labels, up to so many, that stand in a candidate's way. Takes one step. */
placement_blockers placement_find_blockers(bm_placement *placement, uint32_t candidate);
/** One that is known to, from the last time that they were looked for; ::BM_PLACEMENT_NONE when
 * none is. */
uint32_t placement_known_blocker(const bm_placement *placement, uint32_t candidate);
/** True when there are none. Takes one step. */
bool placement_is_free(bm_placement *placement, uint32_t candidate);

/** Geometry shared by costing and solving. */
bool placement_segments_cross(bm_px a0, bm_px a1, bm_px b0, bm_px b1);
/** Length of the segment that lies inside the box. */
double placement_length_inside(bm_px a, bm_px b, bm_px_box box);
bm_px_box placement_segment_box(bm_px a, bm_px b);

#endif
