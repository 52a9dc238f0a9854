/** @file gif_lzw.h
 *  The compression of a GIF's pixels.
 */
#ifndef BM_RENDER_SERIES_GIF_LZW_H
#define BM_RENDER_SERIES_GIF_LZW_H

#include <bordermap/sink.h>
#include <stdbool.h>

/** Write 8-bit pixels as a GIF has them, from the code size to the empty block that ends them;
 * false when memory is short. */
bool bm_gif_lzw(const unsigned char *pixels, size_t count, bm_sink *sink);

#endif
