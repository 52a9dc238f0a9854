/* The usable candidates of a label by rising cost. Lines can only add to what a candidate costs by
 * its rank, so that the first few are known long before all are costed. */
#include <math.h>
#include <stdlib.h>

#include "render/placement/state.h"

/** Usable candidates that are kept of one label, and as many fallbacks. In the end all are of one
 *  that names no point and has no place yet: its last ones are its smallest settings. */
enum { OPTIONS_MAX = 56 };

/** By rank, equal ones as added. */
static bool comes_before(const placement_waiting *a, const placement_waiting *b)
{
    return a->cost < b->cost || (a->cost <= b->cost && a->candidate < b->candidate);
}

static void sift_down(placement_waiting *heap, uint32_t count, uint32_t at)
{
    placement_waiting moved = heap[at];
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= count)
            break;
        if (child + 1 < count && comes_before(&heap[child + 1], &heap[child]))
            child++;
        if (!comes_before(&heap[child], &moved))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

/** Put a label's candidates into its streams. `filled` places of the shared arrays are taken. */
static uint32_t line_up(bm_placement *placement, placement_label *label, uint32_t filled)
{
    for (int kind = 0; kind < PLACEMENT_STREAMS; kind++) {
        placement_stream *stream = &label->streams[kind];
        placement_waiting *heap = placement->waiting + filled;
        *stream = (placement_stream){.first = filled};
        for (uint32_t i = 0; i < label->candidate_count; i++) {
            uint32_t index = label->first_candidate + i;
            const placement_candidate *candidate = &placement->candidates[index];
            if (candidate->is_fallback == (kind == PLACEMENT_FALLBACK))
                heap[stream->waiting++] = (placement_waiting){candidate->rank_cost, index};
        }
        for (uint32_t i = stream->waiting / 2; i-- > 0;)
            sift_down(heap, stream->waiting, i);
        filled += stream->waiting;
    }
    return filled;
}

/** Cost the next candidate by rank and put it among the options. */
static void take_next(bm_placement *placement, placement_stream *stream)
{
    placement_waiting *heap = placement->waiting + stream->first;
    uint32_t *options = placement->options + stream->first;
    uint32_t next = heap[0].candidate;
    heap[0] = heap[--stream->waiting];
    if (stream->waiting)
        sift_down(heap, stream->waiting, 0);
    placement_cost_candidate(placement, &placement->candidates[next]);
    double cost = placement_known_cost(placement, next);
    if (!isfinite(cost))
        return;
    uint32_t at = stream->count++;
    for (; at > stream->settled && placement_known_cost(placement, options[at - 1]) > cost; at--)
        options[at] = options[at - 1];
    options[at] = next;
}

uint32_t placement_option(bm_placement *placement, placement_stream *stream, uint32_t index)
{
    const uint32_t *options = placement->options + stream->first;
    const placement_waiting *heap = placement->waiting + stream->first;
    while (index >= stream->settled) {
        bool all = stream->waiting == 0 ||
                   (stream->count >= OPTIONS_MAX &&
                    (!placement->is_last_resort || placement->candidates[options[0]].has_anchor));
        if (stream->settled < stream->count) {
            uint32_t next = options[stream->settled];
            double extra = placement->candidates[next].is_fallback ? PLACEMENT_FALLBACK_COST : 0;
            if (all || placement_known_cost(placement, next) <= heap[0].cost + extra) {
                stream->settled++;
                continue;
            }
        }
        if (all)
            return BM_PLACEMENT_NONE;
        take_next(placement, stream);
    }
    return options[index];
}

bool placement_prepare(bm_placement *placement)
{
    for (uint32_t i = 0; i < placement->obstacle_count; i++) {
        if (!bm_grid_add(&placement->obstacle_grid, placement->obstacles[i].box, i))
            return false;
    }
    for (uint32_t i = 0; i < placement->segment_count; i++) {
        const placement_segment *segment = &placement->segments[i];
        if (!bm_grid_add(&placement->segment_grid, placement_segment_box(segment->a, segment->b),
                         i))
            return false;
    }
    for (uint32_t i = 0; i < placement->want_count; i++) {
        const placement_want *want = &placement->wants[i];
        bm_px_box box = {want->at.x - want->half_px, want->at.y, want->at.x + want->half_px,
                         want->at.y};
        if (!bm_grid_add(&placement->want_grid, box, i))
            return false;
    }
    placement->options = calloc(placement->candidate_count + 1, sizeof *placement->options);
    placement->waiting = calloc(placement->candidate_count + 1, sizeof *placement->waiting);
    placement->covered = calloc(placement->line_count + 1, sizeof *placement->covered);
    placement->met = calloc(placement->line_count + 1, sizeof *placement->met);
    if (!placement->options || !placement->waiting || !placement->covered || !placement->met)
        return false;
    uint32_t filled = 0;
    for (size_t i = 0; i < placement->label_count; i++)
        filled = line_up(placement, &placement->labels[i], filled);
    return true;
}
