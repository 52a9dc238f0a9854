/** @file gif_palette.h
 *  The colours of a GIF: those of flat areas exactly, the shades at their edges as near as may be.
 */
#ifndef BM_RENDER_SERIES_GIF_PALETTE_H
#define BM_RENDER_SERIES_GIF_PALETTE_H

#include "render/series/animator.h"

#define BM_GIF_COLORS_MAX 255 /**< one of the 256 is for what does not change */

typedef struct bm_gif_palette bm_gif_palette;

/** NULL when memory is short. */
bm_gif_palette *bm_gif_palette_new(void);
void bm_gif_palette_free(bm_gif_palette *palette);
/** Count the colours of a frame; false when memory is short. */
bool bm_gif_palette_see(bm_gif_palette *palette, bm_animation_frame frame, int width, int height);
/** Choose, from what was seen: the same colours whatever the order of the frames. */
bool bm_gif_palette_settle(bm_gif_palette *palette);
/** After that: how many there are, and each as 0xRRGGBB. */
size_t bm_gif_palette_count(const bm_gif_palette *palette);
uint32_t bm_gif_palette_color(const bm_gif_palette *palette, size_t index);
/** Number of the nearest colour. */
unsigned char bm_gif_palette_find(bm_gif_palette *palette, uint32_t pixel);

#endif
