/** @file layout_private.h
 *  Between the files of the layout: layout_ground.c knows what lies where, layout.c places.
 */
#ifndef BM_RENDER_FURNITURE_LAYOUT_PRIVATE_H
#define BM_RENDER_FURNITURE_LAYOUT_PRIVATE_H

#include "render/furniture/layout.h"

bm_px_box bm_layout_ground_map(const bm_layout_ground *ground);
double bm_layout_ground_margin(const bm_layout_ground *ground);

#endif
