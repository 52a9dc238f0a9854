/** @file furniture.h
 *  What surrounds and explains the map: title, legend, scale bar, credit.
 */
#ifndef BM_RENDER_FURNITURE_H
#define BM_RENDER_FURNITURE_H

#include <bordermap/map.h>

#include "render/canvas/canvas.h"
#include "render/furniture/legend.h"
#include "render/map/frame.h"
#include "render/marks/marks.h"

/** Texts and switches of the furniture. Borrowed; NULL texts mean "". */
typedef struct bm_furniture_content {
    const char *title;
    const char *subtitle;
    const char *credit;     /**< sources, projection, dates, program; wrapped to the page's width */
    const char *disclaimer; /**< "" for none */
    const char *country_names[2]; /**< for the border's entry in the legend */
    bool has_own_subtitle; /**< the caller's, which need not say how many events are missing */
    bool show_legend;
    bool show_scale_bar;
    bool hide_border;    /**< none of it is on the map, and it needs no entry */
    bool show_crossings; /**< crossings are drawn and need an entry; see
                            bm_labels_crossings_in_view() */
} bm_furniture_content;

#define BM_FURNITURE_BOXES_MAX 8

/** Where everything goes. Made before the frame (title and credit take room from the map), finished
 *  after the marks are known (the legend and scale bar go where the events are not). */
typedef struct bm_furniture {
    bm_px_box header;
    bm_px_box footer;
    bm_px_box legend;                        /**< empty (x0 = x1) when there is none */
    bm_px_box scale_bar;                     /**< on the map; empty when there is none */
    bm_px_box boxes[BM_FURNITURE_BOXES_MAX]; /**< all of them that lie on the map, for the labels */
    size_t box_count;
    double scale_length_m; /**< 1, 2 or 5 × 10ⁿ metres, geodesic */
    double scale_length_px;
    double type_scale; /**< of all type here: larger on a large page, smaller on a small one */
    int legend_columns;
    bm_legend_section legend_end; /**< sections before this one are shown */
    double legend_count_px;       /**< room for the counts */
    bool legend_in_the_way;       /**< it covers marks or the border: no free place was found */
    bool legend_outside;          /**< it stands beside or below the map */
} bm_furniture;

/** Set header and footer for this content; returns the box that is left for the map, which may be
 *  none at all (y1 < y0) on a small page. */
bm_px_box bm_furniture_measure(bm_furniture *furniture, const bm_furniture_content *content,
                               const bm_style *style, bm_canvas *canvas);
/** Choose the legend's and the scale bar's place, the one with the fewest marks and the least of
 * the border under it, corners first. `legend` and `marks` are those of the whole series, so that
 * nothing moves between frames. */
void bm_furniture_place(bm_furniture *furniture, const bm_furniture_content *content,
                        const bm_legend *legend, const bm_style *style, const bm_frame *frame,
                        const bm_marks *marks, const bm_border *border, bm_canvas *canvas);
/** When the legend found no free place: the part of `map` that is left when the legend stands
 * beside or below it. Fit the frame and the marks to it and call bm_furniture_place() again.
 * Returns `map` as it is when the legend lies well, or when there is no room. */
bm_px_box bm_furniture_make_room(bm_furniture *furniture, const bm_legend *legend,
                                 const bm_style *style, bm_px_box map, bm_canvas *canvas);
/** Draw it. `legend` is that of this window, with its counts. */
void bm_furniture_draw(const bm_furniture *furniture, const bm_furniture_content *content,
                       const bm_legend *legend, const bm_style *style, bm_canvas *canvas);

#endif
