#include "render/placement/grid.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

enum { CELLS_A_SIDE_MAX = 256 };

typedef struct cells {
    int column0, column1, row0, row1;
} cells;

static int clamp_cell(double value, int count)
{
    if (!(value > 0))
        return 0;
    return value >= count - 1 ? count - 1 : (int)value;
}

static cells cells_of(const bm_grid *grid, bm_px_box box)
{
    return (cells){
        .column0 = clamp_cell((box.x0 - grid->box.x0) * grid->cells_a_px, grid->columns),
        .column1 = clamp_cell((box.x1 - grid->box.x0) * grid->cells_a_px, grid->columns),
        .row0 = clamp_cell((box.y0 - grid->box.y0) * grid->cells_a_px, grid->rows),
        .row1 = clamp_cell((box.y1 - grid->box.y0) * grid->cells_a_px, grid->rows),
    };
}

bool bm_grid_init(bm_grid *grid, bm_px_box box, double cell_px)
{
    double longest = fmax(box.x1 - box.x0, box.y1 - box.y0);
    *grid = (bm_grid){.box = box, .cell_px = fmax(cell_px, longest / CELLS_A_SIDE_MAX)};
    if (!(grid->cell_px > 0))
        grid->cell_px = 1;
    grid->cells_a_px = 1 / grid->cell_px;
    grid->columns = (int)fmin(floor((box.x1 - box.x0) / grid->cell_px) + 1, CELLS_A_SIDE_MAX + 1);
    grid->rows = (int)fmin(floor((box.y1 - box.y0) / grid->cell_px) + 1, CELLS_A_SIDE_MAX + 1);
    grid->heads = calloc((size_t)grid->columns * (size_t)grid->rows, sizeof *grid->heads);
    return grid->heads != NULL;
}

void bm_grid_finish(bm_grid *grid)
{
    free(grid->heads);
    free(grid->entries);
    *grid = (bm_grid){0};
}

static bool add_to_cell(bm_grid *grid, uint32_t *head, uint32_t item)
{
    uint32_t number = grid->spare;
    if (number) {
        grid->spare = grid->entries[number - 1].next;
    } else {
        if (grid->count >= UINT32_MAX - 1)
            return false;
        bm_grid_entry *entries =
            bm_array_grow(grid->entries, grid->count, &grid->capacity, sizeof *entries);
        if (!entries)
            return false;
        grid->entries = entries;
        number = (uint32_t)++grid->count;
    }
    grid->entries[number - 1] = (bm_grid_entry){.item = item, .next = *head};
    *head = number;
    return true;
}

bool bm_grid_add(bm_grid *grid, bm_px_box box, uint32_t item)
{
    cells range = cells_of(grid, box);
    for (int row = range.row0; row <= range.row1; row++) {
        for (int column = range.column0; column <= range.column1; column++) {
            if (!add_to_cell(grid, &grid->heads[row * grid->columns + column], item))
                return false;
        }
    }
    return true;
}

static void remove_from_cell(bm_grid *grid, uint32_t *head, uint32_t item)
{
    uint32_t *link = head;
    while (*link) {
        uint32_t number = *link;
        bm_grid_entry *entry = &grid->entries[number - 1];
        if (entry->item == item) {
            *link = entry->next;
            entry->next = grid->spare;
            grid->spare = number;
            return;
        }
        link = &entry->next;
    }
}

void bm_grid_remove(bm_grid *grid, bm_px_box box, uint32_t item)
{
    cells range = cells_of(grid, box);
    for (int row = range.row0; row <= range.row1; row++) {
        for (int column = range.column0; column <= range.column1; column++)
            remove_from_cell(grid, &grid->heads[row * grid->columns + column], item);
    }
}

bool bm_grid_query(const bm_grid *grid, bm_px_box box, bm_grid_visitor visit, void *context)
{
    cells range = cells_of(grid, box);
    for (int row = range.row0; row <= range.row1; row++) {
        for (int column = range.column0; column <= range.column1; column++) {
            uint32_t number = grid->heads[row * grid->columns + column];
            while (number) {
                const bm_grid_entry *entry = &grid->entries[number - 1];
                if (!visit(entry->item, context))
                    return false;
                number = entry->next;
            }
        }
    }
    return true;
}
