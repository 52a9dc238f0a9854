/** @file blend.h
 *  A colour laid over pixels through a mask. Pure.
 */
#ifndef BM_RENDER_BLEND_H
#define BM_RENDER_BLEND_H

#include <stdint.h>

#include "render/style/style.h"

/** A pixel of cairo's RGB24 and ARGB32: the colour times its alpha. */
uint32_t bm_blend_pixel(bm_color color);

/** Lay `pixel` over `count` pixels, as far as `mask` covers them. */
void bm_blend_row(uint32_t *pixels, const uint8_t *mask, int count, uint32_t pixel);

#endif
