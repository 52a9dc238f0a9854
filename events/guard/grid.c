#include "events/guard/grid.h"

#include <bordermap/geodesic.h>

#include <math.h>

static const double PI = 3.14159265358979323846;
/* Of the sphere with the surface of WGS 84. */
static const double SPHERE_M = 6371007.181;

static int64_t limit(double value, int64_t count)
{
    double whole = floor(value);
    return whole < 0 ? 0 : whole >= (double)count ? count - 1 : (int64_t)whole;
}

bm_grid_cell bm_grid_find(double size_m, bm_lonlat position)
{
    int64_t rows = (int64_t)fmax(2, round(PI * SPHERE_M / size_m));
    double height = 180.0 / (double)rows;
    bm_grid_cell cell = {.row = limit((position.lat + 90) / height, rows)};
    cell.box.south = -90 + (double)cell.row * height;
    cell.box.north = cell.row + 1 == rows ? 90 : -90 + (double)(cell.row + 1) * height;
    cell.middle.lat = (cell.box.south + cell.box.north) / 2;
    int64_t columns = (int64_t)fmax(1, round(2 * (double)rows * cos(cell.middle.lat / 180 * PI)));
    double width = 360.0 / (double)columns;
    /* 180° E is 180° W. */
    double lon = position.lon >= 180 ? -180 : position.lon;
    cell.column = limit((lon + 180) / width, columns);
    cell.box.west = -180 + (double)cell.column * width;
    cell.box.east = cell.column + 1 == columns ? 180 : -180 + (double)(cell.column + 1) * width;
    cell.middle.lon = (cell.box.west + cell.box.east) / 2;
    return cell;
}

double bm_grid_reach_m(const bm_grid_cell *cell, bm_lonlat from)
{
    const bm_lonlat corners[] = {{cell->box.west, cell->box.south},
                                 {cell->box.east, cell->box.south},
                                 {cell->box.west, cell->box.north},
                                 {cell->box.east, cell->box.north}};
    double reach = 0;
    for (int i = 0; i < 4; i++)
        reach = fmax(reach, bm_geodesic_distance_m(from, corners[i]));
    return reach;
}

double bm_grid_radius_m(double size_m, const bm_grid_cell *cell, bm_lonlat published,
                        double radius_m)
{
    double half = size_m / 2;
    double sum = bm_grid_reach_m(cell, published) + fmax(radius_m, 0);
    return ceil(sum / half) * half;
}
