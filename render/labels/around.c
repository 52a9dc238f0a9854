/* Candidates round a point or round the symbols of a place. */
#include <math.h>

#include "render/labels/parts.h"

/** Where a block may stand: the direction from the point, which part of the block comes next to it,
 *  how the lines are aligned, and the rank (after E. Imhof, Die Anordnung der Namen in der Karte,
 *  1962: upper right first, below and left last). */
static const struct {
    double angle_deg, part_x, part_y, align, cost;
} positions[] = {
    {38, 0, 1, 0, 0},
    {0, 0, 0.62, 0, 0.6},
    {-38, 0, 0, 0, 1.2},
    {142, 1, 1, 1, 1.8},
    {180, 1, 0.62, 1, 2.2},
    {-142, 1, 0, 1, 2.6},
    {90, 0.5, 1, 0.5, 2.4},
    {-90, 0.5, 0, 0.5, 3},
    {64, 0.15, 1, 0, 0.9},
    {-64, 0.15, 0, 0, 1.9},
    {116, 0.85, 1, 1, 2.3},
    {-116, 0.85, 0, 1, 3.1},
    {15, 0, 0.85, 0, 0.7},
    {-15, 0, 0.15, 0, 1.3},
    // Between those, for what is crowded.
    {75, 0.3, 1, 0, 1.6},
    {105, 0.7, 1, 1, 2.4},
    {-75, 0.3, 0, 0, 2.4},
    {-105, 0.7, 0, 1, 3.2},
    {165, 1, 0.85, 1, 2.1},
    {-165, 1, 0.15, 1, 2.5},
    {8, 0, 0.4, 0, 1},
    {172, 1, 0.4, 1, 2.4},
};
enum { POSITIONS = sizeof positions / sizeof *positions };

/** How far off blocks with leaders are. */
static const double distances_pt[] = {12, 22, 36, 54, 78};
enum {
    DISTANCES = sizeof distances_pt / sizeof *distances_pt,
    DIRECTIONS = 16,
    BESIDE_FIRST = 1, /**< sides: beside the symbols, and then at the ends of leaders */
    LEADER_FIRST = BESIDE_FIRST + POSITIONS
};

/** Upper right first, and then alternately to both sides. */
static double leader_angle_deg(int index)
{
    int step = index % 2 ? (index + 1) / 2 : -(index / 2);
    return 360 * (1.5 + step) / DIRECTIONS;
}

static double side_angle_deg(label_side side)
{
    return side < LEADER_FIRST ? positions[side - BESIDE_FIRST].angle_deg
                               : leader_angle_deg((side - LEADER_FIRST) % DIRECTIONS);
}

/** What it costs a block to stand on another side than its own. */
static double cost_aside(label_side own, label_side side)
{
    if (own == LABEL_SIDE_NONE || own == side)
        return 0;
    double turn_deg = fabs(remainder(side_angle_deg(side) - side_angle_deg(own), 360));
    return LABEL_COST_ASIDE + turn_deg / 180 * (LABEL_COST_ASIDE_MAX - LABEL_COST_ASIDE);
}

static bm_px origin_of(const label_work *work, const label_form *form, size_t position,
                       bm_px center, double radius_px)
{
    const double radians = acos(-1) / 180;
    double part_x = positions[position].part_x, part_y = positions[position].part_y;
    double reach = radius_px + form->halo_px + 0.9 * work->pt;
    // A corner of the halo comes nearer than its sides do.
    double corner_reach = radius_px + 1.42 * form->halo_px + 0.6 * work->pt;
    double angle = positions[position].angle_deg * radians;
    bm_px origin = {center.x + corner_reach * cos(angle) - part_x * form->width_px,
                    center.y - corner_reach * sin(angle) - part_y * form->height_px};
    bool beside = part_y > 0 && part_y<1, over = part_x> 0 && part_x < 1;
    if (over)
        origin.y = part_y > 0 ? center.y - reach - form->height_px : center.y + reach;
    else if (beside)
        origin.x = part_x > 0 ? center.x - reach - form->width_px : center.x + reach;
    return origin;
}

/** Distance of a box from a disc's edge, negative when they overlap. */
static double gap_between(bm_px_box box, bm_px center, double radius_px)
{
    double x = bm_least(bm_most(center.x, box.x0), box.x1),
           y = bm_least(bm_most(center.y, box.y0), box.y1);
    double dx = x - center.x, dy = y - center.y;
    return sqrt(dx * dx + dy * dy) - radius_px;
}

void label_add_around(label_work *work, const label_form *form, bm_px center, double radius_px,
                      double cost)
{
    if (label_form_is_empty(form) || !isfinite(center.x) || !isfinite(center.y))
        return;
    // A place is where its dot's middle is; one that a symbol covers is as near as that.
    bool has_dot = work->labels->items[work->labels->item_count - 1].dot != LABEL_DOT_NONE;
    for (size_t i = 0; i < POSITIONS; i++) {
        label_spot spot = {.origin = origin_of(work, form, i, center, radius_px),
                           .align = positions[i].align,
                           .has_center = true,
                           .center = center,
                           .cost = cost + positions[i].cost};
        spot.own_px =
            gap_between(label_form_box(form, spot.origin), center, has_dot ? 0 : radius_px);
        label_add_block(work, form, &spot);
    }
}

/** Distance to the nearest of the first `count` discs of a cluster. */
static double gap_to_cluster(const label_cluster *cluster, bm_px_box box, size_t count)
{
    double gap = HUGE_VAL;
    for (size_t i = 0; i < count; i++)
        gap =
            bm_least(gap, gap_between(box, cluster->discs[i].center, cluster->discs[i].radius_px));
    return gap;
}

/** Distance of a box from what is drawn in a disc, which may fill its corners. */
static double gap_to_symbol(bm_px_box box, label_disc disc)
{
    double side = 0.9 * disc.radius_px;
    double dx = bm_most(bm_most(box.x0 - disc.center.x, disc.center.x - box.x1) - side, 0);
    double dy = bm_most(bm_most(box.y0 - disc.center.y, disc.center.y - box.y1) - side, 0);
    double square = sqrt(dx * dx + dy * dy);
    return bm_least(square, gap_between(box, disc.center, disc.radius_px));
}

enum { NEAR_MAX = 48 };

/** Those of a cluster's other symbols that can be near the blocks of one form. */
typedef struct near_symbols {
    label_disc kept[NEAR_MAX];
    const label_disc *items;
    size_t count;
} near_symbols;

/** Whether what is drawn in a disc may come as near to a box as this. */
static bool may_be_within(bm_px_box box, label_disc other, double reach_px)
{
    double far = other.radius_px + reach_px;
    return other.center.x >= box.x0 - far && other.center.x <= box.x1 + far &&
           other.center.y >= box.y0 - far && other.center.y <= box.y1 + far;
}

static void find_near(const label_cluster *cluster, bm_px_box blocks, double reach_px,
                      near_symbols *near)
{
    near->items = near->kept;
    near->count = 0;
    for (size_t i = 0; i < cluster->other_count; i++) {
        if (!may_be_within(blocks, cluster->others[i], reach_px))
            continue;
        if (near->count == NEAR_MAX) {
            near->items = cluster->others;
            near->count = cluster->other_count;
            return;
        }
        near->kept[near->count++] = cluster->others[i];
    }
}

/** Distance to the nearest symbol that is not its own, as far as `reach_px`; one below `enough_px`
 *  need not be the least. */
static double gap_to_others(const near_symbols *near, bm_px_box box, double reach_px,
                            double enough_px)
{
    double gap = HUGE_VAL;
    for (size_t i = 0; i < near->count && !(gap < enough_px); i++)
        if (may_be_within(box, near->items[i], reach_px))
            gap = bm_least(gap, gap_to_symbol(box, near->items[i]));
    return gap;
}

/** What it costs that a reader may take a label for that of another symbol. Nearer to that than to
 *  its own none may stand without a leader, but a number where every place is to have one. */
static double confusion(const label_work *work, const label_form *form, const near_symbols *near,
                        double own_px, bm_px_box box)
{
    bool is_last_resort = form->is_tag && work->options->callouts == BM_CALLOUTS_ALL;
    // Of all symbols of a series few are on a map together.
    bool is_rare = work->stage == BM_LABELS_SIDES;
    double forbidden = is_rare ? 6 : is_last_resort ? 14 : HUGE_VAL;
    double confusing = own_px + LABEL_NEARER_PT * work->pt;
    double other = gap_to_others(near, box, own_px + 8 * work->pt, confusing);
    return other < confusing ? forbidden : other < own_px + 4 * work->pt ? 3 : 0;
}

/** Move a block towards the middle until it would touch a symbol. */
static bm_px move_closer(const label_work *work, const label_form *form,
                         const label_cluster *cluster, bm_px origin)
{
    bm_px middle = {origin.x + form->width_px / 2, origin.y + form->height_px / 2};
    bm_px towards = {cluster->center.x - middle.x, cluster->center.y - middle.y};
    double away = hypot(towards.x, towards.y), gap = 0.9 * work->pt;
    double step = 0.5 * work->pt;
    int steps = away > step ? (int)bm_least(cluster->radius_px / step, 1000) : 0;
    double near = gap_to_cluster(cluster, label_form_box(form, origin), cluster->disc_count);
    for (int i = 0; i < steps;) {
        // So far it can go at one stride, whatever is ahead.
        int stride = (int)bm_most(1, bm_least(floor((near - gap) / step), steps - i));
        bm_px next = {origin.x + towards.x / away * step * stride,
                      origin.y + towards.y / away * step * stride};
        near = gap_to_cluster(cluster, label_form_box(form, next), cluster->disc_count);
        if (near < gap)
            break;
        origin = next;
        i += stride;
    }
    return origin;
}

void label_add_around_cluster(label_work *work, const label_form *form,
                              const label_cluster *cluster, double cost)
{
    label_spot spots[POSITIONS];
    bm_px_box all = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    double own_max = 0;
    near_symbols near;
    if (label_form_is_empty(form))
        return;
    for (size_t i = 0; i < POSITIONS; i++) {
        bm_px origin = origin_of(work, form, i, cluster->center, cluster->radius_px);
        spots[i] = (label_spot){.origin = move_closer(work, form, cluster, origin),
                                .align = positions[i].align,
                                .has_center = true,
                                .center = cluster->center};
        bm_px_box box = label_form_box(form, spots[i].origin);
        // The circle round a place that is not known well is no symbol.
        spots[i].own_px = gap_to_cluster(cluster, box, cluster->symbol_count);
        own_max = bm_most(own_max, spots[i].own_px);
        all = (bm_px_box){bm_least(all.x0, box.x0), bm_least(all.y0, box.y0),
                          bm_most(all.x1, box.x1), bm_most(all.y1, box.y1)};
    }
    find_near(cluster, all, own_max + 8 * work->pt, &near);
    for (size_t i = 0; i < POSITIONS; i++) {
        label_spot spot = spots[i];
        double doubt = confusion(work, form, &near, spot.own_px, label_form_box(form, spot.origin));
        if (!isfinite(doubt))
            continue;
        // The corner of a disc's box is empty: beside the symbol it stands closer.
        bool at_corner =
            fabs(positions[i].part_x - 0.5) > 0.49 && fabs(positions[i].part_y - 0.5) > 0.49;
        if (form->is_tag && at_corner)
            doubt += 3;
        spot.side = (label_side)(BESIDE_FIRST + i);
        spot.cost = cost + positions[i].cost + doubt + cost_aside(cluster->side, spot.side);
        label_add_block(work, form, &spot);
    }
}

void label_add_tag_between(label_work *work, const label_form *tag, const label_cluster *cluster,
                           double cost)
{
    enum { BETWEEN = 36 };
    if (label_form_is_empty(tag))
        return;
    near_symbols near;
    double reach = cluster->radius_px + bm_most(tag->width_px, tag->height_px);
    bm_px_box all = {cluster->center.x - 2 * reach, cluster->center.y - 2 * reach,
                     cluster->center.x + 2 * reach, cluster->center.y + 2 * reach};
    find_near(cluster, all, reach, &near);
    for (int i = 0; i < BETWEEN; i++) {
        double angle = 2 * acos(-1) * i / BETWEEN;
        bm_px origin = {cluster->center.x + reach * cos(angle) - tag->width_px / 2,
                        cluster->center.y - reach * sin(angle) - tag->height_px / 2};
        label_spot spot = {.origin = move_closer(work, tag, cluster, origin),
                           .align = 0.5,
                           .has_center = true,
                           .center = cluster->center};
        bm_px_box box = label_form_box(tag, spot.origin);
        spot.own_px = gap_to_cluster(cluster, box, cluster->symbol_count);
        spot.cost = cost + confusion(work, tag, &near, spot.own_px, box);
        if (isfinite(spot.cost))
            label_add_block(work, tag, &spot);
    }
}

/** The end of a leader on the symbol that is nearest to its other end. */
static bm_px leader_start(const label_cluster *cluster, bm_px to)
{
    bm_px start = to;
    double best = HUGE_VAL;
    for (size_t i = 0; i < cluster->symbol_count; i++) {
        const label_disc *disc = &cluster->discs[i];
        double dx = to.x - disc->center.x, dy = to.y - disc->center.y;
        double away = sqrt(dx * dx + dy * dy);
        if (away - disc->radius_px < best && away > 0) {
            best = away - disc->radius_px;
            // Under the symbol, which may be narrower than its circle and is drawn later.
            double share = (cluster->is_hidden ? 1.05 : 0.7) * disc->radius_px / away;
            start = (bm_px){disc->center.x + (to.x - disc->center.x) * share,
                            disc->center.y + (to.y - disc->center.y) * share};
        }
    }
    return start;
}

/** A short one is plain; one of 80 points is worse than fewer words beside the symbol. */
static double leader_cost(double length_pt)
{
    return 5.5 + 0.05 * length_pt + 0.0014 * length_pt * length_pt;
}

/** Where a leader from a point ends at a block: at its box, or at the rim of a number. */
static bm_px leader_end(const label_form *form, bm_px origin, bm_px from)
{
    bm_px_box box = label_form_box(form, origin);
    if (!form->is_tag)
        return (bm_px){bm_least(bm_most(from.x, box.x0), box.x1),
                       bm_least(bm_most(from.y, box.y0), box.y1)};
    double radius = form->height_px / 2, middle_y = origin.y + radius;
    double x = bm_least(bm_most(from.x, origin.x + radius), origin.x + form->width_px - radius);
    double dx = from.x - x, dy = from.y - middle_y, away = sqrt(dx * dx + dy * dy);
    double share = away > radius ? radius / away : 0;
    return (bm_px){x + share * dx, middle_y + share * dy};
}

void label_add_with_leaders(label_work *work, const label_form *form, const label_cluster *cluster,
                            double longest_pt, double cost)
{
    near_symbols near;
    bm_px center = cluster->center, directions[DIRECTIONS];
    // At the far end no other symbol may be at hand.
    double clear = (form->is_tag ? 1.5 : 10) * work->pt;
    if (label_form_is_empty(form))
        return;
    for (int j = 0; j < DIRECTIONS; j++) {
        double angle = leader_angle_deg(j) * acos(-1) / 180;
        directions[j] = (bm_px){cos(angle), -sin(angle)};
    }
    for (size_t i = 0; i < DISTANCES; i++) {
        double out = cluster->radius_px + distances_pt[i] * work->pt + form->halo_px;
        find_near(cluster,
                  (bm_px_box){center.x - out - form->width_px, center.y - out - form->height_px,
                              center.x + out + form->width_px, center.y + out + form->height_px},
                  clear, &near);
        for (int j = 0; j < DIRECTIONS && distances_pt[i] <= longest_pt; j++) {
            double dx = directions[j].x, dy = directions[j].y;
            double reach = cluster->radius_px + distances_pt[i] * work->pt;
            double part_x = bm_least(bm_most(0.5 - 0.9 * dx, 0), 1);
            double part_y = bm_least(bm_most(0.5 - 0.9 * dy, 0), 1);
            bm_px origin = {center.x + reach * dx - part_x * form->width_px,
                            center.y + reach * dy - part_y * form->height_px};
            bm_px_box box = label_form_box(form, origin);
            bm_px to = leader_end(form, origin, center);
            if (gap_to_others(&near, box, clear, clear) < clear)
                continue;
            bm_px leader[2] = {leader_start(cluster, to), to};
            if (hypot(to.x - leader[0].x, to.y - leader[0].y) < 4 * work->pt)
                continue;
            label_side side = (label_side)(LEADER_FIRST + i * DIRECTIONS + (size_t)j);
            double astray = cost_aside(cluster->side, side);
            label_spot spot = {.origin = origin,
                               .align = part_x < 0.35   ? 0
                                        : part_x > 0.65 ? 1
                                                        : 0.5,
                               .has_center = true,
                               .center = center,
                               .leader = leader,
                               .cost = cost + leader_cost(distances_pt[i]) + j * 0.05 + astray,
                               .side = side};
            label_add_block(work, form, &spot);
        }
    }
}
