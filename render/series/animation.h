/** @file animation.h
 *  The maps of a series one after the other, in one file.
 */
#ifndef BM_RENDER_SERIES_ANIMATION_H
#define BM_RENDER_SERIES_ANIMATION_H

#include "render/map/private.h"
#include "render/series/plan.h"

/** Make the animation of `options` and write its file, whole or not at all. Each map is drawn when
 * its turn comes, some of them twice for a GIF: no more than a few frames are in memory. */
bm_status bm_animation_make(bm_map *map, const bm_series_plan *plan,
                            const bm_series_options *options, bm_series_teller tell, void *context,
                            bm_error *error);

#endif
