/** @file zone.h
 *  Strips along the border, under the events.
 */
#ifndef BM_RENDER_MARKS_ZONE_H
#define BM_RENDER_MARKS_ZONE_H

#include <bordermap/map_options.h>

#include "base/strbuf.h"
#include "render/furniture/legend.h"
#include "render/ground/ground.h"

/** The zones that a map shows, narrow ones last. */
typedef struct bm_zones bm_zones;

/** @param country_names  of the border's two, for the legend; borrowed
 *  @param zones  free it with bm_zones_free(); NULL when the options have none
 *  @return ::BM_ERROR_ARGUMENT for a side that is not the border's */
bm_status bm_zones_new(const bm_symbol_options *options, const bm_border *border,
                       const char *const country_names[2], bm_zones **zones, bm_error *error);
void bm_zones_free(bm_zones *zones);
/** Paint them, each within its country as `base` has it. `zones` may be NULL. */
void bm_zones_draw(const bm_zones *zones, const bm_base *base, const bm_style *style,
                   const bm_frame *frame, bm_canvas *canvas);
/** " Shaded: within 30 km of the border." */
void bm_zones_describe(const bm_zones *zones, bm_strbuf *text);
void bm_zones_add_legend(const bm_zones *zones, bm_legend *legend);

#endif
