#include "render/marks/relax.h"

#include <math.h>
#include <stdlib.h>

#define PI 3.14159265358979323846
#define ROUNDS 40
/** Reaches may overlap a little: corners rarely meet. */
#define REACH_KEPT 0.92
#define PAIRS_AT_FIRST 1024
/** After so many rounds few of those that overlap will find room. */
#define TRIAL_ROUNDS 14
/** So often it is looked anew which pairs are near each other. */
#define ROUNDS_A_LOOK 5

static double square(double value)
{
    return value * value;
}

static double greater(double a, double b)
{
    return a > b ? a : b;
}

/* How far the body may come from its place. Near the border it is moved by its reach and more, and
 * at the edge of the map as well. */
static double range_of(const bm_body *body, const bm_room *room)
{
    double inwards = greater(greater(room->map.x0 - body->anchor.x, body->anchor.x - room->map.x1),
                             greater(room->map.y0 - body->anchor.y, body->anchor.y - room->map.y1));
    double range = room->leash_px + greater(inwards + body->reach_px, 0) * 1.4143;
    for (unsigned i = 0; i < body->wall_count; i++)
        range += greater(-body->walls[i].room_px, 0);
    return range;
}

static bool add_pair(bm_bodies *bodies, size_t a, size_t b)
{
    if (bodies->pair_count == bodies->pair_room) {
        size_t more = bodies->pair_room ? 2 * bodies->pair_room : PAIRS_AT_FIRST;
        bm_body_pair *moved = realloc(bodies->pairs, more * sizeof *moved);
        if (!moved)
            return false;
        bodies->pairs = moved;
        bm_body_pair *near = realloc(bodies->near, more * sizeof *near);
        if (!near)
            return false;
        bodies->near = near;
        bodies->pair_room = more;
    }
    bodies->pairs[bodies->pair_count++] = (bm_body_pair){(uint32_t)a, (uint32_t)b};
    return true;
}

bool bm_bodies_find_pairs(bm_bodies *bodies, const bm_room *room)
{
    bm_body *items = bodies->items;
    double widest = 0;
    for (size_t i = 0; i < bodies->count; i++) {
        items[i].range_px = range_of(&items[i], room);
        widest = greater(widest, items[i].reach_px + items[i].range_px);
    }
    bodies->pair_count = 0;
    for (size_t i = 0; i < bodies->count; i++) {
        bm_px at = items[i].anchor;
        double own = items[i].reach_px + items[i].range_px + room->gap_px;
        for (size_t j = i + 1; j < bodies->count && items[j].anchor.x - at.x <= own + widest; j++) {
            double dx = items[j].anchor.x - at.x, dy = items[j].anchor.y - at.y;
            double both = own + items[j].reach_px + items[j].range_px;
            if (dx * dx + dy * dy < both * both && !add_pair(bodies, i, j))
                return false;
        }
    }
    return true;
}

/* Each body but for the share of its reach that may overlap keeps a disc of the map to itself. */
static bool is_map_too_small(const bm_bodies *bodies, bm_px_box map)
{
    double width = map.x1 - map.x0, height = map.y1 - map.y0, needed = 0;
    for (size_t i = 0; i < bodies->count; i++) {
        if (2 * bodies->items[i].reach_px > fmin(width, height))
            return false;
        needed += PI * square(REACH_KEPT * bodies->items[i].reach_px);
    }
    return needed > width * height;
}

static bool is_one_kind(const bm_body *a, const bm_body *b)
{
    return a->country == b->country && a->area_px == b->area_px;
}

static void forget_overlaps(bm_bodies *bodies, bool all_crowded)
{
    for (size_t i = 0; i < bodies->count; i++) {
        bodies->items[i].is_crowded = all_crowded;
        bodies->items[i].is_hemmed = false;
    }
}

bool bm_bodies_find_hopeless(bm_bodies *bodies, const bm_room *room)
{
    bool any = is_map_too_small(bodies, room->map);
    forget_overlaps(bodies, any);
    for (size_t i = 0; i < bodies->pair_count; i++) {
        bm_body *a = &bodies->items[bodies->pairs[i].a];
        bm_body *b = &bodies->items[bodies->pairs[i].b];
        double wanted = REACH_KEPT * (a->reach_px + b->reach_px) - a->range_px - b->range_px;
        if (!(wanted > 0) || !is_one_kind(a, b) ||
            square(a->anchor.x - b->anchor.x) + square(a->anchor.y - b->anchor.y) >= square(wanted))
            continue;
        a->is_crowded = b->is_crowded = any = true;
    }
    return any;
}

/* Where two borders meet, to keep off the second may lead over the first: hence two turns. */
static void keep_side(bm_body *body)
{
    for (unsigned i = 0; i < body->wall_count * (body->wall_count > 1 ? 2U : 1U); i++) {
        const bm_wall *wall = &body->walls[i % body->wall_count];
        double along = (body->center.x - body->anchor.x) * wall->towards.x +
                       (body->center.y - body->anchor.y) * wall->towards.y;
        double excess = greater(along - wall->room_px, 0);
        body->center.x -= excess * wall->towards.x;
        body->center.y -= excess * wall->towards.y;
    }
}

static double clamp(double value, double low, double high)
{
    value = value < low ? low : value;
    return value > high ? high : value;
}

static void keep_within(bm_body *body, bm_px_box map)
{
    double reach = body->reach_px;
    body->center.x = clamp(body->center.x, map.x0 + reach, map.x1 - reach);
    body->center.y = clamp(body->center.y, map.y0 + reach, map.y1 - reach);
}

static void keep_near(bm_body *body, double leash_px)
{
    double dx = body->center.x - body->anchor.x, dy = body->center.y - body->anchor.y;
    double squared = dx * dx + dy * dy;
    if (squared <= leash_px * leash_px)
        return;
    double share = leash_px / sqrt(squared);
    body->center.x = body->anchor.x + dx * share;
    body->center.y = body->anchor.y + dy * share;
}

/* Push two bodies apart that are nearer than they should be. Returns whether they were. */
static bool part(bm_body *a, bm_body *b, double gap_px, bool *overlap)
{
    double dx = b->center.x - a->center.x, dy = b->center.y - a->center.y;
    double wanted = a->reach_px + b->reach_px + gap_px;
    double squared = dx * dx + dy * dy;
    if (squared >= wanted * wanted)
        return false;
    double distance = sqrt(squared);
    if (distance < REACH_KEPT * (wanted - gap_px)) {
        *overlap = true;
        if (is_one_kind(a, b))
            a->is_crowded = b->is_crowded = true;
        else
            a->is_hemmed = b->is_hemmed = true;
    }
    /* Two at one spot part sideways. */
    double ux = distance > 0 ? dx / distance : 1, uy = distance > 0 ? dy / distance : 0;
    double push = (wanted - distance) / 2;
    a->center.x -= ux * push;
    a->center.y -= uy * push;
    b->center.x += ux * push;
    b->center.y += uy * push;
    return true;
}

/* Put those pairs first that may meet in the next rounds, in their order. Returns how many. */
static size_t find_near(bm_bodies *bodies, double gap_px)
{
    const bm_body *items = bodies->items;
    size_t near = 0;
    for (size_t i = 0; i < bodies->pair_count; i++) {
        const bm_body *a = &items[bodies->pairs[i].a], *b = &items[bodies->pairs[i].b];
        double dx = b->center.x - a->center.x, dy = b->center.y - a->center.y;
        double wanted = 1.5 * (a->reach_px + b->reach_px) + gap_px;
        if (dx * dx + dy * dy < wanted * wanted)
            bodies->near[near++] = bodies->pairs[i];
    }
    return near;
}

bool bm_bodies_relax(bm_bodies *bodies, const bm_room *room, bool is_trial)
{
    bm_body *items = bodies->items;
    for (size_t i = 0; i < bodies->count; i++)
        keep_side(&items[i]);
    bool moved = true, any = true;
    size_t near = 0;
    for (int round = 0; round < ROUNDS && moved; round++) {
        if (is_trial && any && round == TRIAL_ROUNDS)
            break;
        if (round % ROUNDS_A_LOOK == 0)
            near = find_near(bodies, room->gap_px);
        moved = any = false;
        forget_overlaps(bodies, false);
        for (size_t i = 0; i < near; i++)
            moved |= part(&items[bodies->near[i].a], &items[bodies->near[i].b], room->gap_px, &any);
        for (size_t i = 0; i < bodies->count; i++) {
            keep_near(&items[i], room->leash_px);
            keep_side(&items[i]);
            keep_within(&items[i], room->map);
        }
    }
    return any;
}

void bm_bodies_finish(bm_bodies *bodies)
{
    free(bodies->pairs);
    free(bodies->near);
    bodies->pairs = bodies->near = NULL;
    bodies->pair_count = bodies->pair_room = 0;
}
