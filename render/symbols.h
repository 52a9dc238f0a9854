/** @file symbols.h
 *  The shapes of events, drawn as cairo paths.
 */
#ifndef BM_RENDER_SYMBOLS_H
#define BM_RENDER_SYMBOLS_H

#include <bordermap/events.h>

#include "render/canvas.h"

/** Draw one symbol: filled when confirmed or unstated, hatched when assessed, outlined on a light
 *  ground when claimed; always with the style's dark outline. */
void bm_symbol_draw(bm_canvas *canvas, const bm_style *style, const bm_category_style *category,
                    bm_claim claim, bm_px center, double radius_px);

#endif
