/** @file edges.h
 *  A set of the edges that outlines have, so that one which two areas share is drawn once.
 */
#ifndef BM_RENDER_GROUND_EDGES_H
#define BM_RENDER_GROUND_EDGES_H

#include <bordermap/geometry.h>
#include <stddef.h>
#include <stdint.h>

/** Zero-initialise; finish with bm_edges_finish(). */
typedef struct bm_edges {
    uint64_t *slots; /**< hashes; 0 is free */
    size_t capacity; /**< a power of two */
    size_t count;
    bool failed; /**< memory is short; sticky */
} bm_edges;

/** Put the edge between two positions, in either direction, into the set; false when it was in
 *  there. Equal means equal to the last bit. */
bool bm_edges_add(bm_edges *edges, bm_lonlat a, bm_lonlat b);
bool bm_edges_has(const bm_edges *edges, bm_lonlat a, bm_lonlat b);
/** The same number for both directions; never 0. */
uint64_t bm_edges_hash(bm_lonlat a, bm_lonlat b);
void bm_edges_finish(bm_edges *edges);

#endif
