/* The marks of all clusters: how large they are, how they stand round their place, and where they
 * go when they would cover those of another. */
#include <math.h>
#include <stdlib.h>

#include "render/marks/settle.h"

/** How far symbols may be moved from their places, in radii of one event's. */
#define LEASH_RADII 2.5
/** A picture of the user's own needs more room than a shape. */
#define PICTURE_RADII 1.35

static double square(double value)
{
    return value * value;
}

/* The least radius, in radii of one event's symbol, in which a number can be read. */
static double room_for_number(const bm_marks *marks, const bm_mark *mark)
{
    static const double radii[] = {1.08, 1.2, 1.42, 1.6};
    bm_shape shape = marks->entries[mark->category].style->shape;
    bool is_narrow = shape == BM_SHAPE_CROSS || shape == BM_SHAPE_TRIANGLE ||
                     shape == BM_SHAPE_TRIANGLE_DOWN || shape == BM_SHAPE_DIAMOND;
    if (marks->entries[mark->category].style->symbol && !mark->is_mixed)
        return PICTURE_RADII;
    if (mark->count < 2)
        return 1;
    size_t digits = mark->count < 10 ? 0 : mark->count < 100 ? 1 : mark->count < 1000 ? 2 : 3;
    return radii[digits] * (is_narrow && !mark->is_mixed ? 1.1 : 1);
}

/* Area grows with the count, from one event's symbol to the largest that the map bears. */
static void size_marks(bm_marks *marks, size_t largest, double unit_px)
{
    double most = square(BM_MARK_GROWTH_MAX) - 1;
    double growth = largest > 1 ? fmin(1, most / (double)(largest - 1)) : 1;
    for (size_t i = 0; i < marks->count; i++) {
        double extra = fmin(most, (double)(marks->items[i].count - 1) * growth);
        double radius = fmax(sqrt(1 + extra), room_for_number(marks, &marks->items[i]));
        marks->items[i].radius_px = unit_px * radius;
    }
}

static int compare_by_x(const void *left, const void *right)
{
    const bm_mark_cluster *a = *(const bm_mark_cluster *const *)left,
                          *b = *(const bm_mark_cluster *const *)right;
    if (a->anchor.x != b->anchor.x)
        return a->anchor.x < b->anchor.x ? -1 : 1;
    return a->first < b->first ? -1 : 1;
}

/* The items by cluster; `ordered` has them by category and claim. */
static void sort_by_cluster(const bm_settling *work)
{
    size_t *start = work->starts;
    for (size_t c = 0, next = 0; c < work->cluster_count; c++) {
        start[c] = next;
        next += work->clusters[c].count;
    }
    for (size_t i = 0; i < work->count; i++) {
        bm_mark_item *item = work->ordered[i];
        work->sorted[start[item->cluster]++] = item;
    }
}

static void arrange(const bm_settling *work, bm_mark_cluster *home)
{
    bm_marks *marks = work->marks;
    bm_mark *first = marks->items + home->first;
    home->center = home->anchor;
    home->reach_px =
        home->is_spread ? bm_marks_ring(marks, first, home->count, work->unit_px, work->room.gap_px)
                        : bm_marks_fan(marks, first, home->count, work->unit_px, work->room.gap_px);
    home->outer_px = 0;
    for (size_t i = 0; i < home->count; i++)
        home->outer_px = fmax(home->outer_px, first[i].radius_px);
}

static bm_body make_body(const bm_settling *work, const bm_mark_cluster *home)
{
    bm_body body = {.anchor = home->anchor,
                    .center = home->center,
                    .reach_px = home->reach_px,
                    .country = (uint32_t)(unsigned char)home->country[0] << 8 |
                               (unsigned char)home->country[1],
                    .area_px = home->area_radius_px};
    bm_marks_set_walls(&work->sides, home, &body);
    return body;
}

/* Take over what the bodies have come to. */
static void take_bodies(const bm_settling *work)
{
    for (size_t c = 0; c < work->cluster_count; c++) {
        work->by_x[c]->center = work->bodies.items[c].center;
        work->by_x[c]->is_crowded = work->bodies.items[c].is_crowded;
        work->by_x[c]->is_hemmed = work->bodies.items[c].is_hemmed;
    }
}

bool bm_marks_settle(bm_settling *work, const bm_marks *ground)
{
    bm_marks *marks = work->marks;
    sort_by_cluster(work);
    bm_marks_make(marks, work->sorted, work->count, work->clusters);
    size_t scale = 0;
    for (size_t i = 0; i < marks->count; i++)
        scale = marks->items[i].count > scale ? marks->items[i].count : scale;
    marks->largest_count = scale;
    if (ground && ground->largest_count > scale)
        scale = ground->largest_count;
    size_marks(marks, scale, work->unit_px);
    for (size_t c = 0; c < work->cluster_count; c++) {
        arrange(work, &work->clusters[c]);
        work->by_x[c] = &work->clusters[c];
    }
    qsort(work->by_x, work->cluster_count, sizeof(bm_mark_cluster *), compare_by_x);
    for (size_t c = 0; c < work->cluster_count; c++)
        work->bodies.items[c] = make_body(work, work->by_x[c]);
    work->bodies.count = work->cluster_count;
    work->room.leash_px = LEASH_RADII * work->unit_px;
    if (!bm_bodies_find_pairs(&work->bodies, &work->room))
        return false;
    work->is_crowded = bm_bodies_find_hopeless(&work->bodies, &work->room) ||
                       bm_bodies_relax(&work->bodies, &work->room, true);
    take_bodies(work);
    return true;
}

void bm_marks_place(bm_settling *work)
{
    if (work->is_crowded) {
        (void)bm_bodies_relax(&work->bodies, &work->room, false);
        take_bodies(work);
    }
    bm_marks_bring_home(work);
    for (size_t c = 0; c < work->cluster_count; c++) {
        const bm_mark_cluster *home = &work->clusters[c];
        for (size_t i = 0; i < home->count; i++) {
            bm_mark *mark = &work->marks->items[home->first + i];
            mark->center.x += home->center.x;
            mark->center.y += home->center.y;
            if (!mark->area_is_bounded)
                continue;
            /* A wide area has no spot to point at: its sign goes where its marks are. */
            mark->anchor = home->center;
            mark->area_radius_px = home->reach_px;
        }
    }
}
