#include "render/labels/labels.h"

#include <math.h>
#include <stdlib.h>

#include "render/labels/groups.h"
#include "render/labels/sides.h"
#include "render/labels/standing.h"
#include "render/labels/towns.h"

void bm_labels_free(bm_labels *labels)
{
    if (!labels)
        return;
    bm_placement_free(labels->placement);
    bm_arena_finish(&labels->arena);
    free(labels->items);
    free(labels->choices);
    free(labels->placed);
    free(labels->dropped);
    free(labels->groups);
    free(labels->rows);
    free(labels);
}

void label_sort_out(bm_labels *labels)
{
    labels->placed_count = labels->dropped_count = 0;
    for (size_t i = 0; i < labels->item_count; i++) {
        if (!labels->items[i].is_left_out &&
            bm_placement_chosen(labels->placement, labels->items[i].label) != BM_PLACEMENT_NONE)
            labels->placed[labels->placed_count++] = (uint32_t)i;
        else
            labels->dropped[labels->dropped_count++] = (uint32_t)i;
    }
}

static void sort_out(bm_labels *labels)
{
    labels->placed = calloc(labels->item_count + 1, sizeof *labels->placed);
    labels->dropped = calloc(labels->item_count + 1, sizeof *labels->dropped);
    if (labels->placed && labels->dropped)
        label_sort_out(labels);
    else
        labels->failed = true;
}

static void collect(label_work *work)
{
    bm_placement *placement = work->labels->placement;
    bm_placement_set_leading(placement, LABEL_PRIORITY_EVENT_MIN);
    bm_placement_set_foreign(placement, label_is_foreign, work);
    // Without numbers a place that finds no room is told nowhere: others had better be brief.
    if (work->options->callouts == BM_CALLOUTS_NONE)
        bm_placement_set_yielding(placement, LABEL_COST_BRIEF);
    for (size_t i = 0; work->obstacles && i < work->obstacles->count; i++)
        bm_placement_add_box(placement, work->obstacles->boxes[i], 0);
    work->labels->furniture_end = bm_placement_obstacle_count(placement);
    label_measure_symbols(work);
    if (work->labels->failed)
        return;
    if (work->stage == BM_LABELS_KEY)
        (void)label_groups_make(work);
    else if (work->stage == BM_LABELS_SIDES)
        label_collect_sides(work);
    else if (work->stage == BM_LABELS_BASE)
        label_collect_base(work);
    else if (work->standing && work->stage == BM_LABELS_ALL)
        label_collect_on_standing(work);
    else
        label_gather(work);
}

static size_t rows_max(const bm_label_job *job)
{
    if (job->rows_max)
        return job->rows_max;
    bool all = job->options && job->options->callouts == BM_CALLOUTS_ALL;
    return all ? SIZE_MAX : BM_KEY_ROWS_MAX;
}

bm_status bm_labels_new(const bm_label_job *job, bm_labels **labels, bm_error *error)
{
    static const bm_label_options defaults = {0};
    bm_status status = BM_OK;
    const bm_frame *frame = job->frame;
    double pt = bm_canvas_px(job->canvas, 1), edge = 2 * pt;
    bm_px_box inside = {frame->map.x0 + edge, frame->map.y0 + edge, frame->map.x1 - edge,
                        frame->map.y1 - edge};
    label_work work = {.basemap = job->basemap,
                       .style = job->style,
                       .frame = frame,
                       .marks = job->marks,
                       .obstacles = job->obstacles,
                       .canvas = job->canvas,
                       .options = job->options ? job->options : &defaults,
                       .callouts = job->callouts,
                       .rows_max = rows_max(job),
                       .is_over_pictures = job->basemap->raster || job->over_surface,
                       .stage = job->stage,
                       .is_sparse = job->is_sparse,
                       .inside = inside,
                       .standing = job->standing,
                       .sides = job->sides,
                       .pt = pt,
                       .m_per_pt = pt / frame->px_per_m};
    *labels = NULL;
    if ((status = bm_languages_read(work.options->languages, &work.languages, error)) != BM_OK)
        return status;
    bm_labels *made = calloc(1, sizeof *made);
    work.labels = made;
    if (!made || !(made->placement = bm_placement_new(inside))) {
        status =
            bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "cannot choose labels: out of memory");
        goto done;
    }
    made->style = job->style;
    made->marks = job->marks;
    collect(&work);
    if (job->stage != BM_LABELS_KEY)
        status = bm_placement_solve(made->placement, error);
    if (status == BM_OK) {
        if (job->stage != BM_LABELS_BASE && job->stage != BM_LABELS_SIDES)
            label_make_key(&work);
        sort_out(made);
    }
    if (status == BM_OK && made->failed)
        status =
            bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "cannot choose labels: out of memory");
done:
    free(work.taken);
    free(work.towns);
    free(work.greats);
    if (status != BM_OK) {
        bm_labels_free(made);
        return status;
    }
    *labels = made;
    return BM_OK;
}

size_t bm_labels_placed(const bm_labels *labels)
{
    return labels->placed_count;
}

size_t bm_labels_dropped(const bm_labels *labels)
{
    return labels->dropped_count;
}

size_t bm_labels_altered(const bm_labels *labels)
{
    size_t count = 0;
    for (size_t i = 0; i < labels->item_count; i++)
        count += labels->items[i].is_altered;
    return count;
}

const char *bm_labels_placed_name(const bm_labels *labels, size_t index)
{
    return index < labels->placed_count ? labels->items[labels->placed[index]].name : NULL;
}

const char *bm_labels_dropped_name(const bm_labels *labels, size_t index)
{
    return index < labels->dropped_count ? labels->items[labels->dropped[index]].name : NULL;
}

const bm_px_box *bm_labels_boxes(const bm_labels *labels, size_t index, size_t *count)
{
    *count = 0;
    if (index >= labels->placed_count)
        return NULL;
    const label_item *item = &labels->items[labels->placed[index]];
    return bm_placement_boxes(labels->placement,
                              bm_placement_chosen(labels->placement, item->label), count);
}

bm_px_box bm_labels_box(const bm_labels *labels, size_t index)
{
    size_t count;
    const bm_px_box *boxes = bm_labels_boxes(labels, index, &count);
    bm_px_box all = count ? boxes[0] : (bm_px_box){0};
    for (size_t i = 1; i < count; i++) {
        all.x0 = fmin(all.x0, boxes[i].x0);
        all.y0 = fmin(all.y0, boxes[i].y0);
        all.x1 = fmax(all.x1, boxes[i].x1);
        all.y1 = fmax(all.y1, boxes[i].y1);
    }
    return all;
}
