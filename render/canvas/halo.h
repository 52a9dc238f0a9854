/** @file halo.h
 *  The halo round painted letters, from their pixels.
 */
#ifndef BM_RENDER_HALO_H
#define BM_RENDER_HALO_H

#include <stddef.h>
#include <stdint.h>

/** A wider halo takes longer than stroking the letters' outlines. */
#define BM_HALO_RADIUS_MAX_PX 9

/** Widen a mask of coverages (0 to 255 a pixel) on all sides, with soft edges: a pixel at the
 * distance d of one that is covered by the share c is covered by c + radius - d. That is exact
 * along straight edges.
 *  @param from,to  `height` rows of `stride` bytes, of which `width` count; `to` is zero
 *  @param top,bottom  rows of `to` that are wanted, [`top`, `bottom`)
 *  @param radius_px  0 to ::BM_HALO_RADIUS_MAX_PX
 *  @param row  `width` bytes to work in */
void bm_halo_spread(const uint8_t *from, uint8_t *to, int width, int height, size_t stride, int top,
                    int bottom, double radius_px, uint8_t *row);

#endif
