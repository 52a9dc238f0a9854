/* What was gathered in another set, added to one. */
#include <string.h>

#include "base/arena.h"
#include "render/placement/state.h"

/** The array with `more_count` elements after its own; the same when memory is short, which is
 *  remembered. */
static void *append(bm_placement *placement, void *array, size_t *count, size_t *capacity,
                    const void *more, size_t more_count, size_t size)
{
    if (more_count == 0 || placement->failed)
        return array;
    void *grown = NULL;
    if (more_count < UINT32_MAX - 1 - *count)
        grown = bm_array_grow(array, *count + more_count - 1, capacity, size);
    if (!grown) {
        placement->failed = true;
        return array;
    }
    memcpy((char *)grown + *count * size, more, more_count * size);
    *count += more_count;
    return grown;
}

static void append_lines(bm_placement *placement, const bm_placement *more)
{
    uint32_t first_line = (uint32_t)placement->line_count;
    size_t first = placement->segment_count;
    placement->lines =
        append(placement, placement->lines, &placement->line_count, &placement->line_capacity,
               more->lines, more->line_count, sizeof *more->lines);
    placement->segments = append(placement, placement->segments, &placement->segment_count,
                                 &placement->segment_capacity, more->segments, more->segment_count,
                                 sizeof *more->segments);
    for (size_t i = first; i < placement->segment_count; i++)
        placement->segments[i].line += first_line;
}

static void append_candidates(bm_placement *placement, const bm_placement *more,
                              uint32_t first_label)
{
    uint32_t first_box = (uint32_t)placement->box_count;
    size_t first = placement->candidate_count;
    placement->boxes =
        append(placement, placement->boxes, &placement->box_count, &placement->box_capacity,
               more->boxes, more->box_count, sizeof *more->boxes);
    placement->candidates = append(placement, placement->candidates, &placement->candidate_count,
                                   &placement->candidate_capacity, more->candidates,
                                   more->candidate_count, sizeof *more->candidates);
    for (size_t i = first; i < placement->candidate_count; i++) {
        placement->candidates[i].label += first_label;
        placement->candidates[i].first_box += first_box;
    }
}

static uint32_t append_one(bm_placement *placement, const bm_placement *more)
{
    uint32_t first_label = (uint32_t)placement->label_count;
    uint32_t first_candidate = (uint32_t)placement->candidate_count;
    size_t first_want = placement->want_count;
    placement->failed |= more->failed;
    placement->obstacles = append(placement, placement->obstacles, &placement->obstacle_count,
                                  &placement->obstacle_capacity, more->obstacles,
                                  more->obstacle_count, sizeof *more->obstacles);
    append_lines(placement, more);
    append_candidates(placement, more, first_label);
    placement->labels =
        append(placement, placement->labels, &placement->label_count, &placement->label_capacity,
               more->labels, more->label_count, sizeof *more->labels);
    for (size_t i = first_label; i < placement->label_count; i++) {
        placement_label *label = &placement->labels[i];
        label->first_candidate += first_candidate;
        if (label->unless != BM_PLACEMENT_NONE)
            label->unless += first_label;
    }
    placement->wants =
        append(placement, placement->wants, &placement->want_count, &placement->want_capacity,
               more->wants, more->want_count, sizeof *more->wants);
    for (size_t i = first_want; i < placement->want_count; i++)
        placement->wants[i].label += first_label;
    return first_label;
}

/** Room for all at once: arrays that grow move. */
static void make_room(bm_placement *placement, bm_placement *const *more, size_t count)
{
    size_t boxes = placement->box_count, candidates = placement->candidate_count;
    for (size_t i = 0; i < count; i++) {
        boxes += more[i]->box_count;
        candidates += more[i]->candidate_count;
    }
    void *grown_boxes =
        bm_array_grow(placement->boxes, boxes, &placement->box_capacity, sizeof *placement->boxes);
    placement->boxes = grown_boxes ? grown_boxes : placement->boxes;
    void *grown_candidates =
        bm_array_grow(placement->candidates, candidates, &placement->candidate_capacity,
                      sizeof *placement->candidates);
    placement->candidates = grown_candidates ? grown_candidates : placement->candidates;
    placement->failed |= !grown_boxes || !grown_candidates;
}

void bm_placement_append(bm_placement *placement, bm_placement *const *more, size_t count,
                         uint32_t *first_labels)
{
    make_room(placement, more, count);
    for (size_t i = 0; i < count; i++)
        first_labels[i] = append_one(placement, more[i]);
}
