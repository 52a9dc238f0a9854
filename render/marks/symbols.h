/** @file symbols.h
 *  The shapes of events, drawn as cairo paths.
 */
#ifndef BM_RENDER_SYMBOLS_H
#define BM_RENDER_SYMBOLS_H

#include <bordermap/events.h>

#include "render/canvas/canvas.h"

/** Draw one symbol: filled when confirmed or unstated, hatched when assessed, outlined on a light
 *  ground when claimed, the left half filled for several of these; always with the style's dark
 *  outline. */
void bm_symbol_draw(bm_canvas *canvas, const bm_style *style, const bm_category_style *category,
                    bm_claim claim, bm_px center, double radius_px);

/** Make room for a number in a shape that has none: a disc amid the cross. `fill` and `claim` are
 * those of the symbol. */
void bm_symbol_draw_hub(bm_canvas *canvas, const bm_style *style, bm_shape shape, bm_color fill,
                        bm_claim claim, bm_px center, double radius_px);
/** The colour in which a number on a fill has a contrast of at least 4.5: the style's, if it can.
 */
bm_color bm_symbol_number_color(const bm_style *style, bm_color fill);
/** Draw the number of events in a symbol. `is_plain`: it is filled with `fill` and nothing else. */
void bm_symbol_draw_number(bm_canvas *canvas, const bm_style *style, bm_shape shape, bm_color fill,
                           bool is_plain, bm_px center, double radius_px, size_t count);

/** Draw it on a disc at the upper right, for a symbol that is a picture. */
void bm_symbol_draw_badge(bm_canvas *canvas, const bm_style *style, bm_px center, double radius_px,
                          size_t count);

/** Draw a tilde on a disc at the upper left: the date is less exact than the map's window. */
void bm_symbol_draw_imprecise(bm_canvas *canvas, const bm_style *style, bm_px center,
                              double radius_px);

/** A share of a symbol that stands for several kinds of events. */
typedef struct bm_symbol_share {
    bm_color fill;
    size_t count;
} bm_symbol_share;
/** Draw a white disc in a ring that shows the shares, clockwise from the top. */
void bm_symbol_draw_mixed(bm_canvas *canvas, const bm_style *style, const bm_symbol_share *shares,
                          size_t share_count, bm_px center, double radius_px);

/** How far a symbol reaches from its centre in the direction of a unit vector (y down), in its
 *  radii, without the outline's width. */
double bm_symbol_reach(bm_shape shape, double dx, double dy);
/** From the centre and radius of a symbol to those of the smallest circle round its outline. */
void bm_symbol_disc(bm_shape shape, bm_px *center, double *radius);

/** Draw the circle of an area in which an event happened: dashed when it has the true radius,
 * dotted when it is only a sign for a wider one. */
void bm_area_draw(bm_canvas *canvas, const bm_style *style, bm_px center, double radius_px,
                  bool is_sign);

#endif
