#include "render/ground/edges.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 16384

static uint64_t mix(uint64_t value)
{
    value ^= value >> 32;
    value *= 0x9e3779b97f4a7c15u;
    return value ^ (value >> 29);
}

static uint64_t hash_of(bm_lonlat at)
{
    uint64_t lon, lat;
    memcpy(&lon, &at.lon, sizeof lon);
    memcpy(&lat, &at.lat, sizeof lat);
    return mix(mix(lon) + lat);
}

/* The slot of a hash, or the free one where it belongs. */
static uint64_t *slot_of(const bm_edges *edges, uint64_t hash)
{
    size_t at = (size_t)hash & (edges->capacity - 1);
    while (edges->slots[at] && edges->slots[at] != hash)
        at = (at + 1) & (edges->capacity - 1);
    return &edges->slots[at];
}

static bool grow(bm_edges *edges)
{
    bm_edges larger = {.capacity = edges->capacity ? 4 * edges->capacity : FIRST_CAPACITY,
                       .count = edges->count};
    /* Written at once: fresh pages that are read before they are written fault twice, and the
     * second time all threads wait. */
    larger.slots = malloc(larger.capacity * sizeof *larger.slots);
    if (!larger.slots)
        return false;
    memset(larger.slots, 0, larger.capacity * sizeof *larger.slots);
    for (size_t i = 0; i < edges->capacity; i++)
        if (edges->slots[i])
            *slot_of(&larger, edges->slots[i]) = edges->slots[i];
    free(edges->slots);
    *edges = larger;
    return true;
}

uint64_t bm_edges_hash(bm_lonlat a, bm_lonlat b)
{
    /* Two edges with one hash are not worth a thought. */
    return mix(hash_of(a) + hash_of(b)) | 1;
}

bool bm_edges_has(const bm_edges *edges, bm_lonlat a, bm_lonlat b)
{
    return edges->capacity && *slot_of(edges, bm_edges_hash(a, b)) != 0;
}

bool bm_edges_add(bm_edges *edges, bm_lonlat a, bm_lonlat b)
{
    uint64_t hash = bm_edges_hash(a, b);
    if (4 * edges->count >= 3 * edges->capacity && !grow(edges)) {
        edges->failed = true;
        return true;
    }
    uint64_t *slot = slot_of(edges, hash);
    if (*slot)
        return false;
    *slot = hash;
    edges->count++;
    return true;
}

void bm_edges_finish(bm_edges *edges)
{
    free(edges->slots);
    *edges = (bm_edges){0};
}
