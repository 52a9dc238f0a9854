/** @file blend.h
 *  A colour laid over pixels, evenly or through a mask. Pure.
 */
#ifndef BM_RENDER_BLEND_H
#define BM_RENDER_BLEND_H

#include <stdint.h>

#include "render/style/style.h"

/** a × b / 255, rounded; both at most 255. */
static inline uint32_t bm_blend_share(uint32_t a, uint32_t b)
{
    uint32_t product = a * b + 128;
    return (product + (product >> 8)) >> 8;
}

/** A pixel of cairo's RGB24 and ARGB32: the colour times its alpha. */
uint32_t bm_blend_pixel(bm_color color);

/** Lay `pixel` over `count` pixels, all of which are covered to `cover` of 255. */
void bm_blend_all(uint32_t *pixels, int count, uint32_t pixel, uint8_t cover);

/** Lay `pixel` over `count` pixels, as far as `mask` covers them. */
void bm_blend_row(uint32_t *pixels, const uint8_t *mask, int count, uint32_t pixel);

/** Lay an image with transparency, as ARGB32 has it, over pixels, as far as `mask` covers them;
 * NULL covers all. */
void bm_blend_image_row(uint32_t *pixels, const uint32_t *image, const uint8_t *mask, int count);

#endif
