/** @file sheet_layout.h
 *  Where the small maps of a sheet stand.
 */
#ifndef BM_RENDER_SERIES_SHEET_LAYOUT_H
#define BM_RENDER_SERIES_SHEET_LAYOUT_H

#include <bordermap/geometry.h>
#include <stdbool.h>
#include <stddef.h>

/** What a grid is to hold, in pixels. */
typedef struct bm_sheet_want {
    size_t count;        /**< maps, at least 1 */
    int columns;         /**< 0: those that leave the maps largest */
    double width_px;     /**< of the grid */
    double height_px;    /**< the same; 0: as high as the maps need */
    double caption_px;   /**< height of the words over each map */
    double gap_px;       /**< between maps and between rows */
    double width_min_px; /**< of a map: narrower ones cannot be read */
    double height_min_px;
    bool may_break; /**< on several pages, rather than in maps too low to be read */
} bm_sheet_want;

/** A grid of maps, row by row. */
typedef struct bm_sheet_grid {
    int columns;
    int rows; /**< on a page */
    size_t pages;
    int width_px, height_px; /**< of a map; 0 when there is no room */
    double caption_px, gap_px;
    double span_px;     /**< width of the whole grid */
    bool is_too_narrow; /**< maps are narrower than can be read */
    bool is_too_low;    /**< or lower */
} bm_sheet_grid;

/** Lay the grid out. */
bm_sheet_grid bm_sheet_lay_out(const bm_sheet_want *want);
/** Height of `rows` of it. */
double bm_sheet_grid_height(const bm_sheet_grid *grid, int rows);
/** The upper left corner of map `index` of a page, from that of the grid, in whole pixels; its
 * caption is above it. */
bm_px bm_sheet_grid_place(const bm_sheet_grid *grid, size_t index);
/** Maps on a page. */
size_t bm_sheet_grid_capacity(const bm_sheet_grid *grid);

#endif
