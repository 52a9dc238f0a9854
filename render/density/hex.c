#include <math.h>

#include "render/density/private.h"

#define HALF_SQRT_3 0.86602540378443864676

bm_hex_grid bm_hex_grid_make(const bm_frame *frame, double width_px)
{
    bm_hex_grid grid = {.radius_px = width_px / (2 * HALF_SQRT_3)};
    grid.origin = (bm_px){frame->map.x0 - frame->extent.x_min * frame->px_per_m,
                          frame->map.y1 + frame->extent.y_min * frame->px_per_m};
    double row_px = 1.5 * grid.radius_px;
    grid.first_row = (int64_t)floor((frame->map.y0 - grid.origin.y) / row_px) - 1;
    grid.first_column = (int64_t)floor((frame->map.x0 - grid.origin.x) / width_px) - 1;
    grid.rows = (size_t)ceil((frame->map.y1 - frame->map.y0) / row_px) + 4;
    grid.columns = (size_t)ceil((frame->map.x1 - frame->map.x0) / width_px) + 4;
    return grid;
}

/* Odd rows are half a hexagon to the right; rows are counted from the plane's origin. */
static double shift_of(int64_t row)
{
    return row % 2 ? 0.5 : 0;
}

/* The nearest centre: that of the row and column that the position rounds to, or, near the slanted
 * sides, that of the row beside it. */
size_t bm_hex_grid_find(const bm_hex_grid *grid, bm_px at)
{
    double width_px = 2 * HALF_SQRT_3 * grid->radius_px, row_px = 1.5 * grid->radius_px;
    double x = (at.x - grid->origin.x) / width_px, y = (at.y - grid->origin.y) / row_px;
    double nearest2 = HUGE_VAL;
    int64_t row = 0, column = 0;
    int64_t below = (int64_t)floor(y);
    for (int64_t r = below; r <= below + 1; r++) {
        double c = floor(x - shift_of(r) + 0.5);
        double dx = (x - shift_of(r) - c) * width_px, dy = (y - (double)r) * row_px;
        if (dx * dx + dy * dy < nearest2) {
            nearest2 = dx * dx + dy * dy;
            row = r;
            column = (int64_t)c;
        }
    }
    int64_t line = row - grid->first_row, place = column - grid->first_column;
    line = line < 0 ? 0 : line >= (int64_t)grid->rows ? (int64_t)grid->rows - 1 : line;
    place = place < 0 ? 0 : place >= (int64_t)grid->columns ? (int64_t)grid->columns - 1 : place;
    return (size_t)line * grid->columns + (size_t)place;
}

bm_px bm_hex_grid_center(const bm_hex_grid *grid, size_t index)
{
    int64_t row = (int64_t)(index / grid->columns) + grid->first_row;
    int64_t column = (int64_t)(index % grid->columns) + grid->first_column;
    return (bm_px){grid->origin.x +
                       ((double)column + shift_of(row)) * 2 * HALF_SQRT_3 * grid->radius_px,
                   grid->origin.y + (double)row * 1.5 * grid->radius_px};
}

void bm_hex_corners(bm_px center, double radius_px, bm_px corners[6])
{
    static const double side[] = {0, HALF_SQRT_3, HALF_SQRT_3, 0, -HALF_SQRT_3, -HALF_SQRT_3};
    static const double down[] = {-1, -0.5, 0.5, 1, 0.5, -0.5};
    for (int i = 0; i < 6; i++)
        corners[i] = (bm_px){center.x + side[i] * radius_px, center.y + down[i] * radius_px};
}
