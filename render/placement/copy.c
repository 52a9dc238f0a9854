/* What one set of labels has, for another. */
#include <stdlib.h>
#include <string.h>

#include "render/placement/state.h"

uint32_t bm_placement_copy_label(bm_placement *placement, const bm_placement *from, uint32_t label)
{
    const placement_label *one = &from->labels[label];
    return bm_placement_add_label(placement, one->priority, one->cost_max, one->tag);
}

void bm_placement_get_candidate(const bm_placement *placement, uint32_t candidate,
                                bm_label_candidate *copy)
{
    const placement_candidate *one = &placement->candidates[candidate];
    *copy = (bm_label_candidate){.boxes = placement->boxes + one->first_box,
                                 .box_count = one->box_count,
                                 .cost = one->rank_cost,
                                 .want_max = one->want_max,
                                 .is_fallback = one->is_fallback,
                                 .has_anchor = one->has_anchor,
                                 .anchor = one->anchor,
                                 .clear_px = one->clear_px,
                                 .has_sign = one->has_sign,
                                 .sign = one->sign,
                                 .has_leader = one->has_leader,
                                 .leader_clear_px = one->leader_clear_px};
    (void)bm_placement_leader(placement, candidate, copy->leader);
}

size_t bm_placement_line_count(const bm_placement *placement)
{
    return placement->line_count;
}

void bm_placement_copy_lines(bm_placement *placement, const bm_placement *from, size_t count)
{
    size_t segments = 0;
    while (segments < from->segment_count && from->segments[segments].line < count)
        segments++;
    placement_line *lines = malloc((count + 1) * sizeof *lines);
    placement_segment *made = malloc((segments + 1) * sizeof *made);
    if (!lines || !made || placement->line_count) {
        placement->failed = true;
        free(lines);
        free(made);
        return;
    }
    if (count)
        memcpy(lines, from->lines, count * sizeof *lines);
    for (size_t i = 0; i < segments; i++) {
        made[i] = from->segments[i];
        made[i].seen = 0;
    }
    free(placement->lines);
    free(placement->segments);
    placement->lines = lines;
    placement->line_count = count;
    placement->line_capacity = count + 1;
    placement->segments = made;
    placement->segment_count = segments;
    placement->segment_capacity = segments + 1;
}
