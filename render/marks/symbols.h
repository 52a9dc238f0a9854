/** @file symbols.h
 *  The shapes of events, drawn as cairo paths.
 */
#ifndef BM_RENDER_SYMBOLS_H
#define BM_RENDER_SYMBOLS_H

#include <bordermap/events.h>

#include "render/canvas/canvas.h"

/** Draw one symbol: filled when confirmed or unstated, hatched when assessed, outlined on a light
 *  ground when claimed; always with the style's dark outline. */
void bm_symbol_draw(bm_canvas *canvas, const bm_style *style, const bm_category_style *category,
                    bm_claim claim, bm_px center, double radius_px);

/** How far a symbol reaches from its centre in the direction of a unit vector (y down), in its
 *  radii, without the outline's width. */
double bm_symbol_reach(bm_shape shape, double dx, double dy);

/** Draw the circle of an area in which an event happened: dashed when it has the true radius,
 * dotted when it is only a sign for a wider one. */
void bm_area_draw(bm_canvas *canvas, const bm_style *style, bm_px center, double radius_px,
                  bool is_sign);

#endif
