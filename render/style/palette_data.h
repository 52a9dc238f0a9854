/** @file palette_data.h
 *  The colours of every palette.
 */
#ifndef BM_RENDER_STYLE_PALETTE_DATA_H
#define BM_RENDER_STYLE_PALETTE_DATA_H

#include "render/style/palettes.h"

extern const bm_palette bm_palettes[];
extern const size_t bm_palette_count;

#endif
