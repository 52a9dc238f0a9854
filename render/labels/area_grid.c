#include "render/labels/area_grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/labels/groups.h"
#include "render/labels/towns.h"

enum { CELLS_A_SIDE = 160 };

double label_grid_cell_px(bm_px_box map)
{
    return fmax(fmax(map.x1 - map.x0, map.y1 - map.y0) / CELLS_A_SIDE, 1);
}

bool label_grid_init(label_grid *grid, bm_px_box map)
{
    *grid = (label_grid){.cell_px = label_grid_cell_px(map)};
    grid->columns = (int)floor((map.x1 - map.x0) / grid->cell_px);
    grid->rows = (int)floor((map.y1 - map.y0) / grid->cell_px);
    if (grid->columns < 1 || grid->rows < 1)
        return false;
    size_t cells = (size_t)grid->columns * (size_t)grid->rows;
    size_t sums = (size_t)(grid->columns + 1) * (size_t)(grid->rows + 1);
    grid->inside = calloc(cells, 1);
    grid->land = calloc(cells, 1);
    grid->inside_sum = calloc(sums, sizeof *grid->inside_sum);
    grid->busy_sum = calloc(sums, sizeof *grid->busy_sum);
    grid->town_sum = calloc(sums, sizeof *grid->town_sum);
    grid->taken_sum = calloc(sums, sizeof *grid->taken_sum);
    return grid->inside && grid->land && grid->inside_sum && grid->busy_sum && grid->town_sum &&
           grid->taken_sum;
}

void label_grid_finish(label_grid *grid)
{
    free(grid->inside);
    free(grid->land);
    free(grid->own[0]);
    free(grid->own[1]);
    free(grid->inside_sum);
    free(grid->busy_sum);
    free(grid->taken_sum);
    free(grid->town_sum);
}

/** Rows and columns before and after those that have cells inside are not summed up: no name is
 *  looked for there. */
static void sum_up(const label_grid *grid, uint32_t *sums, int row0, int row1)
{
    size_t stride = (size_t)grid->columns + 1;
    memset(sums + (size_t)row0 * stride, 0, stride * sizeof *sums);
    for (int row = row0; row <= row1; row++) {
        const unsigned char *cells = grid->inside + (size_t)row * (size_t)grid->columns;
        const uint32_t *above = sums + (size_t)row * stride;
        uint32_t *sum = sums + ((size_t)row + 1) * stride;
        uint32_t line = 0;
        for (int column = 0; column < grid->columns; column++) {
            line += cells[column];
            sum[column + 1] = above[column + 1] + line;
        }
    }
}

static void mark_box(const label_grid *grid, bm_px_box map, bm_px_box box)
{
    int column0 = (int)fmax(floor((box.x0 - map.x0) / grid->cell_px), 0);
    int column1 = (int)fmin(floor((box.x1 - map.x0) / grid->cell_px), grid->columns - 1);
    int row0 = (int)fmax(floor((box.y0 - map.y0) / grid->cell_px), 0);
    int row1 = (int)fmin(floor((box.y1 - map.y0) / grid->cell_px), grid->rows - 1);
    for (int row = row0; row <= row1; row++) {
        for (int column = column0; column <= column1; column++)
            grid->inside[row * grid->columns + column] = 1;
    }
}

/** Mark the cells whose middles lie in a box. */
static void mark_middles(const label_grid *grid, bm_px_box map, bm_px_box box)
{
    double half = grid->cell_px / 2;
    bm_px_box inner = {box.x0 + half, box.y0 + half, box.x1 - half, box.y1 - half};
    if (inner.x0 <= inner.x1 && inner.y0 <= inner.y1)
        mark_box(grid, map, inner);
}

/** The same, in a circle. */
static void mark_disc(const label_grid *grid, bm_px_box map, label_disc disc)
{
    double cell = grid->cell_px, reach = disc.radius_px;
    double x = disc.center.x - map.x0, y = disc.center.y - map.y0;
    if (!isfinite(x) || !isfinite(y))
        return;
    int row0 = (int)fmax(ceil((y - reach) / cell - 0.5), 0);
    int row1 = (int)fmin(floor((y + reach) / cell - 0.5), grid->rows - 1);
    for (int row = row0; row <= row1; row++) {
        double dy = (row + 0.5) * cell - y, half = sqrt(fmax(reach * reach - dy * dy, 0));
        int column0 = (int)fmax(ceil((x - half) / cell - 0.5), 0);
        int column1 = (int)fmin(floor((x + half) / cell - 0.5), grid->columns - 1);
        for (int column = column0; column <= column1; column++)
            grid->inside[row * grid->columns + column] = 1;
    }
}

/** Symbols, furniture and the edges of the map. */
static void find_taken(const label_work *work, label_grid *grid)
{
    bm_px_box map = work->frame->map;
    for (int row = 0; row < grid->rows; row++) {
        unsigned char *cells = grid->inside + (size_t)row * (size_t)grid->columns;
        bool is_edge = row == 0 || row == grid->rows - 1;
        memset(cells, is_edge, (size_t)grid->columns);
        cells[0] = cells[grid->columns - 1] = 1;
    }
    for (size_t i = 0; work->obstacles && i < work->obstacles->count; i++)
        mark_middles(grid, map, work->obstacles->boxes[i]);
    for (size_t i = 0; i < work->marks->count; i++)
        mark_disc(grid, map, label_symbol_disc(work, &work->marks->items[i]));
    for (size_t i = 0; i < work->marks->clear_count; i++)
        mark_disc(grid, map, label_disc_in(work->marks->clear[i]));
    sum_up(grid, grid->taken_sum, 0, grid->rows - 1);
}

/** Around the marks, where event labels will stand, and under the furniture. */
void label_grid_find_busy(const label_work *work, label_grid *grid)
{
    bm_px_box map = work->frame->map;
    double reach = 34 * work->pt;
    find_taken(work, grid);
    for (size_t i = 0; i < work->marks->count; i++) {
        bm_px at = work->marks->items[i].center;
        if (isfinite(at.x) && isfinite(at.y))
            mark_box(grid, map,
                     (bm_px_box){at.x - reach, at.y - reach / 2, at.x + reach, at.y + reach / 2});
    }
    for (size_t i = 0; work->obstacles && i < work->obstacles->count; i++)
        mark_box(grid, map, work->obstacles->boxes[i]);
    sum_up(grid, grid->busy_sum, 0, grid->rows - 1);
}

void label_grid_find_towns(const label_work *work, label_grid *grid)
{
    bm_px_box map = work->frame->map;
    memset(grid->inside, 0, (size_t)grid->columns * (size_t)grid->rows);
    for (size_t i = 0; i < work->town_count; i++) {
        bm_px at = work->towns[i].position;
        if (!work->towns[i].cover.any)
            mark_box(grid, map, (bm_px_box){at.x, at.y, at.x, at.y});
    }
    sum_up(grid, grid->town_sum, 0, grid->rows - 1);
}

/** Mark the cells between each two crossings of a row. */
static void fill_between(label_grid *grid, bm_px_box map, const label_crossings *crossings)
{
    for (size_t i = 0; i + 1 < crossings->count; i += 2) {
        const label_crossing *pair = &crossings->items[i];
        if (pair[0].row != pair[1].row) {
            i--; // an outline that is not closed
            continue;
        }
        double from = ceil((pair[0].x - map.x0) / grid->cell_px - 0.5);
        double to = floor((pair[1].x - map.x0) / grid->cell_px - 0.5);
        int first = (int)fmax(from, 0), last = (int)fmin(to, grid->columns - 1);
        for (int column = first; column <= last; column++)
            grid->inside[pair->row * grid->columns + column] = 1;
    }
}

bool label_grid_sum_up(label_grid *grid)
{
    grid->column0 = grid->columns;
    grid->row0 = grid->rows;
    grid->column1 = grid->row1 = -1;
    for (int row = 0; row < grid->rows; row++) {
        const unsigned char *cells = grid->inside + (size_t)row * (size_t)grid->columns;
        const unsigned char *first = memchr(cells, 1, (size_t)grid->columns);
        if (!first)
            continue;
        int last = grid->columns - 1;
        while (!cells[last])
            last--;
        grid->row0 = row < grid->row0 ? row : grid->row0;
        grid->row1 = row;
        grid->column0 = (int)(first - cells) < grid->column0 ? (int)(first - cells) : grid->column0;
        grid->column1 = last > grid->column1 ? last : grid->column1;
    }
    if (grid->row1 >= 0)
        sum_up(grid, grid->inside_sum, grid->row0, grid->row1);
    return grid->row1 >= 0;
}

bool label_grid_fill(const label_work *work, label_grid *grid, const label_crossings *crossings,
                     const unsigned char *within)
{
    size_t cells = (size_t)grid->columns * (size_t)grid->rows;
    memset(grid->inside, 0, cells);
    fill_between(grid, work->frame->map, crossings);
    for (size_t i = 0; i < cells && within; i++)
        grid->inside[i] &= within[i];
    return crossings->count > 0 && label_grid_sum_up(grid);
}
