#include <math.h>
#include <stdlib.h>

#include "render/density/private.h"

/** Nodes along a side. Over so small a part of a map every projection is nearly straight. */
#define NODES 96
/** What straight lines between the nodes may be wrong. */
#define ERROR_MAX_PX 0.05

static bm_px between(const bm_px *nodes, double column, double row)
{
    size_t c = column < 0 ? 0 : column >= NODES - 1 ? NODES - 2 : (size_t)column;
    size_t r = row < 0 ? 0 : row >= NODES - 1 ? NODES - 2 : (size_t)row;
    double u = column - (double)c, v = row - (double)r;
    const bm_px *low = nodes + r * NODES + c, *high = low + NODES;
    return (bm_px){
        (low[0].x * (1 - u) + low[1].x * u) * (1 - v) + (high[0].x * (1 - u) + high[1].x * u) * v,
        (low[0].y * (1 - u) + low[1].y * u) * (1 - v) + (high[0].y * (1 - u) + high[1].y * u) * v};
}

/* Whether the middles of the cells come out where they belong. */
static bool is_good(const bm_projector *projector)
{
    double widest = projector->box.east - projector->box.west;
    double highest = projector->box.north - projector->box.south;
    for (int r = 0; r < NODES - 1; r += 5)
        for (int c = 0; c < NODES - 1; c += 5) {
            bm_lonlat middle = {projector->box.west + widest * (c + 0.5) / (NODES - 1),
                                projector->box.south + highest * (r + 0.5) / (NODES - 1)};
            bm_px exact = bm_frame_to_px(projector->frame, middle);
            bm_px straight = between(projector->nodes, c + 0.5, r + 0.5);
            if (!(hypot(exact.x - straight.x, exact.y - straight.y) <= ERROR_MAX_PX))
                return false;
        }
    return true;
}

bm_status bm_projector_init(bm_projector *projector, const bm_frame *frame, bm_error *error)
{
    *projector = (bm_projector){.frame = frame, .box = frame->lonlat};
    bm_lonlat_box box = frame->lonlat;
    if (!(box.east > box.west) || !(box.north > box.south))
        return BM_OK;
    projector->columns_a_degree = (NODES - 1) / (box.east - box.west);
    projector->rows_a_degree = (NODES - 1) / (box.north - box.south);
    bm_lonlat *positions = calloc((size_t)NODES * NODES, sizeof *positions);
    projector->nodes = calloc((size_t)NODES * NODES, sizeof *projector->nodes);
    if (!positions || !projector->nodes) {
        free(positions);
        bm_projector_finish(projector);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    for (size_t i = 0; i < (size_t)NODES * NODES; i++)
        positions[i] = (bm_lonlat){box.west + (double)(i % NODES) / projector->columns_a_degree,
                                   box.south + (double)(i / NODES) / projector->rows_a_degree};
    bm_frame_to_px_many(frame, positions, projector->nodes, (size_t)NODES * NODES);
    free(positions);
    if (!is_good(projector)) {
        free(projector->nodes);
        projector->nodes = NULL;
    }
    return BM_OK;
}

void bm_projector_finish(bm_projector *projector)
{
    free(projector->nodes);
    projector->nodes = NULL;
}

bool bm_projector_to_px(const bm_projector *projector, bm_lonlat position, bm_px *at)
{
    const bm_lonlat_box *box = &projector->box;
    const bm_px_box *map = &projector->frame->map;
    if (projector->nodes) {
        if (position.lon < box->west || position.lon > box->east || position.lat < box->south ||
            position.lat > box->north)
            return false;
        *at = between(projector->nodes, (position.lon - box->west) * projector->columns_a_degree,
                      (position.lat - box->south) * projector->rows_a_degree);
    } else {
        *at = bm_frame_to_px(projector->frame, position);
    }
    return at->x >= map->x0 && at->x <= map->x1 && at->y >= map->y0 && at->y <= map->y1;
}
