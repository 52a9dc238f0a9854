/* The symbols round a place, and the country that a label is printed in. */
#include <math.h>
#include <stdlib.h>

#include "geo/border.h"
#include "render/labels/groups.h"

/** Labels reach hardly further than this, leaders included. */
static const double reach_x_pt = 200, reach_y_pt = 140;

static int compare_from_left(const void *left, const void *right)
{
    const label_disc *a = left, *b = right;
    return (a->center.x > b->center.x) - (a->center.x < b->center.x);
}

static bool is_near(const label_work *work, const label_group *at, const bm_mark *mark)
{
    double reach = at->radius_px + mark->radius_px;
    return fabs(mark->center.x - at->center.x) < reach + reach_x_pt * work->pt &&
           fabs(mark->center.y - at->center.y) < reach + reach_y_pt * work->pt &&
           !label_group_has(at, mark);
}

static void find_discs(label_work *work)
{
    const bm_marks *marks = work->marks;
    label_disc *discs = bm_arena_array(&work->labels->arena, marks->count + 1, sizeof *discs);
    for (size_t i = 0; discs && i < marks->count; i++)
        discs[i] = label_symbol_disc(work, &marks->items[i]);
    work->discs = discs;
    work->labels->failed |= !discs;
}

void label_find_others(label_work *work, const label_group *at, label_cluster *cluster)
{
    const bm_marks *marks = work->marks;
    size_t count = 0, added = 0;
    if (!work->discs)
        find_discs(work);
    if (work->labels->failed)
        return;
    for (size_t i = 0; i < marks->count; i++)
        count += is_near(work, at, &marks->items[i]);
    label_disc *others = bm_arena_array(&work->labels->arena, count + 1, sizeof *others);
    if (!others) {
        work->labels->failed = true;
        return;
    }
    for (size_t i = 0; i < marks->count; i++) {
        if (!is_near(work, at, &marks->items[i]))
            continue;
        others[added] = work->discs[i];
        cluster->largest_px = fmax(cluster->largest_px, others[added++].radius_px);
    }
    if (count)
        qsort(others, count, sizeof *others, compare_from_left);
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
