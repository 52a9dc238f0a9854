/** @file placement.h
 *  Which labels are placed, and where: pure geometry, no drawing.
 *
 *  Each label brings ranked candidate positions. Of all labels at most one candidate each is chosen
 * so that no box lies on another, on an obstacle or beyond the frame, and no leader crosses
 * anything. Labels are taken by falling priority, as in greedy placement; one that finds no free
 * candidate may push others aside along a short ejection chain, and a last pass moves labels to
 * better places (cf. J. Christensen, J. Marks, S. Shieber, An empirical study of algorithms for
 * point-feature label placement, ACM Trans. Graphics 14(3), 1995). No randomness and no clock: the
 * effort is counted in steps, so the same input gives the same answer everywhere.
 */
#ifndef BM_RENDER_PLACEMENT_H
#define BM_RENDER_PLACEMENT_H

#include <bordermap/geometry.h>
#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A set of labels to place. One thread. A failed allocation is remembered and reported by
 *  bm_placement_solve(). */
typedef struct bm_placement bm_placement;

/** What no label has. */
#define BM_PLACEMENT_NONE UINT32_MAX

/** One position of a label. */
typedef struct bm_label_candidate {
    const bm_px_box *boxes; /**< what it covers, halo included; copied. One box a line of text, a
                               glyph of a curved name, or the dot that is drawn with it */
    size_t box_count;
    double cost; /**< 0 for the best position; compared with the costs of lines that it covers */
    double want_max;  /**< most that it pays for wants of others (bm_placement_add_want()) */
    bool is_fallback; /**< used only when no other one can be had, whatever it costs */
    bool has_anchor;  /**< `anchor` is the point that the label names */
    bm_px anchor;
    double clear_px; /**< no sign of another label may be nearer than this to the boxes */
    bool has_sign;   /**< `sign` is the dot that is drawn with it */
    bm_px sign;
    bool has_leader; /**< a line from leader[0] to leader[1] goes with it */
    bm_px leader[2];
    double leader_clear_px; /**< no other label may be nearer than this to the line */
} bm_label_candidate;

/** NULL when memory is short. `frame`: no label box may leave it. */
bm_placement *bm_placement_new(bm_px_box frame);
void bm_placement_free(bm_placement *placement);

/** A rectangle, or a disc, that no label may touch. Leaders of labels with the same `tag` (0 for
 * none) may: that is how the leader of an event starts at its own symbol. */
void bm_placement_add_box(bm_placement *placement, bm_px_box box, uint32_t tag);
void bm_placement_add_disc(bm_placement *placement, bm_px center, double radius_px, uint32_t tag);

/** A line that labels should not cover.
 *  @param over_cost     added once to a candidate that covers the line, up to double when it covers
 *                       much of it
 *  @param between_cost  added when the line runs between the anchor and the label's middle, or a
 * leader crosses it */
void bm_placement_add_line(bm_placement *placement, const bm_px *points, size_t count,
                           double over_cost, double between_cost);

/** The same for a line between countries, which labels with an anchor stay on one side of: see
 *  bm_placement_set_foreign(). */
void bm_placement_add_barrier(bm_placement *placement, const bm_px *points, size_t count,
                              double over_cost, double between_cost);
/** Called for a box of a label beyond a barrier, as the straight way from its anchor goes. A box
 * for which it returns true is never used; another one is on the anchor's side after all, and pays
 *  little for the barrier unless its leader crosses it. Without such a function all pay what the
 *  line costs. */
typedef bool (*bm_placement_foreign)(void *context, uint32_t label, bm_px_box box);
void bm_placement_set_foreign(bm_placement *placement, bm_placement_foreign is_foreign,
                              void *context);

/** A label, without candidates yet. Higher priorities are placed first and never dropped for lower
 *  ones; equal ones in the order they are added.
 *  @param cost_max  candidates that cost more, lines counted, are not used: rather no label
 *  @return its index: 0, 1, 2, … */
uint32_t bm_placement_add_label(bm_placement *placement, int priority, double cost_max,
                                uint32_t tag);
/** The same label as one of another set, without its candidates. */
uint32_t bm_placement_copy_label(bm_placement *placement, const bm_placement *from, uint32_t label);
/** A candidate as it was added. Boxes are borrowed from the set. */
void bm_placement_get_candidate(const bm_placement *placement, uint32_t candidate,
                                bm_label_candidate *copy);
/** The first `count` lines of another set. */
void bm_placement_copy_lines(bm_placement *placement, const bm_placement *from, size_t count);
size_t bm_placement_line_count(const bm_placement *placement);
/** A label is only for when `other`, an earlier one that leads, is dropped or has no more than a
 *  fallback: it says what that one would have said. */
void bm_placement_set_unless(bm_placement *placement, uint32_t label, uint32_t other);
/** The label added last would like its sign at `at` and so much room on both sides of it: what
 * others pay, once, to lie there or nearer to the sign than they may be. None becomes too dear by
 * it. */
void bm_placement_add_want(bm_placement *placement, bm_px at, double half_px, double cost);
/** True when a label is left out because another says the same. Valid after bm_placement_solve().
 */
bool bm_placement_is_said(const bm_placement *placement, uint32_t label);
/** A candidate of the label added last.
 *  @return its index over all labels: 0, 1, 2, … */
uint32_t bm_placement_add_candidate(bm_placement *placement, const bm_label_candidate *candidate);

/** Labels of at least this priority are placed first, as if there were no others. Those may then
 *  only nudge them: to a candidate that costs at most 8 more. None lead when it is not called. */
void bm_placement_set_leading(bm_placement *placement, int priority);

/** A label may be pushed by one that matters less to a place that costs at most so much more; 8
 * when it is not called. */
void bm_placement_set_yielding(bm_placement *placement, double cost);

/** Add all that was added to other sets with the same frame, in their order, after what there is.
 *  Indices go on.
 *  @param first_labels  the number that label 0 of each set has now */
void bm_placement_append(bm_placement *placement, bm_placement *const *more, size_t count,
                         uint32_t *first_labels);

/** Choose. May be called once, after everything was added. */
bm_status bm_placement_solve(bm_placement *placement, bm_error *error);

/** Index of the candidate chosen for a label; ::BM_PLACEMENT_NONE when it was dropped. */
uint32_t bm_placement_chosen(const bm_placement *placement, uint32_t label);
/** Cost of a candidate with the lines that it covers, infinite when it cannot be used at all. Valid
 *  after bm_placement_solve(). */
double bm_placement_cost(bm_placement *placement, uint32_t candidate);
/** Why a label does not stand on one of its candidates. */
typedef enum bm_obstruction_kind {
    BM_OBSTRUCTION_NONE,     /**< nothing does: it is chosen, or another one costs less */
    BM_OBSTRUCTION_FRAME,    /**< it would leave the frame */
    BM_OBSTRUCTION_OBSTACLE, /**< `index` of the obstacle, in the order that they were added */
    BM_OBSTRUCTION_COST,     /**< the lines that it covers cost more than the label may */
    BM_OBSTRUCTION_LABEL     /**< `index` of a label that stands there */
} bm_obstruction_kind;
typedef struct bm_obstruction {
    bm_obstruction_kind kind;
    uint32_t index;
} bm_obstruction;
/** What stands in the way of a candidate. Valid after bm_placement_solve(). */
bm_obstruction bm_placement_obstruction(bm_placement *placement, uint32_t candidate);
/** True when a candidate of the label lies within the frame and clear of all obstacles, whatever
 *  it costs. Valid after bm_placement_solve(). */
bool bm_placement_fits(const bm_placement *placement, uint32_t label);
/** Obstacles so far; those that are not finite do not count. */
uint32_t bm_placement_obstacle_count(const bm_placement *placement);

/** Cost of a candidate without the lines that it covers, as it was added. */
double bm_placement_rank_cost(const bm_placement *placement, uint32_t candidate);
/** The ends of a candidate's leader; false when it has none. */
bool bm_placement_leader(const bm_placement *placement, uint32_t candidate, bm_px ends[2]);
/** Boxes of a candidate, borrowed. */
const bm_px_box *bm_placement_boxes(const bm_placement *placement, uint32_t candidate,
                                    size_t *count);

/** True when the two share an area. */
static inline bool bm_px_box_overlaps(bm_px_box a, bm_px_box b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/** Of numbers; unlike fmin() and fmax() no calls, and nothing is said of NaN. */
static inline double bm_least(double a, double b)
{
    return a < b ? a : b;
}
static inline double bm_most(double a, double b)
{
    return a > b ? a : b;
}

#endif
