/** @file outline_cells.h
 *  A grid over the outlines of countries: most of its cells lie wholly in one country, or in none,
 *  and a position in them needs no outline to be followed.
 */
#ifndef BM_GEO_OUTLINE_CELLS_H
#define BM_GEO_OUTLINE_CELLS_H

#include "geo/outlines.h"

/** Of a cell: an outline passes through it, several countries claim it, or nothing is known. Else
 *  it is ::BM_OUTLINE_CELL_NONE, or an index plus ::BM_OUTLINE_CELL_FIRST. */
enum { BM_OUTLINE_CELL_ASK, BM_OUTLINE_CELL_NONE, BM_OUTLINE_CELL_FIRST };

/** Settle the shape of the grid, which follows from the outlines alone. */
void bm_outline_cells_shape(bm_outlines *outlines);
/** Bytes of all cells, in whole units of eight; those beyond the last are 0. */
size_t bm_outline_cells_size(const bm_outlines *outlines);
/** Make the cells. False when memory is short. */
bool bm_outline_cells_make(bm_arena *arena, bm_outlines *outlines);
/** What the cell of a position says. */
unsigned bm_outline_cell_at(const bm_outlines *outlines, bm_lonlat position);

#endif
