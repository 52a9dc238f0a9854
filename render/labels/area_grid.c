#include "render/labels/area_grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS_A_SIDE = 160, BEST_MAX = 24, BLOCK = 3 };

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
    return grid->inside && grid->land && grid->inside_sum && grid->busy_sum && grid->town_sum;
}

void label_grid_finish(label_grid *grid)
{
    free(grid->inside);
    free(grid->land);
    free(grid->own[0]);
    free(grid->own[1]);
    free(grid->inside_sum);
    free(grid->busy_sum);
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

static uint32_t sum_of(const label_grid *grid, const uint32_t *sums, int column, int row, int width,
                       int height)
{
    size_t stride = (size_t)grid->columns + 1;
    size_t top = (size_t)row * stride, bottom = ((size_t)row + (size_t)height) * stride;
    size_t left = (size_t)column, right = left + (size_t)width;
    return sums[bottom + right] - sums[top + right] - sums[bottom + left] + sums[top + left];
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

/** Around the marks, where event labels will stand, and under the furniture. */
void label_grid_find_busy(const label_work *work, label_grid *grid)
{
    bm_px_box map = work->frame->map;
    double reach = 34 * work->pt;
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
    for (size_t i = 0; i < work->labels->item_count; i++) {
        const label_item *item = &work->labels->items[i];
        bm_px at = item->dot_center;
        if (item->kind == LABEL_TOWN && item->dot != LABEL_DOT_NONE)
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

/** A position of a name within an area. */
typedef struct area_spot {
    bm_px middle;
    double cost;
} area_spot;

/** Insert into a list that is sorted by cost; the dearest falls out of a full one. */
static void keep_spot(area_spot *spots, size_t *count, area_spot spot)
{
    size_t at = *count;
    while (at > 0 && spots[at - 1].cost > spot.cost)
        at--;
    if (at == BEST_MAX)
        return;
    size_t end = *count < BEST_MAX ? (*count)++ : BEST_MAX - 1;
    for (; end > at; end--)
        spots[end] = spots[end - 1];
    spots[at] = spot;
}

/** Middle of the visible part, in cells. */
static bm_px find_middle(const label_grid *grid)
{
    double sum_x = 0, sum_y = 0, cells = 0;
    for (int row = grid->row0; row <= grid->row1; row++) {
        for (int column = grid->column0; column <= grid->column1; column++) {
            if (grid->inside[row * grid->columns + column]) {
                sum_x += column + 0.5;
                sum_y += row + 0.5;
                cells++;
            }
        }
    }
    return (bm_px){sum_x / cells, sum_y / cells};
}

/** The best spot of one square of BLOCK × BLOCK cells, if it has any. */
static bool search_block(const label_grid *grid, bm_px middle, int column0, int row0, int width,
                         int height, area_spot *best)
{
    const double diagonal = sqrt((double)(grid->columns * grid->columns + grid->rows * grid->rows));
    const uint32_t area = (uint32_t)(width * height);
    *best = (area_spot){.cost = HUGE_VAL};
    for (int row = row0; row < row0 + BLOCK && row + height <= grid->row1 + 1; row++) {
        if (row < grid->row0)
            continue;
        const unsigned char *middles = grid->inside + (row + height / 2) * grid->columns;
        for (int column = column0; column < column0 + BLOCK && column + width <= grid->columns;
             column++) {
            if (!middles[column] || !middles[column + width - 1] ||
                sum_of(grid, grid->inside_sum, column, row, width, height) != area)
                continue;
            double busy = (double)sum_of(grid, grid->busy_sum, column, row, width, height) / area;
            bm_px at = {column + width / 2.0, row + height / 2.0};
            double dx = at.x - middle.x, dy = at.y - middle.y;
            double off = sqrt(dx * dx + dy * dy) / diagonal;
            uint32_t towns = sum_of(grid, grid->town_sum, column, row, width, height);
            double cost = 16 * off + 6 * busy + 4 * towns;
            if (cost < best->cost)
                *best = (area_spot){at, cost};
        }
    }
    return best->cost < HUGE_VAL;
}

static size_t find_spots(const label_work *work, const label_grid *grid, bm_px middle,
                         const label_form *form, area_spot spots[BEST_MAX])
{
    bm_px_box map = work->frame->map;
    int width = (int)ceil((form->width_px + 2 * form->halo_px) / grid->cell_px) + 1;
    int height = (int)ceil((form->height_px + 2 * form->halo_px) / grid->cell_px) + 1;
    size_t count = 0;
    int row0 = grid->row0 - grid->row0 % BLOCK, column0 = grid->column0 - grid->column0 % BLOCK;
    for (int row = row0; row + height <= grid->row1 + 1; row += BLOCK) {
        for (int column = column0; column + width <= grid->column1 + 1; column += BLOCK) {
            area_spot best;
            if (!search_block(grid, middle, column, row, width, height, &best))
                continue;
            best.middle = (bm_px){map.x0 + best.middle.x * grid->cell_px,
                                  map.y0 + best.middle.y * grid->cell_px};
            keep_spot(spots, &count, best);
        }
    }
    return count;
}

/** Add a name with these letter-spacings, the widest first. */
void label_grid_add_name(label_work *work, const label_grid *grid, bm_names names, label_kind kind,
                         int priority, const bm_text_style *style, const double *spacings_em,
                         size_t spacing_count)
{
    bm_names upper = names;
    if (kind != LABEL_SEA)
        upper = (bm_names){label_upper(work, names.first), label_upper(work, names.second)};
    if (!label_begin(work, names.first, kind, priority, 40, 0))
        return;
    bm_px middle = find_middle(grid);
    for (size_t i = 0; i < spacing_count; i++) {
        bm_text_style *spaced = label_style_copy(work, style);
        label_form *form = label_form_new(work);
        if (!spaced || !form)
            return;
        spaced->spacing_pt += spacings_em[i] * style->size_pt;
        label_form_add_names(work, form, spaced, upper);
        // Spread letters need air, or they are read together with what stands beside them.
        form->halo_px = fmax(form->halo_px, 0.5 * style->size_pt * work->pt);
        area_spot spots[BEST_MAX];
        size_t count = find_spots(work, grid, middle, form, spots);
        for (size_t j = 0; j < count; j++)
            label_add_centred(work, form, spots[j].middle, spots[j].cost + 2.5 * (double)i);
    }
}
