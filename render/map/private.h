/** @file private.h
 *  The map inside: what its files share. page.c lays the page out, settle_labels.c chooses labels
 * and key, names.c settles its texts, write.c draws a window.
 */
#ifndef BM_RENDER_MAP_PRIVATE_H
#define BM_RENDER_MAP_PRIVATE_H

#include <bordermap/map.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "base/parallel.h"
#include "base/strbuf.h"
#include "events/points.h"
#include "render/density/density.h"
#include "render/furniture/furniture.h"
#include "render/ground/ground.h"
#include "render/labels/key.h"
#include "render/marks/marks.h"
#include "render/marks/zone.h"

/** Of the file with a map's words, after the map's own name. */
#define BM_ALT_TEXT_ENDING ".alt.txt"

/** How far the work beside the labels is to go: complete the base, and paint it. What was to
 * complete only, and has, is ready. */
enum { BM_AHEAD_COMPLETES, BM_AHEAD_PAINTS, BM_AHEAD_READY };

/** What goes on beside the labels. While the task runs, all below `paints` is its thread's. */
typedef struct bm_map_ahead {
    bm_task task;
    atomic_int aim;
    bool paints;      /**< the ground is on its way to `canvas`, or there */
    bool is_complete; /**< the base, unless `status` tells why it is not */
    bm_status status;
    bm_error error;
    bm_canvas *canvas; /**< with the ground painted; NULL when there is none */
    bm_status canvas_status;
    bm_error canvas_error;
} bm_map_ahead;

struct bm_map {
    bm_arena arena;
    bm_basemap basemap;
    const bm_events *events;
    const bm_event_points *points; /**< shown by their density, in place of events; else NULL */
    bm_event_points *own_points;
    bm_density_options density_options;
    bm_lonlat *seen; /**< heap; what of the points must be seen, once it is known */
    size_t seen_count;
    bm_marks cells;      /**< stand for what the density shows, for the furniture */
    bm_density *density; /**< of all points: the bounds of the classes */
    const bm_style *style;
    int width_px, height_px;
    double dpi;
    double width_mm, height_mm; /**< exact sides of the page; 0: those of the pixels */
    bm_symbol_options symbols;
    bm_ground_options ground_options;
    bm_px_box *obstacles; /**< for labels: furniture, and labels of the graticule; in the arena */
    size_t obstacle_count;
    int64_t made_at_s;
    bm_compression compression;
    const char *title;
    const char *subtitle; /**< the caller's; NULL for one that is made for each window */
    const char *credit;   /**< stored in the file also when it is not printed */
    bool no_title;
    bool has_default_title;
    size_t title_length_max; /**< of a default title: the header was measured with the border's */
    /** What the map was made of and with, for panels of it. */
    struct {
        const bm_events *events;
        const bm_event_points *points;
        bm_map_options options; /**< its texts are the map's */
    } recipe;
    bm_style *own_style; /**< of a panel; heap */
    bool is_panel;       /**< one of the small maps of a sheet: nothing is over or beside it */
    bool keeps_drawing;  /**< a PNG is not written but kept as `drawn` */
    bm_canvas *drawn;    /**< painted; whoever asked for it takes it */
    const char *period;  /**< how the window that is drawn next is called; borrowed; NULL for
                              its dates */
    const char *place;   /**< what the extent was asked to be around; NULL for none */
    const char *subject; /**< "the Belarus–Ukraine border", "the area around Kyiv"; "" for none */
    bm_file_options file;
    bm_strbuf alt_text; /**< of the map written last */
    bm_furniture_content content;
    bm_furniture furniture;
    bm_projection *projection;
    bm_frame frame;
    bm_marks *ground; /**< of all events: legend, scale of symbols, where furniture goes */
    bm_base *base;
    bm_map_ahead ahead;
    bool is_series;       /**< it is drawn in windows, few of which may need a key */
    bool has_window_keys; /**< each window has a key of its own on the map */
    bool paints_ahead;    /**< a PNG comes first: its ground is painted beside the labels */
    bm_zones *zones;      /**< NULL for none */
    bm_label_options label_options;
    bm_logo *logo;         /**< NULL for none */
    const char *sources;   /**< of the events, for the credit; "" for none */
    bm_inset *inset;       /**< the locator map; NULL for none */
    bm_labels *labels;     /**< of all events, once the page is settled */
    bm_labels *standing;   /**< names of the base on all maps of a series; NULL before these */
    bm_label_sides *sides; /**< of names of events on these; NULL before */
    bm_callouts *callouts; /**< the numbers of places; NULL before the page is settled */
    bm_canvas *measure;    /**< for text sizes; its fonts serve every file */
    bm_canvas *pages;      /**< of an atlas, which takes what is drawn next as a page; borrowed */
    bm_canvas *kept;       /**< the base as pixels, from the second PNG on */
    bm_canvas
        *spare; /**< of the PNG before, for the next: fresh memory costs as much as to fill it */
    bool keeps_inset; /**< the locator is on it, too */
    unsigned png_count;
    size_t altered_count; /**< entries of the legend that could not be set as they are */
};

/** Begin to complete the base, and to paint it where a PNG is to come, beside the labels: the frame
 *  is likely to stay. Once is enough; what must stay on this thread waits for the end. */
void bm_map_begin_base(bm_map *map);
/** Begin with the base alone, of a frame that will hardly change; bm_map_begin_base() goes on. */
void bm_map_begin_base_early(bm_map *map);
/** The frame moves after all: wait for what has begun, and free it and the base. */
void bm_map_drop_base(bm_map *map);
/** Wait for the completed base, or complete it now. */
bm_status bm_map_end_base(bm_map *map, bm_error *error);
/** Begin to paint the ground as pixels, unless that has begun. */
void bm_map_begin_painting(bm_map *map);
/** Wait for what bm_map_begin_painting() began; `*painted` is the caller's, NULL with an error. */
bm_status bm_map_end_painting(bm_map *map, bm_canvas **painted, bm_error *error);
/** Do once what all maps of a series share: choose where the names of the base stand, and paint the
 * ground of PNGs. Wait for all that goes on beside: what comes after may be drawn in forked
 * processes. */
bm_status bm_map_prepare_windows(bm_map *map, bm_map_format format, bm_error *error);
/** Paper and base map. */
void bm_map_draw_ground(const bm_map *map, bm_canvas *canvas);
/** A copy of a text that lives as long as the map; NULL when memory is short. */
const char *bm_map_keep(bm_map *map, const char *text);
/** A map of the same events, on the same kind of ground, without furniture, in a look that suits
 * its size: one of the small maps of a sheet. Free it before `whole`. */
bm_status bm_map_new_panel(const bm_map *whole, int width_px, int height_px, bm_map **panel,
                           bm_error *error);
/** Draw a window as pixels. `*canvas` is the caller's. */
bm_status bm_map_paint(bm_map *map, const bm_interval *window, bm_canvas **canvas,
                       bm_map_report *report, bm_error *error);
/** Make a map in place of bm_map_new(): of a panel when `own_style`, which it takes over, is not
 * NULL. */
bm_status bm_map_make(const bm_basemap *basemap, const bm_events *events,
                      const bm_event_points *points, const bm_style *style,
                      const bm_map_options *options, bm_style *own_style, bm_map **map,
                      bm_error *error);
/** Find whom the events are known from. */
bm_status bm_map_name_sources(bm_map *map, bm_error *error);
/** Make the credit of the map's projection. */
bm_status bm_map_set_credit(bm_map *map, const bm_map_options *options, bm_error *error);
/** The subtitle of a window in `text`, unless the caller gave one or wants none. */
const char *bm_map_subtitle_of(const bm_map *map, const bm_marks *marks, const bm_interval *window,
                               bm_strbuf *text);
/** Note the caller's own texts that the fonts lack letters of: they are shown in full or not at
 * all. */
void bm_map_require_letters(bm_map *map, const bm_map_options *options);
/** Say what the map is of, and make its title unless the caller gave one: the border when it is in
 *  view, else the place that was asked for, the oblast or country of all events, the greatest town.
 */
void bm_map_name_subject(bm_map *map);
/** Events of `marks`, or points in the frame, where the layer of countries does not reach. */
size_t bm_map_count_blank(const bm_map *map, const bm_marks *marks);
/** What the map shows, in sentences for those who cannot see it: kinds, sides of the border, the
 *  places with most events, the events nearest to the border, movements, zones, crossings, what is
 *  beyond the map. `marks`, `labels` and the `blank` of bm_map_count_blank() are the window's. */
void bm_map_describe(const bm_map *map, const bm_marks *marks, const bm_labels *labels,
                     const bm_interval *window, size_t blank, bm_strbuf *text);
/** Settle the words of the legend; false when memory is short. */
bool bm_map_name_categories(bm_map *map);

/** What the legend of a window says; `marks` are the window's. */
void bm_map_make_legend(const bm_map *map, const bm_marks *marks, bm_legend *legend);
/** Show the events by their density: they become points, and the map has no events left. */
bm_status bm_map_take_points(bm_map *map, const bm_event_points *points, bm_error *error);
/** The time and the number of what the map is made from. */
bool bm_map_span(const bm_map *map, bm_interval *span);
size_t bm_map_event_count(const bm_map *map);
/** Symbols become hexagons when there are too many; after the frame is settled. */
bm_status bm_map_choose_density(bm_map *map, bm_error *error);
/** What the furniture of a window is drawn from. `legend`, `labels` and `marks` are the window's.
 */
bm_furniture_job bm_map_furniture_job(const bm_map *map, const bm_legend *legend,
                                      const bm_labels *labels, const bm_marks *marks);
/** What is of one window. */
typedef struct bm_map_window {
    bm_marks *marks;
    bm_density *density; /**< NULL when it is none */
    bm_labels *labels;
    bm_furniture furniture; /**< the map's, with the key of this window */
} bm_map_window;
/** Choose it; bm_map_window_finish() it also after an error. */
bm_status bm_map_choose(const bm_map *map, const bm_interval *window, bm_map_window *made,
                        bm_error *error);
void bm_map_window_finish(bm_map_window *window);
/** Choose the labels of a window, which keep off `key` too, unless that is NULL. */
bm_status bm_map_choose_labels(const bm_map *map, const bm_marks *marks, const bm_px_box *key,
                               bool has_numbers, bm_labels **labels, bm_error *error);

/** Choose where the names of the base stand on all maps of a series. */
bm_status bm_map_choose_standing(bm_map *map, bm_error *error);

/** Number no more places than have a row in the key of `furniture`. */
void bm_map_limit_key(const bm_map *map, const bm_furniture *furniture, const bm_marks *marks,
                      bm_labels *labels);

/** Say that the texts beside the map leave too little for it, and which of them is too long. */
bm_status bm_map_refuse_page(const bm_map *map, bm_error *error);
/** Say that the page has no room for the legend. */
bm_status bm_map_refuse_legend(const bm_map *map, bm_error *error);
/** Settle projection and frame. */
bm_status bm_map_settle_frame(bm_map *map, const bm_map_options *options, bm_error *error);
/** Place what lies on the map. */
void bm_map_place(bm_map *map, bm_legend *legend);
/** Fit the map to `box`, and place all anew; the labels are gone then. */
bm_status bm_map_place_again(bm_map *map, const bm_map_options *options, bm_px_box box,
                             bm_legend *legend, bm_error *error);
/** A map too full for the legend makes room for it. */
bm_status bm_map_place_legend_beside(bm_map *map, const bm_map_options *options, bm_legend *legend,
                                     bm_error *error);
/** What the map would have left beside a legend that finds no room on it; all when it needs none.
 */
bm_px_box bm_map_make_legend_room(bm_map *map, const bm_legend *legend);
/** Whether there are so many places that some are sure to find no room for a name, so that a key is
 *  needed. */
bool bm_map_is_crowd(const bm_map *map);
/** Choose the labels and the key, which may take room from the map; of a crowd, the legend too. */
bm_status bm_map_settle_labels(bm_map *map, const bm_map_options *options, bm_legend *legend,
                               bm_error *error);
/** Settle the page, the frame, the ground and where the furniture goes. */
bm_status bm_map_settle(bm_map *map, const bm_map_options *options, bm_error *error);

#endif
