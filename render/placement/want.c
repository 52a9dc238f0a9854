/* Room that labels would like to have. */
#include <math.h>

#include "render/placement/state.h"

typedef struct want_search {
    bm_placement *placement;
    const placement_candidate *candidate;
    double cost;
} want_search;

/** True when a box lies on the room, or nearer to the sign than it may be. */
static bool takes_room(bm_px_box box, const placement_want *want, double clear_px)
{
    bm_px at = want->at;
    double x = bm_least(bm_most(at.x, box.x0), box.x1) - at.x;
    double y = bm_least(bm_most(at.y, box.y0), box.y1) - at.y;
    return x * x + y * y < clear_px * clear_px || (!(fabs(y) > 0) && fabs(x) < want->half_px);
}

static bool meet_want(uint32_t item, void *context)
{
    want_search *search = context;
    const placement_candidate *candidate = search->candidate;
    placement_want *want = &search->placement->wants[item];
    uint32_t number = (uint32_t)(candidate - search->placement->candidates) + 1;
    if (want->seen == number || want->label == candidate->label)
        return true;
    want->seen = number;
    for (uint32_t i = 0; i < candidate->box_count; i++) {
        if (!takes_room(search->placement->boxes[candidate->first_box + i], want,
                        candidate->clear_px))
            continue;
        search->cost += want->cost;
        break;
    }
    return true;
}

double placement_wanted_cost(bm_placement *placement, const placement_candidate *candidate,
                             bm_px_box reach)
{
    want_search search = {.placement = placement, .candidate = candidate};
    if (placement->want_count && candidate->want_max > 0)
        bm_grid_query(&placement->want_grid, reach, meet_want, &search);
    return bm_least(search.cost, candidate->want_max);
}
