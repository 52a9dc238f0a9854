/** @file grid.h
 *  A uniform grid over the page that finds what lies near a rectangle.
 */
#ifndef BM_RENDER_PLACEMENT_GRID_H
#define BM_RENDER_PLACEMENT_GRID_H

#include <bordermap/geometry.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct bm_grid_entry {
    uint32_t item;
    uint32_t next; /**< index + 1; 0 ends the list */
} bm_grid_entry;

typedef struct bm_grid {
    bm_px_box box;
    int columns;
    int rows;
    double cell_px;
    double cells_a_px;
    uint32_t *heads; /**< index + 1 of the first entry of each cell */
    bm_grid_entry *entries;
    size_t count;
    size_t capacity;
    uint32_t spare; /**< list of removed entries */
} bm_grid;

/** False when memory is short. */
bool bm_grid_init(bm_grid *grid, bm_px_box box, double cell_px);
void bm_grid_finish(bm_grid *grid);
/** Enter an item into every cell that `box` touches. False when memory is short. */
bool bm_grid_add(bm_grid *grid, bm_px_box box, uint32_t item);
/** Take it out of those cells again, once a cell. */
void bm_grid_remove(bm_grid *grid, bm_px_box box, uint32_t item);

/** Call `visit` with each item of the cells that `box` touches, possibly more than once, until it
 *  returns false. Returns false when it was stopped. */
typedef bool (*bm_grid_visitor)(uint32_t item, void *context);
bool bm_grid_query(const bm_grid *grid, bm_px_box box, bm_grid_visitor visit, void *context);

#endif
