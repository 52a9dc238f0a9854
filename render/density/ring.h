/** @file ring.h
 *  A ring of coloured parts round a disc of paper, as pixels: a map of ten thousand events has
 *  hundreds of them, and filling and stroking their paths takes ten times as long.
 */
#ifndef BM_RENDER_DENSITY_RING_H
#define BM_RENDER_DENSITY_RING_H

#include <bordermap/geometry.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "render/style/style.h"

#define BM_RING_PARTS_MAX 16

/** The parts go clockwise from the top; lengths are pixels. */
typedef struct bm_ring {
    bm_px center;
    double inner_px, radius_px;
    double outline_px; /**< width of the line along the outer edge */
    bm_color paper, outline;
    size_t part_count;
    bm_color parts[BM_RING_PARTS_MAX];
    double ends[BM_RING_PARTS_MAX]; /**< shares of the turn; the last is 1 */
} bm_ring;

/** The pixels that it reaches, [`left`, `left + width`) and so on. False when a colour lets
 * something through: pixels are not for such a ring. */
bool bm_ring_reach(const bm_ring *ring, int *left, int *top, int *width, int *height);
/** A ::bm_image_maker of those pixels. */
void bm_ring_make(const void *ring, uint32_t *pixels, int width, int height);

#endif
