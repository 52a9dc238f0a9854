#include "render/series/sheet_layout.h"

#include <math.h>

/** Width to height of a map whose page leaves it free, and what it may be at most and least. */
#define ASPECT 1.3333
#define ASPECT_MAX 2.2
#define ASPECT_MIN 0.8
/** Columns that are tried. */
#define COLUMNS_MAX 24

static int rows_for(size_t count, int columns)
{
    return (int)((count + (size_t)columns - 1) / (size_t)columns);
}

/* Height of a map where `rows` share the grid's. */
static double height_of(const bm_sheet_want *want, int rows, double width)
{
    double height = (want->height_px - want->gap_px * (rows - 1)) / rows - want->caption_px;
    return fmin(height, width / ASPECT_MIN);
}

static bm_sheet_grid lay_out(const bm_sheet_want *want, int columns)
{
    bm_sheet_grid grid = {.columns = columns,
                          .rows = rows_for(want->count, columns),
                          .pages = 1,
                          .caption_px = want->caption_px,
                          .gap_px = want->gap_px,
                          .span_px = want->width_px};
    double width = floor((want->width_px - want->gap_px * (columns - 1)) / columns);
    double height = width / ASPECT;
    if (want->height_px > 0)
        height = height_of(want, grid.rows, width);
    double low = fmax(want->height_min_px, width / ASPECT_MAX);
    if (want->height_px > 0 && height < low && want->may_break) {
        // Pages of as many rows as are pleasant, shared out evenly.
        double a_row = width / ASPECT + want->caption_px + want->gap_px;
        int most = (int)fmax(floor((want->height_px + want->gap_px) / a_row), 1);
        grid.pages = (size_t)((grid.rows + most - 1) / most);
        grid.rows = (int)(((size_t)grid.rows + grid.pages - 1) / grid.pages);
        height = height_of(want, grid.rows, width);
    }
    grid.is_too_narrow = width < want->width_min_px;
    grid.is_too_low = height < want->height_min_px;
    grid.width_px = (int)fmax(width, 0);
    grid.height_px = (int)fmax(floor(height), 0);
    return grid;
}

/* How large the maps are, by the side that is the shorter one for its part. */
static double size_of(const bm_sheet_grid *grid)
{
    return fmin(grid->width_px, grid->height_px * ASPECT) / sqrt((double)grid->pages);
}

bm_sheet_grid bm_sheet_lay_out(const bm_sheet_want *want)
{
    if (want->columns > 0)
        return lay_out(want, want->columns);
    if (want->height_px <= 0) {
        // A page that grows: a square of few, else four in a row.
        size_t count = want->count;
        return lay_out(want, count < 3 ? (int)count : count < 5 ? 2 : count < 10 ? 3 : 4);
    }
    bm_sheet_grid best = lay_out(want, 1);
    for (int columns = 2; columns <= COLUMNS_MAX && (size_t)columns <= want->count; columns++) {
        bm_sheet_grid tried = lay_out(want, columns);
        bool is_legible = !tried.is_too_narrow && !tried.is_too_low;
        bool was_legible = !best.is_too_narrow && !best.is_too_low;
        if (is_legible != was_legible ? is_legible : size_of(&tried) > size_of(&best))
            best = tried;
    }
    return best;
}

double bm_sheet_grid_height(const bm_sheet_grid *grid, int rows)
{
    return rows * (grid->caption_px + grid->height_px) + (rows - 1) * grid->gap_px;
}

bm_px bm_sheet_grid_place(const bm_sheet_grid *grid, size_t index)
{
    int column = (int)(index % (size_t)grid->columns), row = (int)(index / (size_t)grid->columns);
    double step = grid->columns > 1 ? (grid->span_px - grid->width_px) / (grid->columns - 1) : 0;
    double a_row = grid->caption_px + grid->height_px + grid->gap_px;
    return (bm_px){round(column * step), round(row * a_row + grid->caption_px)};
}

size_t bm_sheet_grid_capacity(const bm_sheet_grid *grid)
{
    return (size_t)grid->rows * (size_t)grid->columns;
}
