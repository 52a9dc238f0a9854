#include "geo/layer.h"

#include <stdlib.h>

/* A bit a feature, so that the visits come by rising index. */
typedef struct hits {
    unsigned char *bits;
    size_t first;
    size_t last;
} hits;

static bool mark(uint32_t index, void *context)
{
    hits *found = context;
    found->bits[index / 8] |= (unsigned char)(1u << index % 8);
    if (index < found->first)
        found->first = index;
    if (index > found->last)
        found->last = index;
    return true;
}

void bm_layer_query(const bm_layer *layer, bm_lonlat_box box, bm_layer_visitor visit, void *context)
{
    if (layer->count == 0)
        return;
    hits found = {.bits = calloc(layer->count / 8 + 1, 1), .first = layer->count};
    if (found.bits) {
        bm_rtree_query(layer->tree, box, mark, &found);
    } else {
        /* Short of memory: slower, but the answer is the same. */
        found.first = 0;
        found.last = layer->count - 1;
    }
    for (size_t i = found.first; i < layer->count && i <= found.last; i++) {
        if (found.bits ? !(found.bits[i / 8] >> i % 8 & 1)
                       : !bm_lonlat_box_overlaps(layer->features[i].box, box))
            continue;
        if (!visit(layer, i, context))
            break;
    }
    free(found.bits);
}

bool bm_feature_contains(const bm_feature *feature, bm_lonlat position)
{
    if (feature->kind != BM_GEOMETRY_POLYGON || !bm_lonlat_box_contains(feature->box, position))
        return false;
    bool inside = false;
    for (size_t part = 0; part < feature->part_count; part++) {
        size_t end = feature->part_start[part + 1];
        for (size_t i = (size_t)feature->part_start[part] + 1; i < end; i++) {
            bm_lonlat a = feature->points[i - 1];
            bm_lonlat b = feature->points[i];
            if ((a.lat > position.lat) == (b.lat > position.lat))
                continue;
            /* From the southern end, so that two neighbours agree about the edge they share. */
            if (a.lat > b.lat) {
                bm_lonlat swap = a;
                a = b;
                b = swap;
            }
            double lon = a.lon + (position.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon);
            if (position.lon < lon)
                inside = !inside;
        }
    }
    return inside;
}
