/** @file binding.h
 *  The atlas of a series while it is made.
 */
#ifndef BM_RENDER_SERIES_BINDING_H
#define BM_RENDER_SERIES_BINDING_H

#include <bordermap/atlas.h>

#include "render/series/frame.h"

/** Zero-initialise it. Without an atlas among the options it does nothing. */
typedef struct bm_binding {
    bm_sink *sink;
    bm_atlas *atlas;
    bool is_broken; /**< a page is missing: there will be no atlas */
} bm_binding;

bm_status bm_binding_begin(bm_binding *book, bm_map *map, const bm_series_options *options,
                           bm_error *error);
/** Bind the map as the next page, unless its file could not be made. What goes wrong is the
 *  result's. */
void bm_binding_add(bm_binding *book, bm_map *map, const bm_series_plan_frame *at,
                    bm_frame_result *result);
/** Write the atlas when all went well so far, as `status` says, and forget it in any case. */
bm_status bm_binding_end(bm_binding *book, bm_status status, bm_error *error);

#endif
