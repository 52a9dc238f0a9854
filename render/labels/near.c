/* The symbols round a place, and the country that a label is printed in. */
#include <math.h>
#include <stdlib.h>

#include "geo/border.h"
#include "render/labels/groups.h"

/** Labels reach hardly further than this, leaders included. */
static const double reach_x_pt = 200, reach_y_pt = 140;

static int compare_from_left(const void *left, const void *right)
{
    const label_neighbour *a = left, *b = right;
    if (a->disc.center.x != b->disc.center.x)
        return a->disc.center.x < b->disc.center.x ? -1 : 1;
    return (a->mark > b->mark) - (a->mark < b->mark);
}

static bool is_near(const label_work *work, const label_group *at, const bm_mark *mark)
{
    double reach = at->radius_px + mark->radius_px;
    return fabs(mark->center.x - at->center.x) < reach + reach_x_pt * work->pt &&
           fabs(mark->center.y - at->center.y) < reach + reach_y_pt * work->pt &&
           !label_group_has(at, mark);
}

/* Sorted once, so that the neighbours of a place are a stretch of the list. */
void label_find_neighbours(label_work *work)
{
    const bm_marks *marks = work->marks;
    label_neighbour *all = bm_arena_array(&work->labels->arena, marks->count + 1, sizeof *all);
    if (!all) {
        work->labels->failed = true;
        return;
    }
    size_t count = 0;
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        if (!isfinite(mark->center.x) || !isfinite(mark->center.y))
            continue;
        all[count++] = (label_neighbour){label_symbol_disc(work, mark), mark};
        work->neighbour_px = fmax(work->neighbour_px, mark->radius_px);
    }
    if (count)
        qsort(all, count, sizeof *all, compare_from_left);
    work->neighbours = all;
    work->neighbour_count = count;
}

void label_find_others(label_work *work, const label_group *at, label_cluster *cluster)
{
    // A symbol's circle is within the mark's, or but little aside.
    double reach = at->radius_px + 2 * work->neighbour_px + reach_x_pt * work->pt;
    size_t low = 0, high = work->neighbour_count, end, count = 0, added = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (work->neighbours[middle].disc.center.x < at->center.x - reach)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low;
         end < work->neighbour_count && work->neighbours[end].disc.center.x <= at->center.x + reach;
         end++)
        count += is_near(work, at, work->neighbours[end].mark);
    label_disc *others = bm_arena_array(&work->labels->arena, count + 1, sizeof *others);
    if (!others) {
        work->labels->failed = true;
        return;
    }
    for (size_t i = low; i < end; i++) {
        const label_neighbour *other = &work->neighbours[i];
        if (!is_near(work, at, other->mark))
            continue;
        others[added++] = other->disc;
    }
    cluster->others = others;
    cluster->other_count = count;
}

bool label_is_foreign(void *context, uint32_t label, bm_px_box box)
{
    const label_work *work = context;
    const bm_border *border = work->basemap->border;
    label_item *item = &work->labels->items[label];
    bm_px place = item->dot == LABEL_DOT_NONE ? item->at : item->dot_center;
    bm_px middle = {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    // Those on the border belong to both sides.
    if (item->kind == LABEL_CROSSING || !isfinite(place.x) || !isfinite(place.y))
        return false;
    if (!item->has_country)
        bm_border_country_at(border, bm_frame_to_lonlat(work->frame, place), item->country);
    item->has_country = true;
    return *item->country &&
           bm_border_is_foreign(border, item->country, bm_frame_to_lonlat(work->frame, middle));
}
