/** @file sides.h
 *  What is cut off the sides of the map: geometry that the legend and the key share. Private to the
 *  furniture; all lengths in pixels.
 */
#ifndef BM_RENDER_FURNITURE_SIDES_H
#define BM_RENDER_FURNITURE_SIDES_H

#include "render/furniture/parts.h"

/** True for a whole side, false for a corner. */
bool bm_sides_is_side(bm_spot spot);
/** Blank between the map and what stands beside it. */
double bm_sides_gap(const bm_furniture *furniture, const bm_canvas *canvas);
/** Cut a box of this size off a side of `map`, from its corner on; returns what is left. */
bm_px_box bm_sides_cut(bm_px_box map, bm_spot side, double width_px, double height_px,
                       double gap_px, bm_px_box *box);
/** True when `map` is so high that a band below it takes nothing from the size of the land. */
bool bm_sides_is_tall(bm_px_box map);
/** How good a place of this size is for a map of the border: how large the land can be drawn in it,
 *  and how much there is around it. */
double bm_sides_scale(double width_px, double height_px);

#endif
