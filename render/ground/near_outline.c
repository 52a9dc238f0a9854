/* Which of many points lie beside the border or the outline of a country. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "render/ground/parts.h"

/** Cells along a side of the grid, at most. */
#define SIDE_MAX 64

/** A segment of an outline in the list of a cell. */
typedef struct segment {
    bm_px a, b;
    size_t next;
} segment;

/** The segments that may be near a point, by the cell that the point is in. */
typedef struct near_grid {
    bm_px_box box;
    double cell_px;
    double near_px;
    size_t columns, rows;
    size_t head[SIDE_MAX * SIDE_MAX];
    segment *segments;
    size_t count, capacity;
    bool failed;
} near_grid;

static double squared_distance(bm_px at, bm_px a, bm_px b)
{
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double share = length > 0 ? ((at.x - a.x) * dx + (at.y - a.y) * dy) / length : 0;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    double x = a.x + share * dx - at.x, y = a.y + share * dy - at.y;
    return x * x + y * y;
}

bool bm_base_is_near_outline(const bm_base *base, bm_px at, double distance_px)
{
    static const bm_ground_group groups[] = {BM_GROUND_BORDER, BM_GROUND_COUNTRY_LINES};
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        for (const bm_ground_shape *shape = base->first[groups[g]]; shape; shape = shape->next)
            for (const bm_ground_path *part = shape->first; part; part = part->next)
                for (size_t i = 1; i < part->count; i++)
                    if (squared_distance(at, part->points[i - 1], part->points[i]) <
                        distance_px * distance_px)
                        return true;
    return false;
}

static size_t cell_of(double at, double low, double cell_px, size_t count)
{
    double cell = floor((at - low) / cell_px);
    return cell <= 0 ? 0 : cell >= (double)count ? count - 1 : (size_t)cell;
}

static void list(near_grid *grid, size_t cell, bm_px a, bm_px b)
{
    if (grid->count == grid->capacity) {
        size_t more = grid->capacity ? 2 * grid->capacity : 512;
        segment *moved = realloc(grid->segments, more * sizeof *moved);
        grid->failed = grid->failed || !moved;
        if (!moved)
            return;
        grid->segments = moved;
        grid->capacity = more;
    }
    grid->segments[grid->count] = (segment){a, b, grid->head[cell]};
    grid->head[cell] = grid->count++;
}

static void add_segment(near_grid *grid, bm_px a, bm_px b)
{
    double x0 = (a.x < b.x ? a.x : b.x) - grid->near_px;
    double x1 = (a.x < b.x ? b.x : a.x) + grid->near_px;
    double y0 = (a.y < b.y ? a.y : b.y) - grid->near_px;
    double y1 = (a.y < b.y ? b.y : a.y) + grid->near_px;
    if (x1 < grid->box.x0 || x0 > grid->box.x1 || y1 < grid->box.y0 || y0 > grid->box.y1)
        return;
    size_t to_x = cell_of(x1, grid->box.x0, grid->cell_px, grid->columns);
    size_t to_y = cell_of(y1, grid->box.y0, grid->cell_px, grid->rows);
    for (size_t y = cell_of(y0, grid->box.y0, grid->cell_px, grid->rows); y <= to_y; y++)
        for (size_t x = cell_of(x0, grid->box.x0, grid->cell_px, grid->columns); x <= to_x; x++)
            list(grid, y * grid->columns + x, a, b);
}

static void add_shapes(near_grid *grid, const bm_ground_shape *shapes)
{
    for (const bm_ground_shape *shape = shapes; shape; shape = shape->next)
        for (const bm_ground_path *part = shape->first; part; part = part->next)
            for (size_t i = 1; i < part->count; i++)
                add_segment(grid, part->points[i - 1], part->points[i]);
}

static bool is_near(const near_grid *grid, bm_px at)
{
    size_t cell = cell_of(at.y, grid->box.y0, grid->cell_px, grid->rows) * grid->columns +
                  cell_of(at.x, grid->box.x0, grid->cell_px, grid->columns);
    for (size_t i = grid->head[cell]; i != SIZE_MAX; i = grid->segments[i].next)
        if (squared_distance(at, grid->segments[i].a, grid->segments[i].b) <
            grid->near_px * grid->near_px)
            return true;
    return false;
}

bool bm_base_find_near_outline(const bm_base *base, const bm_px *points, size_t count,
                               double distance_px, bool *near)
{
    near_grid *grid = calloc(1, sizeof *grid);
    if (!grid)
        return false;
    grid->box = (bm_px_box){INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < count; i++)
        grid->box = (bm_px_box){fmin(grid->box.x0, points[i].x), fmin(grid->box.y0, points[i].y),
                                fmax(grid->box.x1, points[i].x), fmax(grid->box.y1, points[i].y)};
    double longer = fmax(grid->box.x1 - grid->box.x0, grid->box.y1 - grid->box.y0);
    grid->near_px = distance_px;
    grid->cell_px = fmax(longer / SIDE_MAX * 1.001, 2 * distance_px);
    grid->columns = grid->rows = SIDE_MAX;
    for (size_t i = 0; i < SIDE_MAX * SIDE_MAX; i++)
        grid->head[i] = SIZE_MAX;
    if (count > 0) {
        add_shapes(grid, base->first[BM_GROUND_BORDER]);
        add_shapes(grid, base->first[BM_GROUND_COUNTRY_LINES]);
    }
    bool fine = !grid->failed;
    for (size_t i = 0; fine && i < count; i++)
        near[i] = is_near(grid, points[i]);
    free(grid->segments);
    free(grid);
    return fine;
}
