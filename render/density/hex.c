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

size_t bm_hex_grid_beside(const bm_hex_grid *grid, size_t index, unsigned side)
{
    static const int rows[] = {-1, 0, 1, 1, 0, -1};
    int64_t line = (int64_t)(index / grid->columns), place = (int64_t)(index % grid->columns);
    bool is_shifted = (line + grid->first_row) % 2 != 0;
    if (rows[side] == 0)
        place += side == 1 ? 1 : -1;
    else if (side < 3)
        place += is_shifted ? 1 : 0;
    else
        place -= is_shifted ? 0 : 1;
    line += rows[side];
    if (line < 0 || place < 0 || line >= (int64_t)grid->rows || place >= (int64_t)grid->columns)
        return SIZE_MAX;
    return (size_t)line * grid->columns + (size_t)place;
}

/* Of a hexagon (0) and those at its sides (1 to 6): which of those in `sides` lies at a side of
 * another; -1 for none. */
static int neighbour(uint8_t sides, int hexagon, unsigned side)
{
    unsigned own = (unsigned)(hexagon - 1);
    if (hexagon == 0)
        return sides >> side & 1 ? (int)side + 1 : -1;
    if (side == (own + 3) % 6)
        return 0;
    unsigned other = side == (own + 2) % 6 ? (own + 1) % 6 : (own + 5) % 6;
    bool is_beside = side == (own + 2) % 6 || side == (own + 4) % 6;
    return is_beside && (sides >> other & 1) ? (int)other + 1 : -1;
}

/* Round the outside, clockwise: where a side leads into a hexagon of the group, on along that. */
size_t bm_hex_outline(bm_px center, double radius_px, uint8_t sides,
                      bm_px corners[BM_HEX_OUTLINE_MAX])
{
    static const double right[] = {HALF_SQRT_3,  2 * HALF_SQRT_3,  HALF_SQRT_3,
                                   -HALF_SQRT_3, -2 * HALF_SQRT_3, -HALF_SQRT_3};
    static const double down[] = {-1.5, 0, 1.5, 1.5, 0, -1.5};
    size_t count = 0;
    unsigned first_side = 0;
    while (first_side < 6 && (sides >> first_side & 1))
        first_side++;
    int first = first_side < 6 ? 0 : 1, hexagon = first;
    first_side %= 6;
    unsigned side = first_side;
    do {
        bm_px own[6], middle = center;
        if (hexagon > 0)
            middle = (bm_px){center.x + right[hexagon - 1] * radius_px,
                             center.y + down[hexagon - 1] * radius_px};
        bm_hex_corners(middle, radius_px, own);
        corners[count++] = own[side];
        side = (side + 1) % 6;
        for (int next = neighbour(sides, hexagon, side); next >= 0;
             next = neighbour(sides, hexagon, side)) {
            hexagon = next;
            side = (side + 4) % 6;
        }
    } while ((hexagon != first || side != first_side) && count < BM_HEX_OUTLINE_MAX);
    return count;
}
