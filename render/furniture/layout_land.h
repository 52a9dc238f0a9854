/** @file layout_land.h
 *  How much of the land that a map is about lies under a box: a coarse grid of the border's two
 *  countries and of the oblasts that are hatched for events.
 */
#ifndef BM_RENDER_FURNITURE_LAYOUT_LAND_H
#define BM_RENDER_FURNITURE_LAYOUT_LAND_H

#include <bordermap/border.h>
#include <bordermap/layer.h>

#include "render/map/frame.h"
#include "render/marks/marks.h"

typedef struct bm_layout_land bm_layout_land;

/** The land of the two countries of `border` counts once, what is hatched for a mark twice.
 *  @return NULL when memory is short; free it with bm_layout_land_free() */
bm_layout_land *bm_layout_land_new(const bm_frame *frame, const bm_layer *countries,
                                   const bm_border *border, const bm_marks *marks);
void bm_layout_land_free(bm_layout_land *land);
/** Square pixels of it under `box`; 0 when `land` is NULL. */
double bm_layout_land_under(const bm_layout_land *land, bm_px_box box);

#endif
