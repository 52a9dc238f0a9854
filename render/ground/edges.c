#include "render/ground/edges.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 4096
/** Bits of a slot: the marks, and one that no free slot has. */
#define MARKS UINT64_C(7)
#define PRESENT UINT64_C(8)

static uint64_t mix(uint64_t value)
{
    value ^= value >> 32;
    value *= 0x9e3779b97f4a7c15u;
    return value ^ (value >> 29);
}

uint64_t bm_edges_vertex(bm_lonlat at)
{
    uint64_t lon, lat;
    memcpy(&lon, &at.lon, sizeof lon);
    memcpy(&lat, &at.lat, sizeof lat);
    return (mix(mix(lon) + lat) & ~MARKS) | PRESENT;
}

uint64_t bm_edges_between(uint64_t vertex_a, uint64_t vertex_b)
{
    /* Two edges with one hash are not worth a thought. */
    return (mix(vertex_a + vertex_b) & ~MARKS) | PRESENT;
}

/* The slot of a hash, or the free one where it belongs. */
static uint64_t *slot_of(const bm_edges *edges, uint64_t hash)
{
    size_t at = (size_t)(hash >> 8) & (edges->capacity - 1);
    while (edges->slots[at] && (edges->slots[at] & ~MARKS) != (hash & ~MARKS))
        at = (at + 1) & (edges->capacity - 1);
    return &edges->slots[at];
}

static bool grow(bm_edges *edges)
{
    bm_edges larger = {.capacity = edges->capacity ? 4 * edges->capacity : FIRST_CAPACITY,
                       .count = edges->count};
    /* Written at once: fresh pages that are read before they are written fault twice, and the
     * second time all threads wait. Of malloc() and memset() the compiler would make calloc(). */
    larger.slots = aligned_alloc(64, larger.capacity * sizeof *larger.slots);
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

/* The slot of what is in the set from now on; NULL when memory is short. */
static uint64_t *put(bm_edges *edges, uint64_t hash)
{
    if (4 * edges->count >= 3 * edges->capacity && !grow(edges)) {
        edges->failed = true;
        return NULL;
    }
    uint64_t *slot = slot_of(edges, hash);
    edges->count += *slot == 0;
    return slot;
}

unsigned bm_edges_mark(bm_edges *edges, uint64_t hash, bm_edge_mark mark)
{
    uint64_t *slot = put(edges, hash);
    if (!slot)
        return 0;
    unsigned before = (unsigned)(*slot & MARKS);
    *slot = hash | before | mark;
    return before;
}

void bm_edges_count(bm_edges *edges, uint64_t hash)
{
    uint64_t *slot = put(edges, hash);
    if (slot)
        *slot = hash | (*slot & MARKS) |
                (*slot & BM_EDGE_ONCE ? (unsigned)BM_EDGE_TWICE : (unsigned)BM_EDGE_ONCE);
}

unsigned bm_edges_marks(const bm_edges *edges, uint64_t hash)
{
    return edges->capacity ? (unsigned)(*slot_of(edges, hash) & MARKS) : 0;
}

static uint64_t hash_of(bm_lonlat a, bm_lonlat b)
{
    return bm_edges_between(bm_edges_vertex(a), bm_edges_vertex(b));
}

bool bm_edges_add(bm_edges *edges, bm_lonlat a, bm_lonlat b)
{
    return bm_edges_mark(edges, hash_of(a, b), BM_EDGE_ONCE) == 0;
}

void bm_edges_finish(bm_edges *edges)
{
    free(edges->slots);
    *edges = (bm_edges){0};
}
