#include <math.h>
#include <stdlib.h>

#include "render/density/private.h"

/** Nodes along a side. Over so small a part of a map every projection is nearly straight; on most
 *  maps the first will do. */
static const size_t node_counts[] = {24, 96};
/** What straight lines between the nodes may be wrong. */
#define ERROR_MAX_PX 0.05

static bm_px between(const bm_projector *projector, double column, double row)
{
    size_t last = projector->side - 2;
    size_t c = column < 0 ? 0 : (size_t)column, r = row < 0 ? 0 : (size_t)row;
    c = c > last ? last : c;
    r = r > last ? last : r;
    double u = column - (double)c, v = row - (double)r;
    const bm_px *low = projector->nodes + r * projector->side + c, *high = low + projector->side;
    return (bm_px){
        (low[0].x * (1 - u) + low[1].x * u) * (1 - v) + (high[0].x * (1 - u) + high[1].x * u) * v,
        (low[0].y * (1 - u) + low[1].y * u) * (1 - v) + (high[0].y * (1 - u) + high[1].y * u) * v};
}

static bm_lonlat position_of(const bm_projector *projector, double column, double row)
{
    return (bm_lonlat){projector->box.west + column / projector->columns_a_degree,
                       projector->box.south + row / projector->rows_a_degree};
}

/* Whether the middles of the cells come out where they belong. */
static bool is_good(const bm_projector *projector)
{
    size_t step = projector->side / 12;
    for (size_t r = 0; r < projector->side - 1; r += step)
        for (size_t c = 0; c < projector->side - 1; c += step) {
            double column = (double)c + 0.5, row = (double)r + 0.5;
            bm_px exact = bm_frame_to_px(projector->frame, position_of(projector, column, row));
            bm_px straight = between(projector, column, row);
            if (!(hypot(exact.x - straight.x, exact.y - straight.y) <= ERROR_MAX_PX))
                return false;
        }
    return true;
}

/* False when memory is short. */
static bool make_nodes(bm_projector *projector, size_t side)
{
    bm_lonlat_box box = projector->box;
    double *lons = calloc(side, sizeof *lons), *lats = calloc(side, sizeof *lats);
    projector->side = side;
    projector->nodes = calloc(side * side, sizeof *projector->nodes);
    projector->columns_a_degree = (double)(side - 1) / (box.east - box.west);
    projector->rows_a_degree = (double)(side - 1) / (box.north - box.south);
    bool good = lons && lats && projector->nodes;
    for (size_t i = 0; good && i < side; i++) {
        bm_lonlat node = position_of(projector, (double)i, (double)i);
        lons[i] = node.lon;
        lats[i] = node.lat;
    }
    good = good && bm_frame_to_px_grid(projector->frame, lons, side, lats, side, projector->nodes);
    free(lons);
    free(lats);
    return good;
}

bm_status bm_projector_init(bm_projector *projector, const bm_frame *frame, bm_error *error)
{
    *projector = (bm_projector){.frame = frame, .box = frame->lonlat};
    bm_lonlat_box box = frame->lonlat;
    if (!(box.east > box.west) || !(box.north > box.south))
        return BM_OK;
    for (size_t i = 0; i < sizeof node_counts / sizeof *node_counts; i++) {
        bool made = make_nodes(projector, node_counts[i]);
        if (made && is_good(projector))
            return BM_OK;
        bm_projector_finish(projector);
        if (!made)
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
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
        *at = between(projector, (position.lon - box->west) * projector->columns_a_degree,
                      (position.lat - box->south) * projector->rows_a_degree);
    } else {
        *at = bm_frame_to_px(projector->frame, position);
    }
    return at->x >= map->x0 && at->x <= map->x1 && at->y >= map->y0 && at->y <= map->y1;
}
