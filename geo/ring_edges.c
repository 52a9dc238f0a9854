#include "geo/rings.h"

#include <math.h>
#include <stdlib.h>

static int by_west(const void *left, const void *right)
{
    const bm_ring_edge *a = left, *b = right;
    if (a->west != b->west)
        return a->west < b->west ? -1 : 1;
    return (a->point > b->point) - (a->point < b->point);
}

bool bm_ring_edges_init(bm_ring_edges *edges, const bm_rings *rings)
{
    *edges = (bm_ring_edges){0};
    edges->items = calloc(bm_rings_point_count(rings) + 1, sizeof *edges->items);
    if (!edges->items)
        return false;
    for (size_t ring = 0; ring < rings->count; ring++)
        for (uint32_t i = rings->starts[ring]; i + 1 < rings->starts[ring + 1]; i++) {
            bm_lonlat a = rings->points[i], b = rings->points[i + 1];
            bm_ring_edge *at = &edges->items[edges->count++];
            *at = (bm_ring_edge){.west = fmin(a.lon, b.lon),
                                 .east = fmax(a.lon, b.lon),
                                 .south = fmin(a.lat, b.lat),
                                 .north = fmax(a.lat, b.lat),
                                 .point = i,
                                 .ring = (uint32_t)ring};
            edges->widest = fmax(edges->widest, at->east - at->west);
        }
    qsort(edges->items, edges->count, sizeof *edges->items, by_west);
    return true;
}

/* The first edge that is not too far west. */
static size_t first_of(const bm_ring_edges *edges, double west)
{
    size_t low = 0, high = edges->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (edges->items[middle].west < west - edges->widest)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const bm_ring_edge *bm_ring_edges_next(const bm_ring_edges *edges, bm_lonlat_box box, size_t *at)
{
    if (*at == 0)
        *at = first_of(edges, box.west);
    while (*at < edges->count && edges->items[*at].west <= box.east) {
        const bm_ring_edge *edge = &edges->items[(*at)++];
        if (edge->east >= box.west && edge->south <= box.north && edge->north >= box.south)
            return edge;
    }
    return NULL;
}

void bm_ring_edges_finish(bm_ring_edges *edges)
{
    free(edges->items);
    *edges = (bm_ring_edges){0};
}
