/** @file inset.h
 *  The locator map: the border's two countries and what lies around, with the extent of the map.
 */
#ifndef BM_RENDER_FURNITURE_INSET_H
#define BM_RENDER_FURNITURE_INSET_H

#include <bordermap/map.h>

#include "render/canvas/canvas.h"
#include "render/map/frame.h"

typedef struct bm_inset bm_inset;

/** Settle what the locator shows and its projection.
 *  @param frame  of the map, read when the locator is drawn; borrowed, as is `basemap`
 *  @return ::BM_ERROR_PROJECTION when the region cannot be shown */
bm_status bm_inset_new(const bm_basemap *basemap, const bm_frame *frame, bm_inset **inset,
                       bm_error *error);
void bm_inset_free(bm_inset *inset);
/** Width of what it shows by its height. */
double bm_inset_aspect(const bm_inset *inset);
/** Nothing when `box` is empty. */
void bm_inset_draw(const bm_inset *inset, bm_px_box box, const bm_style *style, bm_canvas *canvas);

#endif
