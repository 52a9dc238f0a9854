/** @file furniture.h
 *  What surrounds and explains the map: title, legend, key, scale bar, locator map, credit.
 */
#ifndef BM_RENDER_FURNITURE_H
#define BM_RENDER_FURNITURE_H

#include <bordermap/map.h>

#include "render/canvas/canvas.h"
#include "render/furniture/inset.h"
#include "render/furniture/legend.h"
#include "render/furniture/logo.h"
#include "render/labels/key.h"
#include "render/map/frame.h"
#include "render/marks/marks.h"

/** Texts and switches of the furniture. Borrowed; NULL texts mean "". */
typedef struct bm_furniture_content {
    const char *title;
    const char *subtitle;
    const char *credit;     /**< sources, projection, dates, program; wrapped to the page's width */
    const char *disclaimer; /**< "" for none */
    const bm_logo *logo;    /**< NULL for none */
    const char *country_names[2]; /**< for the border's entry in the legend */
    bool has_own_subtitle; /**< the caller's, which need not say how many events are missing */
    bm_spot legend;
    bm_spot scale_bar;
    bm_spot inset;
    bm_spot panel;
    bm_north_arrow north;
    double type_scale;        /**< of the caller's; 0 is 1 */
    bool hides_counts;        /**< symbols have no numbers, only sizes */
    bool hide_border;         /**< none of it is on the map, and it needs no entry */
    unsigned crossing_states; /**< bm_labels_crossing_states() */
    bool show_crossings;      /**< crossings are drawn and need an entry; see
                                 bm_labels_crossings_in_view() */
} bm_furniture_content;

#define BM_FURNITURE_BOXES_MAX 8
/** A key of so few rows lies on the map, when there is room. */
#define BM_PANEL_ON_MAP_MAX 8

/** Where everything goes. Made before the frame (title and credit take room from the map), finished
 *  after the marks are known (what lies on the map goes where the events are not). Boxes are empty
 *  (x0 = x1) for what is not there. */
typedef struct bm_furniture {
    bm_px_box header;
    bm_px_box footer;
    bm_px_box legend;
    bm_px_box panel;     /**< the key, or list of events */
    bm_px_box scale_bar; /**< on the map, as the next two */
    bm_px_box inset;
    bm_px_box north;
    bm_px_box boxes[BM_FURNITURE_BOXES_MAX]; /**< all of them that lie on the map, for the labels */
    size_t box_count;
    double scale_length_m; /**< 1, 2 or 5 × 10ⁿ metres, geodesic */
    double scale_length_px;
    double north_deg;  /**< clockwise from the page's top, where the arrow stands */
    double type_scale; /**< of all type here: larger on a large page, smaller on a small one */
    bool is_compact;   /**< a small page: less blank, a short credit */
    int legend_columns;
    bm_legend_section legend_end; /**< sections before this one are shown */
    double legend_count_px;       /**< room for the counts */
    bool legend_is_tight;         /**< rows as close as their text allows, with smaller signs */
    bool legend_in_the_way;       /**< it covers marks or the border: no free place was found */
    bool legend_outside;          /**< it stands beside the map */
    int panel_columns;
    bool panel_outside;
    bool
        panel_lists_events; /**< it was asked for: its rows list their events while there is room */
} bm_furniture;

/** Set header and footer for this content; returns the box that is left for the map, which may be
 *  none at all (y1 < y0) on a small page. */
bm_px_box bm_furniture_measure(bm_furniture *furniture, const bm_furniture_content *content,
                               const bm_style *style, bm_canvas *canvas, bool is_compact);

/** What the pieces on the map are placed for. */
typedef struct bm_furniture_job {
    const bm_furniture_content *content;
    const bm_legend *legend; /**< of the whole series, as the rest, so that nothing moves between
                                frames */
    const bm_labels *labels; /**< whose key is to be shown; NULL: none */
    const bm_inset *inset;   /**< NULL: none */
    const bm_style *style;
    const bm_frame *frame;
    const bm_marks *marks;
    const bm_border *border;
    const bm_basemap *basemap; /**< whose land and towns stay visible where they can; may be NULL */
    bm_canvas *canvas;         /**< to measure */
} bm_furniture_job;

/** True when a locator is asked for, or this is a close-up map that may do with one. */
bool bm_furniture_may_have_inset(const bm_furniture_content *content, const bm_frame *frame);

/** Place what lies on the map, all together: where the fewest marks and the least of the border are
 *  under it, corners first. */
void bm_furniture_place(bm_furniture *furniture, const bm_furniture_job *job);
/** True when a legend that is wanted has no good place on the map, or is to stand beside it. */
bool bm_furniture_wants_room(const bm_furniture *furniture, const bm_furniture_job *job);
/** The part of `map` that is left when the legend stands beside it. Fit the frame and the marks to
 *  it and call bm_furniture_place() again. Returns `map` as it is when there is no room. */
bm_px_box bm_furniture_make_room(bm_furniture *furniture, const bm_furniture_job *job,
                                 bm_px_box map);
/** False when a legend beside the map has more rows by now than its box was made for: other marks
 *  fall together on a smaller map. */
bool bm_furniture_legend_fits(const bm_furniture *furniture, const bm_furniture_job *job);
/** Make the box of a legend beside the map as high as its rows are now, and move a key below it. */
void bm_furniture_fit_legend(bm_furniture *furniture, const bm_furniture_job *job);
/** The part of `map` that is left when the key of `job->labels` stands beside or below it: below a
 *  legend that stands there already, in a column of its own, or under the map, whichever shows most
 *  rows for the least of the map. In auto, no key (`map` as it is, `furniture->panel` empty) when
 * it would take too much of the map. */
bm_px_box bm_furniture_make_panel(bm_furniture *furniture, const bm_furniture_job *job,
                                  bm_px_box map);

/** The part of the page that is left for the map when a panel below it, with nothing beside, ends
 *  after its rows, and the panel moved there; the map as it is when that gains too little. */
bm_px_box bm_furniture_fit_panel(bm_furniture *furniture, const bm_furniture_job *job);
/** Set the key below a legend that stands beside the map, where it takes nothing from that, if
 * there is room; else `furniture->panel` stays empty. */
void bm_furniture_use_free_room(bm_furniture *furniture, const bm_furniture_job *job);
/** Place the key of one window on the map, the other pieces being where they are; false when it has
 *  no place that covers neither events nor border. */
bool bm_furniture_place_key(bm_furniture *furniture, const bm_furniture_job *job);

/** Events of `marks` whose symbols lie under a piece on the map, and, unless that is 0, a sentence
 * on them: "the legend covers 5 events (Kyiv, Hostomel)". */
size_t bm_furniture_find_covered(const bm_furniture *furniture, const bm_marks *marks,
                                 char text[BM_COVERED_SIZE]);

/** Draw it on `canvas`. Of the job, `legend`, `labels` and `marks` are those of this window. */
void bm_furniture_draw(const bm_furniture *furniture, const bm_furniture_job *job,
                       bm_canvas *canvas);

#endif
