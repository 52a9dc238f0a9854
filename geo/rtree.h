/** @file rtree.h
 *  A packed R-tree over boxes, built once (I. Kamel, C. Faloutsos, On packing R-trees, CIKM 1993:
 *  leaves filled along a Hilbert curve). Immutable; thread-safe.
 */
#ifndef BM_GEO_RTREE_H
#define BM_GEO_RTREE_H

#include "base/arena.h"

#include <bordermap/geometry.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct bm_rtree bm_rtree;

/** A tree over `count` boxes, allocated in `arena`; empty boxes are never found. NULL when memory
 * is short. */
bm_rtree *bm_rtree_new(bm_arena *arena, const bm_lonlat_box *boxes, size_t count);

/** Called with the index of a box that overlaps; returns false to stop. */
typedef bool (*bm_rtree_visitor)(uint32_t index, void *context);
/** Visit every box that overlaps `box`, in no particular order. Allocates nothing. */
void bm_rtree_query(const bm_rtree *tree, bm_lonlat_box box, bm_rtree_visitor visit, void *context);

#endif
