/** @file legend.h
 *  The rows of the legend: what a part of the map adds so that its signs are explained.
 *
 *  Every part that draws something with a meaning has one function that adds its rows, and
 *  render/map/legend.c calls them all, once for the whole series and again for each window:
 *
 *      void bm_zone_add_legend(const bm_zone *zone, bm_legend *legend)
 *      {
 *          if (zone->shown)
 *              bm_legend_add(legend, BM_LEGEND_LINES, "Border zone, 30 km", paint_zone, zone);
 *      }
 *
 *  Which rows there are must not depend on the window, or the legend would jump between the frames
 *  of a series; their counts may.
 */
#ifndef BM_RENDER_FURNITURE_LEGEND_H
#define BM_RENDER_FURNITURE_LEGEND_H

#include "render/canvas/canvas.h"

/** Rows stand together by section, in this order. Where a page is too small for all, the last
 *  sections are left out first: what explains the events stays. */
typedef enum bm_legend_section {
    BM_LEGEND_EVENTS,    /**< categories, by severity */
    BM_LEGEND_CLASSES,   /**< classes of density or number, with their bounds */
    BM_LEGEND_CLAIMS,    /**< confirmed, assessed, claimed */
    BM_LEGEND_SIGNS,     /**< what a sign's form says: number, age, movement */
    BM_LEGEND_PRECISION, /**< how well the place is known */
    BM_LEGEND_LINES,     /**< border, disputed line, zone, crossings */
    BM_LEGEND_GROUND,    /**< urban areas, roads, railways, imagery */
    BM_LEGEND_SECTIONS
} bm_legend_section;

/** Paint a sign within `room`, which is wider than high; for a symbol, its middle counts. `context`
 *  is what the row was added with. */
typedef void (*bm_legend_sign)(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                               const void *context);

#define BM_LEGEND_TEXT_SIZE 160
#define BM_LEGEND_ROWS_MAX 48

typedef struct bm_legend_row {
    bm_legend_section section;
    bm_legend_sign sign; /**< NULL: none, and the text begins at the left, as a heading does */
    const void *context;
    bool has_count;
    size_t count;
    double sign_px; /**< width and height of a sign that may be larger than a row; else 0 */
    char text[BM_LEGEND_TEXT_SIZE];
} bm_legend_row;

/** All that the legend says. */
typedef struct bm_legend {
    bm_legend_row rows[BM_LEGEND_ROWS_MAX];
    size_t count;
    char heading[64];                   /**< "31 events"; "" for none */
    char note[2 * BM_LEGEND_TEXT_SIZE]; /**< below the rows: events that are not on the map */
} bm_legend;

/** Add a row at the end of its section; what is beyond ::BM_LEGEND_ROWS_MAX is left out.
 *  @param text     copied, cut at ::BM_LEGEND_TEXT_SIZE
 *  @param context  borrowed until the legend is drawn */
void bm_legend_add(bm_legend *legend, bm_legend_section section, const char *text,
                   bm_legend_sign sign, const void *context);
/** The same with a sign `sign_px` wide and high, which its row makes room for. */
void bm_legend_add_sized(bm_legend *legend, bm_legend_section section, const char *text,
                         bm_legend_sign sign, const void *context, double sign_px);
/** The same with a number at the right. */
void bm_legend_add_counted(bm_legend *legend, bm_legend_section section, const char *text,
                           bm_legend_sign sign, const void *context, size_t count);
/** For the signs of lines: a level stroke across the middle of the room. */
void bm_legend_paint_line(bm_canvas *canvas, const bm_line_style *line, bm_px_box room);
/** True when there is nothing to explain. */
bool bm_legend_is_empty(const bm_legend *legend);

#endif
