#include "events/symbol_shape.h"

#include <math.h>

#define PI 3.14159265358979323846

/* Corners `count` on a circle, the first at `start_deg` clockwise from the top. */
static size_t polygon(bm_px center, double radius, size_t count, double start_deg, bm_px *corners)
{
    for (size_t i = 0; i < count; i++) {
        double angle = (start_deg + 360.0 * (double)i / (double)count) * PI / 180;
        corners[i] = (bm_px){center.x + radius * sin(angle), center.y - radius * cos(angle)};
    }
    return count;
}

static size_t star(bm_px center, double radius, bm_px *corners)
{
    for (size_t i = 0; i < 16; i++) {
        double angle = (double)i * PI / 8, reach = i % 2 ? radius * 0.74 : radius;
        corners[i] = (bm_px){center.x + reach * sin(angle), center.y - reach * cos(angle)};
    }
    return 16;
}

static size_t cross(bm_px center, double arm, double half, bm_px *corners)
{
    static const int outline[12][2] = {{-1, -2}, {1, -2}, {1, -1}, {2, -1}, {2, 1},   {1, 1},
                                       {1, 2},   {-1, 2}, {-1, 1}, {-2, 1}, {-2, -1}, {-1, -1}};
    for (size_t i = 0; i < 12; i++) {
        double along[2];
        for (int axis = 0; axis < 2; axis++) {
            int step = outline[i][axis];
            double size = step == 2 || step == -2 ? arm : half;
            along[axis] = step > 0 ? size : -size;
        }
        corners[i] = (bm_px){center.x + along[0], center.y + along[1]};
    }
    return 12;
}

/* The factors give every shape about the same area, so that none looks like more events. */
size_t bm_shape_outline(bm_shape shape, bm_px center, double radius,
                        bm_px corners[BM_SHAPE_CORNERS_MAX])
{
    size_t count = 0;
    double shift = 0.18 * radius;
    switch (shape) {
    case BM_SHAPE_CIRCLE:
        break;
    case BM_SHAPE_SQUARE:
        count = polygon(center, 1.22 * radius, 4, 45, corners);
        break;
    case BM_SHAPE_DIAMOND:
        count = polygon(center, 1.22 * radius, 4, 0, corners);
        break;
    case BM_SHAPE_TRIANGLE:
        count = polygon((bm_px){center.x, center.y + shift}, 1.36 * radius, 3, 0, corners);
        break;
    case BM_SHAPE_TRIANGLE_DOWN:
        count = polygon((bm_px){center.x, center.y - shift}, 1.36 * radius, 3, 180, corners);
        break;
    case BM_SHAPE_PENTAGON:
        count = polygon(center, 1.12 * radius, 5, 0, corners);
        break;
    case BM_SHAPE_HEXAGON:
        count = polygon(center, 1.07 * radius, 6, 30, corners);
        break;
    case BM_SHAPE_STAR:
        count = star(center, 1.18 * radius, corners);
        break;
    case BM_SHAPE_CROSS:
        count = cross(center, 1.1 * radius, 0.46 * radius, corners);
        break;
    }
    return count;
}

const char *bm_shape_name(bm_shape shape)
{
    static const char *const names[BM_SHAPES] = {
        [BM_SHAPE_CIRCLE] = "circle",
        [BM_SHAPE_SQUARE] = "square",
        [BM_SHAPE_DIAMOND] = "diamond",
        [BM_SHAPE_TRIANGLE] = "triangle",
        [BM_SHAPE_TRIANGLE_DOWN] = "triangle-down",
        [BM_SHAPE_PENTAGON] = "pentagon",
        [BM_SHAPE_HEXAGON] = "hexagon",
        [BM_SHAPE_STAR] = "star",
        [BM_SHAPE_CROSS] = "cross",
    };
    return names[shape];
}
