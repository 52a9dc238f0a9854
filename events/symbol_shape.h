/** @file symbol_shape.h
 *  The shapes that stand for kinds of events, on maps and in the styles that go with exports.
 */
#ifndef BM_EVENTS_SYMBOL_SHAPE_H
#define BM_EVENTS_SYMBOL_SHAPE_H

#include <bordermap/geometry.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum bm_shape {
    BM_SHAPE_CIRCLE,
    BM_SHAPE_SQUARE,
    BM_SHAPE_DIAMOND,
    BM_SHAPE_TRIANGLE,
    BM_SHAPE_TRIANGLE_DOWN,
    BM_SHAPE_PENTAGON,
    BM_SHAPE_HEXAGON,
    BM_SHAPE_STAR,
    BM_SHAPE_CROSS
} bm_shape;

enum {
    BM_SHAPES = BM_SHAPE_CROSS + 1,
    BM_SHAPE_CORNERS_MAX = 16 /**< of the largest shape: an eight-pointed star */
};
/** Radius of the circle, in those of a symbol. */
#define BM_SHAPE_CIRCLE_RADII 0.98

/* How claims look, in radii of a symbol: a ring in the middle of whose width lies the shape made
 * smaller, for what is claimed; hatching that rises to the right over a tint, for what is
 * assessed. As render/marks/ draws them. */
#define BM_SHAPE_RING_AT 0.8
#define BM_SHAPE_RING_WIDTH 0.4
#define BM_SHAPE_HATCH_GAP 0.78
#define BM_SHAPE_HATCH_WIDTH 0.3
#define BM_SHAPE_HATCH_REACH 2.0
#define BM_SHAPE_HATCH_TINT 0.3

/** The corners of a shape, clockwise from the top, y down. All have about the same area, so that
 *  none looks like more events. The circle has none.
 *  @return how many there are */
size_t bm_shape_outline(bm_shape shape, bm_px center, double radius,
                        bm_px corners[BM_SHAPE_CORNERS_MAX]);

/** Its word in styles and in names of files: "triangle-down". Static storage. */
const char *bm_shape_name(bm_shape shape);

#endif
