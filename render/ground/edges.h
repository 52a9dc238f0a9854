/** @file edges.h
 *  A set of the edges that outlines have, so that one which two areas share is drawn once; and of
 *  vertices.
 */
#ifndef BM_RENDER_GROUND_EDGES_H
#define BM_RENDER_GROUND_EDGES_H

#include <bordermap/geometry.h>
#include <stddef.h>
#include <stdint.h>

/** Zero-initialise; finish with bm_edges_finish(). */
typedef struct bm_edges {
    uint64_t *slots; /**< hashes, their last bits the marks; 0 is free */
    size_t capacity; /**< a power of two */
    size_t count;
    bool failed; /**< memory is short; sticky */
} bm_edges;

/** What is known of an edge, or a vertex; marks are or'ed. */
typedef enum bm_edge_mark {
    BM_EDGE_ONCE = 1,  /**< counted */
    BM_EDGE_TWICE = 2, /**< counted more than once */
    BM_EDGE_TAKEN = 4
} bm_edge_mark;

/** The number of a vertex, and from those of its ends that of an edge, the same for both
 *  directions; never 0. Equal means equal to the last bit. */
uint64_t bm_edges_vertex(bm_lonlat at);
uint64_t bm_edges_between(uint64_t vertex_a, uint64_t vertex_b);
/** Add a mark; returns the marks before, 0 for what was not in the set. */
unsigned bm_edges_mark(bm_edges *edges, uint64_t hash, bm_edge_mark mark);
/** Mark it as seen once, or once more. */
void bm_edges_count(bm_edges *edges, uint64_t hash);
/** 0 for what is not in the set. */
unsigned bm_edges_marks(const bm_edges *edges, uint64_t hash);

/** Put the edge between two positions, in either direction, into the set; false when it was in
 *  there. */
bool bm_edges_add(bm_edges *edges, bm_lonlat a, bm_lonlat b);
void bm_edges_finish(bm_edges *edges);

#endif
