#include "geo/outline_cells.h"

#include <math.h>
#include <string.h>

/** Sides of a cell, unless that were too many of them. */
#define STEP_DEG 0.1
#define SIDE_MAX 512.0
/** Outlines are followed in steps of so much of a cell, and kept so far from it, in cells. */
#define PIECE_CELLS 0.5
#define MARGIN_CELLS 1e-6

void bm_outline_cells_shape(bm_outlines *outlines)
{
    bm_lonlat_box box = bm_lonlat_box_empty();
    for (size_t i = 0; i < outlines->count; i++) {
        const bm_outline *item = &outlines->items[i];
        if (item->first != item->last)
            box = bm_lonlat_box_join(box, item->box);
    }
    outlines->cell_box = box;
    outlines->columns = outlines->rows = 0;
    if (!(box.east > box.west) || !(box.north > box.south) ||
        !bm_lonlat_is_valid((bm_lonlat){box.west, box.south}) ||
        !bm_lonlat_is_valid((bm_lonlat){box.east, box.north}))
        return;
    double longer = fmax(box.east - box.west, box.north - box.south);
    outlines->cell_deg = fmax(longer / SIDE_MAX, STEP_DEG);
    outlines->columns = (size_t)((box.east - box.west) / outlines->cell_deg) + 1;
    outlines->rows = (size_t)((box.north - box.south) / outlines->cell_deg) + 1;
}

size_t bm_outline_cells_size(const bm_outlines *outlines)
{
    return (outlines->columns * outlines->rows + 7) / 8 * 8;
}

static size_t index_of(double cells, size_t count)
{
    return cells <= 0 ? 0 : cells >= (double)count ? count - 1 : (size_t)cells;
}

unsigned bm_outline_cell_at(const bm_outlines *outlines, bm_lonlat position)
{
    const bm_lonlat_box *box = &outlines->cell_box;
    if (!outlines->cells || !outlines->columns ||
        !(position.lon >= box->west && position.lon <= box->east && position.lat >= box->south &&
          position.lat <= box->north))
        return BM_OUTLINE_CELL_ASK;
    size_t column = index_of((position.lon - box->west) / outlines->cell_deg, outlines->columns);
    size_t row = index_of((position.lat - box->south) / outlines->cell_deg, outlines->rows);
    return outlines->cells[row * outlines->columns + column];
}

/** Cells while they are made: 0 are those that no outline passes. */
typedef struct marking {
    const bm_outlines *outlines;
    uint8_t *marked;
} marking;

static void mark_piece(const marking *work, double x0, double y0, double x1, double y1)
{
    const bm_outlines *outlines = work->outlines;
    size_t left = index_of(fmin(x0, x1) - MARGIN_CELLS, outlines->columns);
    size_t right = index_of(fmax(x0, x1) + MARGIN_CELLS, outlines->columns);
    size_t top = index_of(fmax(y0, y1) + MARGIN_CELLS, outlines->rows);
    for (size_t row = index_of(fmin(y0, y1) - MARGIN_CELLS, outlines->rows); row <= top; row++)
        memset(work->marked + row * outlines->columns + left, 1, right - left + 1);
}

static void mark_edge(const marking *work, bm_lonlat a, bm_lonlat b)
{
    const bm_outlines *outlines = work->outlines;
    double x = (a.lon - outlines->cell_box.west) / outlines->cell_deg;
    double y = (a.lat - outlines->cell_box.south) / outlines->cell_deg;
    double dx = (b.lon - a.lon) / outlines->cell_deg, dy = (b.lat - a.lat) / outlines->cell_deg;
    size_t pieces = (size_t)(fmax(fabs(dx), fabs(dy)) / PIECE_CELLS) + 1;
    for (size_t i = 0; i < pieces; i++) {
        double from = (double)i / (double)pieces, to = (double)(i + 1) / (double)pieces;
        mark_piece(work, x + from * dx, y + from * dy, x + to * dx, y + to * dy);
    }
}

/* The outlines are asked at the middle of a cell that none passes. */
static uint8_t ask(const bm_outlines *outlines, size_t column, size_t row)
{
    bm_lonlat middle = {outlines->cell_box.west + ((double)column + 0.5) * outlines->cell_deg,
                        outlines->cell_box.south + ((double)row + 0.5) * outlines->cell_deg};
    size_t found = bm_outlines_containing(outlines, middle, 0);
    if (found == SIZE_MAX)
        return BM_OUTLINE_CELL_NONE;
    bool is_one = bm_outlines_containing(outlines, middle, found + 1) == SIZE_MAX;
    return is_one && found + BM_OUTLINE_CELL_FIRST <= UINT8_MAX
               ? (uint8_t)(found + BM_OUTLINE_CELL_FIRST)
               : BM_OUTLINE_CELL_ASK;
}

bool bm_outline_cells_make(bm_arena *arena, bm_outlines *outlines)
{
    bm_outline_cells_shape(outlines);
    size_t columns = outlines->columns, count = columns * outlines->rows;
    uint8_t *cells = bm_arena_array(arena, count + 8, sizeof *cells);
    uint8_t *marked = bm_arena_array(arena, count + 1, sizeof *marked);
    if (!cells || !marked)
        return false;
    memset(cells, 0, count + 8);
    memset(marked, 0, count + 1);
    marking work = {outlines, marked};
    for (size_t i = 0; count > 0 && i < outlines->run_count; i++) {
        const bm_lonlat *points = outlines->points + outlines->runs[i].first;
        for (size_t k = 0; k < outlines->runs[i].edges; k++)
            mark_edge(&work, points[k], points[k + 1]);
    }
    /* What no outline parts is alike. */
    for (size_t i = 0; i < count; i++) {
        if (marked[i])
            continue;
        if (i % columns > 0 && !marked[i - 1])
            cells[i] = cells[i - 1];
        else if (i >= columns && !marked[i - columns])
            cells[i] = cells[i - columns];
        else
            cells[i] = ask(outlines, i % columns, i / columns);
    }
    outlines->cells = cells;
    return true;
}
