/** @file ground.h
 *  The ground of the map: countries, oblasts, water, and the border, as paths on the page.
 */
#ifndef BM_RENDER_GROUND_H
#define BM_RENDER_GROUND_H

#include <bordermap/map.h>

#include "render/canvas/canvas.h"
#include "render/furniture/legend.h"
#include "render/map/frame.h"

/** Projected, clipped and thinned once; drawn any number of times. */
typedef struct bm_base bm_base;

/** What the furniture asks for, and the key: the border, the graticule, disputed areas, districts,
 *  roads and the like. The rest is made by bm_base_complete(), once the frame is settled.
 *  @param base  free it with bm_base_free(); `frame` is copied, layers are borrowed */
bm_status bm_base_begin(const bm_basemap *basemap, const bm_ground_options *options,
                        const bm_frame *frame, bm_base **base, bm_error *error);
/** Countries, oblasts and water. May run on a thread beside all that bm_base_begin() serves, but
 *  not beside drawing. The second time it does nothing. */
bm_status bm_base_complete(bm_base *base, const bm_basemap *basemap, bm_error *error);
/** Both at once.
 *  @param base  free it with bm_base_free(); `frame` is copied, layers are borrowed */
bm_status bm_base_new(const bm_basemap *basemap, const bm_ground_options *options,
                      const bm_frame *frame, bm_base **base, bm_error *error);
/** Take the raster's pixels for the map; once is enough. NULL is fine. */
bm_status bm_base_load_raster(bm_base *base, bm_raster *raster, bm_error *error);
/** Choose where the graticule's labels stand, clear of `taken`. Nothing happens without one. False
 *  when memory is short. */
bool bm_base_place_labels(bm_base *base, const bm_style *style, const bm_px_box *taken,
                          size_t count, bm_canvas *canvas);
/** The boxes of these labels, halo included, to keep other labels off. Borrowed. */
const bm_px_box *bm_base_label_boxes(const bm_base *base, size_t *count);
/** Draw them; bm_base_draw() paints no text, so that it may run while text is measured. */
void bm_base_draw_labels(const bm_base *base, const bm_style *style, bm_canvas *canvas);
/** Add the rows of the legend for what is on the map. */
void bm_base_add_legend(const bm_base *base, bm_legend *legend);
/** True when some of the border is on the map. */
bool bm_base_has_border(const bm_base *base);
/** Restrict painting to the country with the code that `code` begins with, when it is one of the
 *  border's two; end with bm_canvas_end_clip() when true. */
bool bm_base_begin_country(const bm_base *base, const char *code, bm_canvas *canvas);
/** Add the part of that country in `box` to the canvas's path; false when it is not of the two. */
bool bm_base_add_country(const bm_base *base, const char *code, bm_px_box box, bm_canvas *canvas);
/** Add what lies in `box` and in no other country than the one with this whole code to the canvas's
 *  path, so that its coast cuts nothing. False when that is all of the box. */
bool bm_base_add_own(const bm_base *base, const char *code, bm_px_box box, bm_canvas *canvas);
/** Restrict painting to what is not under a lake or reservoir; end with bm_canvas_end_clip(). */
void bm_base_begin_dry(const bm_base *base, bm_canvas *canvas);
/** Add the lakes and reservoirs that reach into `box` to the canvas's path. */
void bm_base_add_lakes(const bm_base *base, bm_px_box box, bm_canvas *canvas);
/** True when the border, or the outline of a country, passes within `distance_px` of `at`. */
bool bm_base_is_near_outline(const bm_base *base, bm_px at, double distance_px);
/** The same of many points: sets `near` for each. False when memory is short. */
bool bm_base_find_near_outline(const bm_base *base, const bm_px *points, size_t count,
                               double distance_px, bool *near);
void bm_base_free(bm_base *base);
/** Draw the border alone, for what has covered it. */
void bm_base_draw_border(const bm_base *base, const bm_style *style, bm_canvas *canvas);
void bm_base_draw(const bm_base *base, const bm_style *style, bm_canvas *canvas);

#endif
