/** @file pack.h
 *  Pixels as a PNG has them. Pure.
 */
#ifndef BM_RENDER_PACK_H
#define BM_RENDER_PACK_H

#include <stddef.h>
#include <stdint.h>

/** Bytes beyond the packed pixels that bm_pack_pixels() may write to. */
#define BM_PACK_SLACK 4

/** Red, green and blue of cairo's pixels, three bytes each. */
void bm_pack_pixels(const uint32_t *pixels, size_t count, unsigned char *to);

#endif
