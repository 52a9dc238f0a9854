/** @file sheet.h
 *  All maps of a series on one page, or on the pages of one PDF. sheet.c settles what stands where,
 *  sheet_page.c draws it.
 */
#ifndef BM_RENDER_SERIES_SHEET_H
#define BM_RENDER_SERIES_SHEET_H

#include "render/furniture/parts.h"
#include "render/map/private.h"
#include "render/series/plan.h"
#include "render/series/sheet_layout.h"

/** A sheet that is settled: everything is borrowed but what says so. Lengths are in pixels. */
typedef struct bm_sheet {
    bm_map *map; /**< whose texts and page are the sheet's */
    const bm_series_plan *plan;
    bm_map_format format;
    int width_px, height_px;
    double width_mm, height_mm; /**< exact sides; 0: those of the pixels */
    bm_canvas *measure;         /**< owned */
    bm_map *panel;              /**< draws each map; owned */
    bm_map_window all;          /**< of all windows together, on the panel; owned */
    bm_interval span;           /**< from the first window to the last */
    bm_legend legend;
    bm_furniture furniture;
    bm_furniture_content content;
    bm_strbuf subtitle;
    bm_sheet_grid grid;
    bm_px grid_at;
    bm_text_style caption, count;
    bool is_brief; /**< captions have the bare number of events */
} bm_sheet;

/** Make the sheet of `options` and write its file, whole or not at all.
 *  @return ::BM_ERROR_ARGUMENT when its maps would be too small to be read */
bm_status bm_sheet_make(bm_map *map, const bm_series_plan *plan, const bm_series_options *options,
                        bm_series_teller tell, void *context, bm_error *error);

/** Draw a page, from 0, on an empty canvas of the sheet's size. */
bm_status bm_sheet_draw_page(bm_sheet *sheet, size_t page, bm_canvas *canvas, bm_series_teller tell,
                             void *context, bm_error *error);
/** What a map is called by: "Week 12, 21–27 March 2022". */
void bm_sheet_append_caption(const bm_series_plan_frame *at, bm_strbuf *text);
/** Width of the widest caption with its number of events. */
double bm_sheet_caption_width(const bm_sheet *sheet);

#endif
