/** @file png_chunks.h
 *  The parts of a PNG file but its pixels.
 */
#ifndef BM_RENDER_PNG_CHUNKS_H
#define BM_RENDER_PNG_CHUNKS_H

#include "render/canvas/canvas.h"

/** One chunk; what the sink cannot write its commit tells. `name` is its four letters. */
void bm_png_chunk(bm_sink *sink, const char *name, const void *bytes, size_t size);

/** The signature and every chunk that stands before the pixels. */
void bm_png_write_head(bm_sink *sink, uint32_t width, uint32_t height, double dpi,
                       const bm_canvas_info *info);
/** What ends the file. */
void bm_png_write_tail(bm_sink *sink);

/** Big-endian, as all numbers in a PNG. */
void bm_png_put_number(unsigned char bytes[4], uint32_t number);

#endif
