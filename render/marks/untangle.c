/* What fans still do to each other when all have been moved as wholes: a symbol that lies on one of
 * another place, stands in another country, or has a leader that crosses another, steps aside on
 * its own; where that is in vain, its place makes do with fewer symbols. */
#include <math.h>
#include <stdlib.h>

#include "geo/border.h"
#include "render/marks/settle.h"
#include "render/marks/symbols.h"

#define PI 3.14159265358979323846
/** Symbols may lie on each other by this share of the smaller one's radius: corners rarely meet. */
#define TOUCH_SHARE 0.15
/** It is tried so many steps in so many directions, in radii of one event's symbol. */
#define STEP_RADII 0.5
#define STEPS 9
#define DIRECTIONS 16
/** No leader becomes longer than this, in the same, unless it has been so. */
#define LEADER_RADII 7.0
/** Of the gap between symbols, so much may be missing where room is scarce. */
#define GAP_KEPT 0.5

/** A symbol with its leader. */
typedef struct part {
    bm_mark *mark;
    bm_mark_cluster *home;
    bm_px_box box; /**< of both */
} part;

/** All of them, by the left edges of their boxes. */
typedef struct parts {
    const bm_settling *work;
    part *items;
    part **near; /**< those that a symbol may meet wherever it is moved */
    size_t count;
    size_t near_count;
} parts;

bool bm_mark_has_leader(const bm_mark *mark)
{
    double dx = mark->center.x - mark->anchor.x, dy = mark->center.y - mark->anchor.y;
    /* A wide area has no spot to lead to. */
    return !mark->area_is_bounded && dx * dx + dy * dy >= mark->radius_px * mark->radius_px * 0.8;
}

static void measure(part *at)
{
    const bm_mark *mark = at->mark;
    bm_px end = bm_mark_has_leader(mark) ? mark->anchor : mark->center;
    double reach = 1.3 * mark->radius_px;
    at->box = (bm_px_box){fmin(mark->center.x - reach, end.x), fmin(mark->center.y - reach, end.y),
                          fmax(mark->center.x + reach, end.x), fmax(mark->center.y + reach, end.y)};
}

static int compare_by_left(const void *left, const void *right)
{
    const part *a = left, *b = right;
    if (a->box.x0 != b->box.x0)
        return a->box.x0 < b->box.x0 ? -1 : 1;
    return a->mark < b->mark ? -1 : a->mark > b->mark;
}

static bool may_meet(bm_px_box a, bm_px_box b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

static double reach_of(const bm_marks *marks, const bm_mark *mark, double dx, double dy)
{
    return mark->radius_px *
           (mark->is_mixed ? 1
                           : bm_symbol_reach(marks->entries[mark->category].style->shape, dx, dy));
}

/* Room between a symbol, if it stood at `center`, and another; less than 0 when they overlap. */
static double room_between(const bm_marks *marks, const bm_mark *mark, bm_px center,
                           const bm_mark *other)
{
    double dx = other->center.x - center.x, dy = other->center.y - center.y;
    double away = sqrt(dx * dx + dy * dy);
    if (!(away > 0))
        return -mark->radius_px - other->radius_px;
    dx /= away;
    dy /= away;
    return away - reach_of(marks, mark, dx, dy) - reach_of(marks, other, -dx, -dy);
}

static double turn_of(bm_px o, bm_px a, bm_px b)
{
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

static bool is_crossing(bm_px a, bm_px b, bm_px c, bm_px d)
{
    return turn_of(a, b, c) * turn_of(a, b, d) < 0 && turn_of(c, d, a) * turn_of(c, d, b) < 0;
}

static bool is_same_spot(const bm_mark *a, const bm_mark *b)
{
    return a->anchor.x == b->anchor.x && a->anchor.y == b->anchor.y;
}

/* Do leaders cross, if the symbol stood at `center`? */
static bool is_tangled(const bm_mark *mark, bm_px center, const bm_mark *other)
{
    return !is_same_spot(mark, other) && bm_mark_has_leader(other) &&
           is_crossing(mark->anchor, center, other->anchor, other->center);
}

/* Without countries their nearest points say as much. */
static bool is_foreign(const bm_settling *work, const bm_mark_cluster *home, bm_px at)
{
    if (work->sides.border)
        return bm_border_is_foreign(work->sides.border, home->country,
                                    bm_frame_to_lonlat(work->sides.frame, at));
    for (unsigned i = 0; i < home->site->wall_count; i++) {
        double x = home->site->walls[i].x - home->anchor.x;
        double y = home->site->walls[i].y - home->anchor.y;
        if ((at.x - home->anchor.x) * x + (at.y - home->anchor.y) * y > x * x + y * y)
            return true;
    }
    return false;
}

static bool is_in_trouble(const bm_marks *marks, const bm_mark *a, const bm_mark *b)
{
    double least = fmin(a->radius_px, b->radius_px);
    return room_between(marks, a, a->center, b) < -TOUCH_SHARE * least ||
           (bm_mark_has_leader(a) && is_tangled(a, a->center, b));
}

/* Does the leader from `center` pass under a symbol? */
static bool is_under(const bm_mark *mark, bm_px center, const bm_mark *other)
{
    double dx = center.x - mark->anchor.x, dy = center.y - mark->anchor.y;
    double squared = dx * dx + dy * dy;
    double share =
        ((other->center.x - mark->anchor.x) * dx + (other->center.y - mark->anchor.y) * dy) /
        fmax(squared, 1e-9);
    share = fmin(fmax(share, 0), 1);
    double x = mark->anchor.x + share * dx - other->center.x;
    double y = mark->anchor.y + share * dy - other->center.y;
    return x * x + y * y < other->radius_px * other->radius_px;
}

/* May the symbol stand at `center`? `strict`: its leader passes under none of another place. */
static bool is_fine(const parts *all, const part *at, bm_px center, bool strict)
{
    const bm_settling *work = all->work;
    const bm_px_box *map = &work->room.map;
    const bm_mark *mark = at->mark;
    double reach = 1.2 * mark->radius_px;
    if (center.x < map->x0 + reach || center.x > map->x1 - reach || center.y < map->y0 + reach ||
        center.y > map->y1 - reach)
        return false;
    for (size_t i = 0; i < all->near_count; i++) {
        const bm_mark *other = all->near[i]->mark;
        if (room_between(work->marks, mark, center, other) < GAP_KEPT * work->room.gap_px ||
            is_tangled(mark, center, other))
            return false;
        if (strict && !is_same_spot(mark, other) && is_under(mark, center, other))
            return false;
    }
    return !is_foreign(work, at->home, center);
}

/* Put those that it may meet into `near`. */
static void find_near(parts *all, const part *at, double range)
{
    bm_px_box box = {at->box.x0 - range, at->box.y0 - range, at->box.x1 + range,
                     at->box.y1 + range};
    all->near_count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (&all->items[i] != at && may_meet(all->items[i].box, box))
            all->near[all->near_count++] = &all->items[i];
}

/* Move a symbol to the nearest spot where it is in nobody's way. Returns whether there is one. */
static bool step_aside(parts *all, part *at)
{
    double unit_px = all->work->unit_px;
    bm_mark *mark = at->mark;
    bm_px from = mark->center;
    double longest =
        fmax(LEADER_RADII * unit_px, hypot(from.x - mark->anchor.x, from.y - mark->anchor.y));
    if (mark->area_is_bounded)
        return false;
    find_near(all, at, (STEPS * STEP_RADII + 1) * unit_px);
    for (int strict = 1; strict >= 0; strict--)
        for (int step = 1; step <= STEPS; step++) {
            double shortest = longest;
            for (int turn = 0; turn < DIRECTIONS; turn++) {
                double angle = 2 * PI * turn / DIRECTIONS, length = step * STEP_RADII * unit_px;
                bm_px to = {from.x + length * cos(angle), from.y + length * sin(angle)};
                double leader = hypot(to.x - mark->anchor.x, to.y - mark->anchor.y);
                if (leader >= shortest || !is_fine(all, at, to, strict))
                    continue;
                shortest = leader;
                mark->center = to;
            }
            if (shortest < longest) {
                measure(at);
                return true;
            }
        }
    return false;
}

/* The lighter one goes first. Returns whether any of two could go. */
static bool part_two(parts *all, part *a, part *b)
{
    part *first = a->mark->count > b->mark->count ? b : a;
    return step_aside(all, first) || step_aside(all, first == a ? b : a);
}

/* Let a place have fewer symbols: of two, that with the most. Returns whether it can. */
static bool squeeze(bm_mark_cluster *a, bm_mark_cluster *b)
{
    bm_mark_cluster *home = b->count > a->count ? b : a;
    if (home->count < 2 || home->is_squeezed)
        return false;
    home->is_squeezed = true;
    return true;
}

static bool gather(const bm_settling *work, parts *all)
{
    *all = (parts){.work = work,
                   .items = calloc(work->marks->count + 1, sizeof *all->items),
                   .near = calloc(work->marks->count + 1, sizeof *all->near)};
    if (!all->items || !all->near)
        return false;
    for (size_t c = 0; c < work->cluster_count; c++) {
        bm_mark_cluster *home = &work->clusters[c];
        home->is_squeezed = false;
        for (size_t i = 0; i < home->count; i++) {
            part *at = &all->items[all->count++];
            *at = (part){.mark = &work->marks->items[home->first + i], .home = home};
            measure(at);
        }
    }
    qsort(all->items, all->count, sizeof *all->items, compare_by_left);
    return true;
}

bool bm_marks_untangle(const bm_settling *work, bool *squeezed)
{
    parts all;
    bool fine = gather(work, &all);
    *squeezed = false;
    for (size_t i = 0; fine && i < all.count; i++) {
        part *at = &all.items[i];
        if (bm_marks_may_stray(at->home) && is_foreign(work, at->home, at->mark->center) &&
            !step_aside(&all, at))
            *squeezed |= squeeze(at->home, at->home);
    }
    /* Boxes change when symbols are moved, but hardly where they begin: what is missed is not in
     * anybody's way, for nothing is moved to where it would be. */
    for (size_t i = 0; fine && i < all.count; i++)
        for (size_t j = i + 1; j < all.count && all.items[j].box.x0 < all.items[i].box.x1; j++) {
            part *a = &all.items[i], *b = &all.items[j];
            if (may_meet(a->box, b->box) && is_in_trouble(work->marks, a->mark, b->mark) &&
                !part_two(&all, a, b))
                *squeezed |= squeeze(a->home, b->home);
        }
    free(all.items);
    free(all.near);
    return fine;
}
